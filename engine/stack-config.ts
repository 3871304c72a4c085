import { createHash } from "node:crypto";
import * as path from "node:path";

import { type Fault, UsageError } from "../plan/faults";
import type { Gap, SecretsProvider, StateStorage } from "../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../plan/value";
import type { Answers } from "./monitor/settings";
import type { Project } from "./project";
import { stackFileOf } from "./project";
import { readYamlObject } from "./yaml-file";

/** The configuration of one stack, as its program is given it and as its plan shows it. */
export interface StackConfig {
    /** File name of the stack's settings. */
    readonly file: string;
    /** Values by full key; an encrypted one is a stand-in. */
    readonly values: Readonly<Record<string, string>>;
    readonly secretKeys: readonly string[];
    /** Stand-ins, and the key of the setting that each stands for. */
    readonly sentinels: ReadonlyMap<string, string>;
    /** The same for people and rules: secrets marked, encrypted values unknown. */
    readonly planned: PropertyMap;
    readonly gaps: readonly Gap[];
    /** How state and secrets are kept, as far as the two files say. */
    readonly storage: StateStorage;
    /** What stands in the file of the settings that are encrypted and have no stand-in, by full key. */
    readonly encrypted: Readonly<Record<string, unknown>>;
}

/** A stack, and the settings that its program is given. */
export interface ConfiguredStack {
    readonly stack: string;
    readonly config: StackConfig;
}

/** One setting, on its way from YAML to the program. */
interface Setting {
    readonly text: string;
    readonly isSecret: boolean;
}

/**
 * Reads the settings of a stack: `Pulumi.<stack>.yaml`, over the defaults of `Pulumi.yaml`.
 *
 * @throws UsageError where the stack does not exist, its file does not parse, or a setting that the project requires is missing.
 */
export function readStackConfig(project: Project, stack: string, answers: Answers = {}): StackConfig {
    const path_ = stackFileOf(project, stack);
    const file = path.basename(path_);
    const content = readYamlObject(path_);
    const own = content["config"] ?? {};
    if (!isObject(own)) {
        throw new UsageError(`${file} cannot be used`, [
            { at: `${file}: config`, message: "expected settings by name" },
        ]);
    }
    const stated = namespaced(own, project.name);
    const sentinels = new Map<string, string>();
    const gaps = environmentGaps(content["environment"]);
    const settings: Record<string, Setting> = { ...projectDefaults(project, stated, file) };
    for (const [key, value] of Object.entries(stated))
        settings[key] = setting(key, value, answers, { sentinels, gaps });
    const secretKeys = Object.keys(settings).filter(key => settings[key]?.isSecret === true);
    return {
        file,
        values: Object.fromEntries(Object.entries(settings).map(([key, { text }]) => [key, text])),
        secretKeys,
        sentinels,
        planned: Object.fromEntries(
            Object.entries(settings).map(([key, one]) => [key, plannedSetting(one, sentinels)]),
        ),
        gaps,
        storage: { backend: project.backend, secretsProvider: secretsProviderOf(content) },
        encrypted: Object.fromEntries(
            Object.entries(stated).filter(([key, value]) => hasSecure(value) && answers.settings?.[key] === undefined),
        ),
    };
}

/** What encrypts a stack's secrets, by what the CLI writes into its file (`ProjectStack` of `sdk/go/common/workspace`). */
function secretsProviderOf(content: Readonly<Record<string, unknown>>): SecretsProvider | undefined {
    const [address, dataKey, salt] = ["secretsprovider", "encryptedkey", "encryptionsalt"].map(name => {
        const value = content[name];
        return typeof value === "string" && value !== "" ? value : undefined;
    });
    if (address?.includes("://") === true) return { kind: "key", address, token: dataKey };
    if (salt !== undefined || address === "passphrase") return { kind: "passphrase", address: undefined, token: salt };
    return address === undefined ? undefined : { kind: "service", address: undefined, token: undefined };
}

interface Findings {
    readonly sentinels: Map<string, string>;
    readonly gaps: Gap[];
}

function setting(key: string, value: unknown, answers: Answers, { sentinels, gaps }: Findings): Setting {
    if (!hasSecure(value)) return { text: asText(value), isSecret: false };
    const supplied = answers.settings?.[key];
    if (supplied !== undefined) {
        const message = `the encrypted setting ${key} was given the stand-in that the settings supply`;
        gaps.push({ kind: "supplied-answer", subject: key, message, mayChangeShape: false });
        return { text: asText(supplied), isSecret: true };
    }
    const message = `the setting ${key} is encrypted; its value is unknown`;
    gaps.push({ kind: "encrypted-config", subject: key, message, mayChangeShape: false });
    return { text: asText(withSentinels(key, value, sentinels)), isSecret: true };
}

/** Replaces each encrypted text by a stand-in that no other value can be mistaken for. */
function withSentinels(key: string, value: unknown, sentinels: Map<string, string>): unknown {
    if (Array.isArray(value)) return value.map((inner, index) => withSentinels(`${key}[${index}]`, inner, sentinels));
    if (!isObject(value)) return value;
    const encrypted = value["secure"];
    if (Object.keys(value).length === 1 && typeof encrypted === "string") {
        const sentinel = `encrypted${createHash("sha256").update(key).digest("hex").slice(0, 32)}`;
        sentinels.set(sentinel, key);
        // A Kubernetes secret holds its values in this encoding.
        sentinels.set(Buffer.from(sentinel).toString("base64").replaceAll("=", ""), key);
        return sentinel;
    }
    return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, withSentinels(`${key}.${name}`, inner, sentinels)]),
    );
}

function hasSecure(value: unknown): boolean {
    if (Array.isArray(value)) return value.some(hasSecure);
    if (!isObject(value)) return false;
    return typeof value["secure"] === "string" || Object.values(value).some(hasSecure);
}

function plannedSetting({ text, isSecret }: Setting, sentinels: ReadonlyMap<string, string>): PropertyValue {
    if (!isSecret) return text;
    const isStandIn = [...sentinels.keys()].some(sentinel => text.includes(sentinel));
    return new Secret(isStandIn ? new Unknown("encrypted") : text);
}

/** A key without a namespace is the project's; `project:config:key` is the old spelling of `project:key`. */
function namespaced(config: Readonly<Record<string, unknown>>, project: string): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [fullKey(key, project), value]));
}

/** The key by which a program asks for a setting, of one that is written in a file. */
export function fullKey(key: string, project: string): string {
    return key.includes(":") ? key.replace(/^([^:]+):config:/, "$1:") : `${project}:${key}`;
}

/** What `Pulumi.yaml` sets for every stack. A setting that it declares without a default must be in the stack's file. */
function projectDefaults(
    project: Project,
    stated: Readonly<Record<string, unknown>>,
    file: string,
): Readonly<Record<string, Setting>> {
    const defaults: Record<string, Setting> = {};
    const missing: Fault[] = [];
    for (const [key, declaration] of Object.entries(namespaced(project.config, project.name))) {
        if (key in stated) continue;
        const declared = isObject(declaration) ? declaration : { value: declaration };
        const value = declared["value"] ?? declared["default"];
        if (value !== undefined && value !== null) {
            defaults[key] = { text: asText(value), isSecret: declared["secret"] === true };
        } else if (key.startsWith(`${project.name}:`)) {
            missing.push({
                at: `${file}: ${key}`,
                message: `is missing; ${project.file} declares it without a default`,
            });
        }
    }
    if (missing.length > 0) throw new UsageError(`${file} lacks settings`, missing);
    return defaults;
}

function environmentGaps(environment: unknown): Gap[] {
    const imports = isObject(environment) ? environment["imports"] : environment;
    const names = Array.isArray(imports)
        ? imports.map(name => (isObject(name) ? Object.keys(name).join() : String(name)))
        : [];
    const inline = isObject(environment) && "values" in environment ? ["(written in the stack's file)"] : [];
    return [...names, ...inline].map(name => ({
        kind: "esc-environment",
        subject: name,
        message: `the environment ${name} of Pulumi ESC cannot be read while planning; settings it holds are missing`,
        mayChangeShape: true,
    }));
}

/** A setting reaches the program as text: what is no text is written as JSON. */
function asText(value: unknown): string {
    if (typeof value === "string") return value;
    if (value === null || value === undefined) return "";
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? jsonNumber(inner) : inner));
}

/** Whole numbers are read exactly, so that an account's number of twelve digits keeps every one; JSON has no other kind. */
function jsonNumber(value: bigint): unknown {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
