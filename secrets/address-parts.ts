import { meansCredential } from "./credentials";
import type { Part } from "./unwrap";

/*
 * Credentials within addresses: `scheme://user:password@host/path?token=...`, those of JDBC and of Go's MySQL driver.
 */

/** User and password end at the last `@` before the path: passwords with a `@` in them are common, if wrong. */
const USER_INFO = /[a-z][a-z0-9+.-]{0,30}:\/\/([^/?#\s"'<>]*)@/gi;

/** Where a password holds a `/` that nobody encoded, it ends at the last `@` of all. */
const LOOSE_USER_INFO = /[a-z][a-z0-9+.-]{0,30}:\/\/[^:/?#\s@]*:([^\s"'<>@]*\/[^\s"'<>]*)@[^\s@/]+/gi;

/** `user:password@tcp(host:3306)/database`. */
const GO_ADDRESS = /^([^\s:@/]+):(\S+)@(?:tcp|udp|unix)?\(/;

const QUERY = /[?&;#]([A-Za-z_][\w.-]*)=([^&;#\s"'<>]+)/g;
const ADDRESS = /[a-z]:\/\//i;

/** Parameters that sign an address are credentials by another name. */
const SIGNATURES: ReadonlySet<string> = new Set([
    "sig",
    "signature",
    "x-amz-signature",
    "x-amz-security-token",
    "code",
    "key",
]);

/** Every credential that stands in an address in a text. */
export function addressParts(text: string): readonly Part[] {
    if (!ADDRESS.test(text)) return goAddress(text);
    return [...userInfo(text), ...query(text)];
}

function userInfo(text: string): readonly Part[] {
    const strict = [...text.matchAll(USER_INFO)].flatMap(([, info = ""]) => {
        const colon = info.indexOf(":");
        // A name alone before the `@` is a token where it is no word: `https://<token>@github.com`.
        return colon < 0 ? named("token in an address", info) : named("password in an address", info.slice(colon + 1));
    });
    if (!text.includes("@")) return [];
    const loose = [...text.matchAll(LOOSE_USER_INFO)].flatMap(([, password = ""]) =>
        named("password in an address", password),
    );
    return [...strict, ...loose];
}

/** Shorter names before an `@` are of users: git, admin, app. */
const MIN_TOKEN_CHARACTERS = 16;

function named(form: string, written: string): readonly Part[] {
    if (written === "" || (form.startsWith("token") && written.length < MIN_TOKEN_CHARACTERS)) return [];
    return [...new Set([written, decoded(written)])].map(text => ({ form, text, name: "password" }));
}

function query(text: string): readonly Part[] {
    return [...text.matchAll(QUERY)].flatMap(([, name = "", value = ""]) =>
        meansCredential(name) || SIGNATURES.has(name.toLowerCase())
            ? [...new Set([value, decoded(value)])].map(one => ({
                  form: "parameter of an address",
                  text: one,
                  name: "password",
              }))
            : [],
    );
}

function goAddress(text: string): readonly Part[] {
    const password = GO_ADDRESS.exec(text.trim())?.[2];
    return password === undefined ? [] : [{ form: "password in an address", text: password, name: "password" }];
}

/** As it was before it was written into an address; as it stands where it is no such writing. */
function decoded(written: string): string {
    try {
        return decodeURIComponent(written);
    } catch {
        return written;
    }
}
