import * as assert from "node:assert/strict";
import { Network, type NetworkArgs } from "../../components";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource, typesByName } from "../support/plan";
import { inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";

const STAGING_ARGS: NetworkArgs = { environment: STAGING, zones: ["eu-central-1a", "eu-central-1b"] };
const PRODUCTION_ARGS: NetworkArgs = {
    environment: PRODUCTION,
    zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
};
const VPC_RANGE = "10.65.0.0/16";
const ANYWHERE = "0.0.0.0/0";

const planned = (args: NetworkArgs): Promise<Plan> =>
    planOf(() => {
        new Network("net", args);
    });

describe("Network", () => {
    describe("given only the required arguments of a staging environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planned(STAGING_ARGS);
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

        it("empties everything that AWS makes open by default", () => {
            const tags = tagsOf(STAGING, "net-default-unused");
            assert.deepEqual(inputsOf(plan, "net-default-acl"), {
                defaultNetworkAclId: "<unknown>",
                ingress: [],
                egress: [],
                tags,
            });
            assert.deepEqual(resource(plan, "net-default-acl").options.ignoreChanges, ["subnetIds"]);
            assert.deepEqual(inputsOf(plan, "net-default-group"), {
                vpcId: "<unknown>",
                ingress: [],
                egress: [],
                tags,
            });
            assert.deepEqual(inputsOf(plan, "net-default-routes"), {
                defaultRouteTableId: "<unknown>",
                routes: [],
                tags,
            });
        });

        it("puts every subnet behind the network ACL of its tier", () => {
            assert.deepEqual(
                namesOf(plan, "aws:ec2/networkAcl:NetworkAcl").map(name => sourcesOf(plan, name, "subnetIds")),
                [
                    ["net-data-a", "net-data-b"],
                    ["net-private-a", "net-private-b"],
                    ["net-public-a", "net-public-b"],
                ],
            );
        });

        it("opens data subnets to private and data ranges only, in both directions", () => {
            const rule = (ruleNo: number, cidrBlock: string) => ({ ruleNo, cidrBlock, ...EVERYTHING, action: "allow" });
            const rules = [
                rule(100, "10.65.0.0/19"),
                rule(200, "10.65.64.0/19"),
                rule(300, "10.65.36.0/22"),
                rule(400, "10.65.100.0/22"),
            ];
            const { ingress, egress } = inputsOf(plan, "net-data-acl");
            assert.deepEqual([ingress, egress], [rules, rules]);
        });

        it("lets private subnets answer the network and be answered by the world, but never ask a foreign resolver", () => {
            const { ingress, egress } = inputsOf(plan, "net-private-acl");
            assert.deepEqual(ingress, [
                { ruleNo: 100, cidrBlock: VPC_RANGE, ...EVERYTHING, action: "allow" },
                { ruleNo: 200, cidrBlock: ANYWHERE, protocol: "tcp", fromPort: 1024, toPort: 65535, action: "allow" },
                { ruleNo: 300, cidrBlock: ANYWHERE, protocol: "udp", fromPort: 1024, toPort: 65535, action: "allow" },
                FRAGMENTATION_NEEDED(400),
            ]);
            assert.deepEqual(egress, EGRESS);
        });

        it("lets the web into public subnets, and nothing else that was not asked for", () => {
            const { ingress, egress } = inputsOf(plan, "net-public-acl");
            assert.deepEqual(ingress, [
                { ruleNo: 100, cidrBlock: VPC_RANGE, ...EVERYTHING, action: "allow" },
                { ruleNo: 200, cidrBlock: ANYWHERE, protocol: "tcp", fromPort: 80, toPort: 80, action: "allow" },
                { ruleNo: 300, cidrBlock: ANYWHERE, protocol: "tcp", fromPort: 443, toPort: 443, action: "allow" },
                { ruleNo: 400, cidrBlock: ANYWHERE, protocol: "tcp", fromPort: 1024, toPort: 65535, action: "allow" },
                { ruleNo: 500, cidrBlock: ANYWHERE, protocol: "udp", fromPort: 1024, toPort: 65535, action: "allow" },
                FRAGMENTATION_NEEDED(600),
            ]);
            assert.deepEqual(egress, EGRESS);
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
                        Sid: "FlowLogsWrite",
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
                        Sid: "FlowLogsCheck",
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
            plan = await planned(PRODUCTION_ARGS);
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
                const plan = await planned({ ...PRODUCTION_ARGS, nat });
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
                namesOf(await planned({ ...PRODUCTION_ARGS, nat }), "aws:ec2/routeTable:RouteTable");
            assert.deepEqual(await tables("none"), await tables("perZone"));
        });
    });

    describe("given domains", () => {
        it("blocks the named ones with all below them before anything is allowed", async () => {
            const plan = await planned({
                ...STAGING_ARGS,
                blockedDomains: ["prod.internal", "*.example.com"],
                allowedDomains: ["api.example.net"],
            });
            const [blocked, allowed, rest] = firewall(plan);
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
            const plan = await planned({ ...PRODUCTION_ARGS, allowedDomains: [] });
            assert.deepEqual(
                firewall(plan).map(({ action }) => action),
                ["ALLOW", "BLOCK"],
            );
        });

        it("attaches the rules before the network uses them", async () => {
            const plan = await planned({ ...STAGING_ARGS, blockedDomains: ["prod.internal"] });
            const { dependencies } = resource(plan, "net-dns-association");
            for (const rule of namesOf(plan, FIREWALL_RULE)) {
                assert.ok(dependencies.includes(resource(plan, rule).urn), rule);
            }
        });
    });

    it("given a private domain and a retention, follows them", async () => {
        const plan = await planned({
            ...STAGING_ARGS,
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
            const plan = await planned({ ...STAGING_ARGS, zones });
            return new Map(
                namesOf(plan, "aws:ec2/subnet:Subnet").map(name => [name, inputsOf(plan, name)["cidrBlock"]]),
            );
        };
        const three = await ranges(PRODUCTION_ARGS.zones);
        for (const [name, range] of await ranges(STAGING_ARGS.zones)) assert.equal(three.get(name), range);
    });
});

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const FIREWALL_RULE = "aws:route53/resolverFirewallRule:ResolverFirewallRule";
const DOMAIN_LIST = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList";
const EVERYTHING = { protocol: "-1", fromPort: 0, toPort: 0 };
const FRAGMENTATION_NEEDED = (ruleNo: number) => ({
    ruleNo,
    cidrBlock: ANYWHERE,
    protocol: "icmp",
    fromPort: 0,
    toPort: 0,
    icmpType: 3,
    icmpCode: 4,
    action: "allow",
});
const deniedPort = (ruleNo: number, protocol: string, port: number) => ({
    ruleNo,
    cidrBlock: ANYWHERE,
    protocol,
    fromPort: port,
    toPort: port,
    action: "deny",
});
const EGRESS = [
    { ruleNo: 100, cidrBlock: VPC_RANGE, ...EVERYTHING, action: "allow" },
    deniedPort(200, "tcp", 53),
    deniedPort(300, "tcp", 853),
    deniedPort(400, "udp", 53),
    deniedPort(500, "udp", 853),
    { ruleNo: 600, cidrBlock: ANYWHERE, ...EVERYTHING, action: "allow" },
];

/** The same roles for the zones a and b. */
function both(name: string, types: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(
        ["a", "b"].flatMap(letter =>
            Object.entries(types).map(([role, type]) => [`${name}-${letter}${role}`, type] as const),
        ),
    );
}

/** The rules of the DNS firewall with their domains, in the order in which they are tried. */
function firewall(plan: Plan): readonly Readonly<Record<string, unknown>>[] {
    return namesOf(plan, FIREWALL_RULE)
        .map(name => {
            const { firewallRuleGroupId, firewallDomainListId, ...rule } = inputsOf(plan, name);
            assert.deepEqual([firewallRuleGroupId, firewallDomainListId], ["<unknown>", "<unknown>"]);
            const [list] = sourcesOf(plan, name, "firewallDomainListId");
            return { ...rule, domains: inputsOf(plan, list!)["domains"] };
        })
        .sort((left, right) => Number(Reflect.get(left, "priority")) - Number(Reflect.get(right, "priority")));
}
