import { credentialIn, isLiteralValue, meansCredential } from "./credentials";
import { isStrong } from "./strength";

/*
 * What stands beside credentials and is none. Two environments may well have the same user name, and a judgement that calls
 * that a shared credential is switched off.
 */

/** Words at the end of a name that say that no credential stands there, unless the value has the shape of one. */
const OTHER_ENDINGS: readonly string[] = [
    ...["USER", "USERNAME", "USER_NAME", "LOGIN", "EMAIL", "HOST", "HOSTNAME", "HOST_NAME", "ENDPOINT", "ADDRESS"],
    ...["PORT", "DATABASE", "DATABASE_NAME", "DBNAME", "DB_NAME", "DB", "SCHEMA", "REGION", "PARTITION", "DOMAIN"],
    ...[
        "ACCOUNT_ID",
        "PROJECT_ID",
        "TENANT_ID",
        "CLIENT_ID",
        "PRIVATE_KEY_ID",
        "KEY_ID",
        "KID",
        "ISSUER",
        "FINGERPRINT",
    ],
    ...["CLUSTER_IDENTIFIER", "INSTANCE_IDENTIFIER", "ENGINE", "VERSION", "TYPE", "DRIVER", "PROTOCOL", "SSLMODE"],
    ...["ALGORITHM", "ALG", "TIMEOUT", "EXPIRES", "EXPIRY", "EXPIRATION"],
];

/** Words that say so where they stand alone; `displayName` may be whatever somebody marked secret. */
const OTHER_WORDS: ReadonlySet<string> = new Set(["NAME", "DESCRIPTION", "TITLE", "COMMENT", "LABEL", "KIND"]);

/** Whether a name says that what it names is no credential: `username`, `db_host`, `client_id`. */
export function meansNoCredential(name: string): boolean {
    if (meansCredential(name)) return false;
    const words = name
        .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
        .toUpperCase()
        .replace(/[^A-Z0-9]+/g, "_");
    return OTHER_WORDS.has(words) || OTHER_ENDINGS.some(ending => words === ending || words.endsWith(`_${ending}`));
}

/** Certificates and public keys, which are made to be shown. */
const PUBLIC =
    /^(?:-----BEGIN (?:TRUSTED )?(?:CERTIFICATE|[A-Z ]*PUBLIC KEY)-----|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2-)/;
const PRIVATE = /-----BEGIN [A-Z ]*PRIVATE KEY/;

const ARN = /^arn:[^:]+:[^:]+:/;

/** Names of regions, ids of accounts, ARNs, numbers and dates: what has one of these shapes is known to everybody. */
const OPEN_SHAPES: readonly RegExp[] = [
    /^[a-z]{2}(?:-[a-z]+){1,3}-\d[a-z]?$/,
    ARN,
    /^-?\d{1,5}(?:\.\d+)?$/,
    /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/,
    /^[a-z0-9.-]+\.amazonaws\.com(?::\d+)?$/,
];

/**
 * Whether a text at a place that is marked secret is no credential all the same: empty, a switch, a pointer elsewhere, a
 * certificate, a region; or a user name, a host, a port by the name of the place.
 */
export function isOpen(text: string, name: string | undefined): boolean {
    const trimmed = text.trim();
    if (!isLiteralValue(trimmed)) return true;
    if (PUBLIC.test(trimmed)) return !PRIVATE.test(trimmed);
    // Whatever stands where a password belongs is one, a number of five digits too.
    if (name !== undefined && meansCredential(name)) return ARN.test(trimmed);
    if (OPEN_SHAPES.some(shape => shape.test(trimmed)) || isOpenAddress(trimmed)) return true;
    return name !== undefined && meansNoCredential(name) && credentialIn(text) === undefined;
}

const ADDRESS = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^\s@?#]+$/i;

/** Whether a text is an address that holds nothing to keep: hooks have their token in the path. */
function isOpenAddress(text: string): boolean {
    if (!ADDRESS.test(text) || credentialIn(text) !== undefined) return false;
    const [, , ...path] = text.split("/");
    return !path.slice(1).some(step => /\d/.test(step) && isStrong(Buffer.from(step, "utf8")));
}
