import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { noRangesOfTheOtherEnvironment as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { worstOf } from "../table";

const VPC = "aws:ec2/vpc:Vpc";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";
const GATEWAY_ROUTE = "aws:ec2transitgateway/route:Route";

const network = (stack: string, cidrBlock: string | Unknown) =>
    resource(VPC, { cidrBlock }, { stack, name: `network-of-${stack}` });
const production = plan(
    [
        network("prod", "10.0.0.0/16"),
        resource(
            "aws:ec2/natGateway:NatGateway",
            {},
            { stack: "prod", name: "gateway", outputs: { publicIp: "198.51.100.7" } },
        ),
    ],
    { stack: "prod" },
);
const staging = (type: string, inputs: PropertyMap, from: readonly PlannedResource[] = []) => {
    const comesFrom = Object.fromEntries(Object.keys(inputs).map(name => [name, from]));
    return plan([network("staging", "10.1.0.0/16"), ...from, resource(type, inputs, { comesFrom })]);
};
const lets = (...cidrBlocks: (string | Unknown | Secret)[]) => ({
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks }],
});
const policy = (Effect: string, operator: string, address: string) => ({
    policy: { Statement: [{ Effect, Action: "*", Condition: { [operator]: { "aws:SourceIp": [address] } } }] },
});

describe("no-ranges-of-the-other-environment", () => {
    for (const [given, expected, type, inputs] of [
        ["no range", "nothing", GROUP, {}],
        ["its own range", "holds", GROUP, lets("10.1.0.0/16")],
        ["production's range", "violated", GROUP, lets("10.0.0.0/16")],
        ["one of several of production's", "violated", GROUP, lets("10.1.0.0/16", "10.0.3.0/24")],
        ["the last address before production's", "holds", GROUP, lets("9.255.255.255/32")],
        ["the first address of production's", "violated", GROUP, lets("10.0.0.0/32")],
        ["the last address of production's", "violated", GROUP, lets("10.0.255.255/32")],
        ["the first address after production's", "holds", GROUP, lets("10.1.0.0/32")],
        ["a range around production's", "violated", GROUP, lets("10.0.0.0/8")],
        ["everywhere", "holds", GROUP, lets("0.0.0.0/0")],
        ["everywhere by the newer addresses", "holds", GROUP, { ingress: [{ ipv6CidrBlocks: ["::/0"] }] }],
        ["production's gateway", "violated", GROUP, lets("198.51.100.7/32")],
        ["the address beside it", "holds", GROUP, lets("198.51.100.8/32")],
        ["a range that is not known", "undecided", GROUP, lets("10.1.0.0/16", Unknown.computed)],
        ["a list that is not known", "undecided", GROUP, { egress: Unknown.computed }],
        ["a text that is no range", "undecided", GROUP, lets("anywhere")],
        ["a number for a range", "undecided", GROUP, { ingress: [{ cidrBlocks: [7] }] }],
        ["a secret range of production's", "violated", GROUP, lets(new Secret("10.0.3.0/24"))],
        ["a way out to production", "violated", GROUP, { egress: [{ cidrBlocks: ["10.0.0.0/16"] }] }],
        [
            "a rule for production",
            "violated",
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            { cidrIpv4: "10.0.0.0/16" },
        ],
        [
            "an older rule for production",
            "violated",
            "aws:ec2/securityGroupRule:SecurityGroupRule",
            { cidrBlocks: ["10.0.0.0/16"] },
        ],
        ["a route to production", "violated", "aws:ec2/route:Route", { destinationCidrBlock: "10.0.0.0/16" }],
        [
            "a table with a route to production",
            "violated",
            "aws:ec2/routeTable:RouteTable",
            { routes: [{ cidrBlock: "0.0.0.0/0", ipv6CidrBlock: "" }, { cidrBlock: "10.0.0.0/16" }] },
        ],
        [
            "a list with production's range",
            "violated",
            "aws:ec2/managedPrefixList:ManagedPrefixList",
            { entries: [{ cidr: "10.0.0.0/16" }] },
        ],
        [
            "an access list for production",
            "violated",
            "aws:ec2/networkAcl:NetworkAcl",
            { ingress: [{ action: "allow", cidrBlock: "10.0.0.0/16" }] },
        ],
        ["an access list against production", "holds", ACL_RULE, { ruleAction: "allow", cidrBlock: "10.1.0.0/16" }],
        ["an access rule for production", "violated", ACL_RULE, { ruleAction: "allow", cidrBlock: "10.0.0.0/16" }],
        ["an access rule against production", "nothing", ACL_RULE, { ruleAction: "deny", cidrBlock: "10.0.0.0/16" }],
        [
            "entries against production",
            "nothing",
            "aws:ec2/networkAcl:NetworkAcl",
            { ingress: [{ action: "deny", cidrBlock: "10.0.0.0/16" }] },
        ],
        ["a route into the void", "nothing", GATEWAY_ROUTE, { destinationCidrBlock: "10.0.0.0/16", blackhole: true }],
        ["a gateway's route to production", "violated", GATEWAY_ROUTE, { destinationCidrBlock: "10.0.0.0/16" }],
        [
            "a set of addresses with production's",
            "violated",
            "aws:wafv2/ipSet:IpSet",
            { addresses: ["198.51.100.7/32"] },
        ],
        [
            "an API server that production's gateway reaches",
            "violated",
            "aws:eks/cluster:Cluster",
            { vpcConfig: { publicAccessCidrs: ["198.51.100.0/24"] } },
        ],
        [
            "a policy for production's gateway",
            "violated",
            "aws:s3/bucketPolicy:BucketPolicy",
            policy("Allow", "IpAddress", "198.51.100.7"),
        ],
        [
            "a policy against all but production's gateway",
            "violated",
            "aws:iam/policy:Policy",
            policy("Deny", "NotIpAddress", "198.51.100.7/32"),
        ],
        [
            "a policy against production's gateway",
            "nothing",
            "aws:s3/bucketPolicy:BucketPolicy",
            policy("Deny", "IpAddress", "198.51.100.7"),
        ],
        [
            "an inner policy of a role for production's gateway",
            "violated",
            "aws:iam/role:Role",
            { inlinePolicies: [{ name: "read", ...policy("Allow", "IpAddress", "198.51.100.7") }] },
        ],
        [
            "a policy for its own gateway",
            "holds",
            "aws:s3/bucketPolicy:BucketPolicy",
            policy("Allow", "IpAddress", "198.51.100.8"),
        ],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(worstOf(said(rule, [staging(type, inputs), production])), expected);
        });
    }

    it("given a range of its own network that is not known, says holds", () => {
        const own = staging(GROUP, lets(Unknown.computed), [network("staging", "10.1.0.0/16")]);
        assert.equal(worstOf(said(rule, [own, production])), "holds");
    });

    it("given a range of a network that is only looked up, says undecided", () => {
        const found = resource(VPC, {}, { name: "found", external: true });
        assert.equal(worstOf(said(rule, [staging(GROUP, lets(Unknown.computed), [found]), production])), "undecided");
    });

    it("given a range that a stack of its own side exports, says holds", () => {
        const reference = resource(
            "pulumi:pulumi:StackReference",
            { name: "acme/network/staging" },
            { name: "other", external: true },
        );
        assert.equal(worstOf(said(rule, [staging(GROUP, lets(Unknown.computed), [reference]), production])), "holds");
    });

    it("given a range that another stack exports, says undecided", () => {
        const reference = resource("pulumi:pulumi:StackReference", { name: "prod" }, { name: "other", external: true });
        assert.equal(
            worstOf(said(rule, [staging(GROUP, lets(Unknown.computed), [reference]), production])),
            "undecided",
        );
    });

    it("given staging's range in production, says violated", () => {
        const open = resource(GROUP, lets("10.1.0.0/16"), { stack: "prod" });
        const judged = said(rule, [plan([network("staging", "10.1.0.0/16")]), plan([open], { stack: "prod" })]);
        assert.equal(worstOf(judged), "violated");
    });

    it("given a range that both have, says holds: another rule tells of that", () => {
        const both = plan([network("staging", "10.0.0.0/16"), resource(GROUP, lets("10.0.0.0/16"))]);
        assert.equal(worstOf(said(rule, [both, plan([network("prod", "10.0.0.0/16")], { stack: "prod" })])), "holds");
    });

    it("given a network of production whose range is not known, says undecided once", () => {
        const pooled = plan([network("prod", Unknown.computed)], { stack: "prod" });
        const verdicts = said(rule, [staging(GROUP, lets("10.1.0.0/16", "10.2.0.0/16")), pooled]);
        assert.deepEqual(verdicts.map(({ outcome }) => outcome).sort(), ["holds", "holds", "undecided"]);
    });

    it("given two environments of which none is production, says nothing", () => {
        const dev = plan([network("dev", "10.0.0.0/16")], { stack: "dev" });
        assert.deepEqual(said(rule, [staging(GROUP, lets("10.0.0.0/16")), dev]), []);
    });

    it("given a secret range, does not show it", () => {
        for (const { message } of said(rule, [staging(GROUP, lets(new Secret("10.0.7.0/24"))), production])) {
            assert.ok(message?.includes("10.0.7") !== true);
        }
    });
});
