import type { ArgumentFaults } from "./arguments";
import type { Environment } from "./environment";
import { regionalArn } from "./partition";
import type { KeyRef } from "./references";

/** Records a key that is not of the environment's own account and region; what an output holds cannot be read yet. */
export function checkKey(
    propertyPath: string,
    key: KeyRef | undefined,
    environment: Environment,
    faults: ArgumentFaults,
): void {
    if (key === undefined || typeof key.keyArn === "object") return;
    const prefix = regionalArn(environment, "kms", "key/");
    faults.check(`${propertyPath}.keyArn`, key.keyArn, {
        expected: `the ARN of a key of the environment's own account and region, ${prefix}...`,
        fits: value => typeof value === "string" && value.startsWith(prefix) && value.length > prefix.length,
    });
}
