import { createRequire } from "node:module";
import type { Rule } from "./kernel/rule";
import { judgementDate } from "./judgement-date";
import { rulesForManyStacks } from "./pulumi/judging";
import { findProjectFolder } from "./pulumi/project-folder";
import { ruleModules } from "./rule-modules";
import { rules as ownRules } from "./rules";
import { DEFAULT_SETTINGS } from "./settings";
import { readSettings } from "./settings-file";
import { readWaivers } from "./waivers/read";
import type * as serverModule from "./analyzer/server";

/** Loads a module when it is needed: whoever imports the API starts no server, and does not wait for its libraries. */
const load = createRequire(__filename);

/** A pack of a team's own. */
export interface Pack {
    readonly name: string;
    readonly version: string;
    readonly description: string;
    /** What it judges by: `[...rules, ...]` with our rules, or a team's own alone. */
    readonly rules: readonly Rule[];
}

/**
 * Serves a pack to the Pulumi CLI, as the only thing that the `main` of a pack does. Rules keep what the policy SDK takes
 * from them: the marks of secrets, configuration that is checked before anything is judged, and one reading of each
 * resource for all rules.
 *
 * The settings, waivers and rule modules are those of the project that the CLI works on, as far as its folder can be
 * found. A rule of `ruleModules` that the pack does not name runs as well; one that it does name runs once.
 *
 * @throws {UsageError} where settings, waivers or rule modules are not as expected.
 */
export function servePack({ description, name, rules, version }: Pack): void {
    const { env } = process;
    const folder = findProjectFolder([env["PWD"] ?? ".", "."], env["PULUMI_NODEJS_PROJECT"]);
    const all = withOthers(rules, folder === undefined ? [] : ruleModules(folder));
    // Settings and waivers may speak of a rule of ours that this pack does without.
    const known = withOthers(all, ownRules);
    const { startPack } = load("./analyzer/server") as typeof serverModule;
    void startPack({
        name,
        version,
        description: [description, ...notRunHere(all)].join(" "),
        rules: all,
        settings: folder === undefined ? DEFAULT_SETTINGS : readSettings(folder, known),
        waivers: folder === undefined ? [] : readWaivers(folder, known),
        today: judgementDate(env, new Date().toISOString().slice(0, "YYYY-MM-DD".length)),
        environment: env,
    }).then(({ port }) => {
        // The CLI reads the port from the first line; a number would be coloured on a terminal.
        process.stdout.write(`${port}\n`);
    });
}

/** Some rules, and those of others that have another name. */
function withOthers(rules: readonly Rule[], others: readonly Rule[]): readonly Rule[] {
    return [...rules, ...others.filter(other => !rules.some(({ name }) => name === other.name))];
}

function notRunHere(rules: readonly Rule[]): readonly string[] {
    const leftOut = rulesForManyStacks(rules).map(({ name }) => name);
    return leftOut.length === 0
        ? []
        : [`Not run here, since they compare stacks: ${leftOut.join(", ")}. Run \`stagewright check\` for them.`];
}
