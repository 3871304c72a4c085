import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";

import { UsageError } from "../../plan/faults";
import type { Plan } from "../../plan/plan";
import type { PropertyMap } from "../../plan/value";
import { allowedEnvironment } from "../environment";
import { endWithThisProcess, forget, killGroup } from "../process-group";
import type { PackFolder } from "./pack-folder";

/** How much of a pack's output is kept to be shown, in characters: the last of it. */
const KEPT_OUTPUT = 8 * 1024;

/** How Pulumi's runner says that a pack threw. */
const LOADING_FAILED = /failed with an unhandled exception:\s*\n.+\n/;

/** A policy pack that serves. */
export interface PackProcess {
    /** Where it listens. */
    readonly address: string;
    /** The last of what it printed. */
    output(): string;
    /** Settles when it has ended: with words for how, where it ended by itself. */
    readonly ended: Promise<string | undefined>;
    /** Ends it and all that it started. May be called more than once. */
    stop(): void;
}

/** How a pack is started. */
export interface PackStart {
    readonly plan: Plan;
    /** How long it may take until it serves, in milliseconds. */
    readonly timeoutMs: number;
    readonly signal: AbortSignal | undefined;
}

/**
 * Starts a policy pack with Pulumi's own runner, as the language host does for one stack.
 *
 * @throws UsageError with the pack's own words where it does not come to serve. Nothing is left running then.
 */
export function startPack(pack: PackFolder, { plan, timeoutMs, signal }: PackStart): Promise<PackProcess> {
    const runner = path.join(pack.sdkFolder, "cmd", "run-policy-pack");
    // The runner expects the address of an engine, and takes no notice of it.
    const child = spawn(process.execPath, [...preloadArguments(), runner, "no-engine", pack.folder], {
        cwd: pack.folder,
        env: { ...allowedEnvironment(process.env), ...stackEnvironment(plan) },
        detached: process.platform !== "win32",
        stdio: ["ignore", "pipe", "pipe"],
    });
    endWithThisProcess(child);
    const output = new PackOutput();
    const stop = () => {
        forget(child);
        killGroup(child);
    };
    return new Promise((resolve, reject) => {
        let serves = false;
        const settle = (act: () => void) => {
            clearTimeout(timer);
            signal?.removeEventListener("abort", stop);
            act();
        };
        const fail = (message: string) => {
            stop();
            settle(() => {
                const said = output.text();
                reject(notServing(pack, reasonIn(said) ?? message, said));
            });
        };
        const timer = setTimeout(() => {
            fail(`it did not come to serve within ${timeoutMs / 1000} s`);
        }, timeoutMs);
        signal?.addEventListener("abort", stop);
        if (signal?.aborted === true) stop();
        child.once("error", error => {
            fail(error.message);
        });
        const ended = new Promise<string | undefined>(settleEnd => {
            child.once("close", code => {
                forget(child);
                settleEnd(code === null ? undefined : `it ended with exit code ${code}`);
                fail(`it ended with exit code ${code ?? "none"} and served no policy`);
            });
        });
        child.stderr.on("data", (chunk: Buffer) => {
            output.add(chunk);
            // What the pack started may keep it alive, but it will not come to serve any more.
            if (!serves && LOADING_FAILED.test(output.text())) fail("it failed while it was loaded");
        });
        child.stdout.on("data", (chunk: Buffer) => {
            const port = output.addUntilPort(chunk);
            if (port === undefined) return;
            serves = true;
            settle(() => {
                resolve({ address: `127.0.0.1:${port}`, output: () => output.text(), ended, stop });
            });
        });
    });
}

/** Where this project itself runs from TypeScript, as in its own tests, the preloaded file is TypeScript too. */
function preloadArguments(): readonly string[] {
    const load = createRequire(__filename);
    const preload = ["--require", load.resolve("./preload")];
    return __filename.endsWith(".ts") ? ["--require", load.resolve("tsx/cjs"), ...preload] : preload;
}

/** What the language host tells a pack of the stack. Secret settings are kept from it. */
function stackEnvironment({ project, stack, config }: Plan): Record<string, string> {
    return {
        PULUMI_NODEJS_STACK: stack,
        PULUMI_NODEJS_PROJECT: project,
        PULUMI_NODEJS_ORGANIZATION: "organization",
        PULUMI_NODEJS_DRY_RUN: "true",
        PULUMI_CONFIG: JSON.stringify(plainSettings(config)),
    };
}

function plainSettings(config: PropertyMap): Record<string, string> {
    return Object.fromEntries(
        Object.entries(config).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
    );
}

function notServing(pack: PackFolder, message: string, output: string): UsageError {
    return new UsageError(
        "the policy pack does not start",
        [{ at: `--policy-pack ${pack.given}`, message }],
        output.trim(),
    );
}

/** The message of the error that a pack ended with: the first line of a stack trace that is not its source. */
function reasonIn(output: string): string | undefined {
    return /^\s*(?:Uncaught )?((?:\w*Error|\w*Exception): .+|Invalid policy .+|Already serving .+)$/m.exec(output)?.[1];
}

/** Keeps the last of what a pack prints, and finds the port in it. */
class PackOutput {
    private kept = "";
    private head: string | undefined = "";

    add(chunk: Buffer): void {
        this.append(chunk.toString());
    }

    /** Returns the port once, when a line of digits has come; a pack may print other lines before. */
    addUntilPort(chunk: Buffer): number | undefined {
        if (this.head === undefined) {
            this.add(chunk);
            return undefined;
        }
        this.head += chunk.toString();
        const [line, port] = /^(\d+)\n/m.exec(this.head) ?? [];
        if (line === undefined) return undefined;
        this.append(this.head.replace(line, ""));
        this.head = undefined;
        return Number(port);
    }

    text(): string {
        return this.kept + (this.head ?? "");
    }

    private append(text: string): void {
        this.kept = (this.kept + text).slice(-KEPT_OUTPUT);
    }
}
