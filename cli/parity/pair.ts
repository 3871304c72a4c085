import { UsageError } from "../../plan/faults";
import type { Plan } from "../../plan/plan";
import { choosePair } from "../../policy-pack/compared-pair";
import { environmentFacts, type Settings } from "../../policy-pack/settings";

/**
 * The two plans to compare, production's first.
 *
 * @throws UsageError where it is not plain which two are meant.
 */
export function pairOf(plans: readonly Plan[], settings: Settings): readonly [Plan, Plan] {
    const [left, right, ...more] = chosen(plans, settings);
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

function chosen(plans: readonly Plan[], settings: Settings): readonly Plan[] {
    // Two that were named by hand are meant, whatever they are.
    if (plans.length <= 2) return [...plans].sort((one, other) => rank(one, settings) - rank(other, settings));
    const { pair } = choosePair(
        plans.map(({ stack }) => stack),
        settings,
    );
    return pair === undefined ? plans : pair.flatMap(name => plans.find(({ stack }) => stack === name) ?? []);
}

function rank({ stack }: Plan, settings: Settings): number {
    return environmentFacts(stack, settings).class === "production" ? 0 : 1;
}
