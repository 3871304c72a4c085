import * as assert from "node:assert/strict";
import type { Environment } from "../../components";
import type { Plan } from "../../plan/plan";
import { plainly, resource } from "../support/plan";
import { PRODUCTION_NETWORK_PLAN, STAGING_NETWORK_PLAN } from "./expected/network";
import { ANYWHERE, firewall, planNetwork, PRODUCTION_NETWORK, STAGING_NETWORK } from "./network-support";
import { inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

describe("Network", () => {
    describe("given only the required arguments of a staging environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planNetwork(STAGING_NETWORK);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), STAGING_NETWORK_PLAN);
        });

        it("tags all that can be tagged, and says of subnets which load balancers they are for", () => {
            assert.deepEqual(tagsByName(plan), expectedTags(plan, STAGING));
            assert.equal(Object.keys(tagsByName(plan)).length, 29);
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
            assert.deepEqual(sourcesOf(plan, "net-nat-a", "subnetId"), ["net-public-a"]);
            const gateway = resource(plan, "net-internet").urn;
            assert.ok(resource(plan, "net-nat-a").dependencies.includes(gateway));
            assert.ok(resource(plan, "net-nat-a-address").dependencies.includes(gateway));
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
                range: "10.65.0.0/16",
                subnets: [
                    subnet("public", "a", "10.65.32.0/22"),
                    subnet("public", "b", "10.65.96.0/22"),
                    subnet("private", "a", "10.65.0.0/19"),
                    subnet("private", "b", "10.65.64.0/19"),
                    subnet("data", "a", "10.65.36.0/22"),
                    subnet("data", "b", "10.65.100.0/22"),
                ],
                routeTableIds: { public: ["<unknown>"], private: ["<unknown>", "<unknown>"], data: ["<unknown>"] },
                natAddresses: ["<unknown>"],
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

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), PRODUCTION_NETWORK_PLAN);
        });

        it("tags all that can be tagged", () => {
            assert.deepEqual(tagsByName(plan), expectedTags(plan, PRODUCTION));
            assert.equal(Object.keys(tagsByName(plan)).length, 31);
        });

        it("resolves every third party", () => {
            assert.deepEqual(firewall(plan), []);
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

    it("given a third and a fourth zone at the end, changes nothing of the subnets that are there", async () => {
        const subnets = async (zones: readonly string[]) => {
            const plan = await planNetwork({ ...STAGING_NETWORK, zones });
            return new Map(namesOf(plan, "aws:ec2/subnet:Subnet").map(name => [name, inputsOf(plan, name)]));
        };
        const four = await subnets([...PRODUCTION_NETWORK.zones, "eu-central-1d"]);
        assert.equal(four.size, 12);
        for (const zones of [STAGING_NETWORK.zones, PRODUCTION_NETWORK.zones]) {
            for (const [name, inputs] of await subnets(zones)) assert.deepEqual(four.get(name), inputs);
        }
    });

    it("given addresses that exist, gives them to the gateways in the order of the zones, and makes none", async () => {
        const natAllocationIds = ["eipalloc-a", "eipalloc-b", "eipalloc-c"];
        const plan = await planNetwork({ ...PRODUCTION_NETWORK, nat: "perZone", natAllocationIds });
        assert.deepEqual(
            ["a", "b", "c"].map(zone => inputsOf(plan, `net-nat-${zone}`)["allocationId"]),
            natAllocationIds,
        );
        assert.deepEqual(namesOf(plan, "aws:ec2/eip:Eip"), []);
    });

    it("given a range and a pool, takes the range from the pool and plans the same subnets in it", async () => {
        const plan = await planNetwork({
            ...STAGING_NETWORK,
            addressing: { range: "192.168.128.0/18", ipamPoolId: "ipam-pool-1" },
        });
        assert.equal(inputsOf(plan, "net-vpc")["cidrBlock"], "192.168.128.0/18");
        assert.equal(inputsOf(plan, "net-vpc")["ipv4IpamPoolId"], "ipam-pool-1");
        assert.deepEqual(
            namesOf(plan, "aws:ec2/subnet:Subnet").map(name => inputsOf(plan, name)["cidrBlock"]),
            [
                "192.168.137.0/24",
                "192.168.153.0/24",
                "192.168.128.0/21",
                "192.168.144.0/21",
                "192.168.136.0/24",
                "192.168.152.0/24",
            ],
        );
        assert.equal(plainly(resource(plan, "net").outputs["range"]), "192.168.128.0/18");
    });

    it("given a range alone, takes it from no pool", async () => {
        const plan = await planNetwork({ ...STAGING_NETWORK, addressing: { range: "10.9.0.0/16" } });
        assert.deepEqual(inputsOf(plan, "net-vpc"), {
            cidrBlock: "10.9.0.0/16",
            enableDnsHostnames: true,
            enableDnsSupport: true,
            tags: tagsOf(STAGING, "net-vpc"),
        });
    });

    it("given the slot by name, plans what it plans without", async () => {
        assert.deepEqual(
            wholePlan(await planNetwork({ ...STAGING_NETWORK, addressing: "slot" })),
            STAGING_NETWORK_PLAN,
        );
    });

    it("given a private zone that exists, is associated with it and makes none", async () => {
        const privateZone = { zoneId: "Z1", domain: "staging.shop.internal" };
        const plan = await planNetwork({ ...STAGING_NETWORK, privateZone });
        assert.deepEqual(namesOf(plan, "aws:route53/zone:Zone"), []);
        assert.deepEqual(inputsOf(plan, "net-zone-association"), {
            zoneId: "Z1",
            vpcId: "<unknown>",
            vpcRegion: "eu-central-1",
        });
        assert.deepEqual(sourcesOf(plan, "net-zone-association", "vpcId"), ["net-vpc"]);
        assert.equal(resource(plan, "net-zone-association").parent, resource(plan, "net").urn);
        const { privateZoneId, privateZoneName } = resource(plan, "net").outputs;
        assert.deepEqual([privateZoneId, privateZoneName], ["Z1", "staging.shop.internal"]);
        assert.ok((firewall(plan)[0]?.["domains"] as string[]).includes("*.staging.shop.internal"));
    });

    for (const [prefix, destination] of [
        [undefined, "arn:aws:s3:::log-archive"],
        ["flows/staging", "arn:aws:s3:::log-archive/flows/staging/"],
    ] as const) {
        it(`given the organisation's bucket and the prefix ${prefix ?? "none"}, writes flow logs there and makes no bucket`, async () => {
            const plan = await planNetwork({ ...STAGING_NETWORK, flowLogSink: { bucketName: "log-archive", prefix } });
            assert.deepEqual(namesOf(plan, "aws:s3/bucket:Bucket"), []);
            assert.deepEqual(wholePlan(plan)["net-flow-logs"], {
                ...STAGING_NETWORK_PLAN["net-flow-logs"],
                logDestination: destination,
            });
        });
    }
});

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";

/** Tags of each resource that has any: those of the environment, and of subnets what load balancers look for. */
function expectedTags(plan: Plan, environment: Environment): Readonly<Record<string, object>> {
    const extra = (name: string) => {
        if (/^net-public-[a-c]$/.test(name)) return { "kubernetes.io/role/elb": "1" };
        if (/^net-private-[a-c]$/.test(name)) return { "kubernetes.io/role/internal-elb": "1" };
        return {};
    };
    return Object.fromEntries(
        Object.keys(tagsByName(plan)).map(name => {
            const shown = /^net-default-(acl|group|routes)$/.test(name) ? "net-default-unused" : name;
            return [name, { ...tagsOf(environment, shown), ...extra(name) }];
        }),
    );
}
