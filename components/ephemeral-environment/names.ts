import { createHash } from "node:crypto";
import { textMatching } from "../arguments";

/**
 * How the namespaces of ephemeral environments begin, and no others: what may delete them goes by it. A name can neither be
 * given nor taken later, as a label can.
 */
export const EPHEMERAL_PREFIX = "eph-";

/** A branch, as Git spells it. */
export const BRANCH = textMatching(
    /^[!-~\u00a1-\uffff]{1,200}$/,
    "the name of a branch: 1 to 200 characters, no spaces",
);

/**
 * Longest name, in characters. With the prefix it fits into a database's 63 and, with something before it, into the 63 of
 * a label in DNS.
 */
const NAME_MAX_LENGTH = 40;
/** Digits of the digest: among a million branches, two share it with a probability of less than one in 500. */
const DIGEST_LENGTH = 12;
/** What ends like a digest is given one of its own, so that no branch can be called as another one's name is. */
const ENDS_LIKE_DIGEST = new RegExp(`(^|-)[0-9a-f]{${DIGEST_LENGTH}}$`);

/**
 * The name of a branch's environment, as DNS takes it: the branch itself, or what is left of it with a digest of all of it.
 * The same branch always has the same name.
 */
export function ephemeralName(branch: string): string {
    const plain = branch
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "");
    if (plain === branch && plain.length <= NAME_MAX_LENGTH && !ENDS_LIKE_DIGEST.test(plain)) return plain;
    const digest = createHash("sha256").update(branch).digest("hex").slice(0, DIGEST_LENGTH);
    const head = plain.slice(0, NAME_MAX_LENGTH - DIGEST_LENGTH - 1).replace(/-$/, "");
    return head === "" ? digest : `${head}-${digest}`;
}

/** The namespace of a branch's environment. */
export function ephemeralNamespace(branch: string): string {
    return `${EPHEMERAL_PREFIX}${ephemeralName(branch)}`;
}

/** The schema that belongs to a namespace, and the role that may use it: names in a database take no dashes. */
export function schemaOf(namespace: string): string {
    return namespace.replaceAll("-", "_");
}
