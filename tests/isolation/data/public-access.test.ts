import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { describe, it } from "mocha";

import { STAGING_ACCOUNT as OTHER } from "../fragments";
import { admittedBy, lineOf, OF_OTHER, statement } from "./declared";

describe("a bucket that is open to everybody", () => {
    const open =
        (
            option: Partial<Record<"restrictPublicBuckets" | "ignorePublicAcls", boolean>> | undefined,
            bucketOf = "orders",
        ) =>
        async (): Promise<readonly string[]> =>
            (
                await admittedBy(pinned => {
                    const bucket = new aws.s3.Bucket("orders", { bucket: "orders" }, pinned);
                    const policy = statement({ Principal: "*", Action: "s3:GetObject" });
                    new aws.s3.BucketPolicy("orders-policy", { bucket: bucket.id, policy }, pinned);
                    if (option !== undefined) {
                        const blocked = bucketOf === "orders" ? bucket.id : bucketOf;
                        new aws.s3.BucketPublicAccessBlock("block", { bucket: blocked, ...option }, pinned);
                    }
                })
            ).map(lineOf);
    const OPEN = ["resource-policy in read declared policy: Statement[0] anyone"];

    it("given no block of public access, lets in anyone", async () => {
        assert.deepEqual(await open(undefined)(), OPEN);
    });

    it("given a block that restricts it, lets in nobody; given one that does not, anyone", async () => {
        assert.deepEqual(await open({ restrictPublicBuckets: true })(), []);
        assert.deepEqual(await open({ restrictPublicBuckets: false })(), OPEN);
        assert.deepEqual(await open({ ignorePublicAcls: true })(), OPEN);
    });

    it("given the block of another bucket, lets in anyone", async () => {
        assert.deepEqual(await open({ restrictPublicBuckets: true }, "invoices")(), OPEN);
    });

    it("given a block of the whole account, lets in nobody", async () => {
        const found = await admittedBy(pinned => {
            const policy = statement({ Principal: "*", Action: "s3:GetObject" });
            new aws.s3.BucketPolicy("orders-policy", { bucket: "orders", policy }, pinned);
            new aws.s3.AccountPublicAccessBlock("block", { restrictPublicBuckets: true }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given an access point, which blocks by itself, lets in nobody; with its block off, anyone", async () => {
        const point = async (settings: object) =>
            (
                await admittedBy(pinned => {
                    const policy = statement({ Principal: "*", Action: "s3:GetObject" });
                    new aws.s3.AccessPoint("point", { bucket: "orders", policy, ...settings }, pinned);
                })
            ).map(lineOf);
        assert.deepEqual(await point({}), []);
        assert.deepEqual(await point({ publicAccessBlockConfiguration: { restrictPublicBuckets: false } }), OPEN);
    });

    it("given an account that is named, lets it in whatever is blocked", async () => {
        const found = await admittedBy(pinned => {
            const bucket = new aws.s3.Bucket("orders", { bucket: "orders" }, pinned);
            const policy = statement({ Principal: OF_OTHER, Action: "s3:GetObject" });
            new aws.s3.BucketPolicy("orders-policy", { bucket: bucket.id, policy }, pinned);
            new aws.s3.BucketPublicAccessBlock("block", { bucket: bucket.id, restrictPublicBuckets: true }, pinned);
        });
        assert.deepEqual(found.map(lineOf), [`resource-policy in read declared policy: Statement[0] ${OTHER}`]);
    });
});

describe("what is reached through a network or a front", () => {
    const everybody = statement({ Principal: "*", Action: "es:*" });

    it("given a domain within a network that lets in everybody, is no way by itself; outside of one, it is", async () => {
        const domain = async (settings: object) =>
            (
                await admittedBy(pinned => {
                    new aws.opensearch.Domain("search", { accessPolicies: everybody, ...settings }, pinned);
                })
            ).map(({ remote }) => remote.kind);
        assert.deepEqual(await domain({ vpcOptions: { subnetIds: ["subnet-1"] } }), []);
        assert.deepEqual([...new Set(await domain({}))], ["anyone"]);
    });

    it("given the policy of a domain by itself, is judged with the domain's network", async () => {
        const found = async (settings: object) =>
            (
                await admittedBy(pinned => {
                    const domain = new aws.opensearch.Domain("search", settings, pinned);
                    const accessPolicies = everybody;
                    new aws.opensearch.DomainPolicy(
                        "policy",
                        { domainName: domain.domainName, accessPolicies },
                        pinned,
                    );
                })
            ).map(({ remote }) => remote.kind);
        assert.deepEqual(await found({ vpcOptions: { subnetIds: ["subnet-1"] } }), []);
        assert.deepEqual([...new Set(await found({}))], ["anyone"]);
    });

    it("given a file system, lets in an account that is named and nobody else", async () => {
        const found = async (Principal: string | object) =>
            (
                await admittedBy(pinned => {
                    const policy = statement({ Principal, Action: "elasticfilesystem:ClientWrite" });
                    new aws.efs.FileSystemPolicy("files", { fileSystemId: "fs-0123456789abcdef0", policy }, pinned);
                })
            ).map(({ remote }) => remote.kind);
        assert.deepEqual(await found("*"), []);
        assert.ok((await found(OF_OTHER)).every(kind => kind === "account"));
        assert.ok((await found(OF_OTHER)).length > 0);
    });

    it("given an API that everybody may call, is a front door; one that names an account lets that in", async () => {
        const api = async (Principal: string | object) =>
            admittedBy(pinned => {
                const policy = statement({ Principal, Action: "execute-api:Invoke" });
                new aws.apigateway.RestApiPolicy("api", { restApiId: "a1b2c3", policy }, pinned);
            });
        assert.deepEqual(
            (await api("*")).map(({ frontDoor }) => frontDoor),
            [true],
        );
        assert.deepEqual(
            (await api(OF_OTHER)).map(({ frontDoor }) => frontDoor),
            [false],
        );
        assert.deepEqual((await api(OF_OTHER)).map(lineOf), [
            `resource-policy in use declared policy: Statement[0] ${OTHER}`,
        ]);
    });
});
