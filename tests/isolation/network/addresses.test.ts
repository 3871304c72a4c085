import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { LISTING_TYPES } from "../../../aws/admitted-ranges";
import { NETWORK } from "../../../isolation/network/area";
import type { PlannedResource } from "../../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../../plan/value";
import { resource } from "../../support/policy";
import { linesOf, stackOf } from "../written";

const THEIRS = "10.10.0.0/16";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const ADDRESS_SET = "aws:wafv2/ipSet:IpSet";
const FIREWALL = "aws:wafv2/webAcl:WebAcl";
const CLUSTER = "aws:eks/cluster:Cluster";

function lines(...resources: readonly PlannedResource[]): readonly string[] {
    return linesOf(NETWORK, resources);
}

/** What one resource declares; `in` and `out` lead to the other environment's range. */
function declared(type: string, inputs: PropertyMap): readonly string[] {
    return lines(resource(type, inputs));
}

/** Types that hold ranges, with one of another environment in each, and what follows from it. */
const HOLDING: readonly (readonly [type: string, inputs: PropertyMap, expected: string])[] = [
    [GROUP, { ingress: [{ cidrBlocks: [THEIRS] }] }, "security-group-rule in use declared ingress[0].cidrBlocks"],
    [GROUP, { egress: [{ cidrBlocks: [THEIRS] }] }, "security-group-rule out use declared egress[0].cidrBlocks"],
    [GROUP_RULE, { type: "ingress", cidrBlocks: [THEIRS] }, "security-group-rule in use declared cidrBlocks"],
    [GROUP_RULE, { type: "egress", cidrBlocks: [THEIRS] }, "security-group-rule out use declared cidrBlocks"],
    [GROUP_RULE, { type: Unknown.computed, cidrBlocks: [THEIRS] }, "security-group-rule both use declared cidrBlocks"],
    [INGRESS_RULE, { cidrIpv4: THEIRS }, "security-group-rule in use declared cidrIpv4"],
    [EGRESS_RULE, { cidrIpv4: THEIRS }, "security-group-rule out use declared cidrIpv4"],
    [
        "aws:ec2/networkAcl:NetworkAcl",
        { ingress: [{ cidrBlock: THEIRS, action: "allow" }] },
        "network-acl-entry in use declared ingress[0].cidrBlock",
    ],
    [
        "aws:ec2/networkAclRule:NetworkAclRule",
        { cidrBlock: THEIRS, egress: true, ruleAction: "allow" },
        "network-acl-entry out use declared cidrBlock",
    ],
    [
        "aws:ec2/networkAclRule:NetworkAclRule",
        { cidrBlock: THEIRS, ruleAction: "allow" },
        "network-acl-entry in use declared cidrBlock",
    ],
    [
        "aws:ec2/routeTable:RouteTable",
        { routes: [{ cidrBlock: THEIRS }] },
        "route out use declared routes[0].cidrBlock",
    ],
    ["aws:ec2/route:Route", { destinationCidrBlock: THEIRS }, "route out use declared destinationCidrBlock"],
    [
        "aws:ec2/vpnConnectionRoute:VpnConnectionRoute",
        { destinationCidrBlock: THEIRS },
        "route out use declared destinationCidrBlock",
    ],
    [
        "aws:ec2clientvpn/authorizationRule:AuthorizationRule",
        { targetNetworkCidr: THEIRS },
        "route out use declared targetNetworkCidr",
    ],
    [
        CLUSTER,
        { vpcConfig: { publicAccessCidrs: [THEIRS] } },
        "address-list in use declared vpcConfig.publicAccessCidrs",
    ],
    [ADDRESS_SET, { addresses: [THEIRS] }, "address-list in use declared addresses"],
    [PREFIX_LIST, { entries: [{ cidr: THEIRS }] }, "address-list both use declared entries[0].cidr"],
];

describe("ranges that rules, routes and lists hold", () => {
    for (const [type, inputs, expected] of HOLDING) {
        it(`given ${JSON.stringify(inputs)} of ${type}, leads ${expected.split(" ")[1] ?? ""}`, () => {
            assert.deepEqual(declared(type, inputs), [`${expected} ${THEIRS}`]);
        });
    }

    it("given each type that holds ranges, knows which way it leads", () => {
        const places: PropertyMap = {
            cidr: THEIRS,
            cidrBlock: THEIRS,
            cidrBlocks: [THEIRS],
            cidrIpv4: THEIRS,
            destinationCidrBlock: THEIRS,
            targetNetworkCidr: THEIRS,
            addresses: [THEIRS],
            vpcConfig: { publicAccessCidrs: [THEIRS] },
        };
        const entries = [{ ...places, value: THEIRS }];
        const inputs = {
            ...places,
            ingress: entries,
            egress: entries,
            routes: entries,
            entries,
            ipSetDescriptors: entries,
        };
        for (const type of LISTING_TYPES) assert.notDeepEqual(declared(type, inputs), [], type);
    });

    it("given one address, takes it for the range of itself", () => {
        assert.deepEqual(declared(ADDRESS_SET, { addresses: ["203.0.113.7", "2001:db8::7"] }), [
            "address-list in use declared addresses 203.0.113.7/32",
            "address-list in use declared addresses 2001:db8::7/128",
        ]);
    });

    it("given a range of eight bits, leads there; of seven, it means anybody", () => {
        assert.deepEqual(declared(INGRESS_RULE, { cidrIpv4: "10.0.0.0/8" }), [
            "security-group-rule in use declared cidrIpv4 10.0.0.0/8",
        ]);
        assert.deepEqual(declared(INGRESS_RULE, { cidrIpv4: "10.0.0.0/7" }), []);
        assert.deepEqual(declared(EGRESS_RULE, { cidrIpv4: "0.0.0.0/0" }), []);
        assert.deepEqual(declared(EGRESS_RULE, { cidrIpv6: "::/0" }), []);
    });

    it("given an entry that refuses, says nothing", () => {
        assert.deepEqual(
            declared("aws:ec2/networkAclRule:NetworkAclRule", { cidrBlock: THEIRS, ruleAction: "deny" }),
            [],
        );
    });

    it("given a range that is not known, or is none, is undecided", () => {
        assert.deepEqual(declared(INGRESS_RULE, { cidrIpv4: new Unknown("a setting") }), [
            "security-group-rule in use undecided cidrIpv4 unknown: cidrIpv4 is a setting",
        ]);
        assert.deepEqual(declared(INGRESS_RULE, { cidrIpv4: "their network" }), [
            "security-group-rule in use undecided cidrIpv4 unknown: cidrIpv4 is no address range",
        ]);
    });

    it("given the range of a network of the own plan, says nothing", () => {
        const network = resource("aws:ec2/vpc:Vpc", {}, { name: "own" });
        const rule = resource(INGRESS_RULE, { cidrIpv4: Unknown.computed }, { comesFrom: { cidrIpv4: [network] } });
        assert.deepEqual(lines(network, rule), []);
    });

    it("given a secret range, does not say it", () => {
        const [found] = NETWORK.connections(stackOf([resource(INGRESS_RULE, { cidrIpv4: new Secret(THEIRS) })]));
        assert.equal(found?.says, "lets in a range that is secret");
    });

    it("given a public endpoint that is off, says nothing of whom it would let in", () => {
        const vpcConfig = { publicAccessCidrs: [THEIRS], endpointPublicAccess: false };
        assert.deepEqual(declared(CLUSTER, { vpcConfig }), []);
    });
});

describe("lists that others use", () => {
    const list = resource(PREFIX_LIST, { entries: [{ cidr: THEIRS }] }, { name: "list" });
    const using = (type: string, input: string, inputs: PropertyMap = {}) =>
        resource(
            type,
            { [input]: Unknown.computed, ...inputs },
            { name: `of-${input}`, comesFrom: { [input]: [list] } },
        );
    const way = (...users: readonly PlannedResource[]) => lines(list, ...users)[0]?.split(" ")[1];

    it("given a prefix list, leads the way that what holds it leads", () => {
        assert.equal(way(using(INGRESS_RULE, "prefixListId")), "in");
        assert.equal(way(using(EGRESS_RULE, "prefixListId")), "out");
        assert.equal(way(using("aws:ec2/route:Route", "destinationPrefixListId")), "out");
        assert.equal(way(using(GROUP_RULE, "prefixListIds", { type: "egress" })), "out");
        assert.equal(way(using(GROUP_RULE, "prefixListIds", { type: "ingress" })), "in");
        assert.equal(way(using(GROUP, "ingress")), "both");
        assert.equal(
            way(using(INGRESS_RULE, "prefixListId"), using("aws:ec2/route:Route", "destinationPrefixListId")),
            "both",
        );
        assert.equal(way(), "both");
    });

    it("given an entry of a prefix list, leads the way of the list", () => {
        const entry = resource(
            "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
            { cidr: "10.11.0.0/16", prefixListId: Unknown.computed },
            { name: "entry", comesFrom: { prefixListId: [list] } },
        );
        const found = lines(list, entry, using("aws:ec2/route:Route", "destinationPrefixListId"));
        assert.deepEqual(found.slice(0, 2), [
            `address-list out use declared entries[0].cidr ${THEIRS}`,
            "address-list out use declared cidr 10.11.0.0/16",
        ]);
    });

    const set = resource(ADDRESS_SET, { addresses: [THEIRS] }, { name: "set" });
    const firewall = (...rules: readonly PropertyMap[]) =>
        resource(FIREWALL, { rules }, { name: "firewall", comesFrom: { rules: [set] } });
    const statement = { ipSetReferenceStatement: { arn: Unknown.computed } };
    const [blocks, allows] = ["block", "allow"].map(action => ({ action: { [action]: {} }, statement }));

    it("given a set of addresses that a web firewall lets through, lets in", () => {
        assert.deepEqual(lines(set, firewall(allows!)), [`address-list in use declared addresses ${THEIRS}`]);
        assert.deepEqual(lines(set, firewall(blocks!, allows!)), [`address-list in use declared addresses ${THEIRS}`]);
    });

    it("given a set of addresses that is only blocked, says nothing", () => {
        assert.deepEqual(lines(set, firewall(blocks!)), []);
        assert.deepEqual(lines(set, firewall(blocks!, { action: { allow: {} }, statement: {} })), []);
    });

    it("given a firewall that blocks whoever is not in the set, lets in", () => {
        const negated = { action: { block: {} }, statement: { notStatement: { statements: [statement] } } };
        assert.deepEqual(lines(set, firewall(negated)), [`address-list in use declared addresses ${THEIRS}`]);
    });

    it("given a firewall whose rules are not known, lets in", () => {
        const unread = resource(
            FIREWALL,
            { rules: Unknown.computed },
            { name: "firewall", comesFrom: { rules: [set] } },
        );
        assert.deepEqual(lines(set, unread), [`address-list in use declared addresses ${THEIRS}`]);
    });
});

describe("rules that name another security group", () => {
    it("given a group of another account, leads to the account and to the group", () => {
        assert.deepEqual(declared(INGRESS_RULE, { referencedSecurityGroupId: "111111111111/sg-0123" }), [
            "security-group-rule in use declared referencedSecurityGroupId security-group sg-0123",
            "security-group-rule in use declared referencedSecurityGroupId 111111111111",
        ]);
    });

    it("given a group by its id alone, leads to the group", () => {
        const inputs = { ingress: [{ securityGroups: ["sg-0123"] }], egress: [{ securityGroups: ["sg-0456"] }] };
        assert.deepEqual(declared(GROUP, inputs), [
            "security-group-rule in use declared ingress[0].securityGroups[0] security-group sg-0123",
            "security-group-rule out use declared egress[0].securityGroups[0] security-group sg-0456",
        ]);
    });

    it("given the type of a rule, leads that way; both where it is not known", () => {
        const rule = (type: string | Unknown) => declared(GROUP_RULE, { type, sourceSecurityGroupId: "sg-0123" })[0];
        assert.match(rule("ingress") ?? "", / in use /);
        assert.match(rule("egress") ?? "", / out use /);
        assert.match(rule(Unknown.computed) ?? "", / both use /);
    });

    it("given a group of the own plan, says nothing; a group that is not known, is undecided once", () => {
        const group = resource(GROUP, {}, { name: "own" });
        const inputs = { referencedSecurityGroupId: Unknown.computed };
        assert.deepEqual(
            lines(group, resource(INGRESS_RULE, inputs, { comesFrom: { referencedSecurityGroupId: [group] } })),
            [],
        );
        assert.equal(declared(INGRESS_RULE, inputs).length, 1);
    });
});

describe("what lets packets pass, and where requests are sent", () => {
    const passing = (action: string | Unknown) => ({
        ruleGroup: {
            rulesSource: {
                statefulRules: [{ action, header: { source: "10.20.0.0/16", destination: THEIRS } }],
            },
        },
    });
    const RULE_GROUP = "aws:networkfirewall/ruleGroup:RuleGroup";

    it("given a rule of a network firewall that passes, leads both ways; one that drops, says nothing", () => {
        const found = [
            `firewall-pass out use declared ruleGroup.rulesSource.statefulRules[0].header.destination ${THEIRS}`,
            "firewall-pass in use declared ruleGroup.rulesSource.statefulRules[0].header.source 10.20.0.0/16",
        ];
        assert.deepEqual(declared(RULE_GROUP, passing("PASS")), found);
        assert.deepEqual(declared(RULE_GROUP, passing(Unknown.computed)), found);
        assert.deepEqual(declared(RULE_GROUP, passing("DROP")), []);
    });

    it("given words and variables in a rule, says nothing", () => {
        const inputs = {
            ruleGroup: {
                rulesSource: {
                    statefulRules: [{ action: "PASS", header: { source: "ANY", destination: "$HOME_NET" } }],
                },
            },
        };
        assert.deepEqual(declared(RULE_GROUP, inputs), []);
    });

    it("given an address as a target, leads there; an instance is none", () => {
        const type = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
        assert.deepEqual(declared(type, { targetId: "10.10.3.4" }), ["route out use declared targetId 10.10.3.4/32"]);
        assert.deepEqual(declared(type, { targetId: "i-0123456789abcdef0" }), []);
    });

    it("given policies and endpoints of Kubernetes, leads to their ranges", () => {
        const policy = {
            spec: {
                ingress: [{ from: [{ ipBlock: { cidr: THEIRS } }] }],
                egress: [{ to: [{ ipBlock: { cidr: THEIRS } }, { ipBlock: { cidr: "0.0.0.0/0" } }] }],
            },
        };
        assert.deepEqual(declared("kubernetes:networking.k8s.io/v1:NetworkPolicy", policy), [
            `pod-policy in use declared spec.ingress[0].from[0].ipBlock.cidr ${THEIRS}`,
            `pod-policy out use declared spec.egress[0].to[0].ipBlock.cidr ${THEIRS}`,
        ]);
        assert.deepEqual(declared("kubernetes:core/v1:Service", { spec: { loadBalancerSourceRanges: [THEIRS] } }), [
            `address-list in use declared spec.loadBalancerSourceRanges[0] ${THEIRS}`,
        ]);
        assert.deepEqual(
            declared("kubernetes:core/v1:Endpoints", { subsets: [{ addresses: [{ ip: "10.10.3.4" }] }] }),
            ["route out use declared subsets[0].addresses[0].ip 10.10.3.4/32"],
        );
    });
});
