import * as assert from "node:assert/strict";
import type { Plan } from "../../plan/plan";
import { plainly, resource, typesByName } from "../support/plan";
import { ANYWHERE, firewall, FIREWALL_RULE, planNetwork, PRODUCTION_NETWORK, STAGING_NETWORK } from "./network-support";
import { inputsOf, namesOf, sourcesOf, STAGING, tagsOf } from "./support";

const VPC_RANGE = "10.65.0.0/16";

describe("Network", () => {
    describe("given only the required arguments of a staging environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planNetwork(STAGING_NETWORK);
        });

        it("plans exactly these resources", () => {
            assert.deepEqual(typesByName(plan), {
                net: "stagewright:network:Network",
                "net-vpc": "aws:ec2/vpc:Vpc",
                ...both("net-public", { "": "aws:ec2/subnet:Subnet", "-association": ASSOCIATION }),
                ...both("net-private", {
                    "": "aws:ec2/subnet:Subnet",
                    "-association": ASSOCIATION,
                    "-routes": "aws:ec2/routeTable:RouteTable",
                    "-nat": "aws:ec2/route:Route",
                }),
                ...both("net-data", { "": "aws:ec2/subnet:Subnet", "-association": ASSOCIATION }),
                "net-internet": "aws:ec2/internetGateway:InternetGateway",
                "net-public-routes": "aws:ec2/routeTable:RouteTable",
                "net-public-internet": "aws:ec2/route:Route",
                "net-data-routes": "aws:ec2/routeTable:RouteTable",
                "net-nat-a": "aws:ec2/natGateway:NatGateway",
                "net-nat-a-address": "aws:ec2/eip:Eip",
                "net-public-acl": "aws:ec2/networkAcl:NetworkAcl",
                "net-private-acl": "aws:ec2/networkAcl:NetworkAcl",
                "net-data-acl": "aws:ec2/networkAcl:NetworkAcl",
                "net-default-acl": "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
                "net-default-group": "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
                "net-default-routes": "aws:ec2/defaultRouteTable:DefaultRouteTable",
                "net-s3": "aws:ec2/vpcEndpoint:VpcEndpoint",
                "net-dynamodb": "aws:ec2/vpcEndpoint:VpcEndpoint",
                "net-flow-logs": "aws:ec2/flowLog:FlowLog",
                "net-flow-logs-access": "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                "net-flow-logs-bucket": "aws:s3/bucket:Bucket",
                "net-flow-logs-encryption":
                    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                "net-flow-logs-lifecycle": "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                "net-flow-logs-ownership": "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
                "net-flow-logs-policy": "aws:s3/bucketPolicy:BucketPolicy",
                "net-dns": "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
                "net-dns-allowed": FIREWALL_RULE,
                "net-dns-allowed-domains": DOMAIN_LIST,
                "net-dns-rest": FIREWALL_RULE,
                "net-dns-rest-domains": DOMAIN_LIST,
                "net-dns-config": "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
                "net-dns-association":
                    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
                "net-zone": "aws:route53/zone:Zone",
            });
        });

        it("lets all of it be deleted", () => {
            assert.deepEqual(
                plan.resources.filter(({ options }) => options.protect),
                [],
            );
        });

        it("keeps every child under the component", () => {
            const component = resource(plan, "net").urn;
            assert.deepEqual(
                plan.resources.filter(({ parent, name }) => parent !== component && name !== "net"),
                [],
            );
        });

        it("takes the range of the environment's slot, with names for what has an address", () => {
            assert.deepEqual(inputsOf(plan, "net-vpc"), {
                cidrBlock: VPC_RANGE,
                enableDnsHostnames: true,
                enableDnsSupport: true,
                tags: tagsOf(STAGING, "net-vpc"),
            });
        });

        it("plans a subnet of each tier in each zone, none of which gives out public addresses", () => {
            const subnet = (tier: string, letter: string, cidrBlock: string, extraTags = {}) => ({
                vpcId: "<unknown>",
                availabilityZone: `eu-central-1${letter}`,
                cidrBlock,
                mapPublicIpOnLaunch: false,
                tags: { ...tagsOf(STAGING, `net-${tier}-${letter}`), ...extraTags },
            });
            const elb = { "kubernetes.io/role/elb": "1" };
            const internalElb = { "kubernetes.io/role/internal-elb": "1" };
            assert.deepEqual(
                namesOf(plan, "aws:ec2/subnet:Subnet").map(name => inputsOf(plan, name)),
                [
                    subnet("data", "a", "10.65.36.0/22"),
                    subnet("data", "b", "10.65.100.0/22"),
                    subnet("private", "a", "10.65.0.0/19", internalElb),
                    subnet("private", "b", "10.65.64.0/19", internalElb),
                    subnet("public", "a", "10.65.32.0/22", elb),
                    subnet("public", "b", "10.65.96.0/22", elb),
                ],
            );
        });

        it("routes public subnets to the internet, private ones to the one NAT gateway, and data subnets nowhere", () => {
            assert.deepEqual(
                namesOf(plan, "aws:ec2/route:Route").map(name => [
                    name,
                    inputsOf(plan, name)["destinationCidrBlock"],
                    sourcesOf(plan, name, "routeTableId"),
                    [...sourcesOf(plan, name, "gatewayId"), ...sourcesOf(plan, name, "natGatewayId")],
                ]),
                [
                    ["net-private-a-nat", ANYWHERE, ["net-private-a-routes"], ["net-nat-a"]],
                    ["net-private-b-nat", ANYWHERE, ["net-private-b-routes"], ["net-nat-a"]],
                    ["net-public-internet", ANYWHERE, ["net-public-routes"], ["net-internet"]],
                ],
            );
            for (const name of namesOf(plan, "aws:ec2/routeTable:RouteTable")) {
                assert.deepEqual(inputsOf(plan, name), { vpcId: "<unknown>", tags: tagsOf(STAGING, name) });
            }
        });

        it("gives every subnet the route table of its tier", () => {
            assert.deepEqual(
                namesOf(plan, ASSOCIATION).map(name => [
                    ...sourcesOf(plan, name, "subnetId"),
                    ...sourcesOf(plan, name, "routeTableId"),
                ]),
                [
                    ["net-data-a", "net-data-routes"],
                    ["net-data-b", "net-data-routes"],
                    ["net-private-a", "net-private-a-routes"],
                    ["net-private-b", "net-private-b-routes"],
                    ["net-public-a", "net-public-routes"],
                    ["net-public-b", "net-public-routes"],
                ],
            );
        });

        it("puts the NAT gateway with a fixed address into the first public subnet, after the internet gateway", () => {
            assert.deepEqual(inputsOf(plan, "net-nat-a-address"), {
                domain: "vpc",
                tags: tagsOf(STAGING, "net-nat-a-address"),
            });
            assert.deepEqual(inputsOf(plan, "net-nat-a"), {
                allocationId: "<unknown>",
                connectivityType: "public",
                subnetId: "<unknown>",
                tags: tagsOf(STAGING, "net-nat-a"),
            });
            assert.deepEqual(sourcesOf(plan, "net-nat-a", "subnetId"), ["net-public-a"]);
            const gateway = resource(plan, "net-internet").urn;
            assert.ok(resource(plan, "net-nat-a").dependencies.includes(gateway));
            assert.ok(resource(plan, "net-nat-a-address").dependencies.includes(gateway));
        });

        it("has a private zone of its own name, which goes with all its records", () => {
            assert.deepEqual(inputsOf(plan, "net-zone"), {
                name: "staging.internal",
                comment: "Private names of staging",
                forceDestroy: true,
                vpcs: [{ vpcId: "<unknown>", vpcRegion: "eu-central-1" }],
                tags: tagsOf(STAGING, "net-zone"),
            });
        });

        it("registers what others build on", () => {
            const subnet = (tier: string, letter: string, range: string) => ({
                id: "<unknown>",
                tier,
                zone: `eu-central-1${letter}`,
                range,
            });
            assert.deepEqual(plainly(resource(plan, "net").outputs), {
                vpcId: "<unknown>",
                range: VPC_RANGE,
                subnets: [
                    subnet("public", "a", "10.65.32.0/22"),
                    subnet("public", "b", "10.65.96.0/22"),
                    subnet("private", "a", "10.65.0.0/19"),
                    subnet("private", "b", "10.65.64.0/19"),
                    subnet("data", "a", "10.65.36.0/22"),
                    subnet("data", "b", "10.65.100.0/22"),
                ],
                privateZoneId: "<unknown>",
                privateZoneName: "staging.internal",
            });
        });
    });

    describe("given a production environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planNetwork(PRODUCTION_NETWORK);
        });

        it("protects what a mistake could replace: the network, its subnets, its zone, its records of flows", () => {
            const names = plan.resources.filter(({ options }) => options.protect).map(({ name }) => name);
            assert.deepEqual(
                names.sort(),
                [
                    ...["data", "private", "public"].flatMap(tier =>
                        ["a", "b", "c"].map(zone => `net-${tier}-${zone}`),
                    ),
                    "net-flow-logs-bucket",
                    "net-vpc",
                    "net-zone",
                ].sort(),
            );
        });

        it("keeps flow logs and records that a destroy would take with it", () => {
            assert.equal(inputsOf(plan, "net-flow-logs-bucket")["forceDestroy"], false);
            assert.equal(inputsOf(plan, "net-zone")["forceDestroy"], false);
        });

        it("resolves every third party", () => {
            assert.deepEqual(firewall(plan), []);
        });

        it("lies in another range than staging", () => {
            assert.equal(inputsOf(plan, "net-vpc")["cidrBlock"], "10.64.0.0/16");
        });

        it("plans every tier in each of three zones", () => {
            assert.equal(namesOf(plan, "aws:ec2/subnet:Subnet").length, 9);
        });
    });

    describe("given a choice of NAT", () => {
        const cases = [
            ["none", [], []],
            ["single", ["net-nat-a"], ["net-nat-a", "net-nat-a", "net-nat-a"]],
            ["perZone", ["net-nat-a", "net-nat-b", "net-nat-c"], ["net-nat-a", "net-nat-b", "net-nat-c"]],
        ] as const;
        for (const [nat, gateways, serving] of cases) {
            it(`given ${nat}, plans ${gateways.length} gateways and routes each zone accordingly`, async () => {
                const plan = await planNetwork({ ...PRODUCTION_NETWORK, nat });
                const routes = namesOf(plan, "aws:ec2/route:Route").filter(name => name.endsWith("-nat"));
                assert.deepEqual(namesOf(plan, "aws:ec2/natGateway:NatGateway"), gateways);
                assert.deepEqual(
                    routes.flatMap(name => sourcesOf(plan, name, "natGatewayId")),
                    serving,
                );
            });
        }

        it("given another choice, keeps every route table", async () => {
            const tables = async (nat: "none" | "perZone") =>
                namesOf(await planNetwork({ ...PRODUCTION_NETWORK, nat }), "aws:ec2/routeTable:RouteTable");
            assert.deepEqual(await tables("none"), await tables("perZone"));
        });
    });

    it("given a private domain and a retention, follows them", async () => {
        const plan = await planNetwork({
            ...STAGING_NETWORK,
            privateDomain: "staging.shop.internal",
            flowLogRetentionDays: 1,
        });
        assert.equal(inputsOf(plan, "net-zone")["name"], "staging.shop.internal");
        assert.ok((firewall(plan)[0]?.["domains"] as string[]).includes("*.staging.shop.internal"));
        const [rule] = inputsOf(plan, "net-flow-logs-lifecycle")["rules"] as { expiration: unknown }[];
        assert.deepEqual(rule?.expiration, { days: 1 });
    });

    it("given a third zone at the end, moves no subnet", async () => {
        const ranges = async (zones: readonly string[]) => {
            const plan = await planNetwork({ ...STAGING_NETWORK, zones });
            return new Map(
                namesOf(plan, "aws:ec2/subnet:Subnet").map(name => [name, inputsOf(plan, name)["cidrBlock"]]),
            );
        };
        const three = await ranges(PRODUCTION_NETWORK.zones);
        for (const [name, range] of await ranges(STAGING_NETWORK.zones)) assert.equal(three.get(name), range);
    });
});

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const DOMAIN_LIST = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList";

/** The same roles for the zones a and b. */
function both(name: string, types: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(
        ["a", "b"].flatMap(letter =>
            Object.entries(types).map(([role, type]) => [`${name}-${letter}${role}`, type] as const),
        ),
    );
}
