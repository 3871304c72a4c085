import { Output } from "@pulumi/pulumi";
import { workingHoursFaults as faultsOfHours } from "../hours";
import { type ArgumentFault, ArgumentFaults } from "./arguments";

export type { Weekday, WorkingHours } from "../hours";

/** Everything that is wrong with working hours, as faults of the argument at `propertyPath`. */
export function workingHoursFaults(hours: unknown, propertyPath: string): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    if (Output.isInstance(hours)) {
        faults.add(propertyPath, "plain working hours, which decide what is planned", hours);
        return faults.all;
    }
    for (const { expected, got, path } of faultsOfHours(hours)) {
        faults.add(path === "" ? propertyPath : `${propertyPath}.${path}`, expected, got);
    }
    return faults.all;
}
