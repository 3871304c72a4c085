import * as aws from "@pulumi/aws";
import type { Breach } from "./breach";
import { accountIn, REGION } from "./named";
import { only } from "./only";

/** Breaches by code, credentials and keys of the other environment. */
export const USE_BREACHES: readonly Breach[] = [
    {
        name: "pulled-image",
        sort: 12,
        title: "staging's service that runs an image of production's registry",
        from: "staging",
        way: ["image-pull"],
        build: only("staging", site => {
            new aws.ecs.TaskDefinition(
                "pulled-image",
                {
                    family: "shop",
                    containerDefinitions: JSON.stringify([
                        {
                            name: "shop",
                            image: `${accountIn(site)}.dkr.ecr.${REGION}.amazonaws.com/shop:1.4.2`,
                            memory: 256,
                        },
                    ]),
                },
                site.aws,
            );
        }),
    },
    {
        name: "borrowed-credential",
        sort: 2,
        title: "staging's service that is handed the credential of production's database",
        from: "staging",
        way: ["secret-use"],
        build: only("staging", site => {
            const valueFrom = `arn:aws:secretsmanager:${REGION}:${accountIn(site)}:secret:orders-a1b2c3:password::`;
            new aws.ecs.TaskDefinition(
                "borrowed-credential",
                {
                    family: "orders",
                    containerDefinitions: JSON.stringify([
                        { name: "orders", image: "busybox", memory: 64, secrets: [{ name: "PASSWORD", valueFrom }] },
                    ]),
                },
                site.aws,
            );
        }),
    },
    {
        name: "borrowed-key",
        sort: 7,
        title: "staging's disk that is encrypted with production's key",
        from: "staging",
        way: ["key-use"],
        build: only("staging", site => {
            const kmsKeyId = `arn:aws:kms:${REGION}:${accountIn(site)}:key/0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0`;
            new aws.ebs.Volume(
                "borrowed-key",
                { availabilityZone: `${REGION}a`, size: 10, encrypted: true, kmsKeyId },
                site.aws,
            );
        }),
    },
    {
        name: "borrowed-code",
        sort: 12,
        title: "staging's function whose code lies in production's bucket",
        from: "staging",
        way: ["code-source"],
        build: site => {
            const name = (account: string) => `borrowed-code-${account}`;
            new aws.s3.Bucket("borrowed-code", { bucket: name(site.account) }, site.aws);
            if (site.stack !== "staging") return;
            new aws.lambda.Function(
                "borrowed-code-function",
                {
                    role: `arn:aws:iam::${site.account}:role/borrowed-code`,
                    runtime: "nodejs22.x",
                    handler: "index.handler",
                    s3Bucket: name(accountIn(site)),
                    s3Key: "refunds.zip",
                },
                site.aws,
            );
        },
    },
];
