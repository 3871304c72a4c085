import type { Transport } from "./child/launch-settings";
import { PLAIN_START } from "./child/levers";
import type { Answers } from "./monitor/settings";
import type { PlannedStack } from "./plan-stack";
import { readProject } from "./project";
import { findSdk } from "./sdk";
import { planSideBySide } from "./side-by-side";
import { readStackConfig } from "./stack-config";
import { StackFaults } from "./stack-faults";
import { languageSetup } from "./typescript";

export type { Transport } from "./child/launch-settings";
export type { Answers, FunctionAnswer, StackReferenceAnswer } from "./monitor/settings";
export type { Diagnostic, PlannedStack } from "./plan-stack";
export { listStacks, type Project, readProject } from "./project";

/** How long one program may run, in milliseconds. Programs that take minutes wait for something outside. */
export const DEFAULT_TIMEOUT_MS = 120_000;

/** How much memory one program may use for its objects, in MiB. A plan of 10,000 resources needs a quarter of it. */
export const DEFAULT_MEMORY_MIB = 4096;

/** What is to be planned. */
export interface PlanRequest {
    /** Folder that holds `Pulumi.yaml`. */
    readonly cwd: string;
    /** Names of stacks, each with a file `Pulumi.<stack>.yaml`. */
    readonly stacks: readonly string[];
    /**
     * How long each program may run, in milliseconds; above 0.
     * @default 120000
     */
    readonly timeoutMs?: number;
    /**
     * How much memory each program may use, in MiB; above 0.
     * @default 4096
     */
    readonly memoryMiB?: number;
    /**
     * What provider functions, other stacks and encrypted settings answer.
     * @default - they are unknown
     */
    readonly answers?: Answers;
    /** Stops planning; the promise is then rejected. */
    readonly signal?: AbortSignal;
    /**
     * How the program's requests reach the monitor. Both give the same plan; sockets are slower.
     * @default "in-process"
     */
    readonly transport?: Transport;
    /** Called with the number of resources so far. */
    onProgress?(stack: string, resources: number): void;
}

/**
 * Plans stacks of one program side by side, each in a process of its own, without credentials, plugins or the Pulumi CLI.
 *
 * @returns One plan for each stack, in the order in which they were asked for.
 * @throws UsageError with the faults of the project, or of all stacks' settings, or of the program in all stacks. Nothing
 * is left running.
 */
export async function planStacks(request: PlanRequest): Promise<readonly PlannedStack[]> {
    const project = readProject(request.cwd);
    const answers = request.answers ?? {};
    const faults = new StackFaults(request.stacks);
    const stacks = request.stacks.flatMap(stack => {
        const config = faults.read(stack, () => readStackConfig(project, stack, answers));
        return config === undefined ? [] : [{ stack, config }];
    });
    faults.throwIfAny();
    const sdk = findSdk(project);
    const levers = (process.env[PLAIN_START] ?? "") === "";
    return planSideBySide(stacks, {
        project,
        sdk,
        language: await languageSetup(project, levers),
        levers,
        transport: request.transport ?? "in-process",
        timeoutMs: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        memoryMiB: request.memoryMiB ?? DEFAULT_MEMORY_MIB,
        answers,
        signal: request.signal,
        onProgress: (stack, resources) => request.onProgress?.(stack, resources),
    });
}
