import { createDecipheriv, pbkdf2Sync } from "node:crypto";

/*
 * Secrets that a passphrase encrypts, as the Pulumi CLI writes them (`NewSymmetricCrypterFromPassphrase` and `EncryptValue` of
 * `sdk/go/common/resource/config/crypt.go`): AES-256-GCM under a key that PBKDF2 makes.
 */

const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/** What the CLI encrypts behind the salt, to know the passphrase again. */
const CHECKED_TEXT = "pulumi";

/** Opens what one passphrase encrypts. */
export type Decrypt = (encrypted: string) => string;

/**
 * Makes what opens the secrets of a stack. Slow by intent: the key takes a million rounds.
 *
 * @param salt `encryptionsalt` of the stack's file.
 * @returns Nothing where it is another passphrase, or where the salt is not as the CLI writes it.
 */
export function decryptorOf(passphrase: Buffer, salt: string): Decrypt | undefined {
    const [, bytes, check] = /^v1:([^:]+):(v1:[^:]+:[^:]+)$/.exec(salt) ?? [];
    if (bytes === undefined || check === undefined) return undefined;
    const key = pbkdf2Sync(passphrase, Buffer.from(bytes, "base64"), ITERATIONS, KEY_BYTES, "sha256");
    try {
        return opened(key, check) === CHECKED_TEXT ? encrypted => opened(key, encrypted) : undefined;
    } catch {
        return undefined;
    }
}

function opened(key: Buffer, encrypted: string): string {
    const [version, nonce, sealed] = encrypted.split(":");
    if (version !== "v1" || nonce === undefined || sealed === undefined)
        throw new Error("expected v1:<nonce>:<sealed>");
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
}
