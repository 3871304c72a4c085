import * as pulumi from "@pulumi/pulumi";
import type { ArgumentFaults, Expectation } from "./arguments";

/** Records a plain value that is not what was expected, nothing at all among them; what an output holds is not known yet. */
export function checkInput(
    faults: ArgumentFaults,
    propertyPath: string,
    value: pulumi.Input<string>,
    expectation: Expectation,
): void {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) return;
    faults.check(propertyPath, value, expectation);
}
