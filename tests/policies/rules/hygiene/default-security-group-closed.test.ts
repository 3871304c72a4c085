import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { defaultSecurityGroupClosed as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

const VPC = "aws:ec2/vpc:Vpc";
const GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

describe("default-security-group-closed", () => {
    const group = (inputs: PropertyMap, extras = {}) => resource(GROUP, inputs, { name: "group", ...extras });

    describe("of a network", () => {
        tries(rule, VPC, [
            ["no word on its group", "violated", {}],
            ["the group of another network", "violated", {}, { beside: [group({ vpcId: "vpc-2" })] }],
            [
                "the group of a network that is not known",
                "undecided",
                {},
                { beside: [group({ vpcId: Unknown.computed })] },
            ],
            [
                "a group that somebody else manages",
                "violated",
                {},
                { beside: [group({ vpcId: Unknown.computed }, { external: true })] },
            ],
            [
                "a component that a plugin builds",
                "undecided",
                {},
                { beside: [resource("acme:index:Network", {}, { name: "rest", custom: false, opaque: true })] },
            ],
            [
                "its own group, both there already",
                "holds",
                {},
                { phase: "output", outputs: { id: "vpc-1" }, beside: [group({ vpcId: "vpc-1" })] },
            ],
        ]);

        it("given its own group, holds for both", () => {
            const vpc = resource(VPC, {}, { name: "network" });
            const made = group({ vpcId: Unknown.computed, ingress: [] }, { comesFrom: { vpcId: [vpc] } });
            assert.deepEqual(
                said(rule, plan([vpc, made])).map(({ subject, outcome }) => `${String(subject)} ${outcome}`),
                ["network holds", "group holds", "group holds"],
            );
        });
    });

    describe("of a group", () => {
        const open = [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }];
        tries(rule, GROUP, [
            ["no rules", "holds", {}],
            ["empty lists of rules", "holds", { ingress: [], egress: [] }],
            ["a rule that lets in", "violated", { ingress: open }],
            ["a rule that lets out", "violated", { egress: open }],
            ["a secret rule", "violated", { ingress: new Secret(open) }],
            ["a rule that is not known", "violated", { ingress: [Unknown.computed] }],
            ["rules that are not known", "undecided", { ingress: Unknown.computed }],
            ["rules that are no list", "violated", { egress: "all" }],
        ]);
    });
});
