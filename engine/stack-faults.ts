import { type Fault, UsageError } from "../plan/faults";

interface FailedStack {
    readonly stack: string;
    readonly error: UsageError;
}

/** A text, and the stacks that it is said of. */
interface Shared<T> {
    readonly stacks: string[];
    readonly said: T;
}

/** Gathers the faults of stacks that are planned together. What is said of several is said once. */
export class StackFaults {
    private readonly failed: FailedStack[] = [];

    /** @param stacks All of them, in the order in which they are told of. */
    constructor(private readonly stacks: readonly string[]) {}

    add(stack: string, error: UsageError): void {
        this.failed.push({ stack, error });
    }

    /** Runs something for a stack and returns its result, or nothing where it failed with a {@link UsageError}, which is kept. */
    read<T>(stack: string, reader: () => T): T | undefined {
        try {
            return reader();
        } catch (error) {
            if (!(error instanceof UsageError)) throw error;
            this.add(stack, error);
            return undefined;
        }
    }

    /** @throws UsageError the only one that was kept, or one with the faults of all. */
    throwIfAny(): void {
        const failed = this.stacks.flatMap(stack => this.failed.filter(failure => failure.stack === stack));
        const [first, ...others] = failed;
        if (first === undefined) return;
        if (others.length === 0) throw first.error;
        const faults = shared(
            failed.flatMap(({ stack, error }) => faultsOf(error).map(said => ({ stack, said }))),
            ({ at, message }) => `${at}\n${message}`,
        );
        const details = shared(
            failed.flatMap(({ stack, error: { details = "" } }) => (details === "" ? [] : [{ stack, said: details }])),
            said => said,
        );
        throw new UsageError(
            `stacks ${failed.map(({ stack }) => stack).join(", ")} could not be planned`,
            faults.map(placed),
            details.length === 0 ? undefined : details.map(titled).join("\n\n"),
        );
    }
}

function faultsOf({ faults, summary }: UsageError): readonly Fault[] {
    return faults.length > 0 ? faults : [{ at: "program", message: summary }];
}

function shared<T>(
    all: readonly { readonly stack: string; readonly said: T }[],
    keyOf: (said: T) => string,
): readonly Shared<T>[] {
    const byKey = new Map<string, Shared<T>>();
    for (const { stack, said } of all) {
        const known = byKey.get(keyOf(said));
        if (known === undefined) byKey.set(keyOf(said), { stacks: [stack], said });
        else known.stacks.push(stack);
    }
    return [...byKey.values()];
}

/** The file of a stack's settings names the stack itself. */
function placed({ stacks, said }: Shared<Fault>): Fault {
    const isNamed = stacks.every(stack => said.at.startsWith(`Pulumi.${stack.slice(stack.lastIndexOf("/") + 1)}.`));
    return isNamed ? said : { at: `${stacks.join(", ")}: ${said.at}`, message: said.message };
}

function titled({ stacks, said }: Shared<string>): string {
    return `${stacks.join(", ")}:\n${said}`;
}
