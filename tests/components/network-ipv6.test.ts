import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Network } from "../../components";
import type { Plan } from "../../plan/plan";
import { plainly, resource } from "../support/plan";
import { deploying, valueOf } from "./deploying";
import { STAGING_NETWORK_PLAN } from "./expected/network";
import { firewall, planNetwork, PRODUCTION_NETWORK, STAGING_NETWORK } from "./network-support";
import { inputsOf, namesOf, sourcesOf, STAGING, tagsOf } from "./support";
import { wholePlan } from "./whole-plan";

const EGRESS_ONLY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
const IPV6 = "<unknown>";
const EVERYTHING = { protocol: "-1", fromPort: 0, toPort: 0 };
const ANYWHERE = "::/0";

/** The rules of a network ACL that speak of IPv6. */
function ipv6Rules(plan: Plan, tier: string, direction: "ingress" | "egress"): readonly object[] {
    const rules = inputsOf(plan, `net-${tier}-acl`)[direction] as readonly { readonly ipv6CidrBlock?: string }[];
    return rules.filter(rule => "ipv6CidrBlock" in rule);
}

describe("a Network with IPv6", () => {
    let plan: Plan;
    before(async () => {
        plan = await planNetwork({ ...STAGING_NETWORK, ipAddressType: "dualstack" });
    });

    it("adds what IPv6 needs to what is there, and changes nothing else", () => {
        const changed = new Set(["net-vpc", "net-dns-allowed-domains"]);
        const whole = wholePlan(plan);
        const kept = Object.entries(STAGING_NETWORK_PLAN).filter(
            ([name]) => !changed.has(name) && !/-acl$|^net-(public|private|data)-[ab]$/.test(name),
        );
        for (const [name, expected] of kept) assert.deepEqual(whole[name], expected, name);
        assert.deepEqual(
            Object.keys(whole).filter(name => !(name in STAGING_NETWORK_PLAN)),
            ["net-egress-only", "net-private-a-ipv6", "net-private-b-ipv6", "net-public-internet-ipv6"],
        );
    });

    it("asks Amazon for a range, and gives each subnet one of it", () => {
        assert.equal(inputsOf(plan, "net-vpc")["assignGeneratedIpv6CidrBlock"], true);
        for (const name of namesOf(plan, "aws:ec2/subnet:Subnet")) {
            const { ipv6CidrBlock, assignIpv6AddressOnCreation, enableDns64, mapPublicIpOnLaunch } = inputsOf(
                plan,
                name,
            );
            const onlyAsks = name.startsWith("net-private-");
            assert.deepEqual(
                [ipv6CidrBlock, assignIpv6AddressOnCreation, enableDns64, mapPublicIpOnLaunch],
                [IPV6, onlyAsks, false, false],
                name,
            );
            assert.deepEqual(sourcesOf(plan, name, "ipv6CidrBlock"), ["net-vpc"]);
        }
    });

    it("lets private subnets out one way, public ones both ways, and data subnets nowhere", () => {
        assert.deepEqual(inputsOf(plan, "net-egress-only"), {
            vpcId: "<unknown>",
            tags: tagsOf(STAGING, "net-egress-only"),
        });
        assert.deepEqual(
            namesOf(plan, "aws:ec2/route:Route")
                .filter(name => inputsOf(plan, name)["destinationIpv6CidrBlock"] !== undefined)
                .map(name => [
                    name,
                    inputsOf(plan, name)["destinationIpv6CidrBlock"],
                    ...sourcesOf(plan, name, "routeTableId"),
                    ...sourcesOf(plan, name, "egressOnlyGatewayId"),
                    ...sourcesOf(plan, name, "gatewayId"),
                ]),
            [
                ["net-private-a-ipv6", ANYWHERE, "net-private-a-routes", "net-egress-only"],
                ["net-private-b-ipv6", ANYWHERE, "net-private-b-routes", "net-egress-only"],
                ["net-public-internet-ipv6", ANYWHERE, "net-public-routes", "net-internet"],
            ],
        );
    });

    it("keeps the rules of IPv4 as they are, and puts those of IPv6 behind them", () => {
        for (const tier of ["public", "private", "data"] as const) {
            for (const direction of ["ingress", "egress"] as const) {
                const before = STAGING_NETWORK_PLAN[`net-${tier}-acl`][direction];
                const now = inputsOf(plan, `net-${tier}-acl`)[direction] as readonly object[];
                assert.deepEqual(now.slice(0, before.length), before);
                assert.deepEqual(now.slice(before.length), ipv6Rules(plan, tier, direction));
            }
        }
    });

    it("lets the web into public subnets, answers into private ones, and nothing of the world into data subnets", () => {
        const inside = (ruleNo: number) => ({ ruleNo, action: "allow", ipv6CidrBlock: IPV6, ...EVERYTHING });
        const port = (ruleNo: number, protocol: string, fromPort: number, toPort = fromPort) => ({
            ruleNo,
            action: "allow",
            ipv6CidrBlock: ANYWHERE,
            protocol,
            fromPort,
            toPort,
        });
        const tooBig = (ruleNo: number) => ({ ...port(ruleNo, "58", 0), icmpType: 2, icmpCode: 0 });
        assert.deepEqual(ipv6Rules(plan, "public", "ingress"), [
            inside(700),
            port(800, "tcp", 80),
            port(900, "tcp", 443),
            port(1000, "tcp", 1024, 65535),
            port(1100, "udp", 1024, 65535),
            tooBig(1200),
        ]);
        assert.deepEqual(ipv6Rules(plan, "private", "ingress"), [
            inside(500),
            port(600, "tcp", 1024, 65535),
            port(700, "udp", 1024, 65535),
            tooBig(800),
        ]);
        const egress = [
            inside(700),
            { ...port(800, "tcp", 53), action: "deny" },
            { ...port(900, "tcp", 853), action: "deny" },
            { ...port(1000, "udp", 53), action: "deny" },
            { ...port(1100, "udp", 853), action: "deny" },
            { ruleNo: 1200, action: "allow", ipv6CidrBlock: ANYWHERE, ...EVERYTHING },
        ];
        assert.deepEqual(ipv6Rules(plan, "public", "egress"), egress);
        assert.deepEqual(ipv6Rules(plan, "private", "egress"), egress);
        const known = [inside(150), inside(250), inside(950), inside(1050)];
        assert.deepEqual(ipv6Rules(plan, "data", "ingress"), known);
        assert.deepEqual(ipv6Rules(plan, "data", "egress"), known);
    });

    it("resolves the reverse names of IPv6 as well", () => {
        const [allowed] = firewall(plan);
        assert.deepEqual(
            (allowed?.["domains"] as string[]).filter(domain => domain.endsWith(".arpa")),
            ["*.in-addr.arpa", "*.ip6.arpa"],
        );
    });

    it("says that its range is not known yet", () => {
        assert.equal(plainly(resource(plan, "net").outputs["ipv6Range"]), IPV6);
    });

    it("given no NAT, has no way out over IPv6 either", async () => {
        const plan = await planNetwork({ ...PRODUCTION_NETWORK, ipAddressType: "dualstack", nat: "none" });
        assert.deepEqual(namesOf(plan, EGRESS_ONLY), []);
        assert.deepEqual(namesOf(plan, "aws:ec2/route:Route"), ["net-public-internet", "net-public-internet-ipv6"]);
    });

    it("given a gateway in each zone, has one way out over IPv6, which belongs to no zone", async () => {
        const plan = await planNetwork({ ...PRODUCTION_NETWORK, ipAddressType: "dualstack", nat: "perZone" });
        assert.deepEqual(namesOf(plan, EGRESS_ONLY), ["net-egress-only"]);
    });

    it("given IPv4 by name, plans what it plans without", async () => {
        const plan = await planNetwork({ ...STAGING_NETWORK, ipAddressType: "ipv4" });
        assert.deepEqual(wholePlan(plan), STAGING_NETWORK_PLAN);
        assert.equal(resource(plan, "net").outputs["ipv6Range"], undefined);
    });

    it("given the range that Amazon gave it, cuts each subnet and each rule of the data tier from it", async () => {
        const made = new Map<string, Readonly<Record<string, unknown>>>();
        const range = await deploying(
            async () => {
                const network = new Network("net", { ...PRODUCTION_NETWORK, ipAddressType: "dualstack" });
                const ids = [...network.subnets.map(({ id }) => id), network.privateZoneId, ...network.natAddresses];
                await valueOf(pulumi.all(ids));
                await pulumi.runtime.disconnect();
                return network.ipv6Range === undefined ? undefined : valueOf(network.ipv6Range);
            },
            {
                made: ({ name, type, inputs }) => {
                    made.set(name, inputs as Readonly<Record<string, unknown>>);
                    return type === "aws:ec2/vpc:Vpc" ? { ipv6CidrBlock: "2001:db8:0:ab00::/56" } : {};
                },
            },
        );
        assert.equal(range, "2001:db8:0:ab00::/56");
        const subnet = (tier: string) =>
            ["a", "b", "c"].map(zone => made.get(`net-${tier}-${zone}`)?.["ipv6CidrBlock"]);
        const places = {
            private: ["2001:db8:0:ab00::/64", "2001:db8:0:ab40::/64", "2001:db8:0:ab80::/64"],
            public: ["2001:db8:0:ab01::/64", "2001:db8:0:ab41::/64", "2001:db8:0:ab81::/64"],
            data: ["2001:db8:0:ab02::/64", "2001:db8:0:ab42::/64", "2001:db8:0:ab82::/64"],
        };
        assert.deepEqual([subnet("private"), subnet("public"), subnet("data")], Object.values(places));
        const rules = (tier: string) =>
            (made.get(`net-${tier}-acl`)?.["ingress"] as readonly { readonly ipv6CidrBlock?: string }[]).flatMap(
                ({ ipv6CidrBlock = ANYWHERE }) => (ipv6CidrBlock === ANYWHERE ? [] : [ipv6CidrBlock]),
            );
        assert.deepEqual(rules("data"), [...places.private, ...places.data]);
        assert.deepEqual([rules("private"), rules("public")], [[range], [range]]);
    });
});
