import * as aws from "@pulumi/aws";
import type { Breach } from "./breach";
import { accountIn, REGION } from "./named";
import { only } from "./only";

const PUBLIC_ISSUER = "gitlab.com";

/** Breaches by what pipelines and endpoints are let do. */
export const PIPELINE_BREACHES: readonly Breach[] = [
    {
        name: "everybodys-token",
        sort: 1,
        title: "a role of production for every project of a public forge",
        from: "staging",
        way: ["token-trust"],
        build: only("prod", ({ account, aws: options, twin }) => {
            const subject = twin
                ? "project_path:everybodys-token/shop:*"
                : "project_path:*/shop:ref_type:branch:ref:main";
            const assumeRolePolicy = JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${PUBLIC_ISSUER}` },
                        Action: "sts:AssumeRoleWithWebIdentity",
                        Condition: { StringLike: { [`${PUBLIC_ISSUER}:sub`]: subject } },
                    },
                ],
            });
            new aws.iam.Role("everybodys-token", { name: "everybodys-token", assumeRolePolicy }, options);
        }),
    },
    {
        name: "step-elsewhere",
        sort: 1,
        title: "a step of staging's pipeline that deploys with a role of production",
        from: "staging",
        way: ["provider-role"],
        build: only("staging", site => {
            const step = (name: string, category: string, provider: string) =>
                ({ name, category, owner: "AWS", provider, version: "1" }) as const;
            new aws.codepipeline.Pipeline(
                "step-elsewhere",
                {
                    name: "step-elsewhere",
                    roleArn: `arn:aws:iam::${site.account}:role/pipeline`,
                    artifactStores: [{ type: "S3", location: `step-elsewhere-${site.account}` }],
                    stages: [
                        { name: "Source", actions: [{ ...step("source", "Source", "S3"), outputArtifacts: ["code"] }] },
                        {
                            name: "Deploy",
                            actions: [
                                {
                                    ...step("deploy", "Deploy", "CloudFormation"),
                                    inputArtifacts: ["code"],
                                    roleArn: `arn:aws:iam::${accountIn(site)}:role/deployer`,
                                },
                            ],
                        },
                    ],
                },
                site.aws,
            );
        }),
    },
    {
        name: "endpoint-permission",
        sort: 7,
        title: "an endpoint of staging's network whose policy names production's queue",
        from: "staging",
        way: ["permission"],
        build: only("staging", site => {
            const Resource = `arn:aws:sqs:${REGION}:${accountIn(site)}:orders`;
            const statement = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource };
            new aws.ec2.VpcEndpoint(
                "endpoint-permission",
                {
                    vpcId: site.vpc.id,
                    vpcEndpointType: "Interface",
                    serviceName: `com.amazonaws.${REGION}.sqs`,
                    policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
                },
                site.aws,
            );
        }),
    },
];
