import type { BudgetArgs } from "../../components/budget";
import type { ClusterArgs } from "../../components/cluster";
import type { FaultInjectionArgs } from "../../components/fault-injection";
import type { FeatureFlagsArgs } from "../../components/feature-flags";
import type { ObservabilityArgs } from "../../components/observability";
import type { NetworkRef } from "../../components/references";
import type { RestoreDrillArgs } from "../../components/restore-drill";
import type { SyntheticProbeArgs } from "../../components/synthetic-probe";
import type { WorkingHoursScheduleArgs } from "../../components/working-hours-schedule";
import { PRODUCTION, STAGING } from "./support";

/** A network of an organisation's own, in two zones. */
export const NETWORK: NetworkRef = {
    vpcId: "vpc-1",
    range: "10.1.0.0/16",
    subnets: [
        { id: "subnet-public-a", zone: "eu-central-1a", range: "10.1.0.0/20", tier: "public" },
        { id: "subnet-private-a", zone: "eu-central-1a", range: "10.1.16.0/20", tier: "private" },
        { id: "subnet-private-b", zone: "eu-central-1b", range: "10.1.32.0/20", tier: "private" },
        { id: "subnet-data-a", zone: "eu-central-1a", range: "10.1.48.0/24", tier: "data" },
    ],
};

/** Arguments that a cluster of staging takes. */
export const CLUSTER_ARGS: ClusterArgs = {
    environment: STAGING,
    network: NETWORK,
    version: "1.33",
    endpointAccess: { kind: "public", ranges: ["198.51.100.0/24"] },
    nodeGroups: [
        {
            name: "workers",
            instanceTypes: ["m7g.large", "m6g.large"],
            minSize: 1,
            maxSize: 4,
            desiredSize: 2,
            capacity: "spot",
            diskGiB: 40,
        },
    ],
    deployRoleArn: "arn:aws:iam::111122223333:role/deploy",
    addonVersions: {
        "vpc-cni": "v1.20.4-eksbuild.2",
        "kube-proxy": "v1.33.5-eksbuild.2",
        "eks-pod-identity-agent": "v1.3.9-eksbuild.3",
        coredns: "v1.12.4-eksbuild.1",
        "aws-ebs-csi-driver": "v1.51.0-eksbuild.1",
    },
    namespaces: [
        {
            name: "shop",
            quota: { cpu: "4", memory: "8Gi", pods: 40 },
            containerDefaults: { cpuRequest: "100m", memoryRequest: "128Mi", memoryLimit: "256Mi" },
            openings: [
                { name: "database", direction: "egress", ranges: ["10.1.48.0/24"], ports: [5432] },
                { name: "https", direction: "egress", ranges: ["0.0.0.0/0"], ports: [443] },
                { name: "balancer", direction: "ingress", ranges: ["10.1.0.0/20"], ports: [8080] },
            ],
        },
    ],
};

/** Arguments that the observability of staging takes. */
export const OBSERVABILITY_ARGS: ObservabilityArgs = {
    environment: STAGING,
    cluster: { clusterName: "staging-shop" },
    database: { clusterIdentifier: "staging-orders" },
    agentVersion: "v4.5.0-eksbuild.1",
    logRetentionDays: 14,
    alertEmail: "on-call@example.com",
    runbookBaseUrl: "https://runbooks.example.com/shop",
};

/** Arguments that the budget of staging takes: all that there are. */
export const BUDGET_ARGS: BudgetArgs = {
    environment: STAGING,
    monthlyLimitUsd: 450.5,
    scope: "environmentTag",
    emails: ["shop@example.com"],
    topicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
    actualPercents: [50],
    forecastPercents: [110],
    stopCreating: { atPercent: 120, roleArns: ["arn:aws:iam::111122223333:role/teams/developers"] },
};

/** Arguments that the schedule of staging takes. */
export const SCHEDULE_ARGS: WorkingHoursScheduleArgs = {
    environment: STAGING,
    database: { clusterIdentifier: "staging-orders" },
    nodeGroups: [
        {
            clusterName: "staging-shop",
            nodeGroupName: "workers-a5a50979",
            size: { minSize: 1, maxSize: 4, desiredSize: 2 },
        },
    ],
    alerts: {
        topicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
        runbookBaseUrl: "https://runbooks.example.com",
    },
};

/** Flags of a shop, one with attributes of every type. */
export const FLAGS: FeatureFlagsArgs["flags"] = {
    "fast-checkout": { description: "Pays in one step" },
    banner: {
        description: "Says something above every page",
        attributes: { text: "string", seconds: "number", closable: "boolean" },
    },
};

/** Arguments that the flags of production take: all that there are. */
export const FLAGS_ARGS: FeatureFlagsArgs = {
    environment: PRODUCTION,
    flags: FLAGS,
    values: {
        "fast-checkout": { enabled: false },
        banner: { enabled: true, attributes: { text: "Closed on Sunday", seconds: 0, closable: false } },
    },
    rollout: { minutes: 60, stepPercent: 10, watchMinutes: 30 },
    rollbackAlarmArns: ["arn:aws:cloudwatch:eu-central-1:444455556666:alarm:errors"],
    key: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/0f1e2d3c" },
};

/** Arguments that the fault injection of staging takes: all that there are, and every kind of fault. */
export const FAULTS_ARGS: FaultInjectionArgs = {
    environment: STAGING,
    actions: [
        { kind: "terminateNodes", count: 2 },
        { kind: "failOverDatabase" },
        { kind: "isolateZone", zone: "eu-central-1b", minutes: 10 },
    ],
    stopAlarmArns: [
        "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors",
        "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:latency",
    ],
    logRetentionDays: 30,
    key: { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0f1e2d3c" },
};

/** Arguments that the probe of staging takes: all that there are. */
export const PROBE_ARGS: SyntheticProbeArgs = {
    environment: STAGING,
    url: "https://shop.staging.example.com/healthz",
    alerts: {
        topicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
        runbookBaseUrl: "https://runbooks.example.com",
    },
    runtimeVersion: "syn-nodejs-puppeteer-11.0",
    expectedStatus: 204,
    expectedText: "open",
    timeoutSeconds: 30,
    everyMinutes: 1,
    retentionDays: 7,
    network: NETWORK,
};

/** The same network with a data tier in two zones. */
export const NETWORK_WITH_DATA: NetworkRef = {
    ...NETWORK,
    subnets: [...NETWORK.subnets, { id: "subnet-data-b", zone: "eu-central-1b", range: "10.1.49.0/24", tier: "data" }],
};

/** Arguments that the restore drill of staging takes: no more than it needs. */
export const DRILL_ARGS: RestoreDrillArgs = {
    environment: STAGING,
    database: { clusterIdentifier: "staging-orders" },
    network: NETWORK_WITH_DATA,
    schedule: { timeZone: "Europe/Berlin", backupAt: "08:00", drillDays: ["THU", "MON"], drillAt: "10:30" },
    alerts: {
        topicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
        runbookBaseUrl: "https://runbooks.example.com",
    },
};

/** Arguments that the restore drill of production takes: all that there are, for a single instance. */
export const DRILL_IN_PRODUCTION_ARGS: RestoreDrillArgs = {
    ...DRILL_ARGS,
    environment: PRODUCTION,
    database: { instanceIdentifier: "prod-orders" },
    alerts: { ...DRILL_ARGS.alerts, topicArn: "arn:aws:sns:eu-central-1:444455556666:alerts" },
    retentionDays: 35,
    validation: { hours: 4, port: 5432, callers: [{ name: "validator", securityGroupId: "sg-validator" }] },
    lock: { minimumDays: 7, maximumDays: 365 },
    key: { keyArn: "arn:aws:kms:eu-central-1:444455556666:key/0f1e2d3c" },
};
