import { UsageError } from "../../plan/faults";
import type { Plan } from "../../plan/plan";
import { environmentFacts, type Settings } from "../../policy-pack/settings";

/**
 * The two plans to compare, production's first.
 *
 * @throws UsageError where it is not plain which two are meant.
 */
export function pairOf(plans: readonly Plan[], settings: Settings): readonly [Plan, Plan] {
    const named = settings.compare;
    const chosen = plans.length > 2 && named !== undefined ? plans.filter(({ stack }) => named.includes(stack)) : plans;
    const inOrder = [...chosen].sort((one, other) => rank(one, settings) - rank(other, settings));
    const [left, right, ...more] = inOrder;
    if (left === undefined || right === undefined || more.length > 0) {
        const names = plans.map(({ stack }) => stack).join(", ");
        throw new UsageError("parity compares two stacks", [
            {
                at: plans.length > 2 ? "--stack" : "--stack or --plan",
                message: `expected two, as in --stack prod,staging or \`compare\` in stagewright.yaml; got ${plans.length}: ${names}`,
            },
        ]);
    }
    if (left.stack === right.stack && left.project === right.project) {
        throw new UsageError("parity compares two stacks", [
            { at: "--plan", message: `expected two different stacks, got ${left.stack} twice` },
        ]);
    }
    return [left, right];
}

function rank({ stack }: Plan, settings: Settings): number {
    return environmentFacts(stack, settings).class === "production" ? 0 : 1;
}
