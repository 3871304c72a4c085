/** One thing wrong with what a person wrote or asked for. */
export interface Fault {
    /** Where it is: a file and key, a flag, a property path. */
    readonly at: string;
    /** What is wrong: the value given and what was expected. */
    readonly message: string;
}

/** The command, its settings, or the program it was pointed at is at fault. Exit code 2. */
export class UsageError extends Error {
    override readonly name = "UsageError";

    /**
     * @param summary What could not be done.
     * @param faults Every reason, all at once.
     * @param details Longer text to show below, such as the stack trace of the user's own program.
     */
    constructor(
        readonly summary: string,
        readonly faults: readonly Fault[] = [],
        readonly details?: string,
    ) {
        super(
            [
                summary,
                ...faults.map(fault => `  ${fault.at}: ${fault.message}`),
                ...(details === undefined ? [] : ["", details]),
            ].join("\n"),
        );
    }
}
