import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { networkRangesDisjoint as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { worstOf } from "../table";

const VPC = "aws:ec2/vpc:Vpc";
const SECONDARY = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
const DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc";

const planned = (stack: string, ...resources: [type: string, inputs: PropertyMap][]) =>
    plan(
        resources.map(([type, inputs], place): PlannedResource =>
            resource(type, inputs, { stack, name: `network-${place}` }),
        ),
        { stack },
    );
const judged = (staging: ReturnType<typeof planned>, production: ReturnType<typeof planned>) =>
    worstOf(said(rule, [staging, production]));

describe("network-ranges-disjoint", () => {
    const production = planned(
        "prod",
        [VPC, { cidrBlock: "10.0.0.0/16" }],
        [SECONDARY, { cidrBlock: "100.64.0.0/20" }],
    );

    for (const [given, expected, type, inputs] of [
        ["the next range", "holds", VPC, { cidrBlock: "10.1.0.0/16" }],
        ["the same range", "violated", VPC, { cidrBlock: "10.0.0.0/16" }],
        ["a range inside production's", "violated", VPC, { cidrBlock: "10.0.255.0/24" }],
        ["a range around production's", "violated", VPC, { cidrBlock: "10.0.0.0/8" }],
        ["the range just below", "holds", VPC, { cidrBlock: "9.255.0.0/16" }],
        ["a secondary range on production's secondary one", "violated", SECONDARY, { cidrBlock: "100.64.15.0/24" }],
        ["a secondary range just after it", "holds", SECONDARY, { cidrBlock: "100.64.16.0/24" }],
        ["an IPv6 range", "holds", VPC, { cidrBlock: "10.1.0.0/16", ipv6CidrBlock: "2001:db8::/56" }],
        [
            "Amazon's own IPv6 range beside a range of its own",
            "holds",
            VPC,
            { cidrBlock: "10.1.0.0/16", assignGeneratedIpv6CidrBlock: true },
        ],
        ["no range at all", "undecided", VPC, {}],
        ["a range from an address pool", "undecided", VPC, { ipv4IpamPoolId: "pool", ipv4NetmaskLength: 16 }],
        ["an IPv6 range from an address pool", "undecided", VPC, { cidrBlock: "10.1.0.0/16", ipv6IpamPoolId: "pool" }],
        ["a range that is not known", "undecided", VPC, { cidrBlock: Unknown.computed }],
        ["a text that is no range", "undecided", VPC, { cidrBlock: "10.1.0.0" }],
        ["the default VPC", "holds", DEFAULT_VPC, {}],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(planned("staging", [type, inputs]), production), expected);
        });
    }

    it("given the default VPC on both sides, says violated: it has one range everywhere", () => {
        assert.equal(judged(planned("staging", [DEFAULT_VPC, {}]), planned("prod", [DEFAULT_VPC, {}])), "violated");
    });

    it("given production's range from an address pool, says undecided", () => {
        const pooled = planned("prod", [VPC, { ipv4IpamPoolId: "pool" }]);
        assert.equal(judged(planned("staging", [VPC, { cidrBlock: "10.1.0.0/16" }]), pooled), "undecided");
    });

    it("given production without a network, says holds", () => {
        assert.equal(judged(planned("staging", [VPC, { cidrBlock: Unknown.computed }]), planned("prod")), "holds");
    });

    it("given two environments of which none is production, says nothing", () => {
        const same: [string, PropertyMap] = [VPC, { cidrBlock: "10.0.0.0/16" }];
        assert.deepEqual(said(rule, [planned("staging", same), planned("dev", same)]), []);
    });

    it("given a secret range, does not show it", () => {
        const staging = planned("staging", [VPC, { cidrBlock: new Secret("10.0.7.0/24") }]);
        const [verdict] = said(rule, [staging, production]);
        assert.equal(verdict?.outcome, "violated");
        assert.ok(verdict.message?.includes("10.0.7") === false);
    });
});
