import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { RealEngine } from "./real-engine";

const REPOSITORY = resolve(__dirname, "../../..");
const FIXTURES = join(REPOSITORY, "tests/fixtures");

/** Where the samples are kept. */
export const CAPTURED = join(FIXTURES, "captured");

/** What the engine prints or sends, by name of the sample's file. */
export type Samples = Readonly<Record<string, string>>;

/**
 * Runs the two sample programs under the real engine and returns what it says of them: previews, exported states, and
 * what a policy pack is sent.
 */
export async function captureSamples(say: (line: string) => void): Promise<Samples> {
    return { ...(await captureSmall(say)), ...(await captureValues(say)) };
}

async function captureSmall(say: (line: string) => void): Promise<Samples> {
    const engine = await RealEngine.start(join(FIXTURES, "programs/real-small"), say);
    try {
        const at = ["--stack", "staging"];
        const preview = ["preview", "--json", "--show-sames", ...at];
        await engine.succeed(["stack", "init", "staging"]);
        const first = await engine.succeed(preview);
        await engine.succeed(["up", "--yes", "--skip-preview", ...at]);
        const state = await engine.succeed(["stack", "export", ...at]);
        await engine.succeed(["config", "set", "backupRetentionDays", "14", ...at]);
        const update = await engine.succeed(preview);
        return withoutMachine({
            "real-small.staging.preview.json": first.stdout,
            "real-small.staging.state.json": state.stdout,
            "real-small.staging.update-preview.json": update.stdout,
        });
    } finally {
        engine.stop();
    }
}

async function captureValues(say: (line: string) => void): Promise<Samples> {
    const engine = await RealEngine.start(join(FIXTURES, "programs/real-values"), say);
    try {
        const at = ["--stack", "staging"];
        const record = join(engine.project, "recorded.json");
        await engine.succeed(["stack", "init", "staging"]);
        const preview = await engine.succeed(
            ["preview", "--json", "--show-sames", ...at, "--policy-pack", join(FIXTURES, "packs/record")],
            { env: { RECORD_TO: record } },
        );
        await engine.succeed(["up", "--yes", "--skip-preview", ...at]);
        const state = await engine.succeed(["stack", "export", ...at]);
        return withoutMachine({
            "real-values.staging.preview.json": preview.stdout,
            "real-values.staging.analyzer.json": readFileSync(record, "utf8"),
            "real-values.staging.state.json": state.stdout,
        });
    } finally {
        engine.stop();
    }
}

/** Where a source position outside the project leads to a package of this checkout. */
const INSTALLED = /project:\/\/\/(?:\.\.\/)+(?:[^/"]+\/)*?node_modules\//g;

/** Where the CLI found the test host. */
const HOST_WARNING = /from \$PATH at [^\s"]*\/pulumi-language-nodejs/g;

/** Takes out what depends on the machine: where packages and the language host are installed. */
function withoutMachine(samples: Samples): Samples {
    return Object.fromEntries(
        Object.entries(samples).map(([name, text]) => [
            name,
            text
                .replace(INSTALLED, "project:///node_modules/")
                .replace(HOST_WARNING, "from $PATH at /usr/local/bin/pulumi-language-nodejs"),
        ]),
    );
}

/** What is another in each run: times, the CLI's version, ids and keys that the engine makes up, and the digits of automatic names. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
    [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>"],
    [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<uuid>"],
    [/("(?:ciphertext|salt|magic|duration|state)": )(?:"[^"]*"|\d+)/g, '$1"<volatile>"'],
    [/("version": )"v3\.[\d.]+"/g, '$1"<cli>"'],
    [/-[0-9a-f]{7,8}\b/g, "-<hex>"],
];

/** The engine's marker for what is unknown looks like an id of its own. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A sample with all that varies taken out, and resources, which the engine meets in any order, sorted. */
export function comparable(text: string): unknown {
    const stable = VOLATILE.reduce(
        (result, [pattern, replacement]) =>
            result.replace(pattern, match => (match === UNKNOWN ? match : match.replace(pattern, replacement))),
        text,
    );
    return sorted(JSON.parse(stable));
}

/** Steps, resources, diagnostics and dependencies come in whatever order the engine met them. */
function isUnordered(item: unknown): boolean {
    if (typeof item === "string") return item.startsWith("urn:");
    return typeof item === "object" && item !== null && ("urn" in item || "message" in item);
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) {
        const items: unknown[] = value.map(sorted);
        return items.every(isUnordered)
            ? items.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
            : items;
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sorted(inner)]));
}
