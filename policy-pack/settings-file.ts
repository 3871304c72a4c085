import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { isMap, isScalar, LineCounter, type Document, parseDocument } from "yaml";
import { type Fault, UsageError } from "../plan/faults";
import type { Rule } from "./kernel/rule";
import { DEFAULT_SETTINGS, type Settings, SETTINGS_FILE } from "./settings";
import { type SettingsFault, settingsFaults, writtenPath } from "./settings-faults";
import { settingsSchema, type WrittenSettings } from "./settings-schema";

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
    if (existsSync(path.join(folder, MISNAMED_FILE))) {
        throw new UsageError(`cannot read the settings of ${folder}`, [
            { at: MISNAMED_FILE, message: `expected the name ${SETTINGS_FILE}` },
        ]);
    }
    const text = readIfThere(path.join(folder, SETTINGS_FILE));
    return text === undefined ? DEFAULT_SETTINGS : parseSettings(text, rules);
}

/** Reads the text of a settings file. @throws {UsageError} as {@link readSettings}. */
export function parseSettings(text: string, rules: readonly Rule[]): Settings {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const broken = document.errors.map(error => ({
        at: `${SETTINGS_FILE}:${lines.linePos(error.pos[0]).line}`,
        message: String(error.message.split("\n")[0]),
    }));
    if (broken.length > 0) throw new UsageError(`${SETTINGS_FILE} is not YAML`, broken);
    const given = toPlain(document);
    const schema = settingsSchema(rules);
    const parsed = schema.safeParse(given);
    if (parsed.success) return withDefaults(parsed.data);
    const faults = settingsFaults(schema, parsed.error, given).map(fault => located(fault, document, lines));
    throw new UsageError(`${SETTINGS_FILE} is not as expected`, faults);
}

function readIfThere(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOENT") return undefined;
        throw new UsageError("cannot read the settings", [{ at: file, message: code ?? String(error) }]);
    }
}

function toPlain(document: Document): unknown {
    try {
        return document.toJS() ?? {};
    } catch (error) {
        // An alias that names no anchor, or too many of them.
        throw new UsageError(`${SETTINGS_FILE} is not YAML`, [
            { at: SETTINGS_FILE, message: error instanceof Error ? error.message : String(error) },
        ]);
    }
}

function located(fault: SettingsFault, document: Document, lines: LineCounter): Fault {
    const offset = offsetOf(fault, document);
    const line = offset === undefined ? "" : `:${lines.linePos(offset).line}`;
    const at = fault.path.length === 0 ? "" : ` ${writtenPath(fault.path)}`;
    return { at: `${SETTINGS_FILE}${line}${at}`, message: fault.message };
}

/** Where in the text a fault lies: at its key if that can be found, else at the nearest thing around it. */
function offsetOf({ path: steps }: SettingsFault, document: Document): number | undefined {
    let offset: number | undefined;
    let node: unknown = document.contents;
    for (const step of steps) {
        if (isMap(node)) {
            const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
            if (pair === undefined) break;
            if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
            node = pair.value;
        } else {
            node = document.getIn([...steps.slice(0, steps.indexOf(step) + 1)], true);
            if (isScalar(node) || isMap(node)) offset = node.range?.[0] ?? offset;
        }
    }
    return offset;
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
