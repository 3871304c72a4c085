import * as assert from "node:assert/strict";

import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { securityGroupNotOpen as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

const ingress = (...rules: Record<string, PropertyValue>[]) => ({ ingress: rules });
const tcp = (port: PropertyValue, more: Record<string, PropertyValue> = { cidrBlocks: ["0.0.0.0/0"] }) => ({
    protocol: "tcp",
    fromPort: port,
    toPort: port,
    ...more,
});

describe("security-group-not-open", () => {
    const list = resource(
        "aws:ec2/managedPrefixList:ManagedPrefixList",
        {},
        { name: "offices", outputs: { id: "pl-1" } },
    );
    const foreign = resource("aws:ec2/managedPrefixList:ManagedPrefixList", {}, { name: "theirs", external: true });
    const endpoint = resource("aws:ec2/vpcEndpoint:VpcEndpoint", {}, { name: "s3", outputs: { prefixListId: "pl-2" } });
    const made = [Unknown.computed];

    describe("of rules within the group", () => {
        tries(rule, "aws:ec2/securityGroup:SecurityGroup", [
            ["no rules", "holds", {}],
            ["a database open to anywhere", "violated", ingress(tcp(5432))],
            ["a database open to anywhere in IPv6", "violated", ingress(tcp(5432, { ipv6CidrBlocks: ["::/0"] }))],
            ["a database open to half of anywhere", "violated", ingress(tcp(5432, { cidrBlocks: ["128.0.0.0/1"] }))],
            ["a database open to its network", "holds", ingress(tcp(5432, { cidrBlocks: ["10.0.0.0/16"] }))],
            ["a database open to a group", "holds", ingress(tcp(5432, { securityGroups: [Unknown.computed] }))],
            ["web traffic from anywhere", "holds", ingress(tcp(80), tcp(443))],
            ["one port above it", "violated", ingress(tcp(444))],
            ["one port below it", "violated", ingress(tcp(79))],
            ["a span of ports from 80 to 443", "violated", ingress({ ...tcp(80), toPort: 443 })],
            [
                "every protocol from anywhere",
                "violated",
                ingress({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
            ],
            [
                "every protocol, ports said to be 443",
                "violated",
                ingress({ protocol: "-1", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }),
            ],
            [
                "word that a packet is too big",
                "holds",
                ingress({ protocol: "icmp", fromPort: 3, toPort: 4, cidrBlocks: ["0.0.0.0/0"] }),
            ],
            [
                "messages that are not known",
                "undecided",
                ingress({ protocol: "icmp", fromPort: 3, toPort: Unknown.computed, cidrBlocks: ["0.0.0.0/0"] }),
            ],
            [
                "every message of a protocol without ports",
                "violated",
                ingress({ protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] }),
            ],
            [
                "another message of that protocol",
                "violated",
                ingress({ protocol: "icmp", fromPort: 8, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
            ],
            ["another public port, by setting", "holds", ingress(tcp(8443)), { settings: { publicPorts: [8443] } }],
            [
                "web traffic, which the settings do not allow",
                "violated",
                ingress(tcp(443)),
                { settings: { publicPorts: [8443] } },
            ],
            ["rules that are no list", "undecided", { ingress: "everything" }],
            ["rules that are not known", "undecided", { ingress: Unknown.computed }],
            ["a rule that is not known", "undecided", { ingress: [Unknown.computed] }],
            ["a range that is not known", "undecided", ingress(tcp(5432, { cidrBlocks: [Unknown.computed] }))],
            [
                "a range that is not known, to a public port",
                "holds",
                ingress(tcp(443, { cidrBlocks: [Unknown.computed] })),
            ],
            ["a port that is not known, from anywhere", "undecided", ingress(tcp(Unknown.computed))],
            [
                "a port that is not known, from the network",
                "holds",
                ingress(tcp(Unknown.computed, { cidrBlocks: ["10.0.0.0/16"] })),
            ],
            [
                "a protocol that is not known, from anywhere",
                "undecided",
                ingress({ ...tcp(443), protocol: Unknown.computed }),
            ],
            ["a secret range that is open", "violated", ingress(tcp(5432, { cidrBlocks: [new Secret("0.0.0.0/0")] }))],
            ["a text that is no range", "undecided", ingress(tcp(5432, { cidrBlocks: ["anywhere"] }))],
            [
                "a list of ranges that is planned",
                "holds",
                ingress(tcp(5432, { prefixListIds: made })),
                { comesFrom: { ingress: [list] }, beside: [list] },
            ],
            ["a list of ranges that is not in the plan", "undecided", ingress(tcp(5432, { prefixListIds: ["pl-9"] }))],
            ["such a list, to a public port", "holds", ingress(tcp(443, { prefixListIds: ["pl-9"] }))],
            ["no lists of ranges", "holds", ingress(tcp(5432, { prefixListIds: [] }))],
            [
                "a list that is planned, and one that is not",
                "undecided",
                ingress(tcp(5432, { prefixListIds: [Unknown.computed, "pl-9"] })),
                { comesFrom: { ingress: [list] }, beside: [list] },
            ],
            [
                "two lists, of which one is planned",
                "undecided",
                ingress(tcp(5432, { prefixListIds: [Unknown.computed, Unknown.computed] })),
                { comesFrom: { ingress: [list] }, beside: [list] },
            ],
            [
                "two lists, both planned",
                "holds",
                ingress(tcp(5432, { prefixListIds: [Unknown.computed, Unknown.computed] })),
                { comesFrom: { ingress: [list, endpoint] }, beside: [list, endpoint] },
            ],
            [
                "lists of which it is not known how many they are",
                "undecided",
                ingress(tcp(5432, { prefixListIds: Unknown.computed })),
                { comesFrom: { ingress: [list] }, beside: [list] },
            ],
        ]);
    });

    describe("of a rule by itself", () => {
        tries(rule, "aws:ec2/securityGroupRule:SecurityGroupRule", [
            ["a database open to anywhere", "violated", { type: "ingress", ...tcp(5432) }],
            ["web traffic", "holds", { type: "ingress", ...tcp(443) }],
            ["traffic that leaves", "holds", { type: "egress", ...tcp(5432) }],
            ["traffic from a group", "holds", { type: "ingress", ...tcp(5432, { sourceSecurityGroupId: "sg-1" }) }],
            [
                "a list of ranges that is planned",
                "holds",
                { type: "ingress", ...tcp(5432, { prefixListIds: made }) },
                { comesFrom: { prefixListIds: [list] }, beside: [list] },
            ],
            [
                "a list of ranges that is there already",
                "holds",
                { type: "ingress", ...tcp(5432, { prefixListIds: ["pl-1"] }) },
                { phase: "output", comesFrom: { prefixListIds: [list] }, beside: [list] },
            ],
            [
                "a list of ranges that somebody else manages",
                "undecided",
                { type: "ingress", ...tcp(5432, { prefixListIds: made }) },
                { comesFrom: { prefixListIds: [foreign] }, beside: [foreign] },
            ],
            [
                "lists of ranges that are not known",
                "undecided",
                { type: "ingress", ...tcp(5432, { prefixListIds: Unknown.computed }) },
            ],
            ["traffic that leaves to a list", "holds", { type: "egress", ...tcp(5432, { prefixListIds: ["pl-9"] }) }],
            ["a direction that is not known", "undecided", { type: Unknown.computed, ...tcp(5432) }],
            [
                "a range that is not known",
                "undecided",
                { type: "ingress", ...tcp(5432, { cidrBlocks: Unknown.computed }) },
            ],
        ]);
    });

    describe("of a rule of the newer kind", () => {
        const rule4 = (port: PropertyValue, cidrIpv4: PropertyValue) => ({
            ipProtocol: "tcp",
            fromPort: port,
            toPort: port,
            cidrIpv4,
        });
        tries(rule, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", [
            ["a database open to anywhere", "violated", rule4(5432, "0.0.0.0/0")],
            ["web traffic", "holds", rule4(443, "0.0.0.0/0")],
            ["a database open to its network", "holds", rule4(5432, "10.0.0.0/16")],
            [
                "word that a packet is too big",
                "holds",
                { ipProtocol: "icmpv6", fromPort: 2, toPort: 0, cidrIpv6: "::/0" },
            ],
            ["everything from anywhere in IPv6", "violated", { ipProtocol: "-1", cidrIpv6: "::/0" }],
            ["a range that is not known", "undecided", rule4(5432, Unknown.computed)],
            ["traffic from a group", "holds", { ipProtocol: "-1", referencedSecurityGroupId: Unknown.computed }],
            ["traffic from a list that is not in the plan", "undecided", { ipProtocol: "-1", prefixListId: "pl-9" }],
            [
                "traffic from a service of AWS",
                "holds",
                { ipProtocol: "-1", prefixListId: Unknown.computed },
                { comesFrom: { prefixListId: [endpoint] }, beside: [endpoint] },
            ],
            [
                "traffic from a service of AWS, by its list's id",
                "holds",
                { ipProtocol: "-1", prefixListId: "pl-2" },
                { phase: "output", comesFrom: { prefixListId: [endpoint] }, beside: [endpoint] },
            ],
        ]);
    });

    describe("of a list of ranges", () => {
        const entries = (...cidrs: PropertyValue[]) => ({ entries: cidrs.map(cidr => ({ cidr })) });
        tries(rule, "aws:ec2/managedPrefixList:ManagedPrefixList", [
            ["ranges of one's own", "holds", entries("198.51.100.0/24", "2001:db8::/32")],
            ["the whole internet", "violated", entries("198.51.100.0/24", "0.0.0.0/0")],
            ["half of it", "violated", entries("0.0.0.0/1")],
            ["a secret that is the whole internet", "violated", entries(new Secret("::/0"))],
            ["a range that is not known", "undecided", entries(Unknown.computed)],
            ["a text that is no range", "undecided", entries("offices")],
            ["an entry without a range", "undecided", { entries: [{}] }],
            ["entries that are not known", "undecided", { entries: Unknown.computed }],
            ["none", "nothing", {}],
        ]);
        tries(rule, "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", [
            ["a range of one's own", "holds", { cidr: "198.51.100.0/24" }],
            ["the whole internet", "violated", { cidr: "0.0.0.0/0" }],
            ["a range that is not known", "undecided", { cidr: Unknown.computed }],
        ]);
    });

    it("given a protocol without ports, does not speak of ports", () => {
        const open = ingress({ protocol: "icmp", fromPort: 8, toPort: 0, cidrBlocks: ["0.0.0.0/0"] });
        const [verdict] = said(rule, plan([resource("aws:ec2/securityGroup:SecurityGroup", open)]));
        assert.match(String(verdict?.message), /lets "0\.0\.0\.0\/0" in to a protocol without ports, expected/);
    });
});
