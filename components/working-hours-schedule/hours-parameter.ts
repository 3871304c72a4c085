import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { WORKING_HOURS_SCHEMA, type WorkingHours } from "../../hours/working-hours";
import type { ArgumentFaults } from "../arguments";
import { type Environment, tagsFor } from "../environment";
import { physicalName } from "../naming";

/** Most bytes of a value of the standard tier (Systems Manager, "Managing parameter tiers"). */
const VALUE_MAX_BYTES = 4096;
/** What no value may hold: it would refer to another parameter (Systems Manager, PutParameter). */
const REFERENCE = /\{\{.*\}\}/;
/** How no name of a parameter may begin (Systems Manager, PutParameter). */
const RESERVED = /^(aws|ssm)/;

/** The name of the parameter that holds the hours. */
export function hoursParameterName(name: string, environment: Environment): string {
    return `/${physicalName(environment, name)}/hours`;
}

/** The hours as everybody else reads them: pipelines, load tests, the simulator, rules. */
function valueOf(hours: WorkingHours): string {
    return JSON.stringify({ schema: WORKING_HOURS_SCHEMA, ...hours });
}

/** Records hours that do not fit into a parameter, and a name that none can have. */
export function checkHoursParameter(
    name: string,
    environment: Environment,
    hours: WorkingHours,
    faults: ArgumentFaults,
): void {
    const value = valueOf(hours);
    const bytes = Buffer.byteLength(value);
    if (bytes > VALUE_MAX_BYTES) {
        const expected = `hours of at most ${VALUE_MAX_BYTES} bytes as JSON, which is what a parameter holds`;
        faults.add("environment.workingHours", expected, bytes);
    }
    const [reference] = REFERENCE.exec(value) ?? [];
    if (reference !== undefined) {
        const expected = "hours without double braces, which a parameter would take for the name of another";
        faults.add("environment.workingHours", expected, reference);
    }
    if (RESERVED.test(physicalName(environment, name))) {
        const expected = "a name that does not begin with aws or ssm, as no parameter may be called";
        faults.add("environment.name", expected, environment.name);
    }
}

/** Writes the hours down where they can be read without the program. */
export function createHoursParameter(
    name: string,
    environment: Environment,
    hours: WorkingHours,
    parent: pulumi.Resource,
): void {
    new aws.ssm.Parameter(
        `${name}-hours`,
        {
            name: hoursParameterName(name, environment),
            description: `When people work in ${environment.name}`,
            type: "String",
            tier: "Standard",
            // The SDK marks a `value` as secret, and nobody could read in a plan when people work.
            insecureValue: valueOf(hours),
            tags: tagsFor(environment, `${name}-hours`),
        },
        { parent },
    );
}
