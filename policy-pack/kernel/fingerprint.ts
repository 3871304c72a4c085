import { hash } from "node:crypto";
import type { Finding } from "./judgement";

/** Length of a fingerprint in hexadecimal digits: enough to tell millions of findings apart, short enough to quote. */
const FINGERPRINT_DIGITS = 16;

/** The fingerprint of what these words name together. */
export function fingerprintOf(words: readonly string[]): string {
    return hash("sha256", words.join("|"), "hex").slice(0, FINGERPRINT_DIGITS);
}

/**
 * Gives each finding a fingerprint of its own. Several that a rule makes of the same place have the same one at first:
 * the second of them and those after it are told apart by their order, which is the rule's. What they say has no part
 * in it, so that a better wording in a later release does not make an old finding a new one.
 */
export function withDistinctFingerprints(findings: readonly Finding[]): readonly Finding[] {
    const seen = new Map<string, number>();
    return findings.map(finding => {
        const { fingerprint } = finding;
        const earlier = seen.get(fingerprint) ?? 0;
        seen.set(fingerprint, earlier + 1);
        return earlier === 0 ? finding : { ...finding, fingerprint: fingerprintOf([fingerprint, String(earlier + 1)]) };
    });
}
