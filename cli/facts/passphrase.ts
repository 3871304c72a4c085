import { readFileSync } from "node:fs";
import { type Decrypt, decryptorOf } from "../../engine/passphrase";
import { readProject } from "../../engine/project";
import { readStackConfig } from "../../engine/stack-config";
import { UsageError } from "../../plan/faults";
import type { Plan } from "../../plan/plan";
import { Secret } from "../../plan/value";
import { Concealed } from "../../secrets/concealed";
import type { FactsOptions } from "../arguments";

/** The variables that the Pulumi CLI takes the passphrase of a stack from. */
const VARIABLE = "PULUMI_CONFIG_PASSPHRASE";
const FILE_VARIABLE = "PULUMI_CONFIG_PASSPHRASE_FILE";

/**
 * The passphrase of the environment, as the Pulumi CLI finds it, and takes it out of the environment.
 *
 * @throws UsageError where its file cannot be read.
 */
export function takePassphrase(environment: NodeJS.ProcessEnv): Concealed | undefined {
    const text = environment[VARIABLE];
    const file = environment[FILE_VARIABLE];
    delete environment["PULUMI_CONFIG_PASSPHRASE"];
    if (text !== undefined && text !== "") return new Concealed(Buffer.from(text, "utf8"));
    if (file === undefined || file === "") return undefined;
    try {
        return new Concealed(Buffer.from(readFileSync(file, "utf8").trim(), "utf8"));
    } catch (error) {
        const reason = error instanceof Error ? error.message.replace(/, .*$/s, "") : String(error);
        throw new UsageError("the passphrase cannot be read", [{ at: FILE_VARIABLE, message: reason }]);
    }
}

/**
 * The plan with those settings in it that the passphrase opens, so that they are compared. The program never sees them.
 *
 * @throws UsageError where the passphrase is not the one of the stack.
 */
export function openedConfig(plan: Plan, { cwd }: FactsOptions, passphrase: Concealed | undefined): Plan {
    const salt = plan.storage?.secretsProvider?.token;
    if (passphrase === undefined || plan.source !== "embedded" || plan.storage?.secretsProvider?.kind !== "passphrase")
        return plan;
    const { encrypted, file } = readStackConfig(readProject(cwd), plan.stack);
    const settings = Object.entries(encrypted).filter(([key]) => Object.hasOwn(plan.config, key));
    if (settings.length === 0 || salt === undefined) return plan;
    const decrypt = decryptorOf(passphrase.reveal(), salt);
    if (decrypt === undefined) {
        throw new UsageError("the secrets of the stack cannot be opened", [
            { at: VARIABLE, message: `is not the passphrase of ${file}` },
        ]);
    }
    return {
        ...plan,
        config: {
            ...plan.config,
            ...Object.fromEntries(settings.map(([key, value]) => [key, new Secret(textOf(value, decrypt))])),
        },
    };
}

/** A setting as its program is given it: an object is handed over as JSON. */
function textOf(value: unknown, decrypt: Decrypt): string {
    const plain = opened(value, decrypt);
    return typeof plain === "string" ? plain : JSON.stringify(plain);
}

function opened(value: unknown, decrypt: Decrypt): unknown {
    if (Array.isArray(value)) return value.map(item => opened(item, decrypt));
    if (typeof value === "bigint") return value.toString();
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (first?.[0] === "secure" && entries.length === 1 && typeof first[1] === "string") return decrypt(first[1]);
    return Object.fromEntries(entries.map(([name, item]) => [name, opened(item, decrypt)]));
}
