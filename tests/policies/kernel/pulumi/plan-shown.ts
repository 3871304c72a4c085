import * as assert from "node:assert/strict";
import type { Plan } from "../../../../plan/plan";
import { STACK_TYPE } from "../../../../plan/urn";
import { type Rule, stackRule } from "../../../../policy-pack/index";
import type { ShownResource } from "../../../support/analyzer";
import { BUCKET, encrypted, keyed } from "../made-up-rules";
import { shown } from "./made-up-packs";

/** Asserts that rules see paths, parents, providers and options of what is shown. */
export async function assertPlanShown(
    source: Plan["source"],
    ask: (rules: readonly Rule[], resources: readonly ShownResource[]) => Promise<unknown>,
): Promise<void> {
    const plans: Plan[] = [];
    const spy = stackRule({
        ...keyed,
        check: stack => {
            plans.push(stack.plan);
            return [];
        },
    });
    const root = shown(STACK_TYPE, "shop-staging", {});
    const store = shown("shop:Store", "store", {}, { parent: root.urn });
    const bucket = shown(
        BUCKET,
        "b",
        { a: 1, __internal: 2 },
        { parent: store.urn, provider: { region: "eu-west-1" }, outputs: { a: 1, arn: "arn" } },
    );
    await ask([spy, encrypted], [root, store, bucket]);
    const [plan] = plans;
    assert.ok(plan);
    assert.deepEqual(
        plan.resources.map(({ custom, external, inputs, options, outputs, parent, path, provider }) => [
            path,
            parent,
            custom,
            external,
            inputs,
            outputs,
            [options.protect, options.ignoreChanges, options.deleteBeforeReplace],
            provider?.inputs,
            provider?.isDefault,
        ]),
        [
            ["store", undefined, false, false, {}, {}, [true, ["size"], undefined], undefined, undefined],
            [
                "store/b",
                store.urn,
                true,
                false,
                { a: 1 },
                { a: 1, arn: "arn" },
                [true, ["size"], undefined],
                { region: "eu-west-1" },
                true,
            ],
        ],
    );
    assert.deepEqual([plan.project, plan.stack, plan.source, plan.phase], ["shop", "staging", source, "checked"]);
}
