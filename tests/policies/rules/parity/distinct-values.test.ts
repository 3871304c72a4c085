import * as assert from "node:assert/strict";

import { parseLedger } from "../../../../parity/ledger/read";
import type { PropertyMap } from "../../../../plan/value";
import { Secret, Unknown } from "../../../../plan/value";
import { distinctValues as rule } from "../../../../policy-pack/rules";
import { planOf, PROD, STAGING, type WrittenResource } from "../../../parity/plans";
import { said } from "../../../support/policy";
import { worstOf } from "../table";

const BUCKET = "aws:s3/bucket:Bucket";
const QUEUE = "aws:sqs/queue:Queue";
const SECRET = "aws:secretsmanager/secretVersion:SecretVersion";

const judged = (type: string, production: PropertyMap, staging: PropertyMap, ledger = "") => {
    const plans = [
        planOf(PROD, [{ at: "thing", type, inputs: production }]),
        planOf(STAGING, [{ at: "thing", type, inputs: staging }]),
    ];
    return said(rule, plans, { ledger: parseLedger(ledger) });
};

describe("distinct-values", () => {
    for (const [given, expected, type, production, staging] of [
        ["buckets of their own", "holds", BUCKET, { bucket: "a-prod" }, { bucket: "a-staging" }],
        ["the same bucket", "violated", BUCKET, { bucket: "a" }, { bucket: "a" }],
        ["a bucket that one alone names", "holds", BUCKET, { bucket: "a" }, {}],
        ["buckets whose names nobody knows", "undecided", BUCKET, { bucket: Unknown.computed }, { bucket: "a" }],
        ["the same key", "violated", QUEUE, { kmsMasterKeyId: "alias/shop" }, { kmsMasterKeyId: "alias/shop" }],
        ["AWS's own key", "holds", QUEUE, { kmsMasterKeyId: "alias/aws/sqs" }, { kmsMasterKeyId: "alias/aws/sqs" }],
        ["the same secret", "violated", SECRET, { secretString: new Secret("a") }, { secretString: new Secret("a") }],
        ["other secrets", "holds", SECRET, { secretString: new Secret("a") }, { secretString: new Secret("b") }],
        ["what may be shared", "holds", QUEUE, { delaySeconds: 5 }, { delaySeconds: 5 }],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(worstOf(judged(type, production, staging)), expected);
        });
    }

    it("given the same bucket, says what is shared and where", () => {
        assert.deepEqual(judged(BUCKET, { bucket: "a" }, { bucket: "a" }), [
            {
                outcome: "violated",
                subject: "thing",
                property: "bucket",
                message: "both environments share the bucket in bucket; each must have its own",
            },
        ]);
    });

    const declared = (at: string) =>
        `- { at: "${at}", class: distinct, reason: own, owner: shop, reviewBy: 2027-03-31 }`;
    for (const [given, expected, production, staging, at] of [
        ["other values", "holds", { host: "a" }, { host: "b" }, "thing#host"],
        ["the same value", "violated", { host: "a" }, { host: "a" }, "thing#host"],
        ["the same value inside of one", "violated", { env: { HOST: "a" } }, { env: { HOST: "a" } }, "thing#env.HOST"],
        ["a property that is nowhere", "holds", { host: "a" }, { host: "a" }, "thing#port"],
        ["another resource", "holds", { host: "a" }, { host: "a" }, "other#host"],
    ] as const) {
        it(`given ${given} at ${at}, which was declared distinct, says ${expected}`, () => {
            assert.equal(worstOf(judged(QUEUE, production, staging, declared(at))), expected);
        });
    }

    it("given the same secret, does not show it", () => {
        const [verdict] = judged(
            SECRET,
            { secretString: new Secret("correct-horse") },
            { secretString: new Secret("correct-horse") },
        );
        assert.equal(verdict?.outcome, "violated");
        assert.ok(verdict.message?.includes("correct-horse") === false);
    });

    it("given one secret among the settings of both, names the setting and does not show it", () => {
        const config = { "acme:password": new Secret("correct-horse") };
        const found = said(rule, [
            { ...planOf(PROD, []), config },
            { ...planOf(STAGING, []), config },
        ]);
        assert.deepEqual(
            found.map(({ outcome, property }) => `${outcome} ${property ?? ""}`),
            ["violated @config.acme:password"],
        );
        assert.ok(found.every(({ message = "" }) => !message.includes("correct-horse")));
    });

    it("given what each makes by itself, says holds though nothing of it is known", () => {
        const resources: readonly WrittenResource[] = [
            { at: "key", type: "aws:kms/key:Key" },
            { at: "orders", inputs: { kmsMasterKeyId: Unknown.computed }, from: { kmsMasterKeyId: ["key"] } },
        ];
        const verdicts = said(rule, [planOf(PROD, resources), planOf(STAGING, resources)]);
        assert.deepEqual(
            verdicts.map(({ outcome, subject }) => `${outcome} ${subject ?? ""}`),
            ["holds key", "holds orders"],
        );
    });
});
