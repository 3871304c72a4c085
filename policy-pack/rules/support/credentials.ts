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

/** Endings that say which of several credentials it is. */
const CREDENTIAL_VERSIONS = /_(?:OLD|NEW|CURRENT|PREVIOUS|VALUE|PLAIN|TEXT|B64|BASE64|V?\d+)$/;

/** Names that end like a credential and are none: the shell's working directories. */
const NO_CREDENTIALS: ReadonlySet<string> = new Set(["PWD", "OLDPWD", "OLD_PWD"]);

/** Whether a name means that what it names is a credential: `DB_PASSWORD`, `apiKey`, `spring.datasource.password`. */
export function meansCredential(name: string): boolean {
    const words = canonicalName(name).replace(CREDENTIAL_VERSIONS, "");
    if (NO_CREDENTIALS.has(words)) return false;
    return CREDENTIAL_ENDINGS.some(ending => words === ending || words.endsWith(`_${ending}`));
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

/** Shapes of credentials, each as its issuer documents it, by the name that a message shows. */
const CREDENTIAL_SHAPES: readonly { readonly what: string; readonly shape: RegExp }[] = [
    { what: "an AWS access key id", shape: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/ },
    { what: "a private key", shape: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/ },
    { what: "a GitHub token", shape: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{36,})/ },
    { what: "a GitLab token", shape: /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}/ },
    { what: "a Slack token", shape: /(?<![A-Za-z0-9])xox[abprs]-[A-Za-z0-9-]{10,}/ },
    { what: "a Stripe key", shape: /(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{16,}/ },
    { what: "a Google API key", shape: /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/ },
    { what: "an npm token", shape: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/ },
    { what: "a SendGrid key", shape: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/ },
    { what: "a Vault token", shape: /(?<![A-Za-z0-9])hvs\.[A-Za-z0-9_-]{24,}/ },
    // A password that is itself a placeholder (`$DB_PASSWORD`, `<password>`, `{{ password }}`, `***`) is none.
    { what: "an address with a password in it", shape: /[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:(?![$<{%*])[^\s/@]+@[^\s@]/i },
];

/** What kind of credential a text holds, or nothing. Never a part of the text itself. */
export function credentialIn(text: string): string | undefined {
    return CREDENTIAL_SHAPES.find(({ shape }) => shape.test(text))?.what;
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
