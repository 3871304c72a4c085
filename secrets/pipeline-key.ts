import { Concealed } from "./concealed";
import { MIN_KEY_BYTES } from "./run-key";

/** A key, or why a text is none. The reason never holds a part of the text. */
export type ParsedKey = { readonly key: Concealed } | { readonly fault: string };

const EXPECTED = `expected ${MIN_KEY_BYTES} random bytes or more, in hexadecimal or base64, as \`openssl rand -hex ${MIN_KEY_BYTES}\` prints them`;

/** Longer texts are no keys, but files that were named by mistake. */
const MAX_CHARACTERS = 1024;

const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const BASE64_URL = /^[A-Za-z0-9_-]+={0,2}$/;

/** Reads the key of a pipeline as it stands in a variable or a file. */
export function parseKey(text: string): ParsedKey {
    const written = text.trim();
    if (written === "") return { fault: `it is empty; ${EXPECTED}` };
    if (written.length > MAX_CHARACTERS) return { fault: `it is longer than a key; ${EXPECTED}` };
    const bytes = bytesOf(written);
    if (bytes === undefined) return { fault: `it is neither hexadecimal nor base64; ${EXPECTED}` };
    if (bytes.length < MIN_KEY_BYTES)
        return { fault: `it has ${bytes.length * 8} bits, and 256 are the least; ${EXPECTED}` };
    const weakness = weaknessOf(bytes);
    return weakness === undefined ? { key: new Concealed(bytes) } : { fault: `${weakness}; ${EXPECTED}` };
}

function bytesOf(written: string): Buffer | undefined {
    if (HEXADECIMAL.test(written)) return Buffer.from(written, "hex");
    // A length that no encoder writes is a key that was cut off.
    const unpadded = written.replace(/=+$/, "");
    if (unpadded.length % 4 === 1) return undefined;
    if (BASE64.test(written)) return Buffer.from(written, "base64");
    return BASE64_URL.test(written) ? Buffer.from(written, "base64url") : undefined;
}

/**
 * Different bytes that a random key of 32 has at the least: it has 30 on average, and fewer than 16 in one of some 10^13
 * keys.
 */
const MIN_DIFFERENT_BYTES = 16;

/** Why bytes are surely not random. */
function weaknessOf(bytes: Buffer): string | undefined {
    if (new Set(bytes).size < MIN_DIFFERENT_BYTES) return "it repeats a few bytes, so it is not random";
    const period = Array.from({ length: Math.floor(bytes.length / 2) }, (_, place) => place + 1).find(length =>
        bytes.subarray(length).equals(bytes.subarray(0, -length)),
    );
    if (period !== undefined) return "it repeats itself, so it is not random";
    const step = ((bytes[1] ?? 0) - (bytes[0] ?? 0)) & 0xff;
    const counts = bytes.every((byte, place) => place === 0 || ((byte - (bytes[place - 1] ?? 0)) & 0xff) === step);
    if (counts) return "its bytes count up or down, so it is not random";
    // Of random keys of 32 bytes, one in 10^13 is readable; of passphrases, and of keys that were encoded twice, all are.
    return bytes.every(byte => byte >= 0x20 && byte <= 0x7e)
        ? "it is a text in another writing, so it is not random"
        : undefined;
}
