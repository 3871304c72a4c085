import * as pulumi from "@pulumi/pulumi";
import type { ArgumentFaults } from "./arguments";

/**
 * Records arguments that a component does not have. Types refuse them where they are written down in place; one that comes
 * by way of a variable or of JavaScript would be left out in silence.
 *
 * @param known Every argument, so that the compiler finds one that is missing here.
 */
export function checkKnown<Args extends object>(
    faults: ArgumentFaults,
    args: Args,
    known: Readonly<Record<keyof Args, true>>,
    parent = "",
): void {
    for (const [name, value] of Object.entries(args)) {
        if (!Object.hasOwn(known, name)) {
            faults.add(`${parent}${name}`, `one of the arguments ${Object.keys(known).join(", ")}`, value);
        }
    }
}

/** Whether something is an object whose fields can be looked at: an output is one, and has none of them. */
export function isPlainObject(value: unknown): boolean {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !pulumi.Output.isInstance(value);
}
