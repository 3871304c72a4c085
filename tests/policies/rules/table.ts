import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../plan/plan";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret } from "../../../plan/value";
import type { Rule } from "../../../policy-pack/kernel";
import {
    plan,
    type PlanExtras,
    resource,
    type ResourceExtras,
    type RunOptions,
    said,
    type Said,
} from "../../support/policy";

/** What a rule is to say of a resource: the worst of its verdicts, or `nothing` where it does not concern it. */
export type Expected = Said["outcome"] | "nothing";

/** What a test says of the resource, its plan and the run. */
export type Extras = ResourceExtras &
    RunOptions &
    Omit<PlanExtras, "outputs"> & {
        /** Further resources of the plan. */
        readonly beside?: readonly PlannedResource[];
    };

/** One line of a table: what is given, what the rule is to say, the inputs of the resource, and the rest. */
export type Row = readonly [given: string, expected: Expected, inputs: PropertyMap, extras?: Extras];

/** The worst verdict of a rule on one resource standing alone. */
export function worst(rule: Rule, type: string, inputs: PropertyMap, extras: Extras = {}): Expected {
    return worstOf(said(rule, alone(type, inputs, extras), extras));
}

/** The worst of some verdicts. */
export function worstOf(verdicts: readonly Said[]): Expected {
    const outcomes = verdicts.map(({ outcome }) => outcome);
    return (["violated", "undecided", "holds"] as const).find(one => outcomes.includes(one)) ?? "nothing";
}

/**
 * Tries a rule on one resource after the other, each standing alone. Then plants a secret in the place of every text
 * given, and sees that no message shows it, marked or, as the policy SDK hands it over, without its mark.
 */
export function tries(rule: Rule, type: string, rows: readonly Row[]): void {
    for (const [given, expected, inputs, extras] of rows) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(worst(rule, type, inputs, extras), expected);
        });
    }
    it(`given a secret in any text of ${type}, never shows it`, () => {
        for (const [, , inputs, extras = {}] of rows) assertNothingShown(rule, type, inputs, extras);
    });
    it("given another type, says nothing", () => {
        assert.deepEqual(said(rule, alone("other:index:Thing", {}, {})), []);
    });
}

function alone(type: string, inputs: PropertyMap, extras: Extras) {
    return plan([resource(type, inputs, extras), ...(extras.beside ?? [])], { ...extras, outputs: {} });
}

const CANARY = "canary7f3a";

function assertNothingShown(rule: Rule, type: string, inputs: PropertyMap, extras: Extras): void {
    for (const planted of plantings(inputs)) {
        const marked = said(rule, alone(type, mapOf(planted(new Secret(CANARY))), extras), extras);
        const unmarked = said(rule, alone(type, mapOf(planted(CANARY)), { ...extras, source: "policy-sdk" }), extras);
        for (const { message, property } of [...marked, ...unmarked]) {
            assert.ok(!`${message ?? ""} ${property ?? ""}`.includes(CANARY), `shows a secret: ${message ?? ""}`);
        }
    }
}

function mapOf(value: PropertyValue): PropertyMap {
    if (!isPropertyMap(value)) throw new Error("a planting must give a map");
    return value;
}

/** For each text inside a value, a way to put something else in its place. */
function plantings(value: PropertyValue): readonly ((planted: PropertyValue) => PropertyValue)[] {
    if (typeof value === "string") return [planted => planted];
    if (isList(value)) {
        return value.flatMap((item, place) =>
            plantings(item).map(
                inner => (planted: PropertyValue) =>
                    value.map((old, index) => (index === place ? inner(planted) : old)),
            ),
        );
    }
    if (!isPropertyMap(value)) return [];
    return Object.entries(value).flatMap(([name, item]) =>
        plantings(item).map(inner => (planted: PropertyValue) => ({ ...value, [name]: inner(planted) })),
    );
}
