import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";

import type { CaptureEvent } from "../plan/capture-events";
import { CAPTURE_DESCRIPTOR, SETTINGS_DESCRIPTOR } from "./child/launch-settings";
import { endWithThisProcess, forget, killGroup } from "./process-group";

/** What a program may write to its outputs before it is stopped, in bytes. Logs of real programs stay below 1 MiB. */
export const OUTPUT_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * How long a program may still run once it has failed, in milliseconds. The SDK reports the failure and waits for whatever
 * else the program has begun.
 */
const GRACE_AFTER_FAILURE_MS = 1000;

/** How the SDK words an error that nothing in the program caught. */
const UNCAUGHT = /^Running program '.*' failed with an unhandled exception/;

/** How much of a program's output is kept to be shown, in characters: the last of it. */
const KEPT_OUTPUT = 16 * 1024;

/** One run of `node`. */
export interface ProcessSpec {
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    /** Handed to the process over a pipe. */
    readonly settings: unknown;
    readonly timeoutMs: number;
    readonly signal: AbortSignal | undefined;
    onEvent(event: CaptureEvent): void;
}

/** Why a process was stopped before its own end. */
export type Stop = "timeout" | "aborted" | "output" | "failed" | "garbled";

/** How a process ended. */
export interface ProcessEnd {
    readonly code: number | undefined;
    readonly signal: NodeJS.Signals | undefined;
    readonly stopped: Stop | undefined;
    /** The last of what it wrote to its outputs. */
    readonly output: string;
}

/** Runs `node` in a process group of its own, within limits. Nothing of it is left when the promise settles. */
export function runProcess(spec: ProcessSpec): Promise<ProcessEnd> {
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [...spec.args], {
            cwd: spec.cwd,
            env: spec.env,
            detached: process.platform !== "win32",
            stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
        });
        endWithThisProcess(child);
        let stopped: Stop | undefined;
        const stop = (why: Stop) => {
            stopped ??= why;
            killGroup(child);
        };
        const abort = () => {
            stop("aborted");
        };
        const timer = setTimeout(() => {
            stop("timeout");
        }, spec.timeoutMs);
        spec.signal?.addEventListener("abort", abort);
        if (spec.signal?.aborted === true) abort();
        let grace: NodeJS.Timeout | undefined;
        const onEvent = (event: CaptureEvent) => {
            spec.onEvent(event);
            if (event.kind !== "log" || event.severity !== "error" || !UNCAUGHT.test(event.message)) return;
            grace ??= setTimeout(() => {
                stop("failed");
            }, GRACE_AFTER_FAILURE_MS);
        };
        const output = new KeptOutput(() => {
            stop("output");
        });
        for (const stream of [child.stdout, child.stderr])
            stream?.on("data", (chunk: Buffer) => {
                output.add(chunk);
            });
        readEvents(child.stdio[CAPTURE_DESCRIPTOR] as Readable, onEvent, () => {
            stop("garbled");
        });
        hand(child.stdio[SETTINGS_DESCRIPTOR] as Writable, spec.settings);
        const finish = () => {
            clearTimeout(timer);
            clearTimeout(grace);
            spec.signal?.removeEventListener("abort", abort);
            forget(child);
        };
        child.on("error", error => {
            finish();
            reject(error);
        });
        child.on("exit", () => {
            // What the program itself started goes with it; it would hold the pipes open for ever.
            killGroup(child);
        });
        child.on("close", (code, signal) => {
            finish();
            resolve({ code: code ?? undefined, signal: signal ?? undefined, stopped, output: output.text() });
        });
    });
}

/** Reads one event a line. A line that was cut off by the end of the process is dropped. */
function readEvents(stream: Readable, onEvent: (event: CaptureEvent) => void, onGarbled: () => void): void {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
            const event = parseEvent(line);
            if (event === undefined) onGarbled();
            else onEvent(event);
        }
    });
}

function parseEvent(line: string): CaptureEvent | undefined {
    try {
        return JSON.parse(line) as CaptureEvent;
    } catch {
        // Only the program itself can have written it.
        return undefined;
    }
}

function hand(stream: Writable, settings: unknown): void {
    stream.on("error", () => {
        // The process ended before it read its settings; how it ended says why.
    });
    stream.end(JSON.stringify(settings));
}

/** Keeps the last of an output, and notices a flood. */
class KeptOutput {
    private chunks: Buffer[] = [];
    private kept = 0;
    private total = 0;

    constructor(private readonly onFlood: () => void) {}

    add(chunk: Buffer): void {
        this.total += chunk.length;
        if (this.total > OUTPUT_LIMIT_BYTES) this.onFlood();
        this.chunks.push(chunk);
        this.kept += chunk.length;
        while (this.chunks.length > 1 && this.kept - (this.chunks[0]?.length ?? 0) > KEPT_OUTPUT) {
            this.kept -= this.chunks.shift()?.length ?? 0;
        }
    }

    text(): string {
        return Buffer.concat(this.chunks).toString("utf8").slice(-KEPT_OUTPUT);
    }
}
