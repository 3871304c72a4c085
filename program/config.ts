import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { environmentFaults } from "../components";
import { pathText, schemaFaults, type SettingFault } from "./faults";
import { hoursFaults } from "./hours-faults";
import { environmentOf, type Settings, SETTINGS } from "./settings";
import { slotFaults } from "./slots";

/** Where the stack files are. */
const PROJECT_FOLDER = path.join(__dirname, "..");

/** Every setting shows in the plan, so none may be one that must not be seen. */
const SECRET_SETTING = "expected a setting in clear, which may be seen in the plan, got a secret";

/**
 * Reads the stack's settings: the only place that does.
 *
 * @throws pulumi.RunError naming every setting that is missing, wrong or unknown
 */
export function readSettings(): Settings {
    const project = pulumi.getProject();
    const stack = pulumi.getStack();
    const given = namespaceOf(project, pulumi.runtime.allConfig());
    const keyOf = (parts: readonly PropertyKey[]) => `${project}:${pathText(parts)}`;

    const secrets = Object.keys(given).filter(name => name in SETTINGS.shape && isSecret(`${project}:${name}`));
    const result = SETTINGS.safeParse(given);
    const issues = (result.error?.issues ?? []).filter(({ path: [name] }) => !secrets.includes(String(name)));
    const readFaults = [
        ...secrets.map(name => ({ key: keyOf([name]), problem: SECRET_SETTING })),
        ...schemaFaults(issues, keyOf, parts => shown(given, parts), knownNames),
    ];
    if (!result.success || readFaults.length > 0) throw settingsError(stack, readFaults);

    const settings: Settings = { ...result.data, name: stack };
    const faults = [
        ...[...environmentFaults(environmentOf(settings)), ...hoursFaults(settings)].map(
            ({ propertyPath, reason }) => ({
                key:
                    propertyPath === "environment.name"
                        ? "the stack's name"
                        : propertyPath.replace("environment.", keyOf([])),
                problem: reason,
            }),
        ),
        ...slotFaults(PROJECT_FOLDER, keyOf(["addressSlot"]), stack, settings.addressSlot),
    ];
    if (faults.length > 0) throw settingsError(stack, faults);
    return settings;
}

/** Packages without a default provider, as the stack file says: what is made without the pinned provider is refused. */
export function disabledDefaultProviders(): readonly string[] | undefined {
    return new pulumi.Config("pulumi").getObject<string[]>("disable-default-providers");
}

/** The settings of one namespace, by their names in it. */
function namespaceOf(namespace: string, config: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const prefix = `${namespace}:`;
    return Object.fromEntries(
        Object.entries(config).flatMap(([key, value]) =>
            key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
        ),
    );
}

function settingsError(stack: string, faults: readonly SettingFault[]): pulumi.RunError {
    const count = faults.length === 1 ? "1 setting is" : `${faults.length} settings are`;
    const lines = faults.map(({ key, problem }) => `  ${key}: ${problem}`);
    return new pulumi.RunError([`${count} wrong in Pulumi.${stack}.yaml:`, ...lines].join("\n"));
}

/** The value at a path of what was given, as text. Asked only about what is not secret. */
function shown(given: Readonly<Record<string, string>>, parts: readonly PropertyKey[]): string {
    const [name, ...rest] = parts.map(String);
    const text = name === undefined ? undefined : given[name];
    if (text === undefined) return "nothing";
    if (rest.length === 0) return text;
    const value = rest.reduce<unknown>((outer, part) => (isRecord(outer) ? outer[part] : undefined), JSON.parse(text));
    return value === undefined ? "nothing" : JSON.stringify(value);
}

/** Names that a group of settings may hold, for the hint after a misspelt one. */
function knownNames(parts: readonly PropertyKey[]): readonly string[] {
    const schema = parts.reduce<unknown>((outer, part) => shapeOf(outer)[String(part)], SETTINGS);
    return Object.keys(shapeOf(schema));
}

/** The fields of a schema under what wraps it: a default, an optional, the reading of JSON. */
function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
    if (schema instanceof z.ZodObject) return schema.shape;
    if (schema instanceof z.ZodOptional) return shapeOf(schema.def.innerType);
    if (schema instanceof z.ZodPipe) return shapeOf(schema.def.out);
    return {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}

/** Whether a setting is encrypted in the stack file. The SDK knows, but its types leave the question out. */
function isSecret(key: string): boolean {
    const ask: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
    return typeof ask !== "function" || Reflect.apply(ask, undefined, [key]) !== false;
}
