import * as assert from "node:assert/strict";

import { choosePair } from "../../../../policy-pack/compared-pair";
import { judge } from "../../../../policy-pack/kernel/judge";
import {
    declaredDifferencesCurrent,
    differencesDeclared,
    distinctValues,
    noForbiddenDifference,
    rules,
} from "../../../../policy-pack/rules";
import { DEFAULT_SETTINGS, type Settings } from "../../../../policy-pack/settings";
import { parseLedger } from "../../../../parity/ledger/read";
import { planOf, PROD, STAGING } from "../../../parity/plans";

const TODAY = "2026-11-21";
const PARITY = [noForbiddenDifference, distinctValues, differencesDeclared, declaredDifferencesCurrent];
const LEDGER = parseLedger(
    "- { at: orders#delaySeconds, class: scaled, values: { prod: 5, staging: 6 }, reason: size, owner: shop, reviewBy: 2027-03-31 }\n",
);

/** One queue in each of some stacks, its delay told by the stack. */
const stack = (name: string, delaySeconds: number) =>
    planOf({ ...STAGING, stack: name }, [{ at: "orders", inputs: { delaySeconds } }]);
const prod = planOf(PROD, [{ at: "orders", inputs: { delaySeconds: 5 } }]);
const judged = (plans: Parameters<typeof judge>[0], settings: Partial<Settings> = {}) =>
    judge(plans, { rules: PARITY, settings: { ...DEFAULT_SETTINGS, ...settings }, today: TODAY, ledger: LEDGER });

describe("the two stacks that are compared", () => {
    for (const [given, stacks, settings, expected] of [
        ["production and staging", ["staging", "prod"], {}, ["prod", "staging"]],
        ["one alone", ["prod"], {}, []],
        ["no production", ["staging", "dev"], {}, []],
        ["nothing but productions", ["prod", "live"], {}, []],
        ["a third one", ["prod", "staging", "dev"], {}, undefined],
        ["two productions", ["prod", "live", "staging"], {}, undefined],
        [
            "a third one that is for a while",
            ["pr-7", "staging", "prod"],
            { environments: { "pr-7": { class: "ephemeral" } } },
            ["prod", "staging"],
        ],
        [
            "one for a while alone beside production",
            ["pr-7", "prod"],
            { environments: { "pr-7": { class: "ephemeral" } } },
            [],
        ],
        ["a third one and `compare`", ["dev", "staging", "prod"], { compare: ["dev", "prod"] }, ["prod", "dev"]],
        [
            "`compare` of two that are no production",
            ["dev", "staging", "prod"],
            { compare: ["dev", "staging"] },
            ["dev", "staging"],
        ],
        ["`compare` of one that is not planned", ["staging", "prod"], { compare: ["live", "staging"] }, []],
    ] as const) {
        it(`given ${given}, are ${expected?.join(" and ") ?? "not plain"}`, () => {
            const chosen = choosePair(stacks, { ...DEFAULT_SETTINGS, ...(settings as Partial<Settings>) });
            if (expected?.length === 2) assert.deepEqual(chosen, { pair: expected });
            else assert.deepEqual(chosen, { pair: undefined, candidates: expected ?? stacks });
        });
    }

    it("given an order, come out production first whatever it is", () => {
        const { findings } = judged([stack("staging", 7), prod]);
        assert.deepEqual([...new Set(findings.map(({ stacks }) => stacks.join()))], ["prod,staging"]);
        assert.deepEqual(judged([prod, stack("staging", 7)]).findings, findings);
    });

    it("given too many, is undecided by each rule, for the same reason", () => {
        const { families, findings } = judged([prod, stack("staging", 6), stack("dev", 9)]);
        assert.deepEqual(
            findings.map(({ rule, verdict }) => `${verdict} ${rule}`).sort(),
            PARITY.map(({ name }) => `undecided ${name}`).sort(),
        );
        assert.deepEqual(
            [...new Set(findings.map(({ message }) => message))],
            [
                "which two stacks are to be compared cannot be told of prod, staging, dev; name them as `compare` in stagewright.yaml",
            ],
        );
        assert.deepEqual(families.parity, { holds: 0, violated: 0, undecided: 4, waived: 0 });
        assert.deepEqual(
            judged([prod, stack("staging", 6), stack("dev", 9)], { compare: ["prod", "staging"] }).findings,
            [],
        );
    });

    it("given one alone, are compared by no rule, and the rules are named", () => {
        const { families, findings, notRun } = judged([prod]);
        assert.deepEqual(findings, []);
        assert.deepEqual(
            notRun,
            PARITY.map(({ name }) => name),
        );
        assert.deepEqual(families.parity, { holds: 0, violated: 0, undecided: 0, waived: 0 });
    });

    it("given a plan and a state, are undecided in what only the state can show, and not different", () => {
        const filled = planOf(STAGING, [{ at: "orders", inputs: { delaySeconds: 6, name: "orders-1234567" } }]);
        const { findings } = judged([prod, { ...filled, phase: "output" }]);
        assert.deepEqual(
            findings.map(({ rule, verdict }) => `${verdict} ${rule}`),
            ["undecided no-forbidden-difference", "undecided differences-declared"],
        );
        assert.match(findings[0]?.message ?? "", /one property that only the later one can show was not compared/);
        const { findings: different } = judged([prod, { ...stack("staging", 9), phase: "output" }]);
        assert.deepEqual(
            different.map(({ rule, verdict }) => `${verdict} ${rule}`),
            ["violated declared-differences-current"],
        );
    });

    it("given two states, are compared", () => {
        const states = [prod, stack("staging", 6)].map(plan => ({ ...plan, phase: "output" as const }));
        assert.deepEqual(judged(states).findings, []);
    });

    it("given plans that lost the marks of secrets, shows nothing of them", () => {
        const unmarked = { ...stack("staging", 9), source: "policy-sdk" as const };
        const { findings } = judged([prod, unmarked]);
        assert.deepEqual([...new Set(findings.map(({ verdict }) => verdict))], ["undecided"]);
        assert.match(findings[0]?.message ?? "", /^the plan of staging has lost the marks of secrets/);
    });

    it("given what holds, counts each resource once for each rule, and the ledger once", () => {
        const { families } = judged([prod, stack("staging", 6)]);
        // The queue by three rules, and the ledger as a whole.
        assert.deepEqual(families.parity, { holds: 4, violated: 0, undecided: 0, waived: 0 });
    });

    it("given other entries, another day or another list than before, is judged anew", () => {
        const plans = [prod, stack("staging", 6)];
        const found = (options: Partial<Parameters<typeof judge>[1]>) =>
            judge(plans, { rules: PARITY, today: TODAY, ledger: LEDGER, ...options }).findings.map(({ rule }) => rule);
        assert.deepEqual(found({}), []);
        assert.deepEqual(found({ ledger: [] }), ["differences-declared"]);
        assert.deepEqual(found({}), []);
        assert.deepEqual(found({ today: "2027-04-01" }), ["declared-differences-current"]);
        assert.deepEqual(found({}), []);
        const never = { delay: { types: ["aws:sqs/"], properties: ["delaySeconds"], reason: "speed" } };
        assert.deepEqual(found({ settings: { ...DEFAULT_SETTINGS, neverDiffer: never } }), ["no-forbidden-difference"]);
    });

    it("given each preset, runs the critical ones by the smallest and all by the next", () => {
        const names = (preset: Settings["preset"]) =>
            judge([prod], { rules, settings: { ...DEFAULT_SETTINGS, preset }, today: TODAY }).notRun.filter(name =>
                PARITY.some(rule => rule.name === name),
            );
        assert.deepEqual(names("essential"), ["no-forbidden-difference", "distinct-values"]);
        assert.deepEqual(
            names("standard"),
            PARITY.map(({ name }) => name),
        );
    });
});
