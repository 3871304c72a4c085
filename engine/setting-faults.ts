import { existsSync } from "node:fs";
import * as path from "node:path";

import type { Fault } from "../plan/faults";
import type { Project } from "./project";
import { fullKey, type StackConfig } from "./stack-config";
import { keyLines } from "./yaml-file";

/** How the SDK says that a setting is missing. */
const MISSING = /Missing required configuration variable '(?<key>[^']+)'/g;

/** How the SDK says that a setting is of the wrong kind: its message, and what it expected. */
const WRONG_KINDS: readonly (readonly [RegExp, (expected: string) => string])[] = [
    [/is not a valid (?<expected>[^\n]+)/, expected => `expected a ${expected}`],
    [/is not a legal enum value \((?<expected>[^\n]*)\)/, expected => `expected one of ${expected}`],
    [
        /is outside of the legal range \((?<expected>[^\n]*), inclusive\)/,
        expected => `expected a value within ${expected}`,
    ],
    [
        /does not match the regular expression (?<expected>[^\n]+)/,
        expected => `expected a text that matches ${expected}`,
    ],
];
const WRONG = new RegExp(
    `Configuration '(?<key>[^']+)' value '(?<given>[^]*?)' (?=${WRONG_KINDS.map(([kind]) => kind.source.split("(")[0]).join("|")})`,
    "g",
);

/** Whether a message of the SDK says no more than that a setting is missing or wrong. */
export function isAboutSetting(message: string): boolean {
    return new RegExp(`^(?:${MISSING.source.split("(")[0]}|Configuration '[^']+' value ')`).test(message);
}

/** The settings that a program asked for and could not use, by what the SDK said of them. */
export function settingFaults(text: string, project: Project, config: StackConfig): readonly Fault[] {
    const missing = [...new Set([...text.matchAll(MISSING)].map(match => match.groups?.["key"] ?? ""))];
    return [
        ...missing.map(key => ({
            at: `${config.file}: ${key}`,
            message: "the program needs this setting, and it is missing",
        })),
        ...[...text.matchAll(WRONG)].map(match => {
            const { key = "", given = "" } = match.groups ?? {};
            return {
                at: `${placeOf(key, project, config)}: ${key}`,
                message: `${expectation(text.slice(match.index + match[0].length))}, got ${shown(key, given, config)}`,
            };
        }),
    ];
}

function expectation(message: string): string {
    for (const [kind, words] of WRONG_KINDS) {
        const expected = new RegExp(`^${kind.source}`).exec(message)?.groups?.["expected"];
        if (expected !== undefined) return words(expected);
    }
    return "expected another value";
}

function shown(key: string, given: string, { secretKeys }: StackConfig): string {
    return secretKeys.includes(key) ? "a secret" : JSON.stringify(given);
}

/** File and line of a setting: the stack's own file, or the project's where only that states it. */
function placeOf(key: string, { folder, file, stackFolder, name }: Project, config: StackConfig): string {
    for (const candidate of [path.join(stackFolder, config.file), path.join(folder, file)]) {
        if (!existsSync(candidate)) continue;
        const lines = keyLines(candidate, "config");
        const line = [...lines].find(([written]) => fullKey(written, name) === key)?.[1];
        if (line !== undefined) return `${path.basename(candidate)}:${line}`;
    }
    return config.file;
}
