import { realpathSync } from "node:fs";
import * as path from "node:path";
import { type Fault, UsageError } from "../plan/faults";
import type { Rule } from "./kernel/rule";
import { DEFAULT_SETTINGS, type RuleSettings, type Settings, SETTINGS_FILE } from "./settings";
import { findExtended, readExtended, type SettingsFile } from "./settings-extends";
import { schemaFaults, writtenPath } from "../plan/schema-faults";
import { type GivenSettings, mergeSettings } from "./settings-merge";
import { settingsSchema, sharedSettingsSchema, type WrittenSettings } from "./settings-schema";
import { parseYaml, readProjectFile } from "../plan/yaml-file";

/** A name that people try, and that would be passed over in silence. */
export const MISNAMED_FILE = "stagewright.yml";

/**
 * Reads `stagewright.yaml` of a project, and the files that it extends: each lies over those that it extends, a later one
 * of these over an earlier.
 *
 * @param folder The folder of `Pulumi.yaml`.
 * @param rules The rules that the files may speak of.
 * @returns What they say, defaults filled in; the defaults alone where there is no file.
 * @throws {UsageError} naming every fault with its file and line, the value given and what was expected.
 */
export function readSettings(folder: string, rules: readonly Rule[]): Settings {
    const text = readProjectFile(folder, SETTINGS_FILE, MISNAMED_FILE);
    return text === undefined ? DEFAULT_SETTINGS : parseSettings(text, rules, folder);
}

/**
 * Reads the text of a settings file.
 *
 * @param folder The folder that files and packages which it extends are looked for from.
 * @throws {UsageError} as {@link readSettings}.
 */
export function parseSettings(text: string, rules: readonly Rule[], folder = "."): Settings {
    const own = { file: path.join(realpathSync(folder), SETTINGS_FILE), name: SETTINGS_FILE };
    const given = new Reader(rules).read(own, text, []);
    const schema = settingsSchema(rules);
    const parsed = schema.safeParse(given);
    if (parsed.success) return withDefaults(parsed.data);
    // Each file is right, so a fault now is one of what they say together.
    const faults = schemaFaults(schema, parsed.error, given);
    throw new UsageError(
        `${SETTINGS_FILE} and what it extends do not fit together`,
        faults.map(({ path: steps, message }) => ({ at: writtenPath(steps), message })),
    );
}

/** Reads files of settings, each with those that it extends. */
class Reader {
    constructor(private readonly rules: readonly Rule[]) {}

    /** @param chain The files that led to this one, the project's own first. */
    read(source: SettingsFile, text: string, chain: readonly SettingsFile[]): GivenSettings {
        const schema = chain.length === 0 ? settingsSchema(this.rules) : sharedSettingsSchema(this.rules);
        const yaml = parseYaml(text, source.name, schema, {});
        const faults: Fault[] = [];
        const extended = (yaml.written.extends ?? []).flatMap((wanted, place) => {
            const at = `${source.name}:${yaml.positionOf(["extends", place]).line} extends[${place}]`;
            try {
                return [this.extended(wanted, at, [...chain, source])];
            } catch (error) {
                if (!(error instanceof UsageError)) throw error;
                faults.push(...error.faults);
                return [];
            }
        });
        if (faults.length > 0) throw new UsageError("the settings are not as expected", faults);
        return [...extended, yaml.written].reduce<GivenSettings>(mergeSettings, {});
    }

    private extended(wanted: string, at: string, chain: readonly SettingsFile[]): GivenSettings {
        const [from] = chain.slice(-1);
        if (from === undefined) throw new Error("a file is extended by none");
        const found = findExtended(wanted, from, at);
        const start = chain.findIndex(({ file }) => file === found.file);
        if (start < 0) return this.read(found, readExtended(found), chain);
        const circle = [...chain.slice(start), found].map(({ name }) => name).join(" -> ");
        throw new UsageError("the settings cannot be read", [{ at, message: `extends itself: ${circle}` }]);
    }
}

function withDefaults(written: WrittenSettings): Settings {
    const required = written.tags?.required;
    return {
        preset: written.preset ?? DEFAULT_SETTINGS.preset,
        strict: written.strict,
        environments: written.environments ?? DEFAULT_SETTINGS.environments,
        compare: written.compare,
        neverDiffer: written.neverDiffer ?? DEFAULT_SETTINGS.neverDiffer,
        isolation: { ...DEFAULT_SETTINGS.isolation, ...written.isolation },
        tags:
            required === undefined
                ? DEFAULT_SETTINGS.tags
                : {
                      required: Object.fromEntries(
                          Object.entries(required).map(([key, values]) => [key, values ?? []]),
                      ),
                  },
        distinctConfig: written.distinctConfig ?? DEFAULT_SETTINGS.distinctConfig,
        rules: Object.fromEntries(
            // The type of the schema does not say that only some rules have `remediate`.
            Object.entries(written.rules ?? {}).flatMap(([name, said]) =>
                said === undefined ? [] : [[name, said as RuleSettings]],
            ),
        ),
        answers: {
            functions: written.answers?.functions ?? DEFAULT_SETTINGS.answers.functions,
            stackReferences: written.answers?.stackReferences ?? DEFAULT_SETTINGS.answers.stackReferences,
            settings: written.answers?.settings ?? DEFAULT_SETTINGS.answers.settings,
        },
        minimumCoverage: written.minimumCoverage ?? DEFAULT_SETTINGS.minimumCoverage,
    };
}
