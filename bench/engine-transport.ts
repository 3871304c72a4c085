import * as path from "node:path";

import { planStacks, type Transport } from "../engine";
import { PLAIN_START } from "../engine/child/levers";

/*
 * How the planning engine reaches its monitor, and what its levers give: two stacks planned side by side in every way,
 * in turns, so that a busy machine is busy for all. Ratios are against the way without any lever, over sockets: what
 * Pulumi's own language host would start.
 *
 * Run: node --import tsx bench/engine-transport.ts [folder of a project] [stack,stack] [rounds]
 */

interface Way {
    readonly name: string;
    readonly transport: Transport;
    readonly levers: boolean;
}

const WAYS: readonly Way[] = [
    { name: "sockets, levers off (reference)", transport: "sockets", levers: false },
    { name: "in process, levers off", transport: "in-process", levers: false },
    { name: "sockets, levers on", transport: "sockets", levers: true },
    { name: "in process, levers on", transport: "in-process", levers: true },
];

const DEFAULT_ROUNDS = 5;

async function main(): Promise<void> {
    const [folder = path.join(__dirname, ".."), stacks = "staging,prod", rounds = String(DEFAULT_ROUNDS)] =
        process.argv.slice(2);
    const durations = new Map(WAYS.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < Number(rounds); round++) {
        for (const way of WAYS) durations.get(way.name)?.push(await measure(way, folder, stacks.split(",")));
    }
    const reference = median(durations.get(WAYS[0]?.name ?? "") ?? []);
    for (const [name, all] of durations) {
        const middle = median(all);
        const range = `${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)}`;
        console.log(
            `${name.padEnd(34)} ${middle.toFixed(0).padStart(6)} ms  (${range})  ${(middle / reference).toFixed(2)} x`,
        );
    }
}

async function measure({ transport, levers }: Way, cwd: string, stacks: readonly string[]): Promise<number> {
    process.env[PLAIN_START] = levers ? "" : "1";
    const started = performance.now();
    await planStacks({ cwd, stacks, transport });
    return performance.now() - started;
}

function median(values: readonly number[]): number {
    const sorted = [...values].sort((left, right) => left - right);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
