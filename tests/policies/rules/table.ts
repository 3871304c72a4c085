import * as assert from "node:assert/strict";

import type { PropertyMap } from "../../../plan/value";
import type { Rule } from "../../../policy-pack/kernel";
import { caseTests, type ResourceCase } from "../../../policy-pack/testing/cases";
import { type Expected, type Said, worstOf } from "../../../policy-pack/testing/said";
import { plan, resource, said } from "../../support/policy";
import { MAY_SAY_OTHERWISE, withUnknowns } from "./less-known";

export { type Expected, worstOf } from "../../../policy-pack/testing/said";

/** What a test says of the resource, its plan and the run. */
export type Extras = Omit<ResourceCase, "given" | "expected" | "inputs" | "type">;

/** One line of a table: what is given, what the rule is to say, the inputs of the resource, and the rest. */
export type Row = readonly [given: string, expected: Expected, inputs: PropertyMap, extras?: Extras];

/** The worst verdict of a rule on one resource standing alone. */
export function worst(rule: Rule, type: string, inputs: PropertyMap, extras: Extras = {}): Expected {
    return worstOf(said(rule, alone(type, inputs, extras), extras));
}

/** Tries a rule on one resource after the other, each standing alone. */
export function tries(rule: Rule, type: string, rows: readonly Row[]): void {
    const cases = rows.map(([given, expected, inputs, extras]) => ({ given, expected, inputs, type, ...extras }));
    for (const { name, run } of caseTests(rule, cases)) it(name, run);
    if (!("matches" in rule.appliesTo && rule.appliesTo.everyType === true)) {
        it("given another type, says nothing", () => {
            assert.deepEqual(said(rule, plan([resource("other:index:Thing")])), []);
        });
    }
    if (!MAY_SAY_OTHERWISE.has(rule.name)) {
        it(`given any value of ${type} less known, says the same or undecided`, () => {
            assert.deepEqual(
                rows.flatMap(row => saidOtherwise(rule, type, row)),
                [],
            );
        });
    }
    it(`given any of ${type}, says so in a whole sentence`, () => {
        for (const [, , inputs, extras = {}] of rows)
            assertWholeSentences(said(rule, alone(type, inputs, extras), extras));
    });
}

function alone(type: string, inputs: PropertyMap, extras: Extras) {
    return plan([resource(type, inputs, extras), ...(extras.beside ?? [])], { ...extras, outputs: {} });
}

/** What a rule says otherwise, and not "undecided", as soon as one value is not known. */
function saidOtherwise(rule: Rule, type: string, [given, expected, inputs, extras = {}]: Row): readonly string[] {
    return withUnknowns(alone(type, inputs, extras)).flatMap(({ what, plan: less }) => {
        const outcome = worstOf(said(rule, less, extras));
        if (outcome === expected || outcome === "undecided") return [];
        return [`given ${given}, and ${what} not known: ${outcome}, not ${expected}`];
    });
}

/** A message says something, and ends in it. */
function assertWholeSentences(verdicts: readonly Said[]): void {
    for (const { message, outcome } of verdicts) {
        if (outcome !== "holds") assert.match(message ?? "", /^[^\s:,;].*[^\s:,;]$/);
        assert.doesNotMatch(message ?? "", /undefined|\[object |: :|, ,|  /);
    }
}
