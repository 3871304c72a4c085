import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { securityGroupNotOpen as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const ingress = (...rules: Record<string, PropertyValue>[]) => ({ ingress: rules });
const tcp = (port: PropertyValue, more: Record<string, PropertyValue> = { cidrBlocks: ["0.0.0.0/0"] }) => ({
    protocol: "tcp",
    fromPort: port,
    toPort: port,
    ...more,
});

describe("security-group-not-open", () => {
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
        ]);
    });

    describe("of a rule by itself", () => {
        tries(rule, "aws:ec2/securityGroupRule:SecurityGroupRule", [
            ["a database open to anywhere", "violated", { type: "ingress", ...tcp(5432) }],
            ["web traffic", "holds", { type: "ingress", ...tcp(443) }],
            ["traffic that leaves", "holds", { type: "egress", ...tcp(5432) }],
            ["traffic from a group", "holds", { type: "ingress", ...tcp(5432, { sourceSecurityGroupId: "sg-1" }) }],
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
            ["everything from anywhere in IPv6", "violated", { ipProtocol: "-1", cidrIpv6: "::/0" }],
            ["a range that is not known", "undecided", rule4(5432, Unknown.computed)],
            ["traffic from a group", "holds", { ipProtocol: "-1", referencedSecurityGroupId: Unknown.computed }],
        ]);
    });
});
