import * as assert from "node:assert/strict";

import { Unknown } from "../../../../plan/value";
import { stacksOf } from "../../../../policy-pack/kernel/judge";
import { identitiesOf, mentions } from "../../../../policy-pack/rules/support/environment-identities";
import { DEFAULT_SETTINGS } from "../../../../policy-pack/settings";
import { plan, resource } from "../../../support/policy";

describe("the names of an environment", () => {
    for (const [text, expected] of [
        ["orders-db", true],
        ["jdbc:orders-db.example", true],
        ["arn:aws:rds:eu-central-1:1:cluster:orders-db", true],
        ["old-orders-db", false],
        ["orders-db2", false],
        ["orders-db_old", false],
        ["old-orders-db and orders-db", true],
        ["", false],
    ] as const) {
        it(`given ${JSON.stringify(text)}, ${expected ? "finds" : "does not find"} the whole name`, () => {
            assert.equal(mentions(text, "orders-db"), expected);
        });
    }

    for (const [text, expected] of [
        ["events", true],
        ["events.cluster-x.eu-central-1.rds.amazonaws.com", true],
        ["arn:aws:sqs:eu-central-1:1:events", true],
        ["curl https://own.example/events/", false],
        ["echo sending events to own", false],
        ["it sends events.", false],
    ] as const) {
        it(`given ${JSON.stringify(text)}, ${expected ? "finds" : "does not find"} a name that is a word`, () => {
            assert.equal(mentions(text, "events"), expected);
        });
    }

    it("given a type under its other name, are those of it, too", () => {
        const resources = [
            resource("aws:alb/loadBalancer:LoadBalancer", { name: "front-end" }, { name: "front" }),
            resource("aws:s3/bucketV2:BucketV2", { bucket: "shop-files" }, { name: "files" }),
        ];
        const [stack] = stacksOf([plan(resources)], DEFAULT_SETTINGS);
        assert.deepEqual(
            stack === undefined
                ? []
                : identitiesOf(stack)
                      .map(({ name }) => name)
                      .sort(),
            ["front-end", "shop-files"],
        );
    });

    it("given a plan, are those that are known and long enough, and its accounts once", () => {
        const provider = { allowedAccountIds: ["111111111111"] };
        const resources = [
            resource("aws:s3/bucket:Bucket", { bucket: "Files1" }, { name: "six", provider }),
            resource("aws:s3/bucket:Bucket", { bucket: "files" }, { name: "five", provider }),
            resource("aws:s3/bucket:Bucket", { bucket: Unknown.computed }, { name: "unknown", provider }),
        ];
        const [stack] = stacksOf([plan(resources)], DEFAULT_SETTINGS);
        assert.ok(stack !== undefined);
        assert.deepEqual(identitiesOf(stack), [
            { name: "files1", from: "the bucket of six" },
            { name: "111111111111", from: "the account" },
        ]);
    });
});
