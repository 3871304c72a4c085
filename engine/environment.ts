import { devNull } from "node:os";

/*
 * Planning executes somebody's program. It is given what a program needs to run, and nothing that opens a door: no
 * credentials of a cloud, no tokens, and none of Pulumi's variables of the caller's.
 */

/** Variables handed on as they are. */
const ALLOWED: ReadonlySet<string> = new Set([
    "PATH",
    "HOME",
    "USERPROFILE",
    "SystemRoot",
    "COMSPEC",
    "PATHEXT",
    "TMPDIR",
    "TEMP",
    "TMP",
    "LANG",
    "LANGUAGE",
    "TZ",
    "CI",
    "SHELL",
    "USER",
    "LOGNAME",
    "NODE_EXTRA_CA_CERTS",
    "NODE_PATH",
    "NODE_ENV",
    "NODE_V8_COVERAGE",
]);

/** The locale's variables: `LC_ALL`, `LC_TIME`, ... */
const ALLOWED_PREFIX = "LC_";

/** Keeps a program that calls AWS by itself from finding credentials in their usual places. */
const CLOSED_DOORS: Readonly<Record<string, string>> = {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
};

/** The part of the caller's environment that a program may see. */
export function allowedEnvironment(caller: NodeJS.ProcessEnv): Record<string, string> {
    const allowed: Record<string, string> = { ...CLOSED_DOORS };
    for (const [name, value] of Object.entries(caller)) {
        if (value !== undefined && (ALLOWED.has(name) || name.startsWith(ALLOWED_PREFIX))) allowed[name] = value;
    }
    return allowed;
}
