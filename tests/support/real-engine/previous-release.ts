import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { RealEngine } from "./real-engine";

/** Where the deployments of the previous release are kept, one file a stack. */
const SAVED = resolve(__dirname, "../../fixtures/previous-release");

/** The stacks of the reference program. */
export const SAVED_STACKS = ["staging", "prod"] as const;
export type SavedStack = (typeof SAVED_STACKS)[number];

/** What an exported state says of the machine and the moment, and a preview does not ask for. */
const NOT_KEPT: ReadonlySet<string> = new Set(["sourcePosition", "stackTrace", "created", "modified"]);

/** The CLI wants a time in a state. */
const NO_TIME = "0001-01-01T00:00:00Z";

const EXPORTED = z.object({
    version: z.number(),
    deployment: z.object({
        // The magic number follows from the version, and the CLI checks it.
        manifest: z.object({ version: z.string(), magic: z.string() }),
        // By it the engine that takes the state encrypts its secrets; the passphrase is the tests'.
        secrets_providers: z.looseObject({}),
        resources: z.array(z.looseObject({})),
    }),
});

/**
 * Deploys a release of the reference program under the real engine and returns the states.
 *
 * @param project The release's folder, with its packages installed.
 */
export async function captureRelease(
    project: string,
    say: (line: string) => void,
): Promise<ReadonlyMap<SavedStack, string>> {
    const engine = await RealEngine.start(project, say);
    try {
        const states = new Map<SavedStack, string>();
        for (const stack of SAVED_STACKS) {
            const at = ["--stack", stack];
            await engine.succeed(["stack", "init", stack]);
            await engine.succeed(["up", "--yes", "--skip-preview", ...at]);
            states.set(stack, savedForm(await exportedState(engine, stack)));
        }
        return states;
    } finally {
        engine.stop();
    }
}

/** Exports a state with its secrets, which the emulators made up, as plain text. */
export async function exportedState(engine: RealEngine, stack: string): Promise<string> {
    return (await engine.succeed(["stack", "export", "--show-secrets", "--stack", stack])).stdout;
}

/** An exported state as it is kept: without what depends on machine and moment, one resource a line. */
export function savedForm(exported: string): string {
    const { version, deployment } = EXPORTED.parse(JSON.parse(exported));
    const resources = deployment.resources.map(resource => JSON.stringify(resource, kept));
    const manifest = JSON.stringify({ time: NO_TIME, ...deployment.manifest });
    const secrets = JSON.stringify(deployment.secrets_providers);
    return [
        `{"version":${version.toString()},"deployment":{"manifest":${manifest},"secrets_providers":${secrets},"resources":[`,
        resources.join(",\n"),
        "]}}\n",
    ].join("\n");
}

function kept(name: string, value: unknown): unknown {
    return NOT_KEPT.has(name) ? undefined : value;
}

/** Writes down what {@link captureRelease} returned. */
export function saveRelease(states: ReadonlyMap<SavedStack, string>): void {
    mkdirSync(SAVED, { recursive: true });
    for (const [stack, state] of states) writeFileSync(fileOf(stack), state);
}

/** The saved state of one stack, as text. */
export function savedState(stack: SavedStack): string {
    return readFileSync(fileOf(stack), "utf8");
}

/**
 * Makes a stack of a state and previews the program over it.
 *
 * @returns What `pulumi preview --json --show-sames` printed, and how it ended.
 */
export async function previewOver(engine: RealEngine, stack: string, state: string): ReturnType<RealEngine["run"]> {
    const file = join(engine.folder, `${stack}.state.json`);
    writeFileSync(file, state);
    const at = ["--stack", stack];
    await engine.succeed(["stack", "init", stack], { step: `${stack}: init` });
    try {
        await engine.succeed(["stack", "import", "--file", file, ...at], { step: `${stack}: import` });
        return await engine.run(["preview", "--json", "--show-sames", ...at], {
            step: `${stack}: preview over a state`,
        });
    } finally {
        // Leaves the name to the next state, and the stack's settings, which are the project's own.
        await engine.succeed(["stack", "rm", "--force", "--preserve-config", "--yes", ...at], { step: `${stack}: rm` });
    }
}

function fileOf(stack: SavedStack): string {
    return join(SAVED, `${stack}.state.json`);
}
