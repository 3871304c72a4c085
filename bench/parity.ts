/*
 * How comparing two stacks grows: two stacks of N resources each, a third of which differ, against one pass over the JSON
 * of both plans in the same run.
 * Command: npm run bench:parity
 */
import { performance } from "node:perf_hooks";
import { judgeParity } from "../parity/judge";
import { compareStacks } from "../parity/stacks";
import type { Plan } from "../plan/plan";
import { median } from "./measure";
import { planWith } from "./rules-plan";

const ROUNDS = 5;
const SIZES = [1250, 2500, 5000, 10_000];
const TODAY = "2026-11-21";

/** The same stack under another name, with a change in every third resource. */
function changed(plan: Plan): Plan {
    return {
        ...plan,
        stack: "staging",
        resources: plan.resources.map((resource, place) =>
            place % 3 === 0 ? { ...resource, inputs: { ...resource.inputs, benchmark: place } } : resource,
        ),
    };
}

function timed(run: () => unknown): number {
    const started = performance.now();
    run();
    return performance.now() - started;
}

for (const size of SIZES) {
    const left = planWith(size);
    const right = changed(left);
    const compare: number[] = [];
    const reference: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
        reference.push(timed(() => JSON.parse(JSON.stringify([left, right]))));
        compare.push(
            timed(() => {
                const comparison = compareStacks(left, right);
                if (comparison.differences.length === 0) throw new Error("the changes were not found");
                judgeParity(comparison, [], { today: TODAY });
            }),
        );
    }
    const [ofCompare, ofReference] = [median(compare), median(reference)];
    console.log(
        `${size} resources in each stack: ${ofCompare.toFixed(0)} ms, ${(ofCompare / ofReference).toFixed(1)} x one pass over their JSON`,
    );
}
