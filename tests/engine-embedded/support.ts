import { execFileSync, spawnSync } from "node:child_process";
import * as path from "node:path";

import { type PlanRequest, type PlannedStack, planStacks } from "../../engine";
import { PLAIN_START } from "../../engine/child/levers";
import type { Plan } from "../../plan/plan";

export const PROGRAMS = path.join(__dirname, "..", "fixtures", "programs");

/** Programs that plan: each is odd in another way, and none imports anything of ours. */
export const SOUND_PROGRAMS = [
    "commonjs",
    "esm-javascript",
    "esm-typescript",
    "typescript",
    "tsx",
    "providers",
    "functions",
    "remote",
    "files",
    "kubernetes",
] as const;

/** Plans one stack of a fixture. */
export async function planFixture(
    name: string,
    request: Partial<PlanRequest> & { readonly stack?: string } = {},
): Promise<PlannedStack> {
    const { stack = "dev", ...rest } = request;
    const [planned] = await planStacks({ cwd: path.join(PROGRAMS, name), stacks: [stack], ...rest });
    return planned!;
}

const plannedOnce = new Map<string, Promise<PlannedStack>>();

/** Plans the stack `dev` of a fixture in the usual way, once for all tests. */
export function usualPlan(name: string): Promise<PlannedStack> {
    const planned = plannedOnce.get(name) ?? planFixture(name);
    plannedOnce.set(name, planned);
    return planned;
}

/** Runs something with the levers off. */
export async function withPlainStart<Result>(run: () => Promise<Result>): Promise<Result> {
    process.env[PLAIN_START] = "1";
    try {
        return await run();
    } finally {
        process.env[PLAIN_START] = "";
    }
}

/** A plan without the order in which its parts happened to be met. */
export function unordered(plan: Plan): Plan {
    return {
        ...plan,
        resources: [...plan.resources].sort((left, right) => (left.urn < right.urn ? -1 : 1)),
        gaps: [...plan.gaps].sort((left, right) => (left.message < right.message ? -1 : 1)),
    };
}

/** Whether a process runs: one that has ended but that nobody asked about does not. */
export function isRunning(pid: number): boolean {
    const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
    return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

/** Command lines of all processes that run a program for that stack. */
export function processesFor(stack: string): readonly string[] {
    const all = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");
    return all.filter(line => line.includes(`--stack ${stack} `) && line.includes(PROGRAMS));
}
