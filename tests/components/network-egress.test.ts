import * as assert from "node:assert/strict";
import type { Plan } from "../../plan/plan";
import { resource } from "../support/plan";
import { firewall, FIREWALL_RULE, planNetwork, PRODUCTION_NETWORK, STAGING_NETWORK } from "./network-support";
import { inputsOf, namesOf, sourcesOf, STAGING, tagsOf } from "./support";

describe("what a Network reaches and records", () => {
    let plan: Plan;
    before(async () => {
        plan = await planNetwork(STAGING_NETWORK);
    });

    it("reaches S3 and DynamoDB from every route table, and there only what is its own account's", () => {
        const own = (action: string) => ({
            Sid: "OwnAccountOnly",
            Effect: "Allow",
            Principal: "*",
            Action: action,
            Resource: "*",
            Condition: {
                StringEquals: { "aws:PrincipalAccount": "111122223333", "aws:ResourceAccount": "111122223333" },
            },
        });
        const layers = {
            Sid: "ImageLayersAndPackages",
            Effect: "Allow",
            Principal: "*",
            Action: "s3:GetObject",
            Resource: [
                "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
                "arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*",
            ],
        };
        for (const [service, statements] of [
            ["s3", [own("s3:*"), layers]],
            ["dynamodb", [own("dynamodb:*")]],
        ] as const) {
            const { policy, routeTableIds, ...rest } = inputsOf(plan, `net-${service}`);
            assert.deepEqual(JSON.parse(policy as string), { Version: "2012-10-17", Statement: statements });
            assert.deepEqual(rest, {
                vpcId: "<unknown>",
                vpcEndpointType: "Gateway",
                serviceName: `com.amazonaws.eu-central-1.${service}`,
                tags: tagsOf(STAGING, `net-${service}`),
            });
            assert.equal((routeTableIds as unknown[]).length, 4);
            assert.deepEqual(
                [...sourcesOf(plan, `net-${service}`, "routeTableIds")].sort(),
                [...namesOf(plan, "aws:ec2/routeTable:RouteTable")].sort(),
            );
        }
    });

    it("records every flow as Parquet, in a private and encrypted bucket that only its own account's logs reach", () => {
        assert.deepEqual(inputsOf(plan, "net-flow-logs"), {
            vpcId: "<unknown>",
            trafficType: "ALL",
            logDestinationType: "s3",
            logDestination: "arn:aws:s3:::staging-net-flows-111122223333",
            destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: false },
            maxAggregationInterval: 600,
            tags: tagsOf(STAGING, "net-flow-logs"),
        });
        assert.deepEqual(inputsOf(plan, "net-flow-logs-bucket"), {
            bucket: "staging-net-flows-111122223333",
            forceDestroy: true,
            tags: tagsOf(STAGING, "net-flow-logs-bucket"),
        });
        assert.deepEqual(inputsOf(plan, "net-flow-logs-access"), {
            bucket: "<unknown>",
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
        assert.deepEqual(inputsOf(plan, "net-flow-logs-ownership"), {
            bucket: "<unknown>",
            rule: { objectOwnership: "BucketOwnerEnforced" },
        });
        assert.deepEqual(inputsOf(plan, "net-flow-logs-encryption"), {
            bucket: "<unknown>",
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
        });
        const policy = resource(plan, "net-flow-logs-policy").urn;
        assert.ok(resource(plan, "net-flow-logs").dependencies.includes(policy));
    });

    it("lets AWS write flow logs of this account into the bucket, and nobody speak to it in clear", () => {
        const bucket = "arn:aws:s3:::staging-net-flows-111122223333";
        const delivery = { Service: "delivery.logs.amazonaws.com" };
        const account = { "aws:SourceAccount": "111122223333" };
        const source = { "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:*" };
        assert.deepEqual(JSON.parse(inputsOf(plan, "net-flow-logs-policy")["policy"] as string), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AWSLogDeliveryWrite",
                    Effect: "Allow",
                    Principal: delivery,
                    Action: "s3:PutObject",
                    Resource: `${bucket}/AWSLogs/111122223333/*`,
                    Condition: {
                        StringEquals: { ...account, "s3:x-amz-acl": "bucket-owner-full-control" },
                        ArnLike: source,
                    },
                },
                {
                    Sid: "AWSLogDeliveryAclCheck",
                    Effect: "Allow",
                    Principal: delivery,
                    Action: "s3:GetBucketAcl",
                    Resource: bucket,
                    Condition: { StringEquals: account, ArnLike: source },
                },
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [bucket, `${bucket}/*`],
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        });
    });

    it("throws flow logs away after 30 days", () => {
        assert.deepEqual(inputsOf(plan, "net-flow-logs-lifecycle"), {
            bucket: "<unknown>",
            rules: [
                {
                    id: "expire",
                    status: "Enabled",
                    filter: { prefix: "" },
                    expiration: { days: 30 },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                },
            ],
        });
    });

    it("resolves AWS and its own zone, and no third party", () => {
        assert.deepEqual(firewall(plan), [
            {
                action: "ALLOW",
                priority: 200,
                firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
                domains: [
                    "*.amazonaws.com",
                    "*.api.aws",
                    "*.compute.internal",
                    "*.ec2.internal",
                    "*.in-addr.arpa",
                    "staging.internal",
                    "*.staging.internal",
                ],
            },
            { action: "BLOCK", blockResponse: "NXDOMAIN", priority: 300, domains: ["*"] },
        ]);
        assert.deepEqual(inputsOf(plan, "net-dns-config"), {
            resourceId: "<unknown>",
            firewallFailOpen: "DISABLED",
        });
        assert.deepEqual(inputsOf(plan, "net-dns-association"), {
            firewallRuleGroupId: "<unknown>",
            vpcId: "<unknown>",
            priority: 101,
            mutationProtection: "DISABLED",
            tags: tagsOf(STAGING, "net-dns-association"),
        });
    });

    describe("given domains", () => {
        it("blocks the named ones with all below them before anything is allowed", async () => {
            const plan = await planNetwork({
                ...STAGING_NETWORK,
                blockedDomains: ["prod.internal", "*.example.com"],
                allowedDomains: ["api.example.net"],
            });
            const [blocked, allowed, rest] = firewall(plan);
            assert.deepEqual(namesOf(plan, FIREWALL_RULE), ["net-dns-allowed", "net-dns-blocked", "net-dns-rest"]);
            assert.deepEqual(blocked, {
                action: "BLOCK",
                blockResponse: "NXDOMAIN",
                priority: 100,
                domains: ["prod.internal", "*.prod.internal", "*.example.com"],
            });
            assert.deepEqual([allowed?.["priority"], rest?.["priority"]], [200, 300]);
            assert.equal((allowed?.["domains"] as string[]).at(-1), "api.example.net");
        });

        it("given an allow-list in production, follows it there as well", async () => {
            const plan = await planNetwork({ ...PRODUCTION_NETWORK, allowedDomains: [] });
            assert.deepEqual(
                firewall(plan).map(({ action }) => action),
                ["ALLOW", "BLOCK"],
            );
        });

        it("attaches the rules before the network uses them", async () => {
            const plan = await planNetwork({ ...STAGING_NETWORK, blockedDomains: ["prod.internal"] });
            const { dependencies } = resource(plan, "net-dns-association");
            for (const rule of namesOf(plan, FIREWALL_RULE)) {
                assert.ok(dependencies.includes(resource(plan, rule).urn), rule);
            }
        });
    });
});
