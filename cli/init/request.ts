import * as path from "node:path";
import { type Project, readProject, stackFileOf } from "../../engine/project";
import { type Fault, UsageError } from "../../plan/faults";
import { projectRules } from "../../policy-pack/rule-modules";
import type { Settings } from "../../policy-pack/settings";
import { readSettings } from "../../policy-pack/settings-file";
import type { InitOptions } from "../arguments";
import { lastDayOf } from "./life";
import { ownKeys, readNewSettings } from "./new-settings";
import type { NewSetting } from "./new-stack-file";
import { readStackConfigs, type StackConfigs, type Template, templateOf } from "./template";

export const NOT_WRITTEN = "no stack file is written";

/** Names of environments (`Environment.name`): they become part of names in AWS. */
const NAME = /^(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const NAME_EXPECTED = "expected 2 to 20 lower-case letters, digits and single dashes, a letter first, no dash last";

/** What is to be made, as far as it can be said without the leases. */
export interface Request {
    readonly name: string;
    readonly project: Project;
    readonly configs: StackConfigs;
    readonly settings: Settings;
    readonly template: Template;
    /** Whom the lease and the environment are for. */
    readonly owner: string;
    /** Nothing where the end is at fault. */
    readonly lastDay: string | undefined;
    /** What `--set` asks for. */
    readonly given: readonly NewSetting[];
}

/**
 * Reads what is asked for.
 *
 * @param faults Takes what is wrong with it.
 * @throws UsageError where nothing more can be said: no project, a file that cannot be read, nothing to copy.
 */
export function readRequest(options: InitOptions, faults: Fault[]): Request {
    const { cwd, ephemeral: name, today } = options;
    if (name === undefined) {
        const message = "expected the name of a stack, such as pr-12: its file is all that init writes so far";
        throw new UsageError("there is nothing to write", [{ at: "--ephemeral <name>", message }]);
    }
    const project = readProject(cwd);
    const configs = readStackConfigs(project);
    if (!NAME.test(name)) faults.push({ at: "--ephemeral", message: `${NAME_EXPECTED}, got ${JSON.stringify(name)}` });
    if (configs.has(name)) {
        const file = path.relative(cwd, stackFileOf(project, name));
        faults.push({ at: file, message: "it is there already, and is left as it is" });
    }
    const lastDay = lastDayOf(options, today, faults);
    const template = templateOf(project, configs, options.from, faults);
    if (template === undefined) throw new UsageError(NOT_WRITTEN, faults);
    const given = readNewSettings(options.set, template, faults);
    const owner = ownerOf(options, template, given, faults);
    const settings = readSettings(project.folder, projectRules(project.folder));
    return { name, project, configs, settings, template, owner, lastDay, given };
}

/** As asked for, else who answers for staging. */
function ownerOf({ owner }: InitOptions, template: Template, given: readonly NewSetting[], faults: Fault[]): string {
    const key = ownKeys(template.project).owner;
    const set = given.find(one => one.key === key);
    if (owner !== undefined && set !== undefined) {
        faults.push({ at: `--set ${key}`, message: "expected the owner once, got --owner too" });
    }
    const found = owner ?? set?.text ?? template.config.values[key] ?? "";
    if (found.trim() === "") {
        const message = `expected who answers for the environment: ${template.stack} sets no ${key}`;
        faults.push({ at: "--owner", message });
    }
    return found;
}
