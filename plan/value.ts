/**
 * A property value as it was planned. Plain JSON, but for three classes of value that plain JSON cannot hold:
 * what is not known yet, what is secret, and what is a file.
 */
export type PropertyValue =
    null | boolean | number | string | readonly PropertyValue[] | PropertyMap | Unknown | Secret | Asset;

/** Properties by name. A property that was not set is missing, never `undefined`. */
export interface PropertyMap {
    readonly [name: string]: PropertyValue;
}

/** A value that does not exist before the deployment, or that the reader of the plan could not see. */
export class Unknown {
    /** The one value for "known after the deployment". */
    static readonly computed = new Unknown("known after deployment");

    /** @param why What keeps the value from being known, for people to read. Never a part of the value. */
    constructor(readonly why: string) {}
}

/** A value marked secret. What it wraps may itself be unknown, and is never printed. */
export class Secret {
    constructor(readonly value: PropertyValue) {}
}

/** A file or archive that a resource is given. Its content is not part of the plan, its digest may be. */
export class Asset {
    constructor(
        readonly kind: "asset" | "archive",
        /** SHA-256 of the content in hexadecimal, where a reader of the plan had it. */
        readonly hash: string | undefined,
        /** Where the content comes from, as the program wrote it: a path, an address, or nothing for inline text. */
        readonly origin: string | undefined,
    ) {}
}

/** Whether a value is an object of named properties. */
export function isPropertyMap(value: PropertyValue | undefined): value is PropertyMap {
    return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        !(value instanceof Unknown) &&
        !(value instanceof Secret) &&
        !(value instanceof Asset)
    );
}

/** Whether a value is a list. */
export function isList(value: PropertyValue | undefined): value is readonly PropertyValue[] {
    return Array.isArray(value);
}
