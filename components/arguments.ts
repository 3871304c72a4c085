import * as pulumi from "@pulumi/pulumi";

/** One argument at fault: where it is, and "expected ..., got ...". */
export type ArgumentFault = pulumi.InputPropertyErrorDetails;

/** What an argument must be, in words for the error and as a test of the value. */
export interface Expectation {
    readonly expected: string;
    readonly fits: (value: unknown) => boolean;
}

/** A whole number within both bounds. */
export function wholeNumber(minimum: number, maximum: number): Expectation {
    return {
        expected: `a whole number from ${minimum} to ${maximum}`,
        fits: value => Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
    };
}

/** One of the listed values. */
export function oneOf(values: readonly (string | number | boolean)[]): Expectation {
    return {
        expected: `one of ${values.map(value => JSON.stringify(value)).join(", ")}`,
        fits: value => (values as readonly unknown[]).includes(value),
    };
}

/** A text that matches the whole of a pattern; `expected` says in words what the pattern means. */
export function textMatching(pattern: RegExp, expected: string): Expectation {
    return { expected, fits: value => typeof value === "string" && pattern.test(value) };
}

/** A text with at least one character that is not a space. */
export const nonEmptyText: Expectation = textMatching(/\S/, "a text that is not empty");

/** An address that mail can be sent to. */
export const emailAddress: Expectation = textMatching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address");

/** Collects everything that is wrong with a component's arguments, so that its caller learns of all of it at once. */
export class ArgumentFaults {
    readonly #faults: ArgumentFault[] = [];

    get all(): readonly ArgumentFault[] {
        return this.#faults;
    }

    /** Records a fault unless the value is what was expected. */
    check(propertyPath: string, value: unknown, expectation: Expectation): void {
        if (!expectation.fits(value)) this.add(propertyPath, expectation.expected, value);
    }

    /** Records a fault in an argument that may be left out, unless it was or is what was expected. */
    checkOptional(propertyPath: string, value: unknown, expectation: Expectation): void {
        if (value !== undefined) this.check(propertyPath, value, expectation);
    }

    /**
     * The items of a list; none, and a fault, if it is no list.
     *
     * Types refuse an output here, but a caller in JavaScript meets this instead of a puzzling TypeError.
     */
    items<Item>(propertyPath: string, value: readonly Item[], expected: string): readonly Item[] {
        if (Array.isArray(value)) return value as readonly Item[];
        this.add(propertyPath, expected, value);
        return [];
    }

    /** Records a fault found in another way. */
    add(propertyPath: string, expected: string, got: unknown): void {
        this.#faults.push({ propertyPath, reason: `expected ${expected}, got ${describe(got)}` });
    }

    /** Records faults that another check found. */
    addAll(faults: readonly ArgumentFault[]): void {
        this.#faults.push(...faults);
    }

    /**
     * Ends the check.
     *
     * @throws pulumi.InputPropertiesError naming every fault, if there is one
     */
    throwIfAny(component: string): void {
        if (this.#faults.length === 0) return;
        const lines = this.#faults.map(({ propertyPath, reason }) => `  ${propertyPath}: ${reason}`);
        throw new pulumi.InputPropertiesError({
            message: [`invalid ${component} arguments`, ...lines].join("\n"),
            errors: [...this.#faults],
        });
    }
}

/** A value in an error: never an output's content, which may be unknown or a secret. */
function describe(value: unknown): string {
    if (value === undefined) return "nothing";
    if (pulumi.Output.isInstance(value)) return "an output, whose value is not known while planning";
    return typeof value === "number" ? String(value) : JSON.stringify(value);
}
