import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { describe, it } from "mocha";

import { admittedBy, lineOf } from "../data/declared";
import { PRODUCTION_ACCOUNT, STAGING_ACCOUNT } from "../fragments";

const BALANCERS = "logdelivery.elasticloadbalancing.amazonaws.com";

/** Whom a bucket for logs lets in, by the service and the folders that its policy names. */
async function admitted(service: string, ...folders: readonly string[]): Promise<readonly string[]> {
    const connections = await admittedBy(options => {
        const Resource = folders.map(folder => `arn:aws:s3:::logs${folder}`);
        const statement = { Effect: "Allow", Principal: { Service: service }, Action: "s3:PutObject", Resource };
        const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
        new aws.s3.BucketPolicy("logs", { bucket: "logs", policy }, options);
    });
    return connections.map(lineOf).map(line => line.split(" ").at(-1) ?? "");
}

describe("a bucket into which services deliver logs", () => {
    it("given the folder of the own account, lets in nobody else", async () => {
        assert.deepEqual(await admitted(BALANCERS, `/AWSLogs/${PRODUCTION_ACCOUNT}/*`), []);
        assert.deepEqual(await admitted("cloudtrail.amazonaws.com", `/a/AWSLogs/${PRODUCTION_ACCOUNT}/*`), []);
    });

    it("given the folder of another account, lets that account in", async () => {
        const both = [`/AWSLogs/${PRODUCTION_ACCOUNT}/*`, `/AWSLogs/${STAGING_ACCOUNT}/*`];
        assert.deepEqual(await admitted(BALANCERS, ...both), [STAGING_ACCOUNT]);
    });

    it("given a folder of no account beside it, lets in everybody whose logs the service delivers", async () => {
        assert.deepEqual(await admitted(BALANCERS, "/*"), ["anyone"]);
        assert.deepEqual(await admitted(BALANCERS, `/AWSLogs/${PRODUCTION_ACCOUNT}/*`, "/other/*"), ["anyone"]);
        assert.deepEqual(await admitted(BALANCERS, "/AWSLogs/*"), ["anyone"]);
    });

    it("given a service that writes where it is told, does not take the folder for an account", async () => {
        assert.deepEqual(await admitted("sns.amazonaws.com", `/AWSLogs/${PRODUCTION_ACCOUNT}/*`), ["anyone"]);
    });
});
