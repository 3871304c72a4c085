import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { networkWritesFlowLogs as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

const VPC = "aws:ec2/vpc:Vpc";
const LOG = "aws:ec2/flowLog:FlowLog";

describe("network-writes-flow-logs", () => {
    const log = (inputs: PropertyMap, extras = {}) => resource(LOG, inputs, { name: "log", ...extras });

    tries(rule, VPC, [
        ["no log", "violated", {}],
        ["a log of another network", "violated", {}, { beside: [log({ vpcId: "vpc-2", trafficType: "ALL" })] }],
        [
            "a log of a network that is not known",
            "undecided",
            {},
            { beside: [log({ vpcId: Unknown.computed, trafficType: "ALL" })] },
        ],
        ["a log of a subnet", "violated", {}, { beside: [log({ subnetId: Unknown.computed, trafficType: "ALL" })] }],
        [
            "a component that a plugin builds",
            "undecided",
            {},
            { beside: [resource("acme:index:Logs", {}, { name: "logs", custom: false, opaque: true })] },
        ],
        [
            "a log by the id that it has",
            "holds",
            {},
            { phase: "output", outputs: { id: "vpc-1" }, beside: [log({ vpcId: "vpc-1", trafficType: "ALL" })] },
        ],
        [
            "a log by another id",
            "violated",
            {},
            { phase: "output", outputs: { id: "vpc-1" }, beside: [log({ vpcId: "vpc-2", trafficType: "ALL" })] },
        ],
        ["a network that somebody else manages", "nothing", {}, { external: true }],
    ]);

    for (const [trafficType, expected] of [
        ["ALL", "holds"],
        ["REJECT", "holds"],
        [new Secret("ALL"), "holds"],
        ["ACCEPT", "violated"],
        [undefined, "violated"],
        [Unknown.computed, "undecided"],
    ] as const) {
        it(`given a log made from it that records ${JSON.stringify(trafficType)}, says ${expected}`, () => {
            const vpc = resource(VPC, {}, { name: "network" });
            const other = resource(VPC, {}, { name: "other" });
            const inputs = { vpcId: Unknown.computed, ...(trafficType !== undefined && { trafficType }) };
            const made = log(inputs, { comesFrom: { vpcId: [vpc] } });
            assert.deepEqual(
                said(rule, plan([vpc, other, made])).map(({ subject, outcome }) => [subject, outcome]),
                [
                    ["network", expected],
                    ["other", "violated"],
                ],
            );
        });
    }

    it("given a log made from two networks, cannot tell which one it is for", () => {
        const [one, other] = ["one", "other"].map(name => resource(VPC, {}, { name }));
        assert.ok(one !== undefined && other !== undefined);
        const made = log({ vpcId: Unknown.computed, trafficType: "ALL" }, { comesFrom: { vpcId: [one, other] } });
        assert.deepEqual(
            said(rule, plan([one, other, made])).map(({ outcome }) => outcome),
            ["undecided", "undecided"],
        );
    });
});
