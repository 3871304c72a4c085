import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { STAGING_ACCOUNT as OTHER } from "../fragments";
import { declaredBy, lineOf, type Pinned } from "./declared";

async function lines(kind: string, build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await declaredBy(build)).filter(one => one.kind === kind).map(lineOf);
}

describe("parts of things that are named alone", () => {
    const version = (secretId: pulumi.Input<string>) =>
        lines("managed-part", pinned => {
            new aws.secretsmanager.SecretVersion("version", { secretId, secretString: "x" }, pinned);
        });

    it("given a thing of another account, or a name, lead there", async () => {
        const arn = `arn:aws:secretsmanager:eu-central-1:${OTHER}:secret:db-a1b2c3`;
        assert.deepEqual(await version(arn), [`managed-part out write declared secretId ${arn}`]);
        assert.deepEqual(await version("db"), [
            "managed-part out write declared secretId arn:aws:secretsmanager:eu-central-1:111111111111:secret:db",
        ]);
    });

    it("given an own thing, or one that is looked up, lead nowhere", async () => {
        const found = await lines("managed-part", pinned => {
            const own = new aws.secretsmanager.Secret("db", {}, pinned);
            const looked = aws.secretsmanager.getSecretOutput({ name: "db" }, pinned);
            new aws.secretsmanager.SecretVersion("one", { secretId: own.id, secretString: "x" }, pinned);
            new aws.secretsmanager.SecretVersion("two", { secretId: looked.id, secretString: "x" }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given a thing that another stack exports, lead to that stack", async () => {
        const found = await lines("managed-part", pinned => {
            const other = new pulumi.StackReference("acme/shop/staging");
            const bucket = other.getOutput("bucket").apply(String);
            new aws.s3.BucketPolicy("policy", { bucket, policy: "{}" }, pinned);
        });
        assert.deepEqual(found, ["managed-part out write declared bucket stack acme/shop/staging"]);
    });

    it("given a copy that is taken of a database by its name, reads it", async () => {
        const found = await lines("restore", pinned => {
            const ids = { dbClusterIdentifier: "orders", dbClusterSnapshotIdentifier: "copy" };
            new aws.rds.ClusterSnapshot("copy", ids, pinned);
        });
        assert.deepEqual(found, [
            "restore out read declared dbClusterIdentifier arn:aws:rds:eu-central-1:111111111111:cluster:orders",
        ]);
    });

    it("given a policy of the account that sends its log groups, follows the destination within its text", async () => {
        const found = await lines("telemetry", pinned => {
            const DestinationArn = `arn:aws:logs:eu-central-1:${OTHER}:destination:search`;
            const policyDocument = JSON.stringify({ DestinationArn, FilterPattern: "" });
            const common = { policyName: "all", policyType: "SUBSCRIPTION_FILTER_POLICY" };
            new aws.cloudwatch.LogAccountPolicy("all", { ...common, policyDocument }, pinned);
        });
        assert.deepEqual(found, [
            `telemetry out write declared policyDocument.DestinationArn arn:aws:logs:eu-central-1:${OTHER}:destination:search`,
        ]);
    });
});
