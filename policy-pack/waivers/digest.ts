import { hash } from "node:crypto";
import type { Reading } from "../../plan/read";
import { Asset, isList, isPropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";

/*
 * The digest of a value that a person approves. Two values have the same one where they are equal, whatever the order of
 * their fields; a field that is null is as good as missing.
 *
 * Short texts can be guessed from a digest, so no secret ever goes into one: all that is marked secret counts as "a
 * secret", whatever its content, and all that is not known as "not known". Changes inside of them cannot be seen.
 */

/** Names the way in which digests are made; it also keeps YAML from taking one of digits alone for a number. */
const VERSION = "v1";

/** Length of a digest in hexadecimal digits: no two values of a project share one by chance. */
const DIGEST_DIGITS = 16;

/** What a digest looks like. */
export const DIGEST_PATTERN = new RegExp(`^${VERSION}-[0-9a-f]{${DIGEST_DIGITS}}$`);

/** What goes into a digest. */
export interface DigestOptions {
    /** Whether texts and numbers count as their type only: for properties that may hold a secret without a mark. */
    readonly hidesValues: boolean;
    /** Takes out of a text what is known to be secret elsewhere. */
    redact(text: string): string;
}

/** A value in which nothing is left that could not be compared as JSON. Lists keep kinds apart from the user's own data. */
type Canonical = null | boolean | number | string | readonly Canonical[];

/** The digest of a value that was read; nothing where nothing is set. */
export function digestOfReading(reading: Reading, options: DigestOptions): string | undefined {
    switch (reading.state) {
        case "absent":
            return undefined;
        case "unknown":
            return reading.secret ? DIGEST_OF_SECRET : digestOf(UNKNOWN);
        case "known":
            return reading.secret ? DIGEST_OF_SECRET : digestOf(canonical(reading.value, options));
    }
}

/** The digest of what a finding says, where no value can be named that it says it of. */
export function digestOfWords(message: string, evidence: readonly string[]): string {
    return digestOf(["words", message, ...evidence]);
}

const SECRET: Canonical = ["secret"];
const UNKNOWN: Canonical = ["unknown"];

/** The digest of everything that is marked secret as a whole. */
export const DIGEST_OF_SECRET = digestOf(SECRET);

function canonical(value: PropertyValue, options: DigestOptions): Canonical {
    if (value instanceof Secret) return SECRET;
    if (value instanceof Unknown) return UNKNOWN;
    if (value instanceof Asset) return ["asset", value.kind, value.hash ?? value.origin ?? null];
    if (isList(value)) return ["list", ...value.map(item => canonical(item, options))];
    if (isPropertyMap(value)) {
        const fields = Object.entries(value).filter(([, inner]) => inner !== null);
        fields.sort(([one], [other]) => (one < other ? -1 : 1));
        return ["map", ...fields.map(([name, inner]) => [name, canonical(inner, options)])];
    }
    if (options.hidesValues && (typeof value === "string" || typeof value === "number")) return [typeof value];
    return typeof value === "string" ? options.redact(value) : value;
}

function digestOf(value: Canonical): string {
    return `${VERSION}-${hash("sha256", JSON.stringify(value), "hex").slice(0, DIGEST_DIGITS)}`;
}
