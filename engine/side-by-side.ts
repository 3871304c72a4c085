import { UsageError } from "../plan/faults";
import { StoppedProgramError } from "./failure";
import { type PlannedStack, planStack, type PlanningContext } from "./plan-stack";
import type { ConfiguredStack } from "./stack-config";
import { StackFaults } from "./stack-faults";

/**
 * How long the other stacks may still run once one has failed, in milliseconds; as long again as that one took, if it
 * took longer. Stacks of one program mostly fail alike and at the same time.
 */
const GRACE_FOR_OTHERS_MS = 2000;

/**
 * Plans every stack at once. A stack that fails lets the others end, so that all faults are known together; one that
 * hangs or is interrupted ends them.
 *
 * @throws UsageError with the faults of all stacks that failed. Nothing is left running.
 */
export async function planSideBySide(
    stacks: readonly ConfiguredStack[],
    context: PlanningContext,
): Promise<readonly PlannedStack[]> {
    const started = performance.now();
    const others = new AbortController();
    const signals = [others.signal, ...(context.signal === undefined ? [] : [context.signal])];
    const signal = AbortSignal.any(signals);
    const faults = new StackFaults(stacks.map(({ stack }) => stack));
    let defect: { readonly reason: unknown } | undefined;
    let grace: NodeJS.Timeout | undefined;
    const end = () => {
        others.abort();
    };
    const fail = (stack: string, reason: unknown) => {
        const stop = reason instanceof StoppedProgramError ? reason.stop : undefined;
        // Ended because of another stack, whose fault is told.
        if (stop === "aborted" && others.signal.aborted) return;
        if (reason instanceof UsageError) faults.add(stack, reason);
        else defect ??= { reason };
        if (!(reason instanceof UsageError) || stop === "timeout" || stop === "aborted") end();
        else grace ??= setTimeout(end, Math.max(GRACE_FOR_OTHERS_MS, performance.now() - started));
    };
    const plans = await Promise.all(
        stacks.map(configured =>
            planStack(configured, { ...context, signal }).catch((reason: unknown) => {
                fail(configured.stack, reason);
                return undefined;
            }),
        ),
    );
    clearTimeout(grace);
    if (defect !== undefined) throw defect.reason;
    faults.throwIfAny();
    return plans.filter(plan => plan !== undefined);
}
