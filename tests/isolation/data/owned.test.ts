import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { ownedData } from "../../../isolation/data/owned";
import { planFromState } from "../../../plan";
import { Stack } from "../../../plan/stack";
import { ownedBy, type Pinned } from "./declared";

/** What a program owns, in lines. */
async function lines(build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await ownedBy(build)).map(({ from, reference }) =>
        reference.kind === "name" ? `${reference.pattern} (${from})` : JSON.stringify(reference),
    );
}

const AT = "eu-central-1:111111111111";

describe("what holds data of an environment", () => {
    it("given a queue, is called by its ARN", async () => {
        assert.deepEqual(
            await lines(pinned => {
                new aws.sqs.Queue("orders", { name: "orders.fifo", fifoQueue: true }, pinned);
            }),
            [`arn:aws:sqs:${AT}:orders.fifo (orders#name)`],
        );
    });

    it("given a bucket, is called with all that lies in it, and without an account", async () => {
        assert.deepEqual(
            await lines(pinned => {
                new aws.s3.Bucket("orders", { bucket: "orders" }, pinned);
            }),
            ["arn:aws:s3:::orders (orders#bucket)", "arn:aws:s3:::orders/* (orders#bucket)"],
        );
    });

    it("given a name of which only the beginning is set, is called by whatever goes on from there", async () => {
        assert.deepEqual(
            await lines(pinned => {
                new aws.sns.Topic("orders", { namePrefix: "orders-" }, pinned);
            }),
            [`arn:aws:sns:${AT}:orders-* (orders#namePrefix)`],
        );
    });

    it("given a name that the provider makes, is called nothing that anybody could name", async () => {
        assert.deepEqual(
            await lines(pinned => {
                new aws.sqs.Queue("orders", {}, pinned);
            }),
            [],
        );
    });

    it("given an empty name, is called nothing", async () => {
        assert.deepEqual(
            await lines(pinned => {
                new aws.sqs.Queue("orders", { name: "" }, pinned);
            }),
            [],
        );
    });

    it("given a secret name, says nothing of it", async () => {
        assert.deepEqual(
            await lines(pinned => {
                new aws.sqs.Queue("orders", { name: pulumi.secret("orders") }, pinned);
            }),
            [],
        );
    });

    it("given a cluster, is called by it, by the copies that RDS takes and by its last one", async () => {
        const found = await lines(pinned => {
            const common = { engine: "aurora-postgresql", clusterIdentifier: "orders" };
            new aws.rds.Cluster("orders", { ...common, finalSnapshotIdentifier: "orders-final" }, pinned);
        });
        assert.deepEqual(found, [
            `arn:aws:rds:${AT}:cluster:orders (orders#clusterIdentifier)`,
            `arn:aws:rds:${AT}:cluster-snapshot:rds:orders-* (orders#clusterIdentifier)`,
            `arn:aws:rds:${AT}:cluster-snapshot:orders-final (orders#finalSnapshotIdentifier)`,
        ]);
    });

    it("given a parameter whose name begins with a stroke, is called by one stroke", async () => {
        const found = async (name: string) =>
            lines(pinned => {
                new aws.ssm.Parameter("url", { name, type: "String", value: "x" }, pinned);
            });
        assert.deepEqual(await found("/shop/url"), [`arn:aws:ssm:${AT}:parameter/shop/url (url#name)`]);
        assert.deepEqual(await found("url"), [`arn:aws:ssm:${AT}:parameter/url (url#name)`]);
    });

    it("given another region, is called by that one and its partition", async () => {
        const found = await lines(pinned => {
            new aws.sqs.Queue("orders", { name: "orders", region: "us-gov-west-1" }, pinned);
        });
        assert.deepEqual(found, ["arn:aws-us-gov:sqs:us-gov-west-1:111111111111:orders (orders#name)"]);
    });

    it("given a program that pins nothing, leaves partition, region and account open", async () => {
        const found = await lines(() => {
            new aws.sqs.Queue("orders", { name: "orders" });
        });
        assert.deepEqual(found, ["arn:*:sqs:*:*:orders (orders#name)"]);
    });

    it("given what is only looked up, does not call it its own", async () => {
        const found = await lines(pinned => {
            aws.sqs.Queue.get(
                "theirs",
                "https://sqs.eu-central-1.amazonaws.com/222222222222/theirs",
                { name: "theirs" },
                pinned,
            );
        });
        assert.deepEqual(found, []);
    });

    it("given a state, knows ids and ARNs that AWS made", () => {
        const resource = (type: string, name: string, id: string, outputs: object) => ({
            urn: `urn:pulumi:prod::shop::${type}::${name}`,
            type,
            custom: true,
            id,
            inputs: {},
            outputs,
        });
        const key = "arn:aws:kms:eu-central-1:111111111111:key/0b1c";
        const plan = planFromState(
            {
                version: 3,
                deployment: {
                    manifest: { time: "2026-11-21T00:00:00Z", magic: "", version: "" },
                    resources: [
                        resource("aws:ebs/snapshot:Snapshot", "disk", "snap-0123456789abcdef0", {}),
                        resource("aws:kms/key:Key", "key", "0b1c", { arn: key }),
                    ],
                },
            },
            "state.json",
        );
        const stack = new Stack(plan, { name: "prod", class: "production" });
        assert.deepEqual(
            ownedData(stack).map(({ reference }) => reference),
            [
                { kind: "thing", thing: "snapshot", id: "snap-0123456789abcdef0" },
                { kind: "name", pattern: key },
            ],
        );
    });
});
