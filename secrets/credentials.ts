import { detectedIn, isWorthExamining } from "./credential-detector";

/*
 * What a credential looks like, by the name of the place that holds it and by its own shape. Both lists name only what
 * cannot well be anything else: a judgement that cries wolf is switched off.
 */

/** Words at the end of a name that say that a credential stands there. `..._ARN`, `..._NAME` or `..._FILE` end otherwise. */
const CREDENTIAL_ENDINGS: readonly string[] = [
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "PASS",
    "PWD",
    "SECRET",
    "SECRETS",
    "TOKEN",
    "CREDENTIAL",
    "CREDENTIALS",
    "API_KEY",
    "APIKEY",
    "AUTH_KEY",
    "ACCESS_KEY",
    "ACCESS_KEY_ID",
    "SECRET_KEY",
    "SECRET_ACCESS_KEY",
    "PRIVATE_KEY",
    "SIGNING_KEY",
    "ENCRYPTION_KEY",
    "LICENSE_KEY",
    "PRESHARED_KEY",
];

/**
 * Words that say so where names are a provider's own, which calls many things a token, a key or credentials: request
 * tokens, ARNs of encryption keys, roles.
 */
const SURE_CREDENTIAL_ENDINGS: readonly string[] = [
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "CLIENT_SECRET",
    "SHARED_SECRET",
    "ACCESS_TOKEN",
    "API_TOKEN",
    "AUTH_TOKEN",
    "OAUTH_TOKEN",
    "REFRESH_TOKEN",
    "API_KEY",
    "APIKEY",
    "AUTH_KEY",
    "SECRET_KEY",
    "SECRET_ACCESS_KEY",
    "PRIVATE_KEY",
    "SIGNING_KEY",
    "PRESHARED_KEY",
];

/** Endings that say which of several credentials it is. */
const CREDENTIAL_VERSIONS = /_(?:OLD|NEW|CURRENT|PREVIOUS|VALUE|PLAIN|TEXT|B64|BASE64|V?\d+)$/;

/** Names that end like a credential and are none: the shell's working directories. */
const NO_CREDENTIALS: ReadonlySet<string> = new Set(["PWD", "OLDPWD", "OLD_PWD"]);

/** What charts call the name of a Secret that somebody else makes: `existingSecret`, `imagePullSecrets`. */
const NAMES_SECRET = /(?:^|_)(?:EXISTING|PULL|TLS|PASSWORD|CREDENTIALS?)_SECRETS?$/;

/** Whether a name means that what it names is a credential: `DB_PASSWORD`, `apiKey`, `spring.datasource.password`. */
export function meansCredential(name: string): boolean {
    const words = canonicalName(name).replace(CREDENTIAL_VERSIONS, "");
    if (NO_CREDENTIALS.has(words) || NAMES_SECRET.test(words)) return false;
    return CREDENTIAL_ENDINGS.some(ending => words === ending || words.endsWith(`_${ending}`));
}

/** How environment variables are spelled: who names one chooses the name, and means what it says. */
const VARIABLE_NAME = /^[A-Z][A-Z0-9_]*$/;

/** Names that were asked for before: properties share a few. */
const askedNames = new Map<string, boolean>();
const MAX_ASKED_NAMES = 10_000;

/** Whether the name of any property of any resource means a credential, and can hardly mean anything else. */
export function surelyMeansCredential(name: string): boolean {
    const known = askedNames.get(name);
    if (known !== undefined) return known;
    const means = isSureCredential(name);
    if (askedNames.size < MAX_ASKED_NAMES) askedNames.set(name, means);
    return means;
}

function isSureCredential(name: string): boolean {
    if (!meansCredential(name)) return false;
    if (VARIABLE_NAME.test(name)) return true;
    const words = canonicalName(name).replace(CREDENTIAL_VERSIONS, "");
    return SURE_CREDENTIAL_ENDINGS.some(ending => words === ending || words.endsWith(`_${ending}`));
}

/** A name as environment variables spell it. */
function canonicalName(name: string): string {
    return name
        .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
        .toUpperCase()
        .replace(/[^A-Z0-9]+/g, "_");
}

/** Names of addresses, which may carry a password within them: `DATABASE_URL`, `dsn`. */
const ADDRESS_NAME = /(?:^|_)(?:URL|URI|DSN|CONNECTION|CONNECTION_STRING|CONN_STR)$/;

/** Whether a name means an address that may carry a password. */
export function meansAddress(name: string): boolean {
    return ADDRESS_NAME.test(canonicalName(name));
}

/** Shapes of credentials that the detector library has none of or takes too narrowly, by the name that a message shows. */
const CREDENTIAL_SHAPES: readonly { readonly what: string; readonly shape: RegExp }[] = [
    // The library would report ids of accounts, roles and users, too, which are no credentials.
    { what: "an AWS access key id", shape: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/ },
    // The library wants the whole of a key in clear; a part of one, or one under a passphrase, is no less out of place.
    { what: "a private key", shape: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/ },
    { what: "a GitLab token", shape: /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}/ },
    { what: "a Stripe key", shape: /(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{16,}/ },
    { what: "a Google API key", shape: /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/ },
    // The library allows for one hyphen only.
    { what: "a SendGrid key", shape: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/ },
    { what: "a Vault token", shape: /(?<![A-Za-z0-9])hvs\.[A-Za-z0-9_-]{24,}/ },
    // Of every scheme. A password that is itself a placeholder (`$DB_PASSWORD`, `<password>`, `{{ password }}`, `***`) is none.
    {
        what: "an address with a password in it",
        shape: /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]*:(?![$<{%*])[^\s/@]+@[^\s@]/i,
    },
];

/** Parts that every text of one of these shapes has: a text without any is done with after one search. */
const SHAPE_MARKS = /A[KS]IA|-----BEGIN|glpat-|k_live_|AIza|SG\.|hvs\.|:\/\//;

/** A longer text is examined in pieces, so that no expression takes more than so many characters at once. */
const PIECE_CHARACTERS = 65_536;

/** How far pieces reach into each other: the longest that any detector looks for is a private key of 10,000 characters. */
const OVERLAP_CHARACTERS = 12_288;

/** Texts that were examined before: what stands in one resource stands in many, and every stack asks for it again. */
const examinedTexts = new Map<string, string | undefined>();
const MAX_EXAMINED_TEXTS = 10_000;

/** What kind of credential a text holds, or nothing. Never a part of the text itself. */
export function credentialIn(text: string): string | undefined {
    if (!SHAPE_MARKS.test(text) && !isWorthExamining(text)) return undefined;
    if (examinedTexts.has(text)) return examinedTexts.get(text);
    const kind = piecesOf(text)
        .map(examine)
        .find(found => found !== undefined);
    if (examinedTexts.size < MAX_EXAMINED_TEXTS) examinedTexts.set(text, kind);
    return kind;
}

function examine(piece: string): string | undefined {
    return CREDENTIAL_SHAPES.find(({ shape }) => shape.test(piece))?.what ?? detectedIn(piece);
}

function piecesOf(text: string): readonly string[] {
    const step = PIECE_CHARACTERS - OVERLAP_CHARACTERS;
    const count = Math.max(1, Math.ceil((text.length - OVERLAP_CHARACTERS) / step));
    return Array.from({ length: count }, (_, place) => text.slice(place * step, place * step + PIECE_CHARACTERS));
}

/** Texts that point to a credential kept elsewhere, or are filled in later: references and placeholders. */
const REFERENCE =
    /^(?:\$\{[^}]*\}|\$\([^)]*\)|\{\{.*\}\}|<[^>]*>|arn:[^:]+:(?:secretsmanager|ssm):.*|(?:vault|ssm|secretsmanager|file|op):.*|\/(?:run|var|etc|mnt|opt|secrets?|vault)\/\S*)$/s;

/** Words that switch something on or off, or stand for nothing. */
const NO_VALUE = /^(?:|true|false|yes|no|on|off|none|null|\*+)$/i;

/** Whether a text is a value of its own, and not empty, a switch, or a pointer to where the value is kept. */
export function isLiteralValue(text: string): boolean {
    const trimmed = text.trim();
    return !NO_VALUE.test(trimmed) && !REFERENCE.test(trimmed);
}
