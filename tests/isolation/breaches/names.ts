import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Breach, BreachSite } from "./breach";
import { only } from "./only";

const PROFILE = "rp-0a1b2c3d4e5f60718";

/** Where staging's programs are told to look: production's domain, or its own. */
function domainOf({ domain, otherDomain, twin }: BreachSite): string {
    return twin ? domain : otherDomain;
}

/** Breaches by names. */
export const NAME_BREACHES: readonly Breach[] = [
    {
        name: "copied-variable",
        sort: 3,
        title: "production's database in a variable of a container of staging",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            new aws.ecs.TaskDefinition(
                "copied-variable",
                {
                    family: "copied-variable",
                    containerDefinitions: JSON.stringify([
                        {
                            name: "api",
                            image: "public.ecr.aws/nginx/nginx:1.29",
                            environment: [
                                { name: "DATABASE_URL", value: `postgres://api@orders.${domainOf(site)}:5432/orders` },
                            ],
                        },
                    ]),
                },
                site.aws,
            );
        }),
    },
    {
        name: "copied-map",
        sort: 3,
        title: "production's broker in a map of settings of staging",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            new kubernetes.core.v1.ConfigMap(
                "copied-map",
                {
                    metadata: { name: "copied-map" },
                    data: { "application.yaml": `kafka:\n  brokers: broker.${domainOf(site)}:9092\n` },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "copied-address",
        inSecret: true,
        sort: 3,
        title: "an address of production's network in a parameter of staging",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            new aws.ssm.Parameter(
                "copied-address",
                {
                    type: "String",
                    value: `${(site.twin ? site.range : site.otherRange).replace("0.0/16", "4.15")}:6379`,
                },
                site.aws,
            );
        }),
    },
    {
        name: "copied-credential",
        inSecret: true,
        sort: 2,
        title: "a credential of production's database among staging's secrets",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            const secret = new aws.secretsmanager.Secret("copied-credential", {}, site.aws);
            new aws.secretsmanager.SecretVersion(
                "copied-credential-version",
                {
                    secretId: secret.id,
                    secretString: pulumi.secret(
                        JSON.stringify({
                            username: "api",
                            password: "only-in-a-test",
                            host: `orders.${domainOf(site)}`,
                        }),
                    ),
                },
                site.aws,
            );
        }),
    },
    {
        name: "copied-queue",
        sort: 11,
        title: "the address of production's queue in a function of staging",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            const role = new aws.iam.Role(
                "copied-queue-role",
                { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) },
                site.aws,
            );
            const account = site.twin ? site.account : site.otherAccount;
            new aws.lambda.Function(
                "copied-queue",
                {
                    role: role.arn,
                    runtime: "nodejs22.x",
                    handler: "index.handler",
                    code: new pulumi.asset.AssetArchive({
                        "index.js": new pulumi.asset.StringAsset("exports.handler = () => undefined;"),
                    }),
                    environment: {
                        variables: { ORDERS: `https://sqs.eu-central-1.amazonaws.com/${account}/orders` },
                    },
                },
                site.aws,
            );
        }),
    },
    {
        name: "external-name",
        sort: 3,
        title: "a service of staging that stands for a host of production",
        from: "staging",
        way: ["external-name"],
        build: only("staging", site => {
            new kubernetes.core.v1.Service(
                "external-name",
                {
                    metadata: { name: "external-name" },
                    spec: { type: "ExternalName", externalName: `orders.${domainOf(site)}` },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "copy-task",
        sort: 4,
        title: "a copying task of staging that reads from production's database",
        from: "staging",
        way: ["host-name"],
        build: only("staging", site => {
            new aws.dms.Endpoint(
                "copy-task",
                {
                    endpointId: "copy-task",
                    endpointType: "source",
                    engineName: "postgres",
                    serverName: `orders.${domainOf(site)}`,
                    port: 5432,
                    databaseName: "orders",
                },
                site.aws,
            );
        }),
    },
    {
        name: "seen-zone",
        sort: 10,
        title: "a private zone of production that is associated with staging's network",
        from: "staging",
        way: ["shared-network", "zone-association"],
        build(site) {
            const network = "vpc-0f1e2d3c4b5a69788";
            if (site.stack === "staging") {
                new aws.ec2.SecurityGroup("seen-zone-group", { vpcId: network }, site.aws);
                return;
            }
            new aws.route53.Zone(
                "seen-zone",
                {
                    name: `orders.${site.domain}`,
                    vpcs: [{ vpcId: site.vpc.id }, { vpcId: site.twin ? site.vpc.id : network }],
                },
                site.aws,
            );
        },
    },
    {
        name: "resolver-across",
        sort: 10,
        title: "a resolver rule of staging that asks production's resolver",
        from: "staging",
        way: ["resolver-rule"],
        build: only("staging", site => {
            const range = site.twin ? site.range : site.otherRange;
            new aws.route53.ResolverRule(
                "resolver-across",
                {
                    domainName: "legacy.corp",
                    ruleType: "FORWARD",
                    resolverEndpointId: "rslvr-out-0a1b2c3d4e5f60718",
                    targetIps: [{ ip: range.replace("0.0/16", "0.10") }],
                },
                site.aws,
            );
        }),
    },
    {
        name: "shared-profile",
        sort: 10,
        title: "a profile of names that production fills and staging uses",
        from: "staging",
        way: ["dns-profile", "dns-profile"],
        build(site) {
            if (site.stack === "staging") {
                new aws.route53.ProfilesAssociation(
                    "shared-profile-association",
                    { profileId: PROFILE, resourceId: site.vpc.id },
                    site.aws,
                );
                return;
            }
            const zone = new aws.route53.Zone(
                "shared-profile-zone",
                { name: `profile.${site.domain}`, vpcs: [{ vpcId: site.vpc.id }] },
                site.aws,
            );
            new aws.route53.ProfilesResourceAssociation(
                "shared-profile",
                { profileId: site.twin ? "rp-0918273645f0e1d2c" : PROFILE, resourceArn: zone.arn },
                site.aws,
            );
        },
    },
    {
        name: "shared-wildcard",
        sort: 10,
        title: "a wildcard certificate of one domain in both",
        from: "staging",
        way: ["certificate", "certificate"],
        build(site) {
            const domain = site.twin ? `${site.stack}.shop.example` : "shop.example";
            new aws.acm.Certificate(
                "shared-wildcard",
                { domainName: `*.${domain}`, validationMethod: "DNS" },
                site.aws,
            );
        },
    },
    {
        name: "certificate-above",
        sort: 10,
        title: "a certificate of staging that covers production's private domain",
        from: "staging",
        way: ["certificate"],
        build: only("staging", site => {
            new aws.acm.Certificate(
                "certificate-above",
                {
                    domainName: `*.${domainOf(site)}`,
                    certificateAuthorityArn: `arn:aws:acm-pca:eu-central-1:${site.account}:certificate-authority/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9`,
                },
                site.aws,
            );
        }),
    },
    {
        name: "record-across",
        sort: 10,
        title: "a record of staging that leads callers to production",
        from: "staging",
        way: ["record-target"],
        build: only("staging", site => {
            const zone = new aws.route53.Zone(
                "record-across-zone",
                { name: `aliases.${site.domain}`, vpcs: [{ vpcId: site.vpc.id }] },
                site.aws,
            );
            new aws.route53.Record(
                "record-across",
                {
                    zoneId: zone.id,
                    name: `orders.aliases.${site.domain}`,
                    type: "CNAME",
                    ttl: 60,
                    records: [`orders.${domainOf(site)}`],
                },
                site.aws,
            );
        }),
    },
    {
        name: "answers-for-production",
        sort: 10,
        title: "an ingress of staging that answers for a host of production",
        from: "staging",
        way: ["answered-name"],
        build: only("staging", site => {
            new kubernetes.networking.v1.Ingress(
                "answers-for-production",
                {
                    metadata: { name: "answers-for-production" },
                    spec: {
                        defaultBackend: { service: { name: "web", port: { number: 80 } } },
                        rules: [{ host: `shop.${domainOf(site)}` }],
                    },
                },
                site.kubernetes,
            );
        }),
    },
];
