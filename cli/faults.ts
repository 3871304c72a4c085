import { type Fault, UsageError } from "../plan/faults";

/** Gathers what several readers find wrong, so that a person sees all of it at once. */
export class FaultCollector {
    private readonly errors: UsageError[] = [];

    /** Runs a reader and returns what it read, or nothing where it failed with a {@link UsageError}, which is kept. */
    read<T>(reader: () => T): T | undefined {
        try {
            return reader();
        } catch (error) {
            this.keep(error);
            return undefined;
        }
    }

    /** Keeps what a reader failed with; anything but a {@link UsageError} is thrown on. */
    keep(error: unknown): void {
        if (!(error instanceof UsageError)) throw error;
        this.errors.push(error);
    }

    /** @throws UsageError the only one that was kept, or one with the faults of all. */
    throwIfAny(summary: string): void {
        const [only, ...others] = this.errors;
        if (only === undefined) return;
        if (others.length === 0) throw only;
        const details = this.errors.flatMap(error => error.details ?? []);
        throw new UsageError(
            summary,
            this.errors.flatMap(faultsOf),
            details.length === 0 ? undefined : details.join("\n\n"),
        );
    }
}

function faultsOf(error: UsageError): readonly Fault[] {
    const [first] = error.faults;
    if (first === undefined) return [{ at: "settings", message: error.summary }];
    return error.faults;
}
