/*
 * Older copies of the SDK bring messages without the fields of newer ones. What they do not know, their programs cannot set.
 */

/** Reads a field of a message, or takes what an unset one would hold where the message has no such field. */
export function readField<Value>(message: object, getter: string, unset: Value): Value {
    const read: unknown = Reflect.get(message, getter);
    return typeof read === "function" ? (Reflect.apply(read, message, []) as Value) : unset;
}

/** Sets a field of a message, where it has such a field. */
export function writeField(message: object, setter: string, value: unknown): void {
    const write: unknown = Reflect.get(message, setter);
    if (typeof write === "function") Reflect.apply(write, message, [value]);
}
