import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { UsageError } from "../../plan/faults";
import type { Concealed } from "../../secrets/concealed";
import { parseKey } from "../../secrets/pipeline-key";

/** The variable that the key of the pipeline stands in. */
export const KEY_VARIABLE = "STAGEWRIGHT_FACTS_KEY";

/** Bits of a file's mode that let others than its owner at it. */
const OTHERS = 0o077;
const PERMISSIONS = 0o777;

/**
 * Reads the key of the pipeline from a file, else from the environment, and takes it out of the environment: no program that
 * is planned, and nothing else that is started, needs it.
 *
 * @throws UsageError where there is none, where there are two, and where it is none to rely on. Never with a part of the key.
 */
export function readPipelineKey(file: string | undefined, environment: NodeJS.ProcessEnv): Concealed {
    const variable = environment[KEY_VARIABLE];
    delete environment["STAGEWRIGHT_FACTS_KEY"];
    const isSet = variable !== undefined && variable !== "";
    if (file !== undefined && isSet) {
        throw refused(`--key-file and ${KEY_VARIABLE}`, "both say what the key is; expected one of them");
    }
    if (file === undefined && !isSet) {
        throw refused(
            KEY_VARIABLE,
            `is not set; expected the key of the pipeline there or in a file that --key-file names`,
        );
    }
    const parsed = parseKey(file === undefined ? (variable ?? "") : readKeyFile(file));
    if ("fault" in parsed) throw refused(file === undefined ? KEY_VARIABLE : `--key-file ${file}`, parsed.fault);
    return parsed.key;
}

/** What is opened is what is asked for its rights, so that nobody changes the file in between. */
function readKeyFile(file: string): string {
    const at = `--key-file ${file}`;
    let descriptor: number;
    try {
        descriptor = openSync(file, "r");
    } catch (error) {
        // Up to the comma: what follows repeats the name of the file.
        throw refused(at, error instanceof Error ? error.message.replace(/, .*$/s, "") : String(error));
    }
    try {
        const status = fstatSync(descriptor);
        if (!status.isFile()) throw refused(at, "it is no regular file");
        // Windows has no such bits.
        if (process.platform !== "win32" && (status.mode & OTHERS) !== 0) {
            const shown = (status.mode & PERMISSIONS).toString(8).padStart(4, "0");
            throw refused(
                at,
                `others than its owner may get at it (mode ${shown}); expected 0600 or 0400: chmod 600 ${file}`,
            );
        }
        return readFileSync(descriptor, "utf8");
    } finally {
        closeSync(descriptor);
    }
}

function refused(at: string, message: string): UsageError {
    return new UsageError("the key of the pipeline cannot be used", [{ at, message }]);
}
