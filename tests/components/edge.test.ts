import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Edge, type EdgeArgs, type NetworkRef } from "../../components";
import { assertEdgeArgs } from "../../components/edge/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { EDGE_PLAN, EDGE_WITH_EXISTING_PARTS_PLAN } from "./expected/edge";
import { judged } from "./judged";
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

        it("makes the binding anew for another target group, the old one first: its controller refuses a change", () => {
            const { replaceOnChanges, deleteBeforeReplace } = resource(plan, "shop-binding").options;
            assert.deepEqual(
                { replaceOnChanges, deleteBeforeReplace },
                {
                    replaceOnChanges: ["spec.targetGroupARN"],
                    deleteBeforeReplace: true,
                },
            );
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

    describe("given what an organisation has already, and all else that it takes", () => {
        const existing: Partial<EdgeArgs> = {
            environment: PRODUCTION,
            zone: { zoneId: "Z0", domain: "example.com" },
            host: "example.com",
            otherHosts: ["www.example.com"],
            callers: "internet",
            ipAddressType: "dualstack",
            idleTimeoutSeconds: 120,
            certificateArn: "arn:aws:acm:eu-central-1:444455556666:certificate/1",
            webAclArn: "arn:aws:wafv2:eu-central-1:444455556666:regional/webacl/all/1",
            accessLogSink: { bucketName: "acme-log-archive", prefix: "shop/prod" },
        };
        let plan: Plan;
        before(async () => {
            plan = await planned(existing);
        });

        it("declares exactly what is expected: no certificate, firewall or bucket of its own", () => {
            const { cluster, ...declared } = wholePlan(plan);
            assert.deepEqual(cluster, { type: "pulumi:providers:kubernetes" });
            assert.deepEqual(declared, EDGE_WITH_EXISTING_PARTS_PLAN);
        });

        it("tags all that can be tagged", () => {
            for (const [name, tags] of Object.entries(tagsByName(plan)))
                assert.deepEqual(tags, tagsOf(PRODUCTION, name));
        });

        it("leads callers there only once it answers", () => {
            for (const name of ["shop-host", "shop-host-ipv6", "shop-host-1", "shop-host-1-ipv6"]) {
                const before = resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));
                assert.ok(before.includes("shop-https"), name);
            }
        });
    });

    it("given several hosts, has one certificate for all of them, each proved by a record of its own", async () => {
        const plan = await planned({ otherHosts: ["www.staging.example.com", "staging.example.com"] });
        const { domainName, subjectAlternativeNames } = inputsOf(plan, "shop-certificate");
        assert.deepEqual(
            [domainName, subjectAlternativeNames],
            ["shop.staging.example.com", ["www.staging.example.com", "staging.example.com"]],
        );
        const proofs = ["shop-certificate-proof", "shop-certificate-proof-1", "shop-certificate-proof-2"];
        for (const proof of proofs) assert.deepEqual(sourcesOf(plan, proof, "name"), ["shop-certificate"]);
        assert.deepEqual([...sourcesOf(plan, "shop-certificate-issued", "validationRecordFqdns")].sort(), proofs);
        assert.deepEqual(
            ["shop-host", "shop-host-1", "shop-host-2"].map(name => inputsOf(plan, name)["name"]),
            ["shop.staging.example.com", "www.staging.example.com", "staging.example.com"],
        );
    });

    it("given a key, encrypts the firewall's log with it", async () => {
        const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
        const plan = await planned({ key: { keyArn } });
        assert.equal(inputsOf(plan, "shop-firewall-log")["kmsKeyId"], keyArn);
    });

    it("given both environments, is found fault with by no rule, the strictest included where the log has a key", async () => {
        const found = await judged(
            (environment, opts) => {
                const domain = environment.name === "prod" ? "example.com" : "staging.example.com";
                const provider = new kubernetes.Provider("cluster", {});
                new Edge(
                    "shop",
                    {
                        ...ARGS,
                        environment,
                        zone: { zoneId: "Z1", domain },
                        host: `shop.${domain}`,
                        target: { ...TARGET, provider },
                        key: { keyArn: `arn:aws:kms:eu-central-1:${environment.accountId}:key/1` },
                    },
                    opts,
                );
            },
            { preset: "strict" },
        );
        assert.deepEqual(found, []);
    });

    describe("given arguments at fault", () => {
        const own = (what: string, prefix: string) =>
            `expected the ARN of a ${what} of the own account and region, arn:aws:${prefix}...`;
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
                { host: `${"a".repeat(45)}.staging.example.com` },
                `host: expected at most 64 characters, as the first name of a certificate, got "${"a".repeat(45)}.staging.example.com"`,
            ],
            [
                { zone: { zoneId: "Z1", domain: "example" }, host: "a.example" },
                'zone.domain: expected a lower-case domain name without a dot at the end, got "example"',
            ],
            [
                {
                    host: pulumi.output("shop.staging.example.com"),
                    callers: pulumi.output(["198.51.100.0/24"]),
                    target: pulumi.output(TARGET),
                    hosts: [],
                },
                "hosts: expected one of the arguments environment, network, zone, host, otherHosts, certificateArn, callers, target, ipAddressType, idleTimeoutSeconds, rateLimit, webAclArn, key, accessLogSink, logRetentionDays, got []",
                "host: expected a lower-case domain name without a dot at the end, got an output, whose value is not known while planning",
                "callers: expected at least one range, got an output, whose value is not known while planning",
                "target: expected an object with namespace, serviceName, servicePort, podPort, healthPath, securityGroupId, provider, got an output, whose value is not known while planning",
            ],
            [
                target({ port: 1 }),
                "target.port: expected one of the arguments namespace, serviceName, servicePort, podPort, healthPath, securityGroupId, provider, got 1",
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
            [
                {
                    otherHosts: [
                        "shop.example.com",
                        "shop.staging.example.com",
                        "a.staging.example.com",
                        "a.staging.example.com",
                        "A",
                    ],
                },
                'otherHosts[3]: expected one that is not in the list yet, got "a.staging.example.com"',
                'otherHosts[4]: expected a lower-case domain name without a dot at the end, got "A"',
                'otherHosts[0]: expected a name in the zone staging.example.com, got "shop.example.com"',
                'otherHosts[1]: expected another name than `host`, got "shop.staging.example.com"',
            ],
            [
                { otherHosts: Array.from({ length: 10 }, (_, place) => `shop-${place}.staging.example.com`) },
                "otherHosts: expected at most 9 names, got 10",
            ],
            [{ otherHosts: "a" }, 'otherHosts: expected a list of names, got "a"'],
            [
                { ipAddressType: "dualstack" },
                'ipAddressType: expected "ipv4", as callers by IPv6 are not in any IPv4 range, got "dualstack"',
            ],
            [{ ipAddressType: "ipv6" }, 'ipAddressType: expected one of "ipv4", "dualstack", got "ipv6"'],
            [{ idleTimeoutSeconds: 0 }, "idleTimeoutSeconds: expected a whole number from 1 to 4000, got 0"],
            [{ idleTimeoutSeconds: 4001 }, "idleTimeoutSeconds: expected a whole number from 1 to 4000, got 4001"],
            [
                {
                    certificateArn: "arn:aws:acm:eu-central-1:444455556666:certificate/1",
                    webAclArn: "arn:aws:wafv2:eu-central-1:111122223333:global/webacl/all/1",
                    rateLimit: 100,
                    key: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/1" },
                    accessLogSink: { bucketName: "A", prefix: "shop/" },
                },
                `certificateArn: ${own("certificate", "acm:eu-central-1:111122223333:certificate/")}, got "arn:aws:acm:eu-central-1:444455556666:certificate/1"`,
                `webAclArn: ${own("web ACL", "wafv2:eu-central-1:111122223333:regional/webacl/")}, got "arn:aws:wafv2:eu-central-1:111122223333:global/webacl/all/1"`,
                "rateLimit: expected nothing beside webAclArn, whose owner decides, got 100",
                'key: expected nothing beside webAclArn, whose owner decides, got {"keyArn":"arn:aws:kms:eu-central-1:444455556666:key/1"}',
                'key.keyArn: expected the ARN of a key of the environment\'s own account and region, arn:aws:kms:eu-central-1:111122223333:key/..., got "arn:aws:kms:eu-central-1:444455556666:key/1"',
                'accessLogSink.bucketName: expected the name of a bucket, got "A"',
                'accessLogSink.prefix: expected a prefix without a slash at either end that does not begin with AWSLogs, got "shop/"',
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

        for (const [given, changed] of [
            ["a first name as long as that of a certificate", { host: `${"a".repeat(44)}.staging.example.com` }],
            [
                "a longer one of a certificate that exists",
                {
                    host: `${"a".repeat(45)}.staging.example.com`,
                    certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/1",
                },
            ],
        ] as const) {
            it(`given ${given}, finds nothing`, () => {
                assert.deepEqual(
                    faultsOf(() => {
                        assertEdgeArgs("shop", { ...ARGS, target: TARGET, ...changed } as unknown as EdgeArgs);
                    }),
                    [],
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
