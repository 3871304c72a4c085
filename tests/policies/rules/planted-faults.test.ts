import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { parseLedger } from "../../../parity/ledger/read";
import { textOf } from "../../../plan/plain";
import type { Plan, PlannedResource } from "../../../plan/plan";
import { Secret, type PropertyMap, Unknown } from "../../../plan/value";
import { judge } from "../../../policy-pack/kernel/judge";
import type { Finding } from "../../../policy-pack/kernel/judgement";
import { noWayBetweenEnvironments, rules } from "../../../policy-pack/rules";
import { DEFAULT_SETTINGS, type Settings } from "../../../policy-pack/settings";
import { planStack } from "../../program/support";
import { resource as byName } from "../../support/plan";
import { resource } from "../../support/policy";

type Stack = "staging" | "prod";

/** One fault, planted in the plan of one stack: what is changed, and the rules that are to find it. */
interface Fault {
    readonly what: string;
    readonly stack: Stack;
    readonly found: readonly string[];
    readonly plant: (plan: Plan) => Plan;
    /** Whether it is one only where both stacks have it. */
    readonly inBoth?: true;
    /** What `stagewright.yaml` says beside. */
    readonly settings?: Partial<Settings>;
}

/** The plan with some inputs of a resource changed; `undefined` takes one away. */
function changed(
    name: string,
    inputs: Readonly<Record<string, PropertyMap[string] | undefined>>,
): (plan: Plan) => Plan {
    return plan => {
        const target = byName(plan, name);
        const merged = Object.entries({ ...target.inputs, ...inputs }).filter(([, value]) => value !== undefined);
        return replaced(plan, target, { ...target, inputs: Object.fromEntries(merged) as PropertyMap });
    };
}

/** The plan with everything changed whose name begins so. */
function eachChanged(beginning: string, change: (name: string) => (plan: Plan) => Plan): (plan: Plan) => Plan {
    return plan =>
        plan.resources
            .filter(({ name }) => name.startsWith(beginning))
            .reduce((changing, { name }) => change(name)(changing), plan);
}

/** The plan with some tags of a resource changed; `undefined` takes one away. */
function retagged(name: string, tags: Readonly<Record<string, string | undefined>>): (plan: Plan) => Plan {
    return plan => {
        const merged = { ...(byName(plan, name).inputs["tags"] as PropertyMap), ...tags };
        const known = Object.entries(merged).filter(([, value]) => value !== undefined);
        return changed(name, { tags: Object.fromEntries(known) as PropertyMap })(plan);
    };
}

/** The plan with everything made by an AWS provider that has other inputs. */
function provided(inputs: PropertyMap): (plan: Plan) => Plan {
    return plan => ({
        ...plan,
        resources: plan.resources.map(one =>
            one.provider === undefined || !one.type.startsWith("aws:")
                ? one
                : { ...one, provider: { ...one.provider, inputs: { ...one.provider.inputs, ...inputs } } },
        ),
    });
}

/** The plan with a part of a text that a resource is given written otherwise. */
function rewritten(name: string, input: string, part: string, otherwise: string): (plan: Plan) => Plan {
    return plan => {
        const text = textOf(byName(plan, name).inputs[input]);
        assert.ok(text.includes(part), `${input} of ${name} does not hold ${part}`);
        return changed(name, { [input]: text.replace(part, otherwise) })(plan);
    };
}

/** The plan with other inputs of a resource that Pulumi leaves alone. */
function leaving(name: string, ...ignoreChanges: readonly string[]): (plan: Plan) => Plan {
    return plan => {
        const target = byName(plan, name);
        return replaced(plan, target, { ...target, options: { ...target.options, ignoreChanges } });
    };
}

function removed(name: string): (plan: Plan) => Plan {
    return plan => ({ ...plan, resources: plan.resources.filter(one => one !== byName(plan, name)) });
}

/** The plan with one more resource, made by the provider of the others. */
function added(type: string, inputs: PropertyMap): (plan: Plan) => Plan {
    return plan => {
        const { provider } = byName(plan, "network-vpc");
        const tags = byName(plan, "network-vpc").inputs["tags"] ?? {};
        const extra = resource(type, { tags, ...inputs }, { stack: plan.stack, name: "planted" });
        return { ...plan, resources: [...plan.resources, { ...extra, provider }] };
    };
}

function replaced(plan: Plan, old: PlannedResource, fresh: PlannedResource): Plan {
    return { ...plan, resources: plan.resources.map(one => (one === old ? fresh : one)) };
}

/** The plan with some inputs of a target of a schedule changed; `undefined` takes one away. */
function retargeted(
    name: string,
    inputs: Readonly<Record<string, PropertyMap[string] | undefined>>,
): (plan: Plan) => Plan {
    return plan => {
        const target = byName(plan, name).inputs["target"] as PropertyMap;
        const merged = Object.entries({ ...target, ...inputs }).filter(([, value]) => value !== undefined);
        return changed(name, { target: Object.fromEntries(merged) as PropertyMap })(plan);
    };
}

/** One of the schedules that stop the database: holidays have it written by the year. */
const STOP_OF_A_YEAR = "working-hours-stop-database-2025-2026";

/** An image named by the digest of its content. */
const DIGEST = `registry.example/api@sha256:${"0".repeat(64)}`;

const PROBED: PropertyMap = { readinessProbe: { tcpSocket: { port: 80 } } };

/** A workload without a fault outside production, but for what is changed. */
function workload(container: PropertyMap, pod: PropertyMap): PropertyMap {
    const resources = { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } };
    return {
        metadata: { namespace: "shop" },
        spec: {
            template: {
                spec: {
                    automountServiceAccountToken: false,
                    containers: [{ name: "api", image: DIGEST, resources, ...container }],
                    ...pod,
                },
            },
        },
    };
}

/** A job without a fault but that nothing lets it scale a workload. */
function scalingJob(target: string): PropertyMap {
    const { spec } = workload({ name: "kubectl", command: ["kubectl", "scale", target, "--replicas=0"] }, {});
    return { metadata: { namespace: "shop" }, spec: { jobTemplate: { spec: spec ?? {} } } };
}

const FAULTS: readonly Fault[] = [
    {
        what: "a provider that allows a second account",
        stack: "staging",
        found: ["provider-account-pinned"],
        plant: provided({ allowedAccountIds: '["111122223333","999999999999"]' }),
    },
    {
        what: "production's account in staging",
        stack: "staging",
        found: [
            "cluster-access-within-environment",
            "distinct-accounts",
            "no-permission-outside-environment",
            "resource-policy-within-environment",
            "schedule-role-can-do-what-its-target-says",
            "subscription-within-environment",
        ],
        plant: provided({ allowedAccountIds: '["444455556666"]' }),
    },
    {
        what: "a network inside production's",
        stack: "staging",
        found: ["network-ranges-disjoint"],
        plant: plan => changed("network-vpc", { cidrBlock: "10.0.0.0/8" })(plan),
    },
    {
        what: "a role that trusts production's account",
        stack: "staging",
        found: ["iam-trust-within-environment"],
        plant: changed("orders-monitoring", {
            assumeRolePolicy: JSON.stringify({
                Statement: [
                    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::444455556666:root" } },
                ],
            }),
        }),
    },
    {
        what: "a reference to production's stack",
        stack: "staging",
        found: ["no-cross-environment-stack-reference"],
        plant: added("pulumi:pulumi:StackReference", { name: "acme/shop/prod" }),
    },
    {
        what: "a key without tags under a provider without any",
        stack: "prod",
        found: ["provider-default-tags-set", "required-tags"],
        plant: plan => changed("orders-key", { tags: undefined })(provided({ defaultTags: "{}" })(plan)),
    },
    {
        what: "production's tag in staging",
        stack: "staging",
        found: ["environment-tag-matches-stack"],
        plant: plan =>
            changed("orders-key", {
                tags: { ...(byName(plan, "orders-key").inputs["tags"] as PropertyMap), environment: "prod" },
            })(plan),
    },
    {
        what: "a database that nobody stops",
        stack: "staging",
        found: ["stoppable-outside-production-is-scheduled"],
        plant: eachChanged("working-hours-stop-database", removed),
    },
    {
        what: "a database that nobody stops in a part of a year",
        stack: "staging",
        found: ["stoppable-outside-production-is-scheduled"],
        plant: removed("working-hours-stop-database-2025-2027"),
    },
    {
        what: "a database that nobody starts again",
        stack: "staging",
        found: ["stoppable-outside-production-is-scheduled"],
        plant: eachChanged("working-hours-start-database", name => changed(name, { state: "DISABLED" })),
    },
    {
        what: "a second stop later in the evening",
        stack: "staging",
        found: ["scheduled-by-one-controller"],
        plant: added("aws:scheduler/schedule:Schedule", {
            scheduleExpression: "cron(0 22 ? * MON-FRI *)",
            scheduleExpressionTimezone: "Europe/Berlin",
            target: {
                arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster",
                input: '{"DbClusterIdentifier":"staging-orders"}',
                retryPolicy: { maximumEventAgeInSeconds: 3600 },
                deadLetterConfig: { arn: "arn:aws:sqs:eu-central-1:111122223333:failures" },
            },
        }),
    },
    {
        what: "a database of staging in a global one",
        stack: "staging",
        found: ["no-unstoppable-topology"],
        plant: changed("orders-cluster", { globalClusterIdentifier: "world" }),
    },
    {
        what: "a stop that is tried for a day",
        stack: "staging",
        found: ["schedule-event-age-bounded"],
        plant: retargeted(STOP_OF_A_YEAR, { retryPolicy: undefined }),
    },
    {
        what: "a stop whose failure nobody keeps",
        stack: "staging",
        found: ["schedule-keeps-what-failed"],
        plant: retargeted(STOP_OF_A_YEAR, { deadLetterConfig: undefined }),
    },
    {
        what: "a stop by UTC",
        stack: "staging",
        found: ["schedule-has-time-zone"],
        plant: changed(STOP_OF_A_YEAR, { scheduleExpressionTimezone: undefined }),
    },
    {
        what: "weeks without work, and no reaction to the restart",
        stack: "staging",
        found: ["reacts-to-seven-day-restart"],
        plant: removed("working-hours-restarted"),
    },
    {
        what: "alarms that are muted a minute into work",
        stack: "staging",
        found: ["alarms-audible-while-open"],
        plant: changed("quiet-2000-11h", {
            rule: {
                schedule: { expression: "cron(0 20 * * MON-THU)", duration: "PT11H1M", timezone: "Europe/Berlin" },
            },
        }),
    },
    {
        what: "people whom nobody calls in a morning of work",
        stack: "staging",
        found: ["alarms-audible-while-open"],
        plant: added("pagerduty:index/maintenanceWindow:MaintenanceWindow", {
            startTime: "2026-02-02T20:00:00+01:00",
            endTime: "2026-02-03T07:30:00+01:00",
            services: ["P1"],
        }),
    },
    {
        what: "alarms of production that are muted at night",
        stack: "prod",
        found: ["alarms-audible-while-open"],
        plant: added("aws:cloudwatch/alarmMuteRule:AlarmMuteRule", {
            rule: { schedule: { expression: "cron(0 20 * * MON-THU)", duration: "PT11H", timezone: "Europe/Berlin" } },
        }),
    },
    {
        what: "nodes that every deployment wakes",
        stack: "staging",
        found: ["scaled-fields-ignored"],
        plant: leaving("platform-workers", "scalingConfig.minSize"),
    },
    {
        what: "nodes of which no deployment changes the most",
        stack: "staging",
        found: ["scaled-fields-ignored"],
        plant: leaving("platform-workers", "scalingConfig"),
    },
    {
        what: "a database that is maintained while it sleeps",
        stack: "staging",
        found: ["maintenance-while-open"],
        plant: changed("orders-cluster", { preferredMaintenanceWindow: "sun:02:00-sun:03:00" }),
    },
    {
        what: "staging without a budget",
        stack: "staging",
        found: ["budget-present-outside-production"],
        plant: removed("month-budget"),
    },
    {
        what: "a stop in production",
        stack: "prod",
        found: ["production-never-scheduled"],
        plant: added("aws:scheduler/schedule:Schedule", {
            scheduleExpression: "cron(0 20 ? * MON-FRI *)",
            scheduleExpressionTimezone: "Europe/Berlin",
            target: {
                arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster",
                input: '{"DbClusterIdentifier":"production-orders"}',
                deadLetterConfig: { arn: "arn:aws:sqs:eu-central-1:444455556666:failures" },
            },
        }),
    },
    {
        what: "spot nodes in production",
        stack: "prod",
        found: ["no-spot-in-production"],
        plant: plan => changed("platform-workers", { capacityType: "SPOT" })(plan),
    },
    {
        what: "a master password",
        stack: "prod",
        found: ["managed-master-password", "no-plaintext-credentials"],
        plant: changed("orders-cluster", {
            manageMasterUserPassword: undefined,
            masterPassword: new Secret("correct horse"),
        }),
    },
    {
        what: "a password in a ConfigMap",
        stack: "staging",
        found: ["no-plaintext-credentials"],
        plant: added("kubernetes:core/v1:ConfigMap", { data: { DB_PASSWORD: "correct horse" } }),
    },
    {
        what: "a database without encryption",
        stack: "prod",
        found: ["database-storage-encrypted"],
        plant: changed("orders-cluster", { storageEncrypted: false }),
    },
    {
        what: "a database with one day of backups",
        stack: "prod",
        found: ["database-backup-retention"],
        plant: changed("orders-cluster", { backupRetentionPeriod: 1 }),
    },
    {
        what: "a database that one word deletes",
        stack: "prod",
        found: ["database-protected-in-production"],
        plant: changed("orders-cluster", { deletionProtection: false }),
    },
    {
        what: "an API server open to anyone",
        stack: "prod",
        found: ["cluster-endpoint-not-open"],
        plant: changed("platform-cluster", { vpcConfig: { endpointPublicAccess: true } }),
    },
    {
        what: "a cluster without its audit log",
        stack: "staging",
        found: ["cluster-logs-complete"],
        plant: changed("platform-cluster", {
            enabledClusterLogTypes: ["api", "authenticator", "controllerManager", "scheduler"],
        }),
    },
    {
        what: "a log group for ever",
        stack: "staging",
        found: ["log-retention-set"],
        plant: changed("orders-postgresql-log", { retentionInDays: 0 }),
    },
    {
        what: "a cluster whose log group is not planned",
        stack: "prod",
        found: ["log-retention-set"],
        plant: removed("platform-control-plane-logs"),
    },
    {
        what: "a database open to anyone",
        stack: "staging",
        found: ["security-group-not-open"],
        plant: changed("orders-from-nodes", { referencedSecurityGroupId: undefined, cidrIpv4: "0.0.0.0/0" }),
    },
    {
        what: "a peering with production's account",
        stack: "staging",
        found: ["vpc-peering-within-environment"],
        plant: added("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", { peerOwnerId: "444455556666" }),
    },
    {
        what: "a topic that production may write to",
        stack: "staging",
        found: ["resource-policy-within-environment"],
        plant: changed("signals-alerts-policy", {
            policy: JSON.stringify({
                Statement: [
                    { Effect: "Allow", Action: "sns:Publish", Principal: { AWS: "arn:aws:iam::444455556666:root" } },
                ],
            }),
        }),
    },
    {
        what: "a key granted to staging",
        stack: "prod",
        found: ["kms-grant-within-environment"],
        plant: added("aws:kms/grant:Grant", { granteePrincipal: "arn:aws:iam::111122223333:role/nodes" }),
    },
    {
        what: "a snapshot shared with staging",
        stack: "prod",
        found: ["snapshot-and-image-not-shared"],
        plant: added("aws:rds/clusterSnapshot:ClusterSnapshot", { sharedAccounts: ["111122223333"] }),
    },
    {
        what: "a zone that another account's network sees",
        stack: "prod",
        found: ["private-zone-within-environment"],
        plant: added("aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization", { vpcId: "vpc-1" }),
    },
    {
        what: "production's database in staging's configuration",
        stack: "staging",
        found: ["no-names-of-the-other-environment"],
        plant: added("kubernetes:core/v1:ConfigMap", {
            data: { HOST: "prod-orders.cluster-x.eu-central-1.rds.amazonaws.com" },
        }),
    },
    {
        what: "a firewall rule for production's network",
        stack: "staging",
        found: ["no-ranges-of-the-other-environment"],
        plant: changed("orders-from-nodes", { referencedSecurityGroupId: undefined, cidrIpv4: "10.64.0.0/16" }),
    },
    {
        what: "a role that may use production's queue",
        stack: "staging",
        found: ["no-permission-outside-environment"],
        plant: added("aws:iam/rolePolicy:RolePolicy", {
            policy: {
                Statement: [
                    {
                        Effect: "Allow",
                        Action: "sqs:SendMessage",
                        Resource: "arn:aws:sqs:eu-central-1:444455556666:jobs",
                    },
                ],
            },
        }),
    },
    {
        what: "a record that leads to production's database",
        stack: "staging",
        found: ["records-within-environment"],
        plant: added("aws:route53/record:Record", {
            name: "database",
            type: "CNAME",
            records: ["prod-orders.cluster-x.eu-central-1.rds.amazonaws.com"],
        }),
    },
    {
        what: "images replicated to staging",
        stack: "prod",
        found: ["replication-within-environment"],
        plant: added("aws:ecr/replicationConfiguration:ReplicationConfiguration", {
            replicationConfiguration: {
                rules: [{ destinations: [{ region: "eu-central-1", registryId: "111122223333" }] }],
            },
        }),
    },
    {
        what: "a copy of production's snapshot in staging",
        stack: "staging",
        found: ["restore-source-within-environment"],
        plant: added("aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy", {
            sourceDbClusterSnapshotIdentifier: "arn:aws:rds:eu-central-1:444455556666:cluster-snapshot:orders",
        }),
    },
    {
        what: "a subscription to production's topic",
        stack: "staging",
        found: ["subscription-within-environment"],
        plant: added("aws:sns/topicSubscription:TopicSubscription", {
            topic: "arn:aws:sns:eu-central-1:444455556666:orders",
            protocol: "email",
            endpoint: "on-call@acme.example",
        }),
    },
    {
        what: "production's role in staging's cluster",
        stack: "staging",
        found: ["cluster-access-within-environment"],
        plant: added("aws:eks/accessEntry:AccessEntry", {
            clusterName: "staging-platform",
            principalArn: "arn:aws:iam::444455556666:role/deploy",
        }),
    },
    {
        what: "a gap in a public access block",
        stack: "prod",
        found: ["bucket-not-public"],
        plant: changed("network-flow-logs-access", { blockPublicPolicy: undefined }),
    },
    {
        what: "a database on the internet",
        stack: "staging",
        found: ["database-not-public"],
        plant: changed("orders-instance-0", { publiclyAccessible: true }),
    },
    {
        what: "a namespace that denies nothing",
        stack: "prod",
        found: ["namespace-denies-by-default"],
        plant: plan => removed("platform-shop-default-deny")(withoutCharts(plan)),
    },
    {
        what: "a schedule whose role lost its permission",
        stack: "staging",
        found: ["schedule-role-can-do-what-its-target-says"],
        plant: removed("working-hours-permissions"),
    },
    {
        what: "a schedule whose role may stop another database only",
        stack: "staging",
        found: ["schedule-role-can-do-what-its-target-says"],
        plant: rewritten("working-hours-permissions", "policy", ":cluster:", ":cluster:other-"),
    },
    {
        what: "a schedule whose role is for the rules of EventBridge",
        stack: "staging",
        found: ["schedule-role-can-do-what-its-target-says"],
        plant: rewritten("working-hours-role", "assumeRolePolicy", "scheduler.amazonaws.com", "events.amazonaws.com"),
    },
    {
        what: "a schedule whose role is for another group",
        stack: "staging",
        found: ["schedule-role-can-do-what-its-target-says"],
        plant: rewritten("working-hours-role", "assumeRolePolicy", ":schedule-group/", ":schedule-group/other-"),
    },
    {
        what: "a schedule whose role may stop what is tagged as production alone",
        stack: "staging",
        found: ["schedule-role-can-do-what-its-target-says"],
        plant: rewritten(
            "working-hours-permissions",
            "policy",
            '"Sid":"StopAndStartDatabase"',
            '"Condition":{"StringEquals":{"aws:ResourceTag/environment":"prod"}}',
        ),
    },
    {
        what: "a schedule whose role may not write to its queue",
        stack: "staging",
        found: ["schedule-role-can-do-what-its-target-says"],
        plant: rewritten("working-hours-permissions", "policy", "sqs:SendMessage", "sqs:GetQueueUrl"),
    },
    {
        what: "a job that may not scale what it says",
        stack: "staging",
        found: ["schedule-role-can-do-what-its-target-says"],
        plant: plan => added("kubernetes:batch/v1:CronJob", scalingJob("deployment/queue"))(withoutCharts(plan)),
    },
    {
        what: "an access key",
        stack: "staging",
        found: ["no-static-access-keys"],
        plant: added("aws:iam/accessKey:AccessKey", { user: "deployer" }),
    },
    {
        what: "nodes with disks in clear",
        stack: "prod",
        found: ["volumes-encrypted"],
        plant: changed("platform-workers-template", { blockDeviceMappings: [{ ebs: { volumeSize: 50 } }] }),
    },
    {
        what: "a key that never rotates",
        stack: "staging",
        found: ["key-rotation-enabled"],
        plant: changed("orders-key", { enableKeyRotation: false }),
    },
    {
        what: "a bucket that cannot be destroyed",
        stack: "staging",
        found: ["destroyable-outside-production"],
        plant: changed("network-flow-logs-bucket", { forceDestroy: false }),
    },
    {
        what: "a listener without TLS",
        stack: "prod",
        found: ["listener-uses-modern-tls"],
        plant: added("aws:lb/listener:Listener", { protocol: "HTTP", defaultActions: [{ type: "forward" }] }),
    },
    {
        what: "nodes that hand out credentials to anyone who asks",
        stack: "prod",
        found: ["instance-metadata-needs-session"],
        plant: changed("platform-workers-template", { metadataOptions: { httpTokens: "optional" } }),
    },
    {
        what: "a repository whose tags move",
        stack: "prod",
        found: ["image-by-digest"],
        plant: added("aws:ecr/repository:Repository", {
            imageTagMutability: "MUTABLE",
            imageScanningConfiguration: { scanOnPush: true },
        }),
    },
    {
        what: "a pod without limits in a namespace that sets none",
        stack: "staging",
        found: ["containers-have-limits"],
        plant: added("kubernetes:core/v1:Pod", {
            spec: { automountServiceAccountToken: false, containers: [{ name: "api", image: DIGEST }] },
        }),
    },
    {
        what: "a pod with the rights of its machine",
        stack: "staging",
        found: ["pods-not-privileged"],
        plant: added("kubernetes:core/v1:Pod", {
            metadata: { namespace: "shop" },
            spec: {
                automountServiceAccountToken: false,
                hostNetwork: true,
                containers: [{ name: "agent", image: DIGEST }],
            },
        }),
    },
    {
        what: "a database that answers in clear",
        stack: "prod",
        found: ["database-requires-tls"],
        plant: changed("orders-cluster-parameters", { parameters: [{ name: "log_connections", value: "1" }] }),
    },
    {
        what: "a cache in clear",
        stack: "staging",
        found: ["cache-encrypted"],
        plant: added("aws:elasticache/replicationGroup:ReplicationGroup", { atRestEncryptionEnabled: true }),
    },
    {
        what: "a topic in clear",
        stack: "staging",
        found: ["messages-encrypted"],
        plant: changed("signals-alerts", { kmsMasterKeyId: undefined }),
    },
    {
        what: "a table without a way back",
        stack: "prod",
        found: ["table-protected-in-production"],
        plant: added("aws:dynamodb/table:Table", { deletionProtectionEnabled: true }),
    },
    {
        what: "a bucket that keeps no versions of what it keeps for ever",
        stack: "prod",
        found: ["bucket-versioned"],
        plant: removed("network-flow-logs-lifecycle"),
    },
    {
        what: "a bucket that answers plain HTTP",
        stack: "staging",
        found: ["bucket-denies-plain-http"],
        plant: changed("network-flow-logs-policy", { policy: '{"Statement":[]}' }),
    },
    {
        what: "a log group with the key of AWS",
        stack: "staging",
        found: ["log-groups-have-own-key"],
        plant: changed("orders-postgresql-log", { kmsKeyId: undefined }),
    },
    {
        what: "a database that keeps its log to itself",
        stack: "prod",
        found: ["database-logs-exported"],
        plant: changed("orders-cluster", { enabledCloudwatchLogsExports: [] }),
    },
    {
        what: "a repository that nobody scans",
        stack: "prod",
        found: ["repository-scans-images"],
        plant: added("aws:ecr/repository:Repository", { imageTagMutability: "IMMUTABLE" }),
    },
    {
        what: "a database of a version that has ended",
        stack: "prod",
        found: ["database-version-supported"],
        plant: changed("orders-cluster", { engineVersion: "12.22" }),
    },
    {
        what: "a cluster of a version that has ended",
        stack: "staging",
        found: ["cluster-version-supported"],
        plant: changed("platform-cluster", { version: "1.31" }),
    },
    {
        what: "a function on a runtime that has ended",
        stack: "staging",
        found: ["function-runtime-supported"],
        plant: added("aws:lambda/function:Function", {
            runtime: "python3.8",
            loggingConfig: { logFormat: "JSON", logGroup: "mail" },
        }),
    },
    {
        what: "a machine that is an administrator",
        stack: "prod",
        found: ["workload-not-administrator"],
        plant: changed("orders-monitoring-policy", { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }),
    },
    {
        what: "a cluster whose secrets have AWS's key",
        stack: "prod",
        found: ["cluster-secrets-encrypted"],
        plant: changed("platform-cluster", { encryptionConfig: undefined }),
    },
    {
        what: "a network that keeps no memory",
        stack: "staging",
        found: ["network-writes-flow-logs"],
        plant: removed("network-flow-logs"),
    },
    {
        what: "a default group with rules",
        stack: "prod",
        found: ["default-security-group-closed"],
        plant: changed("network-default-group", { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }),
    },
    {
        what: "a subnet that gives out public addresses",
        stack: "staging",
        found: ["no-public-address-on-machines"],
        plant: changed("network-private-a", { mapPublicIpOnLaunch: true }),
    },
    {
        what: "a distribution that speaks TLS 1.0",
        stack: "prod",
        found: ["public-endpoint-uses-modern-tls"],
        plant: added("aws:cloudfront/distribution:Distribution", {
            defaultCacheBehavior: { viewerProtocolPolicy: "https-only" },
            viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1" },
        }),
    },
    {
        what: "a load balancer that writes nothing down",
        stack: "prod",
        found: ["load-balancer-logs-access"],
        plant: added("aws:lb/loadBalancer:LoadBalancer", {
            enableDeletionProtection: true,
            dropInvalidHeaderFields: true,
        }),
    },
    {
        what: "a load balancer that one word deletes",
        stack: "prod",
        found: ["load-balancer-protected-in-production"],
        plant: added("aws:lb/loadBalancer:LoadBalancer", {
            accessLogs: { enabled: true, bucket: "logs" },
            dropInvalidHeaderFields: true,
        }),
    },
    {
        what: "a load balancer that hands on whatever comes",
        stack: "staging",
        found: ["load-balancer-drops-invalid-headers"],
        plant: added("aws:lb/loadBalancer:LoadBalancer", { internal: true }),
    },
    {
        what: "a namespace that only warns of privileged pods",
        stack: "staging",
        found: ["namespace-enforces-pod-security"],
        plant: changed("platform-shop-namespace", {
            metadata: { name: "shop", labels: { "pod-security.kubernetes.io/warn": "restricted" } },
        }),
    },
    {
        what: "a namespace without bounds",
        stack: "prod",
        found: ["namespace-has-quota"],
        plant: plan => removed("platform-shop-quota")(withoutCharts(plan)),
    },
    {
        what: "a workload that nobody knows to be ready",
        stack: "staging",
        found: ["containers-are-probed"],
        plant: added("kubernetes:apps/v1:Deployment", workload({}, {})),
    },
    {
        what: "a workload of one pod in production",
        stack: "prod",
        found: ["workload-survives-node-loss"],
        plant: added("kubernetes:apps/v1:Deployment", workload(PROBED, {})),
    },
    {
        what: "a pod with the token of nobody in particular",
        stack: "staging",
        found: ["service-account-token-not-mounted"],
        plant: added("kubernetes:apps/v1:Deployment", workload(PROBED, { automountServiceAccountToken: true })),
    },
    {
        what: "a cluster that slides into extended support",
        stack: "prod",
        found: ["standard-support-only"],
        plant: changed("platform-cluster", { upgradePolicy: undefined }),
    },
    {
        what: "a password in a tag",
        stack: "prod",
        found: ["no-credential-patterns"],
        plant: plan => retagged("orders-key", { password: "correct horse" })(plan),
    },
    {
        what: "a key that the program makes",
        stack: "staging",
        found: ["no-private-key-in-state"],
        plant: added("tls:index/privateKey:PrivateKey", { algorithm: "RSA" }),
    },
    {
        what: "a short password",
        stack: "staging",
        found: ["generated-password-strong"],
        plant: added("random:index/randomPassword:RandomPassword", { length: 12 }),
    },
    {
        what: "a secret that is gone at once",
        stack: "prod",
        found: ["secret-recovery-window"],
        plant: added("aws:secretsmanager/secret:Secret", { name: "shop", recoveryWindowInDays: 0 }),
    },
    {
        what: "a password among the outputs",
        stack: "prod",
        found: ["secret-outputs-marked"],
        plant: plan => ({ ...plan, outputs: { ...plan.outputs, adminPassword: "correct horse" } }),
    },
    {
        what: "one gateway that both networks are attached to",
        stack: "staging",
        found: ["no-way-between-environments"],
        inBoth: true,
        plant: added("aws:ec2transitgateway/vpcAttachment:VpcAttachment", {
            transitGatewayId: "tgw-0123456789abcdef0",
            vpcId: Unknown.computed,
            subnetIds: [],
        }),
    },
    {
        what: "one secret setting for both",
        stack: "staging",
        found: ["credentials-not-shared"],
        inBoth: true,
        plant: plan => ({ ...plan, config: { ...plan.config, "shop:apiKey": new Secret("k9Xw2Qm7Tz4bR8vN") } }),
    },
    {
        what: "one bucket for both states",
        stack: "staging",
        found: ["state-not-shared"],
        settings: {
            rules: {
                "state-not-shared": {
                    states: {
                        staging: { backend: "s3://acme-state", passphraseFrom: "vault/staging" },
                        prod: { backend: "s3://acme-state", passphraseFrom: "vault/prod" },
                    },
                },
            },
        },
        plant: plan => plan,
    },
    {
        what: "a key that belongs to nobody",
        stack: "prod",
        found: ["owner-tag-reachable"],
        plant: plan => retagged("orders-key", { owner: "todo" })(plan),
    },
    {
        what: "a key that nobody pays for",
        stack: "staging",
        found: ["cost-centre-valid"],
        plant: plan => retagged("orders-key", { "cost-centre": "0000" })(plan),
    },
    {
        what: "an environment made for a while that does not say for how long",
        stack: "staging",
        found: ["ephemeral-has-expiry"],
        settings: { environments: { staging: { class: "ephemeral" } } },
        plant: plan => plan,
    },
    {
        what: "a provider that tags nothing by itself",
        stack: "staging",
        found: ["provider-default-tags-set"],
        plant: provided({ defaultTags: "{}" }),
    },
    {
        what: "a key whose tag is spelled otherwise",
        stack: "prod",
        found: ["provider-default-tags-set", "tag-spelling-consistent"],
        plant: plan =>
            retagged("orders-key", { owner: undefined, Owner: "shop" })(provided({ defaultTags: "{}" })(plan)),
    },
    {
        what: "a key that says something else",
        stack: "staging",
        found: ["differences-declared"],
        plant: changed("orders-key", { description: "The key of something else" }),
    },
    {
        what: "a database of another version that is supported as well",
        stack: "staging",
        found: ["no-forbidden-difference"],
        plant: changed("orders-cluster", { engineVersion: "17.5" }),
    },
    {
        what: "alarms that wake production's people",
        stack: "staging",
        found: ["distinct-values"],
        plant: changed("signals-alerts-email", { endpoint: "shop-alerts@example.com" }),
    },
    {
        what: "backups for a day more than was approved",
        stack: "staging",
        found: ["declared-differences-current"],
        plant: changed("orders-cluster", { backupRetentionPeriod: 8 }),
    },
];

/** Faults in which both environments are alike all the same: of what staging alone has, or in the provider, or in a name. */
const ALIKE: ReadonlySet<string> = new Set([
    "one gateway that both networks are attached to",
    "one bucket for both states",
    "a provider that allows a second account",
    "production's tag in staging",
    "a database that nobody starts again",
    "a stop that is tried for a day",
    "a stop whose failure nobody keeps",
    "a stop by UTC",
    "alarms that are muted a minute into work",
    "a schedule whose role is for the rules of EventBridge",
    "a schedule whose role is for another group",
    "a schedule whose role may not write to its queue",
    "a schedule whose role may stop another database only",
    "a schedule whose role may stop what is tagged as production alone",
    "a database that is maintained while it sleeps",
    "a database that one word deletes",
    "a bucket that cannot be destroyed",
    "an environment made for a while that does not say for how long",
    "a provider that tags nothing by itself",
]);

/** A plan in which nothing stands for what charts make: then what is missing in a namespace is known to be missing. */
function withoutCharts(plan: Plan): Plan {
    return { ...plan, resources: plan.resources.filter(({ type }) => type !== "kubernetes:helm.sh/v3:Release") };
}

describe("a whole plan", () => {
    let plans: Readonly<Record<Stack, Plan>>;
    before(async () => {
        plans = { staging: await planStack("staging"), prod: await planStack("prod") };
    });

    const ledger = parseLedger(readFileSync(path.join(__dirname, "../../../differences.yaml"), "utf8"));
    // The largest preset: every rule runs.
    const settings = { ...DEFAULT_SETTINGS, preset: "strict" } as const;
    const judged = (staging: Plan, prod: Plan, beside: Partial<Settings> = {}) =>
        judge([staging, prod], { rules, settings: { ...settings, ...beside }, today: "2026-01-31", ledger });

    it("given no fault, holds by every rule, with nothing undecided", () => {
        assert.deepEqual(judged(plans.staging, plans.prod).findings, []);
    });

    for (const { what, stack, found, inBoth, plant, settings: beside } of FAULTS) {
        it(`given ${what}, is found by ${found.join(" and ")} and by no other rule of one environment`, () => {
            const planted = { ...plans, [stack]: plant(plans[stack]) };
            const faulty = inBoth === true ? { staging: plant(plans.staging), prod: plant(plans.prod) } : planted;
            const { findings } = judged(faulty.staging, faulty.prod, beside);
            const violations = findings.filter(({ verdict }) => verdict === "violated");
            // What is planted in one environment is a difference as well, and may be a way into the other.
            const isOfBoth = ({ family, rule }: Finding) =>
                (family === "parity" || rule === noWayBetweenEnvironments.name) && !found.includes(rule);
            const ofOne = violations.flatMap(one => [...(isOfBoth(one) ? [] : [one.rule]), ...(one.also ?? [])]);
            assert.deepEqual([...new Set(ofOne)].sort(), [...found].sort());
            assert.equal(
                violations.some(({ family }) => family === "parity"),
                !ALIKE.has(what),
            );
            assert.ok(findings.every(({ message }) => !message.includes("correct horse")));
        });
    }

    it("given the faults, each rule has one", () => {
        const tried = new Set(FAULTS.flatMap(({ found }) => found));
        assert.deepEqual(
            rules.map(({ name }) => name).filter(name => !tried.has(name)),
            [],
        );
    });
});
