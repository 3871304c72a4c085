import * as assert from "node:assert/strict";

import { parseLedger } from "../../../../parity/ledger/read";
import type { PropertyMap } from "../../../../plan/value";
import { Secret, Unknown } from "../../../../plan/value";
import { noForbiddenDifference as rule } from "../../../../policy-pack/rules";
import { planOf, PROD, STAGING, type WrittenResource } from "../../../parity/plans";
import { said } from "../../../support/policy";
import { worstOf } from "../table";

const INSTANCE = "aws:rds/instance:Instance";
const QUEUE = "aws:sqs/queue:Queue";
const ADMISSION = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";

const CLUSTER = "aws:eks/cluster:Cluster";
const KEY = "arn:aws:kms:eu-west-1:444455556666:key/0a100000-0000-4000-8000-000000000000";
const encryptedWith = (...keys: readonly string[]) => ({
    encryptionConfig: { resources: ["secrets"], provider: Object.fromEntries(keys.map(key => ["keyArn", key])) },
});

const one = (type: string, inputs: PropertyMap): readonly WrittenResource[] => [{ at: "thing", type, inputs }];
const plans = (production: readonly WrittenResource[], staging: readonly WrittenResource[]) => [
    planOf(PROD, production),
    planOf(STAGING, staging),
];

describe("no-forbidden-difference", () => {
    for (const [given, expected, type, production, staging] of [
        ["encryption in both", "holds", INSTANCE, { storageEncrypted: true }, { storageEncrypted: true }],
        [
            "encryption in production alone",
            "violated",
            INSTANCE,
            { storageEncrypted: true },
            { storageEncrypted: false },
        ],
        ["encryption in staging alone", "violated", INSTANCE, {}, { storageEncrypted: true }],
        ["another version", "violated", INSTANCE, { engineVersion: "17.4" }, { engineVersion: "17.5" }],
        [
            "the version as a secret in one",
            "violated",
            INSTANCE,
            { engineVersion: "17.4" },
            { engineVersion: new Secret("17.4") },
        ],
        [
            "versions that are not known",
            "undecided",
            INSTANCE,
            { engineVersion: Unknown.computed },
            { engineVersion: Unknown.computed },
        ],
        ["another size", "holds", INSTANCE, { engineVersion: "17.4", size: 1 }, { engineVersion: "17.4", size: 2 }],
        ["a size alone", "holds", INSTANCE, { size: 1 }, { size: 2 }],
        ["a queue, whose version is nobody's", "holds", QUEUE, { engineVersion: "1" }, { engineVersion: "2" }],
        ["keys of their own", "holds", CLUSTER, encryptedWith(KEY), encryptedWith(KEY.replace("1", "2"))],
        ["a key in one alone", "violated", CLUSTER, encryptedWith(KEY), encryptedWith()],
        [
            "a part of a block",
            "violated",
            "aws:ec2/instance:Instance",
            { metadataOptions: { httpTokens: "required" } },
            { metadataOptions: { httpTokens: "optional" } },
        ],
        ["an admission policy with other words", "violated", ADMISSION, { spec: { a: 1 } }, { spec: { a: 2 } }],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(worstOf(said(rule, plans(one(type, production), one(type, staging)))), expected);
        });
    }

    it("given an admission policy that production alone has, says violated; that staging alone has, says nothing", () => {
        const policy = one(ADMISSION, {});
        assert.equal(worstOf(said(rule, plans(policy, []))), "violated");
        assert.equal(worstOf(said(rule, plans([], policy))), "nothing");
    });

    it("given an entry that declares it, says violated all the same, with the reason", () => {
        const ledger = parseLedger(
            "- { at: thing#engineVersion, class: scaled, values: { prod: '17.4', staging: '17.5' }, reason: new, owner: shop, reviewBy: 2027-03-31 }\n",
        );
        const both = plans(one(INSTANCE, { engineVersion: "17.4" }), one(INSTANCE, { engineVersion: "17.5" }));
        assert.deepEqual(said(rule, both, { ledger }), [
            {
                outcome: "violated",
                subject: "thing",
                property: "engineVersion",
                message:
                    "engineVersion is 17.4 in prod and 17.5 in staging, and this never may: a test on another version of the engine is a test of another product",
            },
        ]);
    });

    it("given what a project adds, says violated where that differs and nothing where it is not set", () => {
        const pack = { neverDiffer: { order: { types: ["aws:sqs/queue:"], properties: ["fifo*"], reason: "order" } } };
        const queues = (production: PropertyMap, staging: PropertyMap) =>
            worstOf(said(rule, plans(one(QUEUE, production), one(QUEUE, staging)), { pack }));
        assert.equal(queues({ fifoQueue: true }, { fifoQueue: true }), "holds");
        assert.equal(queues({ fifoQueue: true }, { fifoQueue: false }), "violated");
        assert.equal(queues({ name: "a" }, { name: "b" }), "holds");
    });
});
