import * as aws from "@pulumi/aws";
import type { Breach, BreachSite } from "./breach";
import { accountIn, REGION } from "./named";
import { only } from "./only";

/** A policy with one statement that allows. */
function allowing(statement: Omit<aws.iam.PolicyStatement, "Effect">): aws.iam.PolicyDocument {
    return { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
}

/** A bucket with a policy of one statement on its objects. */
function bucketWith(name: string, site: BreachSite, statement: (objects: string) => aws.iam.PolicyStatement): void {
    const bucketName = `${name}-${site.account}`;
    const bucket = new aws.s3.Bucket(name, { bucket: bucketName }, site.aws);
    new aws.s3.BucketPolicy(
        `${name}-policy`,
        {
            bucket: bucket.id,
            policy: { Version: "2012-10-17", Statement: [statement(`arn:aws:s3:::${bucketName}/*`)] },
        },
        site.aws,
    );
}

/** Breaches by what policies, grants and permissions let in. */
export const POLICY_BREACHES: readonly Breach[] = [
    {
        name: "open-bucket",
        sort: 7,
        title: "production's bucket that lets staging's account read",
        from: "staging",
        way: ["resource-policy"],
        build: only("prod", site => {
            bucketWith("open-bucket", site, objects => ({
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${accountIn(site)}:root` },
                Action: "s3:GetObject",
                Resource: objects,
            }));
        }),
    },
    {
        name: "organisation-bucket",
        sort: 5,
        title: "production's bucket that lets the whole organisation read",
        from: "staging",
        way: ["resource-policy"],
        build: only("prod", site => {
            bucketWith("organisation-bucket", site, objects => ({
                Effect: "Allow",
                Principal: "*",
                Action: "s3:GetObject",
                Resource: objects,
                Condition: {
                    StringEquals: {
                        "aws:PrincipalOrgID": "o-a1b2c3d4e5",
                        ...(site.twin ? { "aws:PrincipalAccount": site.account } : {}),
                    },
                },
            }));
        }),
    },
    {
        name: "one-of-the-accounts",
        sort: 7,
        title: "staging's account as one of several that a condition names",
        from: "staging",
        way: ["resource-policy"],
        build: only("prod", site => {
            bucketWith("one-of-the-accounts", site, objects => ({
                Effect: "Allow",
                Principal: "*",
                Action: "s3:PutObject",
                Resource: objects,
                Condition: { StringEquals: { "aws:PrincipalAccount": [site.account, accountIn(site)] } },
            }));
        }),
    },
    {
        name: "open-key",
        sort: 7,
        title: "production's key that lets staging decrypt",
        from: "staging",
        way: ["resource-policy"],
        build: only("prod", site => {
            const statements = [site.account, accountIn(site)].map(account => ({
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${account}:root` },
                Action: "kms:Decrypt",
                Resource: "*",
            }));
            const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
            new aws.kms.Key("open-key", { policy }, site.aws);
        }),
    },
    {
        name: "granted-key",
        sort: 7,
        title: "production's key that is granted to a role of staging",
        from: "staging",
        way: ["key-grant"],
        build: only("prod", site => {
            const key = new aws.kms.Key("granted-key", {}, site.aws);
            new aws.kms.Grant(
                "granted-key-grant",
                {
                    keyId: key.keyId,
                    granteePrincipal: `arn:aws:iam::${accountIn(site)}:role/restore`,
                    operations: ["Decrypt"],
                },
                site.aws,
            );
        }),
    },
    {
        name: "open-queue",
        sort: 11,
        title: "production's queue that the topics of every account may send to",
        from: "staging",
        way: ["resource-policy"],
        build: only("prod", site => {
            const queue = new aws.sqs.Queue("open-queue", { name: "open-queue" }, site.aws);
            new aws.sqs.QueuePolicy(
                "open-queue-policy",
                {
                    queueUrl: queue.id,
                    policy: JSON.stringify(
                        allowing({
                            Principal: { Service: "sns.amazonaws.com" },
                            Action: "sqs:SendMessage",
                            Resource: `arn:aws:sqs:${REGION}:${site.account}:open-queue`,
                            ...(site.twin
                                ? { Condition: { StringEquals: { "aws:SourceAccount": site.account } } }
                                : {}),
                        }),
                    ),
                },
                site.aws,
            );
        }),
    },
    {
        name: "open-function",
        sort: 7,
        title: "production's function that staging's account may call",
        from: "staging",
        way: ["resource-policy"],
        build: only("prod", site => {
            new aws.lambda.Permission(
                "open-function",
                { function: "refunds", action: "lambda:InvokeFunction", principal: accountIn(site) },
                site.aws,
            );
        }),
    },
    {
        name: "pushed-image",
        sort: 12,
        title: "production's registry that staging may push to",
        from: "staging",
        way: ["resource-policy"],
        build: only("prod", site => {
            const repository = new aws.ecr.Repository("pushed-image", { name: "pushed-image" }, site.aws);
            new aws.ecr.RepositoryPolicy(
                "pushed-image-policy",
                {
                    repository: repository.name,
                    policy: allowing({
                        Principal: { AWS: `arn:aws:iam::${accountIn(site)}:role/pipeline` },
                        Action: ["ecr:PutImage", "ecr:CompleteLayerUpload"],
                    }),
                },
                site.aws,
            );
        }),
    },
];
