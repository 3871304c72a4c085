import { hash } from "node:crypto";
import type { Difference } from "../stacks";
import { placeOf, sidesOf } from "../shown";

/** Names the way in which digests are made; it also keeps YAML from taking one of digits alone for a number. */
const VERSION = "v1";
/** Length of a digest in hexadecimal digits: no two sets of values of a project share one by chance. */
const DIGEST_DIGITS = 16;

/** What a digest looks like. */
export const APPROVAL_PATTERN = new RegExp(`^${VERSION}-[0-9a-f]{${DIGEST_DIGITS}}$`);

/** The digest of all values in which some places differ. Of a secret nothing goes into it but that it is one. */
export function approvalOf(differences: readonly Difference[]): string {
    const lines = differences.map(difference => JSON.stringify([placeOf(difference), ...sidesOf(difference)])).sort();
    return `${VERSION}-${hash("sha256", lines.join("\n"), "hex").slice(0, DIGEST_DIGITS)}`;
}
