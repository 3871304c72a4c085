import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { STAGING_ACCOUNT as OTHER } from "../fragments";
import { declaredBy, lineOf, type Pinned } from "./declared";

/** What a program declares of one kind, in lines. */
async function lines(kind: string, build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await declaredBy(build)).filter(one => one.kind === kind).map(lineOf);
}

const KEY = `arn:aws:kms:eu-central-1:${OTHER}:key/0b1c`;

describe("keys that things are encrypted with", () => {
    const volume = (kmsKeyId: pulumi.Input<string> | undefined) =>
        lines("key-use", pinned => {
            const settings = kmsKeyId === undefined ? {} : { kmsKeyId };
            new aws.ebs.Volume("disk", { availabilityZone: "eu-central-1a", ...settings }, pinned);
        });

    it("given a key of another account, lead there", async () => {
        assert.deepEqual(await volume(KEY), [`key-use out read declared kmsKeyId ${KEY}`]);
    });

    it("given an id or an alias, mean the own account's", async () => {
        assert.deepEqual(await volume("0b1c"), [
            "key-use out read declared kmsKeyId arn:aws:kms:eu-central-1:111111111111:key/0b1c",
        ]);
        assert.deepEqual(await volume("alias/orders"), [
            "key-use out read declared kmsKeyId arn:aws:kms:eu-central-1:111111111111:alias/orders",
        ]);
    });

    it("given none, lead nowhere", async () => {
        assert.deepEqual(await volume(undefined), []);
    });

    it("given one of the stack's own, or one that is looked up, lead nowhere", async () => {
        const found = await lines("key-use", pinned => {
            const own = new aws.kms.Key("key", {}, pinned);
            new aws.ebs.Volume("one", { availabilityZone: "eu-central-1a", kmsKeyId: own.arn }, pinned);
            const { arn } = aws.kms.getKeyOutput({ keyId: "alias/aws/ebs" }, pinned);
            new aws.ebs.Volume("two", { availabilityZone: "eu-central-1a", kmsKeyId: arn }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given one that another stack exports, lead to that stack", async () => {
        const found = await lines("key-use", pinned => {
            const other = new pulumi.StackReference("acme/shop/staging");
            const key = other.getOutput("key").apply(String);
            new aws.ebs.Volume("disk", { availabilityZone: "eu-central-1a", kmsKeyId: key }, pinned);
        });
        assert.deepEqual(found, ["key-use out read declared kmsKeyId stack acme/shop/staging"]);
    });

    it("given a secret, is undecided", async () => {
        assert.deepEqual(await volume(pulumi.secret(KEY)), [
            "key-use out read undecided kmsKeyId unknown: kmsKeyId is secret",
        ]);
    });

    it("given any input that names a key, and those within settings, lead there", async () => {
        const found = await lines("key-use", pinned => {
            new aws.rds.Cluster("orders", { engine: "aurora-postgresql", masterUserSecretKmsKeyId: KEY }, pinned);
            new aws.backup.Vault("vault", { kmsKeyArn: KEY }, pinned);
            new aws.sns.Topic("topic", { kmsMasterKeyId: KEY }, pinned);
            new aws.cloudwatch.EventBus("bus", { kmsKeyIdentifier: KEY }, pinned);
            new aws.dynamodb.Table(
                "table",
                { hashKey: "id", attributes: [], serverSideEncryption: { enabled: true, kmsKeyArn: KEY } },
                pinned,
            );
        });
        assert.deepEqual(found.map(line => line.split(" ")[4]).sort(), [
            "kmsKeyArn",
            "kmsKeyIdentifier",
            "kmsMasterKeyId",
            "masterUserSecretKmsKeyId",
            "serverSideEncryption.kmsKeyArn",
        ]);
    });
});

describe("credentials that are handed to what runs", () => {
    const task = (valueFrom: pulumi.Input<string>) =>
        lines("secret-use", pinned => {
            const containerDefinitions = pulumi.jsonStringify([{ name: "web", secrets: [{ name: "DB", valueFrom }] }]);
            new aws.ecs.TaskDefinition("web", { family: "web", containerDefinitions }, pinned);
        });

    it("given a secret of another account, with or without the part that is meant, lead there", async () => {
        const secret = `arn:aws:secretsmanager:eu-central-1:${OTHER}:secret:db-a1b2c3`;
        const at = "containerDefinitions[0].secrets[0].valueFrom";
        assert.deepEqual(await task(secret), [`secret-use out read declared ${at} ${secret}`]);
        assert.deepEqual(await task(`${secret}:password::`), [
            `secret-use out read declared ${at} ${secret}:password::`,
        ]);
    });

    it("given a parameter by its name, mean the own account's", async () => {
        assert.deepEqual(await task("/shop/db"), [
            "secret-use out read declared containerDefinitions[0].secrets[0].valueFrom arn:aws:ssm:eu-central-1:111111111111:parameter/shop/db",
        ]);
    });

    it("given a proxy, lead to its secrets", async () => {
        const secretArn = `arn:aws:secretsmanager:eu-central-1:${OTHER}:secret:db-a1b2c3`;
        const found = await lines("secret-use", pinned => {
            const common = {
                engineFamily: "POSTGRESQL",
                roleArn: "arn:aws:iam::111111111111:role/p",
                vpcSubnetIds: [],
            };
            new aws.rds.Proxy("proxy", { ...common, auths: [{ secretArn }] }, pinned);
        });
        assert.deepEqual(found, [`secret-use out read declared auths[0].secretArn ${secretArn}`]);
    });
});

describe("file systems that are mounted", () => {
    it("given a volume of a cluster, follow the id in its handle", async () => {
        const found = async (volumeHandle: string) =>
            lines("mount", () => {
                new kubernetes.core.v1.PersistentVolume("volume", {
                    spec: { csi: { driver: "efs.csi.aws.com", volumeHandle } },
                });
            });
        const expected = ["mount out write declared spec.csi.volumeHandle file-system fs-0123456789abcdef0"];
        assert.deepEqual(await found("fs-0123456789abcdef0"), expected);
        assert.deepEqual(await found("fs-0123456789abcdef0::fsap-0123456789abcdef0"), expected);
        assert.deepEqual(await found("vol-0123456789abcdef0"), []);
    });
});

describe("ends that data is moved between", () => {
    const endpoint = (endpointType: pulumi.Input<string>) =>
        lines("data-transfer", pinned => {
            const common = {
                endpointId: "e",
                bucketName: "exports",
                serviceAccessRoleArn: "arn:aws:iam::111111111111:role/r",
            };
            new aws.dms.S3Endpoint("end", { ...common, endpointType }, pinned);
        });

    it("given a source, are read; given a target, are written", async () => {
        assert.deepEqual(await endpoint("source"), ["data-transfer out read declared bucketName arn:aws:s3:::exports"]);
        assert.deepEqual(await endpoint("target"), [
            "data-transfer out write declared bucketName arn:aws:s3:::exports",
        ]);
    });

    it("given what a grant of objects permits, are read, written or both", async () => {
        const granted = (permission: string) =>
            lines("share", pinned => {
                const grantee = { granteeType: "IAM", granteeIdentifier: `arn:aws:iam::${OTHER}:role/r` };
                new aws.s3control.AccessGrant(
                    "grant",
                    { accessGrantsLocationId: "default", grantee, permission },
                    pinned,
                );
            });
        const line = (access: string) =>
            `share in ${access} declared grantee.granteeIdentifier arn:aws:iam::${OTHER}:role/r`;
        assert.deepEqual(await granted("READ"), [line("read")]);
        assert.deepEqual(await granted("WRITE"), [line("write")]);
        assert.deepEqual(await granted("READWRITE"), [line("read"), line("write")]);
    });
});
