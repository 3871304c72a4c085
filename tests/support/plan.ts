import { createRequire } from "node:module";
import * as path from "node:path";

import * as settings from "@pulumi/pulumi/runtime/settings";
import * as stackModule from "@pulumi/pulumi/runtime/stack";

import { observeCallForms, type OutputModule } from "../../engine/child/call-forms";
import { engineClient, monitorClient } from "../../engine/child/clients";
import { Monitor } from "../../engine/monitor/monitor";
import type { Answers, MonitorSettings } from "../../engine/monitor/settings";
import { loadProtocol } from "../../engine/protocol";
import { planFromCapture } from "../../plan/capture";
import type { CaptureEvent } from "../../plan/capture-events";
import type { Plan, PlannedResource } from "../../plan/plan";
import { Secret, Unknown } from "../../plan/value";

/** What a test may say of the stack that it plans in. */
export interface PlanOptions {
    /** @default "project" */
    readonly project?: string;
    /** @default "stack" */
    readonly stack?: string;
    /** Settings by key; without a namespace they are the project's. What is not text is handed over as JSON. */
    readonly config?: Readonly<Record<string, unknown>>;
    /** Keys of {@link config} whose values are secret. */
    readonly secretKeys?: readonly string[];
    readonly answers?: Answers;
}

interface LocalStore {
    readonly settings: { monitor: unknown; engine: unknown; readonly options: { dryRun?: boolean } };
    supportsSecrets: boolean;
    supportsOutputValues: boolean;
    supportsResourceReferences: boolean;
}

/** Parts of the SDK that its types leave out. */
interface LocalState {
    withLocalStorage<Result>(run: () => Promise<Result>): Promise<Result>;
    getStore(): LocalStore;
}

const sdk = createRequire(__filename);
const SDK_FOLDER = path.dirname(sdk.resolve("@pulumi/pulumi/package.json"));
const state = sdk("@pulumi/pulumi/runtime/state") as LocalState;
const runtimeConfig = sdk("@pulumi/pulumi/runtime/config") as {
    setAllConfig(config: Readonly<Record<string, string>>, secretKeys: readonly string[]): void;
};
const invokeModule = sdk("@pulumi/pulumi/runtime/invoke") as Record<string, unknown>;
const pulumi = sdk("@pulumi/pulumi") as OutputModule & { readonly runtime: Record<string, unknown> };
const protocol = loadProtocol(SDK_FOLDER);

/**
 * Plans what `build` makes, in the test's own process, against the embedded engine's monitor: parents, options, registered
 * outputs, unknown and secret values are as in a plan of a whole program.
 *
 * @throws What `build` throws, or an error that names all that the SDK complained of.
 */
export async function planOf(build: () => unknown, options: PlanOptions = {}): Promise<Plan> {
    const { project = "project", stack = "stack" } = options;
    const namespaced = (key: string) => (key.includes(":") ? key : `${project}:${key}`);
    const config = Object.fromEntries(
        Object.entries(options.config ?? {}).map(([key, value]) => [
            namespaced(key),
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
    const secretKeys = (options.secretKeys ?? []).map(namespaced);
    const monitorSettings: MonitorSettings = {
        project,
        stack,
        organization: "organization",
        projectFolder: process.cwd(),
        programFolder: process.cwd(),
        config,
        secretKeys,
        answers: options.answers ?? {},
    };
    const events: CaptureEvent[] = [];
    const monitor = new Monitor(protocol, monitorSettings, event => events.push(event));
    observeCallForms([invokeModule, pulumi.runtime], pulumi);
    readyForCallbacks(state.getStore());
    await collectingRejections(() =>
        state.withLocalStorage(async () => {
            settings.resetOptions(project, stack, -1, "in-process", "in-process", true, "organization");
            runtimeConfig.setAllConfig(config, secretKeys);
            const store = state.getStore();
            store.settings.monitor = monitorClient(protocol, monitor);
            store.settings.engine = engineClient(protocol, monitor);
            await stackModule.runInPulumiStack(async () => {
                const result = await build();
                return typeof result === "object" && result !== null ? (result as Record<string, unknown>) : {};
            });
            await settings.disconnect(true);
        }),
    );
    const errors = events.filter(event => event.kind === "log" && event.severity === "error");
    if (errors.length > 0) throw new Error(errors.map(event => ("message" in event ? event.message : "")).join("\n"));
    const planConfig = Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, secretKeys.includes(key) ? new Secret(value) : value]),
    );
    return planFromCapture({ project, stack, config: planConfig, sentinels: new Map(), gaps: [] }, events);
}

/**
 * Transforms are called back through a socket, where the SDK finds no store of this plan's own and takes the process's.
 * It must know the same of the engine.
 */
function readyForCallbacks(store: LocalStore): void {
    store.settings.options.dryRun = true;
    store.supportsSecrets = true;
    store.supportsOutputValues = true;
    store.supportsResourceReferences = true;
}

/** The only resource of that name, or of that type and name. */
export function resource(plan: Plan, name: string, type?: string): PlannedResource {
    const found = plan.resources.filter(one => one.name === name && (type === undefined || one.type === type));
    const [only] = found;
    if (only === undefined || found.length > 1) {
        const known = plan.resources.map(one => `${one.type} ${one.name}`).join(", ");
        throw new Error(`expected one resource ${type ?? ""} ${name}, got ${found.length}; the plan has: ${known}`);
    }
    return only;
}

/** Types by name of the resource, sorted by name; several of one name stand together, sorted. */
export function typesByName(plan: Plan): Readonly<Record<string, string | readonly string[]>> {
    const types = new Map<string, string[]>();
    for (const { name, type } of plan.resources) types.set(name, [...(types.get(name) ?? []), type].sort());
    const sorted = [...types].sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(sorted.map(([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]));
}

/**
 * A value as a test compares it: plain JSON, `"<unknown>"` for what is not known and `{ secret: ... }` around what is secret.
 */
export function plainly(value: unknown): unknown {
    if (value instanceof Unknown) return "<unknown>";
    if (value instanceof Secret) return { secret: plainly(value.value) };
    if (Array.isArray(value)) return value.map(plainly);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainly(inner)]));
}

/** The SDK reports a refused registration as an unhandled rejection; a test wants it as the error of its plan. */
async function collectingRejections(run: () => Promise<void>): Promise<void> {
    const listeners = process.listeners("unhandledRejection");
    const rejections: unknown[] = [];
    const collect = (reason: unknown) => rejections.push(reason);
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", collect);
    try {
        await run();
        await new Promise(setImmediate);
    } finally {
        process.off("unhandledRejection", collect);
        for (const listener of listeners) process.on("unhandledRejection", listener);
    }
    const [first] = rejections;
    if (first !== undefined)
        throw first instanceof Error ? first : new Error("a promise was rejected", { cause: first });
}
