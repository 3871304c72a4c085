import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import {
    type DataRefreshContract,
    DataRefreshSource,
    type DataRefreshSourceArgs,
    DataRefreshTarget,
    type DataRefreshTargetArgs,
} from "../../components";
import { contractFacts } from "../../components/data-refresh/contract";
import type { Plan } from "../../plan/plan";
import { DEFAULT_SETTINGS, judge, parseWaivers, rules } from "../../policy-pack/index";
import { planOf, plainly, resource } from "../support/plan";
import { CONTRACT, SMALLEST_CONTRACT, SOURCE_ARGS, TARGET_ARGS } from "./data-refresh-samples";
import { readable } from "./data-refresh-support";
import { SOURCE_PLAN, TARGET_PLAN } from "./expected/data-refresh";
import { judged } from "./judged";
import { inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";
import { tagsByName } from "./whole-plan";

const planSource = (changed: Partial<DataRefreshSourceArgs> = {}): Promise<Plan> =>
    planOf(() => {
        new DataRefreshSource("masked", { ...SOURCE_ARGS, ...changed });
    });
const planTarget = (changed: Partial<DataRefreshTargetArgs> = {}): Promise<Plan> =>
    planOf(() => {
        new DataRefreshTarget("masked", { ...TARGET_ARGS, ...changed });
    });
/** No more than each side needs. */
const LEAST = { contract: SMALLEST_CONTRACT, size: undefined, workspaceGiB: undefined, logRetentionDays: undefined };
const LEAST_SOURCE = { ...LEAST, cloneInstanceClass: "db.t4g.medium", retentionDays: undefined };
const LEAST_TARGET = { ...LEAST, owner: undefined, migration: undefined };

interface Container {
    readonly name: string;
    readonly image: string;
    readonly environment: Readonly<Record<string, string>>;
}
const containersOf = (plan: Plan, task: string) =>
    (readable(plan)[task] as { readonly containers: readonly Container[] }).containers;
const statementsOf = (plan: Plan, name: string) =>
    (JSON.parse(String(inputsOf(plan, name)["policy"])) as { readonly Statement: readonly { readonly Sid: string }[] })
        .Statement;

describe("DataRefreshSource", () => {
    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planSource();
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(readable(plan), SOURCE_PLAN);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.equal(Object.keys(tags).length, 23);
            for (const [name, found] of Object.entries(tags)) {
                const severity = name in alarmsOf(plan) ? { severity: "ticket" } : {};
                assert.deepEqual(found, { ...tagsOf(PRODUCTION, name), ...severity }, name);
            }
        });

        it("starts a job only once it may do its work, and what it writes to is there", () => {
            const waitsFor = resource(plan, "masked-refresh-schedule").dependencies.map(lastPart);
            for (const name of [
                "masked-refresh-permissions",
                "masked-scheduler-permissions",
                "masked-start-role-amazonecstaskexecutionrolepolicy",
                "masked-failed-target",
                "masked-lock",
                "masked-encryption",
                "masked-policy",
                "masked-signing-key",
                "masked-log",
                "masked-jobs",
                "masked-schedules",
            ]) {
                assert.ok(waitsFor.includes(name), name);
            }
            assert.deepEqual(sourcesOf(plan, "masked-encryption", "rules"), ["masked-key"]);
            assert.deepEqual(sourcesOf(plan, "masked-signing-key-alias", "targetKeyId"), ["masked-signing-key"]);
            assert.deepEqual(sourcesOf(plan, "masked-into-clone", "securityGroupId"), ["masked-clone-group"]);
            assert.deepEqual(sourcesOf(plan, "masked-into-clone", "referencedSecurityGroupId"), ["masked-group"]);
            assert.deepEqual(sourcesOf(plan, "masked-to-clone", "securityGroupId"), ["masked-group"]);
            assert.deepEqual(sourcesOf(plan, "masked-watch-task", "taskRoleArn"), ["masked-watch-role"]);
            assert.deepEqual(sourcesOf(plan, "masked-refresh-task", "taskRoleArn"), ["masked-refresh-role"]);
        });

        it("registers its outputs, all known while planning", () => {
            assert.deepEqual(plainly(resource(plan, "masked", "stagewright:data-refresh:DataRefreshSource").outputs), {
                bucketName: "prod-refresh-artefacts-444455556666",
                signingKeyAlias: "alias/prod-refresh-signing",
                failureQueueName: "prod-refresh-failures",
            });
        });

        it("gives no right to the database itself but to clone it", () => {
            const source = "cluster:prod-orders";
            const naming = statementsOf(plan, "masked-refresh-permissions").filter(one =>
                JSON.stringify(one).includes(source),
            );
            assert.deepEqual(
                naming.map(one => (one as unknown as { readonly Action: string }).Action),
                ["rds:RestoreDBClusterToPointInTime"],
            );
        });
    });

    it("given no more than it needs, fills in the rest, and clones an instance by the names of instances", async () => {
        const plan = await planSource(LEAST_SOURCE);
        const task = inputsOf(plan, "masked-refresh-task");
        assert.deepEqual([task["cpu"], task["memory"], task["ephemeralStorage"]], ["2048", "8192", { sizeInGib: 50 }]);
        assert.equal(inputsOf(plan, "masked-log")["retentionInDays"], 30);
        assert.deepEqual(inputsOf(plan, "masked-lock")["rule"], { defaultRetention: { mode: "GOVERNANCE", days: 28 } });
        assert.equal(inputsOf(plan, "masked-refresh-schedule")["scheduleExpression"], "cron(15 7 ? * MON *)");
        assert.equal(inputsOf(plan, "masked-watch-schedule")["scheduleExpression"], "cron(45 19 ? * MON-FRI *)");
        assert.equal(inputsOf(plan, "masked-refresh-too-old")["threshold"], 8 * 86_400);
        assert.equal(inputsOf(plan, "masked-refresh-slow")["threshold"], 240 * 60 * 0.8);

        const [clone, mask, publish] = containersOf(plan, "masked-refresh-task");
        const { DATABASE_KIND, SOURCE, CLONE, CLONE_CLASS, MASKING_CONFIGURATION, DEADLINE_SECONDS } =
            clone?.environment ?? {};
        assert.deepEqual(
            [DATABASE_KIND, SOURCE, CLONE, CLONE_CLASS, MASKING_CONFIGURATION, DEADLINE_SECONDS],
            ["instance", "prod-orders", "prod-refresh-clone", "db.t4g.medium", "tables: []\n", "13500"],
        );
        assert.equal(mask?.environment["MASKING_COMMAND"], 'mask --config "$MASKING_FILE"');
        assert.equal(publish?.environment["MASKING_RESULT"], "database");
        assert.equal(containersOf(plan, "masked-watch-task")[0]?.environment["RETENTION_SECONDS"], "2419200");

        const own = (type: string, name: string) => `arn:aws:rds:eu-central-1:444455556666:${type}:${name}`;
        const groups = ["subgrp", "cluster-pg", "pg", "og"].map(type => own(type, "*"));
        const bySid = new Map(statementsOf(plan, "masked-refresh-permissions").map(one => [one.Sid, one]));
        assert.deepEqual(bySid.get("CloneTheSource"), {
            Sid: "CloneTheSource",
            Effect: "Allow",
            Action: "rds:RestoreDBInstanceToPointInTime",
            Resource: [own("db", "prod-orders"), own("db", "prod-refresh-clone"), ...groups],
        });
        assert.deepEqual(bySid.get("KeepTheClone"), {
            Sid: "KeepTheClone",
            Effect: "Allow",
            Action: ["rds:AddTagsToResource", "rds:DeleteDBCluster", "rds:DeleteDBInstance", "rds:ModifyDBInstance"],
            Resource: [own("db", "prod-refresh-clone")],
        });
        assert.deepEqual(bySid.get("ReadPassword"), {
            Sid: "ReadPassword",
            Effect: "Allow",
            Action: "secretsmanager:GetSecretValue",
            Resource: "arn:aws:secretsmanager:eu-central-1:444455556666:secret:rds!db-*",
            Condition: {
                StringEquals: { "aws:ResourceTag/aws:rds:primaryDBInstanceArn": own("db", "prod-refresh-clone") },
            },
        });
        assert.equal(
            (bySid.get("GiveTheCloneAPassword") as { Resource?: unknown } | undefined)?.Resource,
            "arn:aws:secretsmanager:eu-central-1:444455556666:secret:rds!db-*",
        );
    });

    it("given an organisation's path, names roles on both sides by it", async () => {
        const roles = { path: "/shop/" };
        const production = { ...PRODUCTION, roles };
        const contract = { ...CONTRACT, production, staging: { ...STAGING, roles: { path: "/people/" } } };
        const plan = await planSource({ environment: production, contract });
        const policy = JSON.stringify(inputsOf(plan, "masked-policy")["policy"]);
        for (const arn of [
            "arn:aws:iam::111122223333:role/people/staging-refresh-restore",
            "arn:aws:iam::444455556666:role/shop/prod-refresh-refresh",
            "arn:aws:iam::444455556666:role/shop/prod-refresh-watch",
        ]) {
            assert.ok(policy.includes(arn), arn);
        }
        const passed = JSON.stringify(inputsOf(plan, "masked-scheduler-permissions")["policy"]);
        assert.ok(passed.includes("arn:aws:iam::444455556666:role/shop/prod-refresh-start"));
    });

    it("given a masking configuration of the greatest length, stays below what a task definition may be", async () => {
        const masking = { ...SMALLEST_CONTRACT.masking, configuration: "#".repeat(32 * 1024) };
        const plan = await planSource({
            ...LEAST_SOURCE,
            contract: { ...SMALLEST_CONTRACT, masking: masking as DataRefreshContract["masking"] },
        });
        const definitions = JSON.stringify(inputsOf(plan, "masked-refresh-task")["containerDefinitions"]);
        assert.ok(definitions.length < 64 * 1024, String(definitions.length));
    });
});

describe("DataRefreshTarget", () => {
    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planTarget();
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(readable(plan), TARGET_PLAN);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.equal(Object.keys(tags).length, 20);
            for (const [name, found] of Object.entries(tags)) {
                const severity = name in alarmsOf(plan) ? { severity: "ticket" } : {};
                assert.deepEqual(found, { ...tagsOf(STAGING, name), ...severity }, name);
            }
        });

        it("registers its outputs, all known while planning", () => {
            assert.deepEqual(plainly(resource(plan, "masked", "stagewright:data-refresh:DataRefreshTarget").outputs), {
                restoreRoleName: "staging-refresh-restore",
                failureQueueName: "staging-refresh-failures",
            });
        });

        it("may write nothing of production, and read nothing of it but artefacts", () => {
            const outside = statementsOf(plan, "masked-restore-permissions").filter(one => {
                const text = JSON.stringify(one);
                return text.includes(PRODUCTION.accountId) || text.includes("arn:aws:s3:::");
            });
            assert.deepEqual(
                outside.map(one => (one as unknown as { readonly Action: string }).Action),
                ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"],
            );
            const watch = JSON.stringify(statementsOf(plan, "masked-watch-permissions"));
            assert.equal(watch.includes(PRODUCTION.accountId), false);
        });
    });

    it("given no more than it needs, fills in the rest, and runs no migrations", async () => {
        const plan = await planTarget(LEAST_TARGET);
        const containers = containersOf(plan, "masked-restore-task");
        assert.deepEqual(
            containers.map(({ name }) => name),
            ["restore", "swap"],
        );
        const { OWNER, MAXIMUM_AGE_SECONDS, RESTORE_JOBS, DEADLINE_SECONDS } = containers[0]?.environment ?? {};
        assert.deepEqual([OWNER, MAXIMUM_AGE_SECONDS, RESTORE_JOBS, DEADLINE_SECONDS], ["", "691200", "2", "6300"]);
        assert.equal(containers[1]?.environment["MIGRATES"], "no");
        assert.equal(inputsOf(plan, "masked-restore-schedule")["scheduleExpression"], "cron(15 11 ? * MON *)");
        const task = inputsOf(plan, "masked-restore-task");
        assert.deepEqual([task["cpu"], task["ephemeralStorage"]], ["2048", { sizeInGib: 50 }]);
        assert.equal(inputsOf(plan, "masked-log")["retentionInDays"], 30);
    });

    it("given an instance of its own, asks for that one", async () => {
        const database = { instanceIdentifier: "staging-ledger", securityGroupId: "sg-1", port: 5433 };
        const plan = await planTarget({ database });
        const { DATABASE_KIND, IDENTIFIER } = containersOf(plan, "masked-restore-task")[0]?.environment ?? {};
        assert.deepEqual([DATABASE_KIND, IDENTIFIER], ["instance", "staging-ledger"]);
        assert.equal(inputsOf(plan, "masked-into-database")["fromPort"], 5433);
        assert.ok(
            JSON.stringify(statementsOf(plan, "masked-watch-permissions")).includes(
                "arn:aws:rds:eu-central-1:111122223333:db:staging-ledger",
            ),
        );
    });
});

describe("what both sides of a data refresh agree on", () => {
    it("is the same bucket, role, key and digest", async () => {
        const [source, target] = [await planSource(), await planTarget()];
        const told = containersOf(target, "masked-restore-task")[0]?.environment ?? {};
        assert.equal(told["BUCKET"], inputsOf(source, "masked-bucket")["bucket"]);
        assert.ok(
            JSON.stringify(inputsOf(source, "masked-policy")).includes(
                String(inputsOf(target, "masked-restore-role")["name"]),
            ),
        );
        const provenance = JSON.parse(
            containersOf(source, "masked-refresh-task")[2]?.environment["PROVENANCE"] ?? "{}",
        ) as Readonly<Record<string, string>>;
        assert.equal(provenance["contractSha256"], told["CONTRACT_SHA256"]);
    });

    it("gives a staging that reads another region's bucket that region", async () => {
        const production = { ...PRODUCTION, region: "eu-west-1" };
        const target = await planTarget({ contract: { ...CONTRACT, production } });
        assert.equal(containersOf(target, "masked-restore-task")[0]?.environment["BUCKET_REGION"], "eu-west-1");
        assert.ok(
            JSON.stringify(statementsOf(target, "masked-restore-permissions")).includes("s3.eu-west-1.amazonaws.com"),
        );
        const source = await planSource({ environment: production, contract: { ...CONTRACT, production } });
        assert.ok(JSON.stringify(statementsOf(source, "masked-key")).includes("s3.eu-west-1.amazonaws.com"));
    });

    const digest = (changed: Partial<DataRefreshContract>) =>
        contractFacts({ ...SMALLEST_CONTRACT, ...changed }).provenance.contractSha256;
    const masking = (changed: object) => ({
        masking: { ...SMALLEST_CONTRACT.masking, ...changed },
    });

    for (const [what, changed] of [
        ["the name", { name: "other" }],
        ["production's account", { production: { ...PRODUCTION, accountId: "999988887777" } }],
        ["the source", { source: { instanceIdentifier: "prod-ledger" } }],
        ["the database", { databaseName: "ledger" }],
        ["the masking image", masking({ image: `registry.example.com/mask@sha256:${"e".repeat(64)}` })],
        ["the masking command", masking({ command: "mask --fast" })],
        ["the masking configuration", masking({ configuration: "tables: [a]\n" })],
        ["what must not survive", { personalColumns: CONTRACT.personalColumns }],
    ] as const) {
        it(`given a change of ${what}, has another digest, so that staging refuses what was made before`, () => {
            assert.notEqual(digest(changed), digest({}));
        });
    }

    it("given a change of when and how long, keeps its digest", () => {
        const timing = { days: ["WED"], sourceMinutes: 60, targetMinutes: 60, maximumAgeDays: 30 } as const;
        assert.equal(digest(timing), digest({}));
    });
});

describe("a data refresh, judged by the policy pack", () => {
    /** The gateway between the two, as the rules see it: each edge is on purpose, and needs its waiver. */
    const CROSSING = [
        "staging+prod violated no-names-of-the-other-environment masked-restore-task",
        "staging violated no-permission-outside-environment masked-restore-permissions",
        "prod violated resource-policy-within-environment masked-key",
        "prod violated resource-policy-within-environment masked-policy",
    ];

    /** Staging fetches artefacts, and is told where they are. */
    const FETCHED = {
        from: "staging",
        to: "prod",
        access: "read",
        at: ["masked/masked-policy#policy", "masked/masked-key#policy", "masked/masked-restore-permissions#policy"],
        purpose: "dumps that the masking job issued",
        owner: "shop-platform",
        expires: "2026-12-31",
    } as const;
    const NAMED = { ...FETCHED, access: "use", at: ["masked/masked-restore-task#containerDefinitions"] } as const;
    /** What the samples of both sides share is not what is judged here. */
    const OWN_NETWORK = { vpcId: "vpc-2" } as const;

    for (const preset of ["standard", "strict"] as const) {
        it(`given the preset ${preset}, crosses the wall where it must and nowhere else`, async () => {
            const said = await judged(
                (environment, opts) => {
                    if (environment.class === "production") new DataRefreshSource("masked", SOURCE_ARGS, opts);
                    else new DataRefreshTarget("masked", TARGET_ARGS, opts);
                },
                { preset },
            );
            assert.deepEqual(
                said.map(line => line.slice(0, line.indexOf(":"))),
                CROSSING,
            );
        });
    }

    it("given gateways to fetch through and one waiver for each crossing, holds", async () => {
        const pinned = (environment: typeof STAGING) => ({
            providers: {
                aws: new aws.Provider("aws", {
                    region: environment.region,
                    allowedAccountIds: [environment.accountId],
                }),
            },
        });
        const plans = [
            await planOf(
                () => {
                    const network = { ...TARGET_ARGS.network, ...OWN_NETWORK };
                    new DataRefreshTarget("masked", { ...TARGET_ARGS, network }, pinned(STAGING));
                },
                { project: "shop", stack: "staging" },
            ),
            await planOf(
                () => {
                    new DataRefreshSource("masked", SOURCE_ARGS, pinned(PRODUCTION));
                },
                { project: "shop", stack: "prod" },
            ),
        ];
        const isolation = rules.filter(({ family }) => family === "isolation");
        const settings = {
            ...DEFAULT_SETTINGS,
            isolation: { boundaries: {}, commons: {}, gateways: { artefacts: FETCHED, address: NAMED } },
        };
        const options = { rules: isolation, settings, today: "2026-01-31" };
        const found = judge(plans, options).findings.filter(({ urn }) => urn !== undefined);
        assert.deepEqual(
            found.filter(({ rule }) => rule === "no-way-between-environments").map(({ message }) => message),
            [],
        );
        const written = found.map(
            ({ rule, path, property, stacks, digest }) =>
                `- { rule: ${rule}, at: "${path}#${property}", stacks: [${stacks.join(", ")}], reason: masked data goes from production to staging, owner: shop-platform, expires: 2026-12-31, approves: ${digest} }`,
        );
        assert.equal(written.length, CROSSING.length);
        const waivers = parseWaivers(written.join("\n"), isolation);
        const after = judge(plans, { ...options, waivers }).findings.filter(({ urn }) => urn !== undefined);
        assert.deepEqual(
            after.map(({ verdict }) => verdict),
            CROSSING.map(() => "waived"),
        );
    });
});

function alarmsOf(plan: Plan): Readonly<Record<string, true>> {
    return Object.fromEntries(namesOf(plan, "aws:cloudwatch/metricAlarm:MetricAlarm").map(name => [name, true]));
}

function lastPart(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}
