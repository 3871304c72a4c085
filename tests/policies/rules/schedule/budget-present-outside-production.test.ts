import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { budgetPresentOutsideProduction as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { cluster, judged, onlyRead, saidOf, type StackRow } from "./nights";

const MAIL = { subscriberEmailAddresses: ["shop@example.com"] };
const GOOD: PropertyMap = {
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: "450",
    limitUnit: "USD",
    notifications: [{ threshold: 100, ...MAIL }],
};
const budget = (inputs: PropertyMap = {}, name = "month") =>
    resource("aws:budgets/budget:Budget", { ...GOOD, ...inputs }, { name });

describe("budget-present-outside-production", () => {
    const cases: readonly StackRow[] = [
        ["a budget that tells somebody", "holds", [cluster(), budget()]],
        ["no budget", "violated", [cluster()]],
        ["a budget of use", "violated", [cluster(), budget({ budgetType: "USAGE" })]],
        ["a budget without a limit", "violated", [cluster(), budget({ limitAmount: null })]],
        ["a limit that is not known", "holds", [cluster(), budget({ limitAmount: Unknown.computed })]],
        ["a secret limit", "holds", [cluster(), budget({ limitAmount: new Secret("450") })]],
        [
            "limits month by month",
            "holds",
            [cluster(), budget({ limitAmount: null, plannedLimits: [{ amount: "1" }] })],
        ],
        [
            "a limit that follows what was spent",
            "holds",
            [cluster(), budget({ limitAmount: null, autoAdjustData: { autoAdjustType: "HISTORICAL" } })],
        ],
        ["no notification", "violated", [cluster(), budget({ notifications: null })]],
        ["a notification to nobody", "violated", [cluster(), budget({ notifications: [{ threshold: 100 }] })]],
        [
            "a notification to a list without anybody",
            "violated",
            [cluster(), budget({ notifications: [{ threshold: 100, subscriberEmailAddresses: [] }] })],
        ],
        [
            "a notification to a topic that is made beside it",
            "holds",
            [cluster(), budget({ notifications: [{ subscriberSnsTopicArns: [Unknown.computed] }] })],
        ],
        [
            "a notification to whom it is not known",
            "holds",
            [cluster(), budget({ notifications: [{ subscriberEmailAddresses: Unknown.computed }] })],
        ],
        ["notifications that are not known", "undecided", [cluster(), budget({ notifications: Unknown.computed })]],
        ["one of them that is not known", "undecided", [cluster(), budget({ notifications: [Unknown.computed] })]],
        ["a type that is not known", "undecided", [cluster(), budget({ budgetType: Unknown.computed })]],
        ["a bad budget and a good one", "holds", [cluster(), budget({ notifications: null }, "bad"), budget()]],
        ["nothing that costs by the hour", "nothing", [resource("aws:s3/bucket:Bucket")]],
        ["what is only read", "nothing", [onlyRead(cluster())]],
        ["a gateway", "violated", [resource("aws:ec2/natGateway:NatGateway")]],
    ];
    for (const [given, expected, resources] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(rule, resources), expected);
        });
    }

    it("given a part that the plan does not show, says undecided", () => {
        const opaque = resource("acme:index:Baseline", {}, { name: "baseline", custom: false, opaque: true });
        assert.equal(judged(rule, [cluster(), opaque]), "undecided");
        assert.equal(judged(rule, [cluster(), opaque, budget()]), "holds");
    });

    it("given budgets that are made elsewhere, says nothing", () => {
        assert.deepEqual(saidOf(rule, [cluster()], { settings: { madeElsewhere: true } }), []);
    });

    it("given production, says nothing", () => {
        assert.deepEqual(saidOf(rule, [cluster()], { stack: "prod" }), []);
    });
});
