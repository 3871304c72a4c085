import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { z } from "zod";
import { type Fault, UsageError } from "../plan/faults";
import { PRESETS, type Rule } from "./kernel/rule";
import { FAMILIES, SEVERITIES } from "./kernel/verdict";
import { COVERAGE_METADATA, SETTINGS_METADATA } from "./pulumi/metadata";
import { rules as ownRules } from "./rules";
import { SETTINGS_FILE } from "./settings";
import { schemaFaults, writtenPath } from "../plan/schema-faults";
import { MISNAMED_FILE } from "./settings-file";
import { parseYaml, readProjectFile } from "../plan/yaml-file";

/** The key of `stagewright.yaml` that names them. */
const KEY = "ruleModules";

/** What `stagewright.yaml` must say for this reader; all else is for the reader of settings, which knows the rules. */
const namesSchema = z.looseObject({ [KEY]: z.array(z.string().min(1)).optional() });

/** Names that configurations give another meaning. */
const RESERVED: ReadonlySet<string> = new Set(["all", COVERAGE_METADATA.name, SETTINGS_METADATA.name]);

const isFunction = z.custom<unknown>(value => typeof value === "function", "expected a function");

/** A rule as it is loaded from somebody else's module: makers of rules give this shape. */
const ruleShape = z.looseObject({
    name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "expected kebab-case, such as queue-encrypted"),
    family: z.enum(FAMILIES),
    severity: z.enum(SEVERITIES),
    description: z.string().min(1),
    remediation: z.string().min(1),
    appliesTo: z.union(
        [z.array(z.string().min(1)).min(1), z.looseObject({ what: z.string().min(1), matches: isFunction })],
        "expected type tokens, or a test of them",
    ),
    preset: z.enum(PRESETS).optional(),
    scope: z.enum(["resource", "stack", "environments"]),
    check: isFunction,
    remediate: isFunction.optional(),
});

/** Every rule that judges a project: ours, then its own. @throws {UsageError} as {@link ruleModules}. */
export function projectRules(folder: string): readonly Rule[] {
    return [...ownRules, ...ruleModules(folder)];
}

/**
 * The rules of the modules that `ruleModules` of `stagewright.yaml` names. A module is a file beside `Pulumi.yaml`
 * (`./policies/rules/index.js`) or an installed package, in JavaScript, and exports `rules`.
 *
 * @param folder The folder of `Pulumi.yaml`.
 * @throws {UsageError} that names every module that cannot be loaded and every rule that is not as expected.
 */
export function ruleModules(folder: string): readonly Rule[] {
    const text = readProjectFile(folder, SETTINGS_FILE, MISNAMED_FILE);
    const names = text === undefined ? [] : (parseYaml(text, SETTINGS_FILE, namesSchema, {}).value[KEY] ?? []);
    const faults: Fault[] = [];
    const found: Rule[] = [];
    names.forEach((name, place) => {
        const at = `${SETTINGS_FILE} ${KEY}[${place}] ${name}`;
        for (const rule of rulesIn(loadModule(folder, name, at, faults), at, faults)) {
            const taken = RESERVED.has(rule.name) || [...ownRules, ...found].some(one => one.name === rule.name);
            if (taken) faults.push({ at, message: `the name ${rule.name} is taken, expected one of its own` });
            else found.push(rule);
        }
    });
    if (faults.length > 0) throw new UsageError("the project's own rules cannot be used", faults);
    return found;
}

function loadModule(folder: string, name: string, at: string, faults: Fault[]): unknown {
    const load = createRequire(path.join(path.resolve(folder), "package.json"));
    try {
        const file = load.resolve(name);
        if (/\.[cm]?ts$/.test(file)) {
            faults.push({ at, message: "got TypeScript, expected the JavaScript that it compiles to" });
            return undefined;
        }
        if (!usesThisCopy(file)) {
            const message = `it uses another copy of this package than ${OWN_FOLDER ?? "this"}; install one for both`;
            faults.push({ at, message });
            return undefined;
        }
        return load(name);
    } catch (error) {
        const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
        faults.push({ at, message: `it cannot be loaded: ${reason}` });
        return undefined;
    }
}

/** Where this copy lies. Asked of the folder above: this one has a manifest of its own, under another name. */
const OWN_FOLDER = packageFolder(path.join(__dirname, "..", "index.js"));

/** Two copies have two classes for what is unknown, so rules of one would take it for a value under the other. */
function usesThisCopy(file: string): boolean {
    const theirs = packageFolder(file);
    return theirs === undefined || theirs === OWN_FOLDER;
}

function packageFolder(from: string): string | undefined {
    try {
        return path.dirname(realpathSync(createRequire(from).resolve("stagewright/package.json")));
    } catch {
        return undefined;
    }
}

function rulesIn(module: unknown, at: string, faults: Fault[]): readonly Rule[] {
    if (module === undefined) return [];
    const { rules } = module as { readonly rules?: unknown };
    if (!Array.isArray(rules)) {
        faults.push({ at, message: "expected it to export `rules`, a list" });
        return [];
    }
    return rules.flatMap((rule: unknown, place): readonly Rule[] => {
        const parsed = ruleShape.safeParse(rule);
        if (parsed.success) return [rule as Rule];
        for (const { path: steps, message } of schemaFaults(ruleShape, parsed.error, rule)) {
            faults.push({ at, message: `${writtenPath(["rules", place, ...steps])}: ${message}` });
        }
        return [];
    });
}
