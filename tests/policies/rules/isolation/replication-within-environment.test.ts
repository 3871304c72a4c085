import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { replicationWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries, worst } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };
const trusting = { ...own, settings: { trustedAccounts: ["333333333333"] } };

const vault = (account: string): PropertyMap => ({
    rules: [
        { ruleName: "kept" },
        { copyActions: [{ destinationVaultArn: `arn:aws:backup:eu-west-1:${account}:backup-vault:copies` }] },
    ],
});

describe("replication-within-environment", () => {
    describe("of a backup plan", () => {
        tries(rule, "aws:backup/plan:Plan", [
            ["no copies", "nothing", { rules: [{ ruleName: "kept" }] }, own],
            ["a vault of the own account", "holds", vault("111111111111"), own],
            ["a vault of another account", "violated", vault("222222222222"), own],
            ["a vault of an account that is trusted", "holds", vault("333333333333"), trusting],
            ["rules that are not known", "undecided", { rules: Unknown.computed }, own],
            [
                "a vault that is not known",
                "undecided",
                { rules: [{ copyActions: [{ destinationVaultArn: Unknown.computed }] }] },
                own,
            ],
            ["a number for a vault", "undecided", { rules: [{ copyActions: [{ destinationVaultArn: 7 }] }] }, own],
            [
                "a secret vault of another account",
                "violated",
                {
                    rules: [
                        {
                            copyActions: [
                                {
                                    destinationVaultArn: new Secret(
                                        "arn:aws:backup:eu-west-1:222222222222:backup-vault:copies",
                                    ),
                                },
                            ],
                        },
                    ],
                },
                own,
            ],
            ["a provider that pins no account", "undecided", vault("222222222222"), { provider: {} }],
        ]);
    });

    describe("of a bucket", () => {
        const copies = resource("aws:s3/bucket:Bucket", {}, { ...own, name: "copies" });
        const to = (destination: PropertyMap) => ({ rules: [{ status: "Enabled", destination }] });
        it("given a bucket that the plan does not hold beside one that it does, says undecided", () => {
            const inputs = {
                rules: ["arn:aws:s3:::copies", "arn:aws:s3:::archive"].map(bucket => ({ destination: { bucket } })),
            };
            const extras = { ...own, beside: [copies], comesFrom: { rules: [copies] } };
            const type = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
            assert.equal(worst(rule, type, inputs, extras), "undecided");
        });
        tries(rule, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", [
            ["the own account", "holds", to({ bucket: "arn:aws:s3:::copies", account: "111111111111" }), own],
            ["another account", "violated", to({ bucket: "arn:aws:s3:::copies", account: "222222222222" }), own],
            ["a bucket that the plan does not hold", "undecided", to({ bucket: "arn:aws:s3:::copies" }), own],
            [
                "a bucket of the plan, by its name",
                "holds",
                to({ bucket: "arn:aws:s3:::copies" }),
                { ...own, beside: [copies], comesFrom: { rules: [copies] } },
            ],
            [
                "a bucket of the plan that is not known",
                "holds",
                to({ bucket: Unknown.computed }),
                { ...own, beside: [copies], comesFrom: { rules: [copies] } },
            ],
            ["a destination that is not known", "undecided", { rules: [{ destination: Unknown.computed }] }, own],
            [
                "an account that is not known",
                "undecided",
                to({ bucket: "arn:aws:s3:::copies", account: Unknown.computed }),
                own,
            ],
        ]);
    });

    describe("of the two bucket types that replicate by themselves", () => {
        tries(rule, "aws:s3/bucket:Bucket", [
            ["no replication", "nothing", {}, own],
            [
                "another account",
                "violated",
                {
                    replicationConfiguration: {
                        rules: [{ destination: { bucket: "arn:aws:s3:::x", accountId: "222222222222" } }],
                    },
                },
                own,
            ],
        ]);
        tries(rule, "aws:s3/bucketV2:BucketV2", [
            [
                "another account",
                "violated",
                {
                    replicationConfigurations: [
                        { rules: [{ destinations: [{ bucket: "arn:aws:s3:::x", accountId: "222222222222" }] }] },
                    ],
                },
                own,
            ],
        ]);
    });

    describe("of a registry", () => {
        tries(rule, "aws:ecr/replicationConfiguration:ReplicationConfiguration", [
            [
                "another region",
                "holds",
                {
                    replicationConfiguration: {
                        rules: [{ destinations: [{ region: "eu-west-1", registryId: "111111111111" }] }],
                    },
                },
                own,
            ],
            [
                "another account",
                "violated",
                {
                    replicationConfiguration: {
                        rules: [{ destinations: [{ region: "eu-west-1", registryId: "222222222222" }] }],
                    },
                },
                own,
            ],
        ]);
    });

    describe("of a database", () => {
        tries(rule, "aws:rds/instance:Instance", [
            ["no source", "nothing", {}, own],
            ["a source by its name", "holds", { replicateSourceDb: "orders" }, own],
            [
                "a source of the own account",
                "holds",
                { replicateSourceDb: "arn:aws:rds:eu-west-1:111111111111:db:orders" },
                own,
            ],
            [
                "a source of another account",
                "violated",
                { replicateSourceDb: "arn:aws:rds:eu-west-1:222222222222:db:orders" },
                own,
            ],
        ]);
    });
});
