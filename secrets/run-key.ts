import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Concealed } from "./concealed";

/*
 * Digests of credentials are HMAC-SHA-256 under a key that is made for one run, out of the key of the pipeline and the name
 * of the run (HKDF-SHA-256, RFC 5869). So a file that leaks is no dictionary: without the key nothing can be tried. And two
 * files of different runs have no digest in common, so that nobody can follow a credential through time.
 */

/** Bytes of the pipeline's key: 256 bits, as many as the digest has. */
export const MIN_KEY_BYTES = 32;

/** Names what a derived key is for, so that none is ever used for two things (RFC 5869, 3.2). */
const PURPOSE = { digest: "stagewright.facts/1 digest", check: "stagewright.facts/1 key check" } as const;

/** The key of one run. */
export interface RunKey {
    /** The digest of a credential, in hexadecimal. */
    readonly digest: (value: Concealed) => string;
    /** The digest of what is no credential and shall not stand in the open, such as the address of a backend. */
    readonly digestOf: (kind: string, text: string) => string;
    /** By which two files are seen to be made with the same key for the same run. Says nothing of the key. */
    readonly check: string;
}

/** Makes the key of a run. */
export function runKeyOf(key: Concealed, run: string): RunKey {
    const derived = (purpose: string) => Buffer.from(hkdfSync("sha256", key.reveal(), run, purpose, MIN_KEY_BYTES));
    const digestKey = derived(PURPOSE.digest);
    const hmac = (kind: string, bytes: Buffer) =>
        createHmac("sha256", digestKey).update(`${kind}\0`).update(bytes).digest("hex");
    return {
        digest: value => hmac("credential", value.reveal()),
        digestOf: (kind, text) => hmac(kind, Buffer.from(text, "utf8")),
        check: derived(PURPOSE.check).toString("hex"),
    };
}

/** Bytes of a key that nobody keeps. */
export function freshKey(): Buffer {
    return randomBytes(MIN_KEY_BYTES);
}
