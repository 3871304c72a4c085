import * as assert from "node:assert/strict";

import { parseLedger } from "../../../../parity/ledger/read";
import type { Plan } from "../../../../plan/plan";
import { Secret, Unknown } from "../../../../plan/value";
import { judge } from "../../../../policy-pack/kernel/judge";
import { differencesDeclared as rule } from "../../../../policy-pack/rules";
import { planOf, PROD, STAGING, type WrittenResource } from "../../../parity/plans";
import { said } from "../../../support/policy";
import { type Expected, worstOf } from "../table";

const entry = (at: string, values: string) =>
    parseLedger(
        `- { at: "${at}", class: scaled, values: ${values}, reason: size, owner: shop, reviewBy: 2027-03-31 }\n`,
    );
const orders = (seconds: WrittenResource["inputs"] = { delaySeconds: 5 }): WrittenResource => ({
    at: "orders",
    inputs: seconds,
});
const plans = (production: readonly WrittenResource[], staging: readonly WrittenResource[]) => [
    planOf(STAGING, staging),
    planOf(PROD, production),
];

describe("differences-declared", () => {
    const cases: readonly (readonly [
        given: string,
        expected: Expected,
        production: WrittenResource,
        staging: WrittenResource,
    ])[] = [
        ["the same in both", "holds", orders(), orders()],
        ["another value", "violated", orders(), orders({ delaySeconds: 6 })],
        ["a value that one alone has", "violated", orders(), orders({})],
        ["the name of the environment in it", "holds", orders({ name: "prod-a" }), orders({ name: "staging-a" })],
        [
            "the name of another environment in it",
            "violated",
            orders({ name: "prod-a" }),
            orders({ name: "staging-b" }),
        ],
        ["two that are secret", "holds", orders({ key: new Secret("one") }), orders({ key: new Secret("two") })],
        ["one that is secret", "violated", orders({ key: new Secret("one") }), orders({ key: "one" })],
        [
            "two that are not known",
            "undecided",
            orders({ delaySeconds: Unknown.computed }),
            orders({ delaySeconds: Unknown.computed }),
        ],
        ["one that is not known", "violated", orders({ delaySeconds: Unknown.computed }), orders()],
    ];
    for (const [given, expected, production, staging] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(worstOf(said(rule, plans([production], [staging]))), expected);
        });
    }

    it("given two that are not known but come from the same, says holds", () => {
        const resources: readonly WrittenResource[] = [
            { at: "key", type: "aws:kms/key:Key" },
            { at: "orders", inputs: { kmsMasterKeyId: Unknown.computed }, from: { kmsMasterKeyId: ["key"] } },
        ];
        const verdicts = said(rule, plans(resources, resources));
        assert.deepEqual(
            verdicts.map(({ outcome, subject }) => `${outcome} ${subject ?? ""}`),
            ["holds key", "holds orders"],
        );
    });

    it("given a difference, names the resource, the property and both values", () => {
        assert.deepEqual(said(rule, plans([orders()], [orders({ delaySeconds: 6 })])), [
            {
                outcome: "violated",
                subject: "orders",
                property: "delaySeconds",
                message: "delaySeconds is 5 in prod and 6 in staging, and nobody declared it",
            },
        ]);
    });

    it("given sets that have nothing in common, says it once", () => {
        const subnets = (letter: string) => orders({ subnetIds: [1, 2, 3].map(number => `subnet-${letter}${number}`) });
        const { findings } = judge(plans([subnets("a")], [subnets("b")]), { rules: [rule], today: "2026-11-21" });
        const [{ evidence, message, property } = assert.fail("nothing was found"), ...more] = findings;
        assert.deepEqual([property, more], ["subnetIds", []]);
        assert.match(message, /^subnetIds is subnet-a1 in prod/);
        assert.ok(evidence.some(fact => fact.includes("subnet-b3")));
    });

    it("given its entry, says holds; given the entry of another place, says violated", () => {
        const both = plans([orders()], [orders({ delaySeconds: 6 })]);
        const outcome = (at: string) => worstOf(said(rule, both, { ledger: entry(at, "{ prod: 5, staging: 6 }") }));
        assert.equal(outcome("orders#delaySeconds"), "holds");
        assert.equal(outcome("orders#delay"), "violated");
        assert.equal(outcome("refunds#delaySeconds"), "violated");
    });

    it("given what may never differ, leaves it to the rule of that, whatever is declared", () => {
        const database = (encrypted: boolean): WrittenResource => ({
            at: "db",
            type: "aws:rds/instance:Instance",
            inputs: { storageEncrypted: encrypted },
        });
        assert.equal(worstOf(said(rule, plans([database(true)], [database(false)]))), "holds");
    });

    it("given a zone that one alone has, says it once, of the first of its resources", () => {
        const zone = (letter: string) =>
            ["subnet", "table", "route", "gateway", "address"].flatMap((what): WrittenResource[] => [
                { at: `network/${what}-${letter}` },
                { at: `network/${what}-more-${letter}` },
            ]);
        const two = [...zone("a"), ...zone("b")];
        const found = said(rule, plans([...two, ...zone("c")], two)).filter(({ outcome }) => outcome !== "holds");
        assert.deepEqual(found, [
            {
                outcome: "violated",
                subject: "subnet-c",
                message: "prod has these 10 resources, staging has not, and nobody declared it",
            },
        ]);
    });

    it("given what one alone has, tells the first of its resources and how many more there are", () => {
        const evidence = (count: number) => {
            const part = Array.from({ length: count }, (_, at): WrittenResource => ({ at: `part/queue-${at}` }));
            const { findings } = judge(plans(part, []), { rules: [rule], today: "2026-11-21" });
            return findings.map(one => one.evidence);
        };
        // The component itself is the first of them.
        const eight = [
            "part (acme:index:Part)",
            ...[0, 1, 2, 3, 4, 5, 6].map(at => `part/queue-${at} (aws:sqs/queue:Queue)`),
        ];
        assert.deepEqual(evidence(7), [eight]);
        assert.deepEqual(evidence(8), [[...eight, "and 1 more, which `stagewright parity` lists"]]);
    });

    it("given another value on either side, or another resource of a part, asks for another approval", () => {
        const digest = (...both: Parameters<typeof plans>) =>
            judge(plans(...both), { rules: [rule], today: "2026-11-21" })
                .findings.map(one => one.digest)
                .join();
        const of = (production: number, staging: number) =>
            digest([orders({ delaySeconds: production })], [orders({ delaySeconds: staging })]);
        assert.equal(of(5, 6), of(5, 6));
        assert.equal(new Set([of(5, 6), of(5, 7), of(4, 6), of(6, 5)]).size, 4);
        const part = (name: string) => digest([{ at: `part/${name}` }], []);
        assert.notEqual(part("a"), part("b"));
        const secret = (text: string) => digest([orders({ key: new Secret(text) })], [orders({ key: "plain" })]);
        assert.equal(secret("one"), secret("two"));
    });

    it("given what staging alone has, says it of staging's", () => {
        const [verdict] = said(rule, plans([], [orders()]));
        assert.deepEqual(
            [verdict?.subject, verdict?.message],
            ["orders", "staging has it, prod has not, and nobody declared it"],
        );
    });

    it("given a setting that one alone has, names it without its value", () => {
        const [staging, production] = plans([orders()], [orders()]);
        const both: readonly Plan[] = [
            { ...staging!, config: { "acme:days": "30", "acme:pin": new Secret("4711") } },
            { ...production!, config: { "acme:days": "365" } },
        ];
        const found = said(rule, both).filter(({ outcome }) => outcome !== "holds");
        assert.deepEqual(found, [
            {
                outcome: "violated",
                property: "@config.acme:pin",
                message: "staging has this setting, prod has not, and nobody declared it",
            },
        ]);
    });

    it("given a text that repeats a secret of another resource, does not show it", () => {
        const leaked = [
            orders({ name: "correct-horse" }),
            { at: "key", inputs: { text: new Secret("correct-horse") } },
        ];
        const found = said(rule, plans([orders({ name: "battery" }), leaked[1]!], leaked));
        assert.equal(worstOf(found), "violated");
        assert.ok(found.every(({ message = "" }) => !message.includes("correct-horse")));
    });
});
