import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import { Edge, type EdgeArgs, type NetworkRef } from "../../components";
import { assertEdgeArgs } from "../../components/edge/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { EDGE_PLAN } from "./expected/edge";
import { faultsOf, inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const NETWORK: NetworkRef = {
    vpcId: "vpc-1",
    range: "10.1.0.0/16",
    subnets: [
        { id: "subnet-public-a", zone: "eu-central-1a", range: "10.1.0.0/20", tier: "public" },
        { id: "subnet-public-b", zone: "eu-central-1b", range: "10.1.64.0/20", tier: "public" },
        { id: "subnet-private-a", zone: "eu-central-1a", range: "10.1.16.0/20", tier: "private" },
    ],
};
const TARGET = {
    namespace: "shop",
    serviceName: "web",
    servicePort: 80,
    podPort: 8080,
    healthPath: "/healthz",
    securityGroupId: "sg-nodes",
};
const ARGS: Omit<EdgeArgs, "target"> = {
    environment: STAGING,
    network: NETWORK,
    zone: { zoneId: "Z1", domain: "staging.example.com" },
    host: "shop.staging.example.com",
    callers: ["198.51.100.0/24"],
};
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const planned = (changed: Partial<EdgeArgs> = {}): Promise<Plan> =>
    planOf(() => {
        const provider = new kubernetes.Provider("cluster", {});
        new Edge("shop", { ...ARGS, target: { ...TARGET, provider }, ...changed });
    });

describe("Edge", () => {
    describe("given the arguments of a staging environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planned();
        });

        it("declares exactly what is expected", () => {
            const { cluster, ...declared } = wholePlan(plan);
            assert.deepEqual(cluster, { type: "pulumi:providers:kubernetes" });
            assert.deepEqual(declared, EDGE_PLAN);
        });

        it("tags all that can be tagged", () => {
            for (const [name, tags] of Object.entries(tagsByName(plan))) {
                assert.deepEqual(tags, tagsOf(STAGING, name));
            }
            assert.equal(Object.keys(tagsByName(plan)).length, 13);
        });

        it("serves only what its own parts make", () => {
            const urn = plan.resources.find(one => one.name === "shop-https");
            assert.ok(urn);
            assert.deepEqual(sourcesOf(plan, "shop-https", "certificateArn"), ["shop-certificate-issued"]);
            assert.deepEqual(sourcesOf(plan, "shop-https", "loadBalancerArn"), ["shop-balancer"]);
            assert.deepEqual(sourcesOf(plan, "shop-firewall-association", "resourceArn"), ["shop-balancer"]);
            assert.deepEqual(sourcesOf(plan, "shop-certificate-proof", "name"), ["shop-certificate"]);
            assert.deepEqual(sourcesOf(plan, "shop-binding", "spec"), ["shop-targets"]);
        });

        it("has the bucket's policy in place before the load balancer writes to it", () => {
            const names = resource(plan, "shop-balancer").dependencies.map(one => one.slice(one.lastIndexOf("::") + 2));
            assert.ok(names.includes("shop-logs-policy") && names.includes("shop-logs-bucket"));
        });

        it("registers its outputs, the name that callers use known while planning", () => {
            assert.deepEqual(plainly(resource(plan, "shop", "stagewright:edge:Edge").outputs), {
                host: "shop.staging.example.com",
                url: "https://shop.staging.example.com",
                loadBalancerArn: "<unknown>",
                securityGroupId: "<unknown>",
                targetGroupArn: "<unknown>",
            });
        });
    });

    describe("given a production environment that everybody may call", () => {
        let plan: Plan;
        before(async () => {
            plan = await planned({
                environment: PRODUCTION,
                callers: "internet",
                zone: { zoneId: "Z0", domain: "example.com" },
                host: "example.com",
                rateLimit: 10,
                logRetentionDays: 365,
            });
        });

        it("declares the same resources under the same names", () => {
            assert.deepEqual(
                Object.keys(wholePlan(plan)).filter(name => name !== "cluster"),
                Object.keys(EDGE_PLAN),
            );
        });

        it("protects the load balancer and the logs", () => {
            const protectedOnes = plan.resources.filter(one => one.options.protect).map(one => one.name);
            assert.deepEqual(protectedOnes.sort(), ["shop-balancer", "shop-logs-bucket"]);
            assert.equal(inputsOf(plan, "shop-balancer")["enableDeletionProtection"], true);
            assert.equal(inputsOf(plan, "shop-logs-bucket")["forceDestroy"], false);
        });

        it("opens the two ports of the web to everybody, and keeps what it is told to keep", () => {
            assert.equal(inputsOf(plan, "shop-from-callers-0-443")["cidrIpv4"], "0.0.0.0/0");
            assert.equal(inputsOf(plan, "shop-firewall-log")["retentionInDays"], 365);
            const [limit] = inputsOf(plan, "shop-firewall")["rules"] as { statement: { rateBasedStatement: object } }[];
            assert.deepEqual(limit?.statement.rateBasedStatement, {
                limit: 10,
                aggregateKeyType: "IP",
                evaluationWindowSec: 300,
            });
        });
    });

    it("given several ranges, opens each, under names that do not hold the range", async () => {
        const plan = await planned({ callers: ["198.51.100.0/24", "203.0.113.0/25"] });
        assert.deepEqual(namesOf(plan, RULE), [
            "shop-from-callers-0-443",
            "shop-from-callers-0-80",
            "shop-from-callers-1-443",
            "shop-from-callers-1-80",
            "shop-pods-from-edge",
        ]);
    });

    describe("given arguments at fault", () => {
        const target = (changed: object) => ({ target: { ...TARGET, ...changed } });
        const bad: [changed: object, ...faults: string[]][] = [
            [
                { host: "shop.example.com" },
                'host: expected a name in the zone staging.example.com, got "shop.example.com"',
            ],
            [
                { host: "notstaging.example.com" },
                'host: expected a name in the zone staging.example.com, got "notstaging.example.com"',
            ],
            [
                { zone: { zoneId: "Z1", domain: "example" }, host: "a.example" },
                'zone.domain: expected a lower-case domain name without a dot at the end, got "example"',
            ],
            [{ callers: [] }, "callers: expected at least one range, got []"],
            [
                { callers: ["0.0.0.0/0"] },
                'callers[0]: expected less than the whole internet, which is spelled "internet", got "0.0.0.0/0"',
            ],
            [
                { callers: ["198.51.100.7/24"] },
                'callers[0]: expected an IPv4 range in CIDR notation that begins at its first address, got "198.51.100.7/24"',
            ],
            [{ rateLimit: 9 }, "rateLimit: expected a whole number from 10 to 2000000000, got 9"],
            [target({ podPort: 0 }), "target.podPort: expected a whole number from 1 to 65535, got 0"],
            [target({ servicePort: 65_536 }), "target.servicePort: expected a whole number from 1 to 65535, got 65536"],
            [
                target({ healthPath: "healthz" }),
                'target.healthPath: expected a path that begins with a slash, got "healthz"',
            ],
            [target({ securityGroupId: "" }), 'target.securityGroupId: expected a text that is not empty, got ""'],
            [
                { network: { ...NETWORK, subnets: NETWORK.subnets.slice(1) } },
                'network.subnets: expected public subnets in at least 2 zones, got ["eu-central-1b"]',
            ],
            [
                { rateLimit: 1, ...target({ serviceName: "Web", namespace: "shop_" }) },
                'target.namespace: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, got "shop_"',
                'target.serviceName: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, got "Web"',
                "rateLimit: expected a whole number from 10 to 2000000000, got 1",
            ],
        ];
        for (const [changed, ...faults] of bad) {
            it(`given ${JSON.stringify(changed).slice(0, 80)}, says so`, () => {
                const args = { ...ARGS, target: TARGET, ...changed } as EdgeArgs;
                assert.deepEqual(
                    faultsOf(() => {
                        assertEdgeArgs("shop", args);
                    }),
                    faults,
                );
            });
        }

        for (const [limit, found] of [
            [10, 0],
            [2_000_000_000, 0],
            [2_000_000_001, 1],
        ] as const) {
            it(`given a rate limit of ${limit}, finds ${found} faults`, () => {
                const args = { ...ARGS, target: TARGET, rateLimit: limit } as unknown as EdgeArgs;
                assert.equal(
                    faultsOf(() => {
                        assertEdgeArgs("shop", args);
                    }).length,
                    found,
                );
            });
        }
    });
});
