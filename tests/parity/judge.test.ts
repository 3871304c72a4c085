import * as assert from "node:assert/strict";
import { judgeParity } from "../../parity/judge";
import { parseLedger } from "../../parity/ledger/read";
import { compareStacks } from "../../parity/stacks";
import { Secret, Unknown } from "../../plan/value";
import { planOf, PROD, STAGING, type WrittenResource } from "./plans";

const TODAY = "2026-11-21";

interface Written {
    readonly at: string;
    readonly class?: string;
    readonly values?: unknown;
    readonly approves?: string;
    readonly reviewBy?: string;
}

/** The text of a ledger of entries that lack nothing but what a test leaves out. */
function ledgerOf(...entries: readonly Written[]) {
    return parseLedger(
        JSON.stringify(
            entries.map(entry => ({
                class: "scaled",
                reason: "smaller",
                owner: "shop",
                reviewBy: "2027-01-31",
                ...entry,
            })),
        ),
    );
}

/** What is wrong, as "fault at: message". */
function faults(
    prod: readonly WrittenResource[],
    staging: readonly WrittenResource[],
    ...entries: readonly Written[]
): readonly string[] {
    const comparison = compareStacks(planOf(PROD, prod), planOf(STAGING, staging));
    return judgeParity(comparison, ledgerOf(...entries), { today: TODAY }).findings.map(
        ({ at, fault, message, verdict }) => `${verdict} ${fault} ${at}: ${message}`,
    );
}

const jobs = (size: number): readonly WrittenResource[] => [{ at: "app/jobs", inputs: { size, depth: 1 } }];
const SIZES = { prod: 9, staging: 3 };

describe("differences and what was declared of them", () => {
    it("given a difference that nobody declared, says both values", () => {
        assert.deepEqual(faults(jobs(9), jobs(3)), [
            "violated undeclared-difference app/jobs#size: size is 9 in prod and 3 in staging, and nobody declared it",
        ]);
    });

    it("given an entry with the values that are there, is silent", () => {
        assert.deepEqual(faults(jobs(9), jobs(3), { at: "app/jobs#size", values: SIZES }), []);
        assert.deepEqual(faults(jobs(9), jobs(3), { at: "app/*#size", values: SIZES }), []);
        assert.deepEqual(faults(jobs(9), jobs(3), { at: "app/j*s#size", values: SIZES }), []);
    });

    it("given an entry for something else, says that it is unused", () => {
        for (const at of ["app/jobs#depth", "app/other#size", "jobs#size", "app/jobs", "app/jobs#siz"]) {
            const values = at.includes("#") ? SIZES : { prod: "present", staging: "absent" };
            assert.deepEqual(
                faults(jobs(9), jobs(3), { at, values }).map(text => text.split(" ")[1]),
                ["undeclared-difference", "entry-unused"],
                at,
            );
        }
    });

    it("given other values than the approved ones, in either stack, says so", () => {
        for (const values of [
            { prod: 9, staging: 4 },
            { prod: 8, staging: 3 },
            { prod: 9, dev: 3 },
        ]) {
            assert.deepEqual(faults(jobs(9), jobs(3), { at: "app/jobs#size", values }), [
                "violated entry-changed app/jobs#size: other values than the ones that were approved",
            ]);
        }
    });

    it("given a digest for several values, holds until one of them changes, and then prints the new one", () => {
        const both = (size: number, depth: number): readonly WrittenResource[] => [
            { at: "app/jobs", inputs: { size, depth } },
        ];
        const comparison = compareStacks(planOf(PROD, both(9, 8)), planOf(STAGING, both(3, 2)));
        const wrong = judgeParity(comparison, ledgerOf({ at: "app/jobs#*", approves: "v1-0000000000000000" }), {
            today: TODAY,
        });
        const digest = /v1-[0-9a-f]{16}/.exec(wrong.findings[0]?.remediation ?? "")?.[0] ?? "";
        assert.deepEqual(faults(both(9, 8), both(3, 2), { at: "app/jobs#*", approves: digest }), []);
        assert.deepEqual(
            faults(both(9, 8), both(3, 1), { at: "app/jobs#*", approves: digest }).map(text => text.split(" ")[1]),
            ["entry-changed"],
        );
    });

    it("given the last day of an entry, holds; given the day after, asks for a review", () => {
        const entry = { at: "app/jobs#size", values: SIZES };
        assert.deepEqual(faults(jobs(9), jobs(3), { ...entry, reviewBy: TODAY }), []);
        assert.deepEqual(faults(jobs(9), jobs(3), { ...entry, reviewBy: "2026-11-20" }), [
            "violated entry-review-due app/jobs#size: was to be reviewed by 2026-11-20, and today is 2026-11-21",
        ]);
    });

    it("given entries of different classes for one difference, says that they contradict each other", () => {
        const found = faults(
            jobs(9),
            jobs(3),
            { at: "app/jobs#size", values: SIZES },
            { at: "app/*#size", class: "distinct" },
        );
        assert.deepEqual(
            found.map(text => text.split(" ")[1]),
            ["entries-contradict"],
        );
    });

    it("given a place that was declared identical and differs, says so beside the difference", () => {
        assert.deepEqual(
            faults(jobs(9), jobs(3), { at: "app/jobs#size", class: "identical" }).map(text => text.split(" ")[1]),
            ["undeclared-difference", "entries-contradict"],
        );
        assert.deepEqual(faults(jobs(9), jobs(9), { at: "app/jobs#size", class: "identical" }), []);
    });

    it("given a resource in one stack alone, takes an entry without a property", () => {
        const [prod, staging] = [[...jobs(9), { at: "app/cache" }], jobs(9)];
        const values = { prod: "present", staging: "absent" };
        assert.equal(faults(prod, staging).length, 1);
        assert.deepEqual(faults(prod, staging, { at: "app/cache", values }), []);
        assert.deepEqual(
            faults(staging, prod, { at: "app/cache", values: { prod: "absent", staging: "present" } }),
            [],
        );
        assert.equal(faults(staging, prod, { at: "app/cache", values }).length, 1);
    });

    it("given what is not known and comes from nowhere, is undecided, and an entry may declare it", () => {
        const unknown: readonly WrittenResource[] = [{ at: "app/jobs", inputs: { size: Unknown.computed } }];
        assert.deepEqual(
            faults(unknown, unknown).map(text => text.split(" ").slice(0, 2).join(" ")),
            ["undecided undecided-difference"],
        );
    });
});

describe("what never may differ", () => {
    const database = (inputs: WrittenResource["inputs"]): readonly WrittenResource[] => [
        { at: "orders", type: "aws:rds/cluster:Cluster", inputs },
    ];
    it("given a difference in it, is violated whatever was declared", () => {
        const [prod, staging] = [database({ storageEncrypted: true }), database({})];
        const entry = { at: "orders#storageEncrypted", values: { prod: true, staging: null } };
        const found = faults(prod, staging, entry);
        assert.deepEqual(found, [
            "violated never-differs orders#storageEncrypted: storageEncrypted is true in prod and not set in staging, and this never may: " +
                "data that is encrypted in one of them only is handled by other code paths, rights and keys",
        ]);
    });
    it("given the same name in a type that it is not true of, may be declared", () => {
        const queue = (engineVersion: string): readonly WrittenResource[] => [
            { at: "orders", inputs: { engineVersion } },
        ];
        const entry = { at: "orders#engineVersion", values: { prod: "16.8", staging: "16.9" } };
        assert.deepEqual(faults(queue("16.8"), queue("16.9"), entry), []);
        assert.equal(faults(database({ engineVersion: "16.8" }), database({ engineVersion: "16.9" }), entry).length, 1);
    });
    it("given an admission policy in one stack alone, is violated", () => {
        const type = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
        const found = faults([{ at: "policy", type }], [], {
            at: "policy",
            values: { prod: "present", staging: "absent" },
        });
        assert.match(
            found[0] ?? "",
            /^violated never-differs policy: prod has it, staging has not, and this never may/,
        );
    });
});

describe("what each environment must have of its own", () => {
    const zone = (name: WrittenResource["inputs"]): readonly WrittenResource[] => [
        { at: "zone", type: "aws:route53/zone:Zone", inputs: name },
        { at: "key" },
    ];
    it("given one zone's name in both, is violated; given two, holds", () => {
        assert.deepEqual(faults(zone({ name: "shop.internal" }), zone({ name: "shop.internal" })), [
            "violated shared-value zone#name: both environments share the private or public zone in name; each must have its own",
        ]);
        assert.deepEqual(faults(zone({ name: "prod.shop.internal" }), zone({ name: "staging.shop.internal" })), []);
    });
    it("given a key by the same ARN, is violated; given one that each makes by itself, or AWS's own, holds", () => {
        const queue = (kmsKeyId: unknown, from: WrittenResource["from"] = {}): readonly WrittenResource[] => [
            { at: "key" },
            { at: "jobs", inputs: { kmsKeyId: kmsKeyId as string }, from },
        ];
        const arn = "arn:aws:kms:eu-central-1:999988887777:key/1";
        assert.match(faults(queue(arn), queue(arn))[0] ?? "", /^violated shared-value jobs#kmsKeyId: /);
        assert.deepEqual(faults(queue("alias/aws/sqs"), queue("alias/aws/sqs")), []);
        assert.deepEqual(
            faults(queue(Unknown.computed, { kmsKeyId: ["key"] }), queue(Unknown.computed, { kmsKeyId: ["key"] })),
            [],
        );
        assert.deepEqual(
            faults(queue(Unknown.computed), queue(Unknown.computed)).map(text => text.split(" ").slice(0, 2).join(" ")),
            ["undecided undecided-difference", "undecided shared-value"],
        );
    });
    it("given the same secret in both, is violated, and does not say what it is", () => {
        const secret = (secretString: string): readonly WrittenResource[] => [
            {
                at: "token",
                type: "aws:secretsmanager/secretVersion:SecretVersion",
                inputs: { secretString: new Secret(secretString) },
            },
        ];
        const found = faults(secret("hunter2-hunter2"), secret("hunter2-hunter2"));
        assert.equal(found.length, 1);
        assert.doesNotMatch(found.join(), /hunter2/);
        assert.deepEqual(faults(secret("hunter2-hunter2"), secret("another")), []);
    });
    it("given a place that was declared distinct, finds what is equal there", () => {
        const entry = { at: "app/jobs#size", class: "distinct" };
        assert.deepEqual(faults(jobs(9), jobs(3), entry), []);
        assert.match(faults(jobs(9), jobs(9), entry)[0] ?? "", /^violated shared-value app\/jobs#size: /);
    });
});
