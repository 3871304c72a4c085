import { z } from "zod";
import { workingHoursFaults } from "../hours/faults";
import { WORKING_HOURS } from "../hours/schema";
import type { WorkingHours } from "../hours/working-hours";
import { parsePropertyPath } from "../plan/read";

/** Working hours in a file of settings: what `WorkingHours` of a program takes, refused for the same reasons. */
export const SAID_WORKING_HOURS = z
    .unknown()
    .superRefine((given, context) => {
        for (const { path, expected } of workingHoursFaults(given)) {
            const steps = path === "" ? [] : [...parsePropertyPath(path)];
            context.addIssue({ code: "custom", path: steps, message: `expected ${expected}` });
        }
    })
    // Just judged to be that.
    .transform(given => given as WorkingHours)
    .meta(shapeForEditors());

function shapeForEditors(): Readonly<Record<string, unknown>> {
    const shape = Object.entries(z.toJSONSchema(WORKING_HOURS, { io: "input" }));
    // It stands inside of another, which says which dialect they are of.
    return Object.fromEntries(shape.filter(([key]) => key !== "$schema"));
}
