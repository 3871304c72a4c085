import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** One command to measure. */
export interface Contender {
    readonly name: string;
    readonly command: string;
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** Exit codes that count as success. @default [0] */
    readonly exitCodes?: readonly number[];
}

/** What one run cost. */
export interface Run {
    readonly seconds: number;
    /** The largest resident size of any one process of the run, in MiB. */
    readonly peakMiB: number;
}

/** How often the memory of the running processes is looked at, in milliseconds. */
const SAMPLE_MS = 40;

/**
 * Runs every contender `rounds` times, in turn, so that a change of the machine's load meets all of them alike.
 *
 * @throws Error when a run ends with another exit code than expected, with its output.
 */
export async function measure(contenders: readonly Contender[], rounds: number): Promise<Map<string, Run[]>> {
    const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
        for (const contender of contenders) runs.get(contender.name)?.push(await runOnce(contender));
    }
    return runs;
}

/** The middle value; robust against one disturbed run. */
export function median(values: readonly number[]): number {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints a table: medians, and the ratio of each to the first contender. */
export function report(title: string, runs: ReadonlyMap<string, readonly Run[]>): void {
    const [reference] = runs.values();
    const referenceSeconds = median((reference ?? []).map(run => run.seconds));
    const referenceMiB = median((reference ?? []).map(run => run.peakMiB));
    console.log(`\n${title}`);
    for (const [name, all] of runs) {
        const seconds = median(all.map(run => run.seconds));
        const peak = median(all.map(run => run.peakMiB));
        console.log(
            `  ${name.padEnd(56)} ${seconds.toFixed(2)} s (x ${(seconds / referenceSeconds).toFixed(2)})   ` +
                `largest process ${peak.toFixed(0)} MiB (x ${(peak / referenceMiB).toFixed(2)})`,
        );
    }
}

async function runOnce({ name, command, args, env, exitCodes = [0] }: Contender): Promise<Run> {
    const started = performance.now();
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", chunk => (output += String(chunk)));
    child.stderr.on("data", chunk => (output += String(chunk)));
    let peakMiB = 0;
    const sampler = setInterval(() => {
        if (child.pid !== undefined) peakMiB = Math.max(peakMiB, ...family(child.pid).map(peakOf));
    }, SAMPLE_MS);
    const code = await new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
    }).finally(() => {
        clearInterval(sampler);
    });
    if (code === null || !exitCodes.includes(code)) throw new Error(`${name} ended with ${String(code)}:\n${output}`);
    return { seconds: (performance.now() - started) / 1000, peakMiB };
}

/** A process and all its descendants. */
function family(root: number): number[] {
    const children = new Map<number, number[]>();
    for (const entry of readdirSync("/proc")) {
        const pid = Number(entry);
        if (!Number.isInteger(pid)) continue;
        const parent = Number(/^PPid:\t(\d+)/m.exec(statusOf(pid))?.[1]);
        children.set(parent, [...(children.get(parent) ?? []), pid]);
    }
    const found = [root];
    for (const pid of found) found.push(...(children.get(pid) ?? []));
    return found;
}

function peakOf(pid: number): number {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(statusOf(pid))?.[1] ?? 0) / 1024;
}

/** A process may end between being listed and being read; it then has no status. */
function statusOf(pid: number): string {
    try {
        return readFileSync(`/proc/${pid}/status`, "utf8");
    } catch {
        return "";
    }
}
