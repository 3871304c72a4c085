import type { ArgumentFaults } from "./arguments";
import { checkKnown, isPlainObject } from "./known-arguments";

/** Every field of an argument that is an object, so that the compiler finds one that is missing. */
export type Fields<Value extends object> = Readonly<Record<keyof Value, true>>;

/** Records an argument that is no object, and fields that it does not have; says whether its fields can be looked at. */
export function checkObject<Value extends object>(
    faults: ArgumentFaults,
    propertyPath: string,
    value: Value,
    fields: Fields<Value>,
): boolean {
    if (!isPlainObject(value)) {
        faults.add(propertyPath, `an object with ${Object.keys(fields).join(", ")}`, value);
        return false;
    }
    checkKnown(faults, value, fields, `${propertyPath}.`);
    return true;
}
