import type { Rule } from "./kernel/rule";
import { DEFAULT_SETTINGS, type Settings, SETTINGS_FILE } from "./settings";
import { settingsSchema, type WrittenSettings } from "./settings-schema";
import { parseYaml, readProjectFile } from "./yaml-file";

/** A name that people try, and that would be passed over in silence. */
const MISNAMED_FILE = "stagewright.yml";

/**
 * Reads `stagewright.yaml` of a project.
 *
 * @param folder The folder of `Pulumi.yaml`.
 * @param rules The rules that the file may speak of.
 * @returns What it says, defaults filled in; the defaults alone where there is no file.
 * @throws {UsageError} naming every fault with its line, the value given and what was expected.
 */
export function readSettings(folder: string, rules: readonly Rule[]): Settings {
    const text = readProjectFile(folder, SETTINGS_FILE, MISNAMED_FILE);
    return text === undefined ? DEFAULT_SETTINGS : parseSettings(text, rules);
}

/** Reads the text of a settings file. @throws {UsageError} as {@link readSettings}. */
export function parseSettings(text: string, rules: readonly Rule[]): Settings {
    return withDefaults(parseYaml(text, SETTINGS_FILE, settingsSchema(rules), {}).value);
}

function withDefaults(written: WrittenSettings): Settings {
    const required = written.tags?.required;
    return {
        strict: written.strict,
        environments: written.environments ?? DEFAULT_SETTINGS.environments,
        compare: written.compare,
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
            Object.entries(written.rules ?? {}).flatMap(([name, said]) => (said === undefined ? [] : [[name, said]])),
        ),
        answers: {
            functions: written.answers?.functions ?? DEFAULT_SETTINGS.answers.functions,
            stackReferences: written.answers?.stackReferences ?? DEFAULT_SETTINGS.answers.stackReferences,
            settings: written.answers?.settings ?? DEFAULT_SETTINGS.answers.settings,
        },
        minimumCoverage: written.minimumCoverage ?? DEFAULT_SETTINGS.minimumCoverage,
    };
}
