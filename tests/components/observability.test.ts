import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ALARM_LIMITS, alarmPlans, silencePlan } from "../../components/alarm-plans";
import { Cluster } from "../../components/cluster";
import type { DatabaseRef } from "../../components/references";
import { Observability, type ObservabilityArgs } from "../../components/observability";
import { assertObservabilityArgs } from "../../components/observability-arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { OBSERVABILITY_PLAN } from "./expected/observability";
import { CLUSTER_ARGS, OBSERVABILITY_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const planObservability = (args: ObservabilityArgs) =>
    planOf(() => {
        new Observability("watch", args);
    });

describe("Observability", () => {
    describe("given the arguments of a staging environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planObservability(OBSERVABILITY_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), OBSERVABILITY_PLAN);
        });

        it("tags all that can be tagged, alarms with their severity", () => {
            const untaggable = [
                "RolePolicyAttachment",
                "TopicPolicy",
                "TopicSubscription",
                "LogMetricFilter",
                "Dashboard",
            ];
            const taggable = plan.resources.filter(
                ({ type }) => type.startsWith("aws:") && !untaggable.some(end => type.endsWith(end)),
            );
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), taggable.map(({ name }) => name).sort());
            for (const { name, type } of taggable) {
                const severity = name.includes("nodes-") ? "ticket" : "page";
                assert.deepEqual(tags[name], { ...tagsOf(STAGING, name), ...(type === ALARM ? { severity } : {}) });
            }
        });

        it("gives every alarm a route and the page of its own name", () => {
            const alarms = namesOf(plan, ALARM);
            assert.equal(alarms.length, 5);
            for (const name of alarms) {
                const { propertyDependencies } = resource(plan, name, ALARM);
                assert.match(propertyDependencies["alarmActions"]?.[0] ?? "", /::watch-alerts$/);
                const page = `Runbook: https://runbooks.example.com/shop/${name.replace("watch-", "")}`;
                assert.ok(String(inputsOf(plan, name, ALARM)["alarmDescription"]).endsWith(page), name);
            }
        });

        it("makes the log groups before whatever would make them without a retention", () => {
            const agent = resource(plan, "watch-agent").dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));
            for (const role of ["application", "dataplane", "host", "performance"]) {
                assert.ok(agent.includes(`watch-${role}-logs`), role);
            }
        });

        it("registers its outputs, all known while planning but the topic", () => {
            assert.deepEqual(plainly(resource(plan, "watch", "stagewright:observability:Observability").outputs), {
                topicArn: "<unknown>",
                dashboardName: "staging-watch",
                dashboardUrl:
                    "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/staging-watch",
                logGroupNames: ["application", "dataplane", "host", "performance"].map(
                    role => `/aws/containerinsights/staging-shop/${role}`,
                ),
                alarmNames: Array.from({ length: 5 }, () => "<unknown>"),
            });
        });
    });

    describe("given the arguments of a production environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planObservability({ ...OBSERVABILITY_ARGS, environment: PRODUCTION });
        });

        it("declares the same resources under the same names", () => {
            assert.deepEqual(Object.keys(wholePlan(plan)), Object.keys(OBSERVABILITY_PLAN));
        });

        it("protects the key, and keeps it as long as KMS can", () => {
            assert.equal(inputsOf(plan, "watch-key")["deletionWindowInDays"], 30);
            const protectedOnes = plan.resources.filter(one => one.options.protect).map(one => one.name);
            assert.deepEqual(protectedOnes, ["watch-key"]);
        });

        it("says so when a metric ends that always comes", () => {
            const silences = namesOf(plan, ALARM).map(name => {
                const { treatMissingData, insufficientDataActions } = inputsOf(plan, name, ALARM);
                return [name, treatMissingData, insufficientDataActions !== undefined];
            });
            assert.deepEqual(silences, [
                ["watch-application-errors", "notBreaching", false],
                ["watch-database-cpu", "missing", true],
                ["watch-database-local-storage", "missing", true],
                ["watch-nodes-cpu", "missing", true],
                ["watch-nodes-failed", "missing", true],
            ]);
        });
    });

    it("given no address, subscribes nobody", async () => {
        const plan = await planObservability({ ...OBSERVABILITY_ARGS, alertEmail: undefined });
        assert.deepEqual(namesOf(plan, "aws:sns/topicSubscription:TopicSubscription"), []);
    });

    it("given our own cluster, starts the agent once its nodes are there", async () => {
        const plan = await planOf(() => {
            const cluster = new Cluster("shop", CLUSTER_ARGS);
            new Observability("watch", { ...OBSERVABILITY_ARGS, cluster });
        });
        assert.ok(resource(plan, "watch-agent").dependencies.some(urn => urn.endsWith("::shop-workers")));
    });

    describe("given arguments at fault", () => {
        const bad: [changed: object, fault: string][] = [
            [
                { cluster: { clusterName: "" } },
                'cluster.clusterName: expected a name in AWS: letters, digits, dashes, underscores, got ""',
            ],
            [
                { database: { clusterIdentifier: "a b" } },
                'database.clusterIdentifier: expected the name of a database in RDS, got "a b"',
            ],
            [{ agentVersion: "4.5" }, 'agentVersion: expected an add-on version such as v4.5.0-eksbuild.1, got "4.5"'],
            [{ alertEmail: "on-call" }, 'alertEmail: expected an e-mail address, got "on-call"'],
            [
                { runbookBaseUrl: "http://runbooks.example.com" },
                'runbookBaseUrl: expected an https address without a slash at its end, got "http://runbooks.example.com"',
            ],
            [
                { runbookBaseUrl: "https://runbooks.example.com/" },
                'runbookBaseUrl: expected an https address without a slash at its end, got "https://runbooks.example.com/"',
            ],
            [{ cluster: null }, "cluster: expected an object with clusterName, got null"],
            [{ database: null }, "database: expected an object with clusterIdentifier or instanceIdentifier, got null"],
            [
                { database: { clusterIdentifier: "orders", serverless: "yes" } },
                'database.serverless: expected one of true, false, got "yes"',
            ],
            [
                { database: { instanceIdentifier: "orders", serverless: true } },
                "database.serverless: expected nothing beside `instanceIdentifier`, got true",
            ],
            [
                { alertMail: "on-call@example.com" },
                'alertMail: expected one of the arguments environment, cluster, database, agentVersion, logRetentionDays, alertEmail, runbookBaseUrl, got "on-call@example.com"',
            ],
        ];
        for (const [changed, fault] of bad) {
            it(`given ${JSON.stringify(changed)}, says so`, () => {
                const args = { ...OBSERVABILITY_ARGS, ...changed };
                assert.deepEqual(
                    faultsOf(() => {
                        assertObservabilityArgs("watch", args);
                    }),
                    [fault],
                );
            });
        }

        it("given several faults, names them all and plans nothing", async () => {
            const args = {
                ...OBSERVABILITY_ARGS,
                logRetentionDays: 0,
                agentVersion: "",
                environment: { ...STAGING, name: "x" },
            };
            await assert.rejects(
                planOf(() => {
                    new Observability("Watch", args);
                }),
                (error: Error) =>
                    ["name: ", "environment.name: ", "agentVersion: ", "logRetentionDays: "].every(part =>
                        error.message.includes(part),
                    ),
            );
        });
    });
});

describe("the alarms of a database", () => {
    const alarmsOf = (database: DatabaseRef) =>
        alarmPlans({ clusterName: "c", database, errorMetric: { namespace: "n", name: "e" } }).filter(
            ({ namespace }) => namespace === "AWS/RDS",
        );
    const forms: [given: string, database: DatabaseRef, room: object, dimensions: object][] = [
        [
            "a cluster with instances of a class",
            { clusterIdentifier: "d", serverless: false },
            {
                name: "database-local-storage",
                meaning: "The database runs out of room for sorts and temporary tables",
                metricName: "FreeLocalStorage",
                statistic: "Minimum",
                evaluationPeriods: 2,
                comparison: "LessThanThreshold",
                threshold: 4 * 1024 ** 3,
                unit: "bytes free",
            },
            { DBClusterIdentifier: "d" },
        ],
        [
            "a serverless cluster, which has no local storage to run out of",
            { clusterIdentifier: "d", serverless: true },
            {
                name: "database-capacity",
                meaning: "The database is nearly as large as it may get",
                metricName: "ACUUtilization",
                statistic: "Maximum",
                evaluationPeriods: 3,
                comparison: "GreaterThanThreshold",
                threshold: 90,
                unit: "percent",
            },
            { DBClusterIdentifier: "d" },
        ],
        [
            "one instance, which has a disk",
            { instanceIdentifier: "d" },
            {
                name: "database-storage",
                meaning: "The disk of the database is nearly full and does not grow",
                metricName: "FreeStorageSpace",
                statistic: "Minimum",
                evaluationPeriods: 2,
                comparison: "LessThanThreshold",
                threshold: 2 * 1024 ** 3,
                unit: "bytes free",
            },
            { DBInstanceIdentifier: "d" },
        ],
    ];
    for (const [given, database, room, dimensions] of forms) {
        it(`given ${given}, look at what it runs out of, and at its processor`, () => {
            const [first, second, ...others] = alarmsOf(database);
            const common = { severity: "page", namespace: "AWS/RDS", dimensions, period: 300, reportsAlways: true };
            assert.deepEqual(first, { ...common, ...room });
            assert.deepEqual([second?.name, second?.dimensions, others], ["database-cpu", dimensions, []]);
        });
    }
});

describe("alarmPlans", () => {
    const plans = alarmPlans({
        clusterName: "c",
        database: { clusterIdentifier: "d" },
        errorMetric: { namespace: "n", name: "e" },
    });

    it("take their limits from one table", () => {
        assert.deepEqual(Object.fromEntries(plans.map(({ name, threshold }) => [name, threshold])), {
            "application-errors": ALARM_LIMITS.applicationErrors,
            "database-local-storage": ALARM_LIMITS.databaseLocalStorageGiB * 1024 ** 3,
            "database-cpu": ALARM_LIMITS.databaseCpuPercent,
            "nodes-failed": ALARM_LIMITS.failedNodes,
            "nodes-cpu": ALARM_LIMITS.nodeCpuPercent,
        });
    });

    it("wake somebody before they write a ticket", () => {
        assert.deepEqual(
            plans.map(({ severity }) => severity),
            ["page", "page", "page", "ticket", "ticket"],
        );
    });

    const [errors, storage] = plans;
    const cases: [given: string, plan: typeof errors, sleeps: boolean, expected: object][] = [
        [
            "a metric that always comes, of what never sleeps",
            storage,
            false,
            { treatMissingData: "missing", tellsOfSilence: true },
        ],
        [
            "a metric that always comes, of what sleeps",
            storage,
            true,
            { treatMissingData: "notBreaching", tellsOfSilence: false },
        ],
        [
            "a metric that comes with errors only",
            errors,
            false,
            { treatMissingData: "notBreaching", tellsOfSilence: false },
        ],
    ];
    for (const [given, plan, sleeps, expected] of cases) {
        it(`given ${given}, decide what silence means`, () => {
            assert.deepEqual(silencePlan(plan!, sleeps), expected);
        });
    }
});

describe("the page about Observability", () => {
    const page = readFileSync(path.join(__dirname, "../../docs/components/observability.md"), "utf8");
    const rows = page.split("\n").filter(line => line.startsWith("| `"));

    it("lists every alarm with its severity and its metric", () => {
        const errorMetric = { namespace: "n", name: "e" };
        const databases: DatabaseRef[] = [
            { clusterIdentifier: "d" },
            { clusterIdentifier: "d", serverless: true },
            { instanceIdentifier: "d" },
        ];
        const all = databases.flatMap(database => alarmPlans({ clusterName: "c", database, errorMetric }));
        for (const { name, severity, namespace, metricName, reportsAlways } of all) {
            const row = rows.find(line => line.startsWith(`| \`${name}\``)) ?? "";
            assert.ok(row.includes(`| ${severity} |`), name);
            if (reportsAlways) assert.ok(row.includes(`\`${namespace} ${metricName}\``), name);
        }
    });

    const limits: [alarm: string, text: string][] = [
        ["application-errors", `${ALARM_LIMITS.applicationErrors} or more errors`],
        ["database-local-storage", `less than ${ALARM_LIMITS.databaseLocalStorageGiB} GiB`],
        ["database-storage", `less than ${ALARM_LIMITS.databaseStorageGiB} GiB`],
        ["database-capacity", `above ${ALARM_LIMITS.databaseCapacityPercent} %`],
        ["database-cpu", `above ${ALARM_LIMITS.databaseCpuPercent} %`],
        ["nodes-cpu", `above ${ALARM_LIMITS.nodeCpuPercent} %`],
    ];
    for (const [alarm, text] of limits) {
        it(`names the limit of ${alarm}`, () => {
            assert.ok(rows.some(row => row.startsWith(`| \`${alarm}\``) && row.includes(text)));
        });
    }
});
