import { Output } from "@pulumi/pulumi";
import { type HoursFault, workingHoursFaults as faultsOfHours } from "../hours";
import { type ArgumentFault, ArgumentFaults } from "./arguments";

export type { Weekday, WorkingHours } from "../hours";

/** Everything that is wrong with working hours, as faults of the argument at `propertyPath`. */
export function workingHoursFaults(hours: unknown, propertyPath: string): readonly ArgumentFault[] {
    if (!Output.isInstance(hours)) return hoursFaultsAt(propertyPath, faultsOfHours(hours));
    const faults = new ArgumentFaults();
    faults.add(propertyPath, "plain working hours, which decide what is planned", hours);
    return faults.all;
}

/** What was found wrong with working hours, as faults of the argument at `propertyPath`. */
export function hoursFaultsAt(propertyPath: string, found: readonly HoursFault[]): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    for (const { expected, got, path } of found) {
        faults.add(path === "" ? propertyPath : `${propertyPath}.${path}`, expected, got);
    }
    return faults.all;
}
