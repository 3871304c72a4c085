import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { declaredBy, lineOf, type Pinned } from "./declared";

async function lines(build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await declaredBy(build)).filter(({ kind }) => kind === "access-list").map(lineOf);
}

/** The list of a bucket, by its canned name. */
const canned = (acl: pulumi.Input<string>) =>
    lines(pinned => {
        new aws.s3.BucketAcl("orders", { bucket: "orders", acl }, pinned);
    });

const ALL = "http://acs.amazonaws.com/groups/global/AllUsers";
const LOGS = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/** The list of a bucket, grant by grant. */
const granted = (grantee: aws.types.input.s3.BucketAclAccessControlPolicyGrantGrantee, permission = "READ") =>
    lines(pinned => {
        const accessControlPolicy = { owner: { id: "0wner" }, grants: [{ grantee, permission }] };
        new aws.s3.BucketAcl("orders", { bucket: "orders", accessControlPolicy }, pinned);
    });

describe("lists of who is let at objects", () => {
    it("given a canned list, let in whom it says", async () => {
        assert.deepEqual(await canned("private"), []);
        assert.deepEqual(await canned("log-delivery-write"), []);
        assert.deepEqual(await canned("public-read"), ["access-list in read declared acl anyone"]);
        assert.deepEqual(await canned("authenticated-read"), ["access-list in read declared acl anyone"]);
        assert.deepEqual(await canned("public-read-write"), [
            "access-list in read declared acl anyone",
            "access-list in write declared acl anyone",
        ]);
    });

    it("given a canned list that nobody knows, are undecided and name nothing of it", async () => {
        for (const acl of ["everyone", pulumi.secret("everyone")]) {
            const found = await canned(acl);
            assert.equal(found.length, 1);
            assert.match(found[0] ?? "", /^access-list in read undecided acl unknown: /);
            assert.doesNotMatch(found[0] ?? "", /everyone/);
        }
    });

    it("given a block that ignores them, let in nobody by a group", async () => {
        const found = async (ignorePublicAcls: boolean) =>
            lines(pinned => {
                const bucket = new aws.s3.Bucket("orders", { bucket: "orders" }, pinned);
                new aws.s3.BucketAcl("orders-list", { bucket: bucket.id, acl: "public-read" }, pinned);
                new aws.s3.BucketPublicAccessBlock("orders-block", { bucket: bucket.id, ignorePublicAcls }, pinned);
            });
        assert.deepEqual(await found(true), []);
        assert.deepEqual(await found(false), ["access-list in read declared acl anyone"]);
    });

    it("given a block that ignores them, let in nobody by a grant to a group", async () => {
        const found = async (ignorePublicAcls: boolean) =>
            lines(pinned => {
                const grants = [{ type: "Group", uri: ALL, permissions: ["READ"] }];
                const bucket = new aws.s3.Bucket("orders", { bucket: "orders", grants }, pinned);
                new aws.s3.BucketPublicAccessBlock("orders-block", { bucket: bucket.id, ignorePublicAcls }, pinned);
            });
        assert.deepEqual(await found(true), []);
        assert.deepEqual(await found(false), ["access-list in read declared grants[0].uri anyone"]);
    });

    it("given a block that names the bucket, let in nobody by a group; given one of another bucket, anyone", async () => {
        const found = async (blocked: string) =>
            lines(pinned => {
                new aws.s3.Bucket("orders", { bucket: "orders", acl: "public-read" }, pinned);
                new aws.s3.BucketAcl("orders-list", { bucket: "orders", acl: "public-read" }, pinned);
                new aws.s3.BucketPublicAccessBlock("block", { bucket: blocked, ignorePublicAcls: true }, pinned);
            });
        assert.deepEqual(await found("orders"), []);
        assert.equal((await found("invoices")).length, 2);
    });

    it("given a grant to a group, let in the world and not the delivery of logs", async () => {
        const path = "accessControlPolicy.grants[0].grantee.uri";
        assert.deepEqual(await granted({ type: "Group", uri: ALL }), [`access-list in read declared ${path} anyone`]);
        assert.deepEqual(await granted({ type: "Group", uri: ALL }, "WRITE_ACP"), [
            `access-list in write declared ${path} anyone`,
        ]);
        assert.deepEqual(await granted({ type: "Group", uri: ALL }, "FULL_CONTROL"), [
            `access-list in read declared ${path} anyone`,
            `access-list in write declared ${path} anyone`,
        ]);
        assert.deepEqual(await granted({ type: "Group", uri: LOGS }, "WRITE"), []);
    });

    it("given a grant to a user, lets in the owner and does not know whose others are", async () => {
        assert.deepEqual(await granted({ type: "CanonicalUser", id: "0wner" }), []);
        const found = await granted({ type: "CanonicalUser", id: "0ther" });
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /^access-list in read undecided .*grantee\.id unknown: /);
    });

    it("given grants of a bucket itself, reads them there", async () => {
        const found = await lines(pinned => {
            new aws.s3.Bucket("orders", { grants: [{ type: "Group", uri: ALL, permissions: ["WRITE"] }] }, pinned);
        });
        assert.deepEqual(found, ["access-list in write declared grants[0].uri anyone"]);
    });

    it("given an object that is public, lets in anyone", async () => {
        const found = await lines(pinned => {
            new aws.s3.BucketObjectv2("page", { bucket: "orders", key: "page", acl: "public-read" }, pinned);
        });
        assert.deepEqual(found, ["access-list in read declared acl anyone"]);
    });
});
