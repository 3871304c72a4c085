import { generateKeyPairSync } from "node:crypto";
import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import * as components from "../../components";
import type { DataRefreshContract, Environment, NetworkRef } from "../../components";
import { accountOf, BOUNDARY_ARGS, MASKING_ARGS } from "./boundary-support";
import { nodePoolsArgs } from "./charts-samples";
import { INSTANCE, PROVISIONED } from "./database-support";
import { ephemeralArgs, reaperArgs } from "./ephemeral-samples";
import { STAGING_NETWORK } from "./network-support";
import {
    BUDGET_ARGS,
    CLUSTER_ARGS,
    DRILL_ARGS,
    FAULTS_ARGS,
    FLAGS,
    FLAGS_ARGS,
    NETWORK,
    OBSERVABILITY_ARGS,
    PROBE_ARGS,
    SCHEDULE_ARGS,
} from "./samples";
import { PRODUCTION, STAGING } from "./support";
import { workloadHoursArgs } from "./workload-hours-samples";
import { SEVERAL_NAMESPACES } from "./workloads-samples";

/** Makes one component in a staging environment, or with what that asks for in production's account. */
export type MakeComponent = (environment: Environment, provider: kubernetes.Provider) => pulumi.ComponentResource;

const IMAGE = `registry.example.com/tools@sha256:${"0".repeat(64)}`;
const ALERTS = SCHEDULE_ARGS.alerts!;
const CHART = { chartVersion: "1.13.0", version: "1.33" };
const NAMESPACE = CLUSTER_ARGS.namespaces[0]!;
const SIGNING_KEY = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
    type: "spki",
    format: "der",
});

/** The environment with so long a closure that the database is stopped again after seven days. */
function closedForLong(environment: Environment): Environment {
    const closed = [{ from: "2027-08-02", to: "2027-08-22", reason: "Summer" }];
    return { ...environment, workingHours: { ...environment.workingHours!, closed } };
}

/** The network with a second public subnet, which balancers want. */
const TWO_ZONES: NetworkRef = {
    ...NETWORK,
    subnets: [...NETWORK.subnets, { id: "public-b", zone: "eu-central-1b", range: "10.1.60.0/24", tier: "public" }],
};

/** Production, as its organisation asks for what staging is asked for. */
export function productionLike({ roles, tagKeys }: Environment): Environment {
    return { ...PRODUCTION, roles: { path: roles?.path }, tagKeys };
}

/** What production and staging agree on about a refresh. */
export function contractWith(staging: Environment): DataRefreshContract {
    return {
        name: "refresh",
        production: productionLike(staging),
        staging,
        source: { clusterIdentifier: "prod-orders" },
        databaseName: "shop",
        masking: { tool: "command", image: IMAGE, command: "mask", configuration: "all", leaves: "database" },
        personalColumns: [{ schema: "public", table: "customers", column: "email" }],
        workingHours: STAGING.workingHours!,
    };
}

const refreshSide = (staging: Environment) => ({
    contract: contractWith(staging),
    network: NETWORK,
    toolsImage: IMAGE,
    alerts: ALERTS,
});
const clusterOf = (kubernetesProvider: kubernetes.Provider) => ({
    clusterName: "staging-shop",
    nodeSecurityGroupId: "sg-nodes",
    kubernetesProvider,
});

/** Every component that the library exports, with those of its optional parts that have roles. */
export const ALL_COMPONENTS: Readonly<Record<string, MakeComponent>> = {
    AccountBaseline: environment =>
        new components.AccountBaseline("baseline", {
            account: { ...accountOf(environment), roles: environment.roles, tagKeys: environment.tagKeys },
            recording: { retentionDays: 90 },
        }),
    AlarmMutes: environment =>
        new components.AlarmMutes("quiet", { environment, alarms: [{ alarmNames: ["shop-probe-failed"] }] }),
    Boundary: environment =>
        new components.Boundary("boundary", {
            environment,
            budget: { ...BUDGET_ARGS, emails: ["shop@example.com"] },
            anomalies: BOUNDARY_ARGS.anomalies,
        }),
    Budget: environment => new components.Budget("month", { ...BUDGET_ARGS, environment }),
    Cluster: environment =>
        new components.Cluster("shop", { ...CLUSTER_ARGS, environment, namespaces: SEVERAL_NAMESPACES }),
    Database: environment => new components.Database("orders", { ...PROVISIONED, environment }),
    DatabaseInstance: environment => new components.DatabaseInstance("stock", { ...INSTANCE, environment }),
    DataRefreshSource: environment =>
        new components.DataRefreshSource("source", {
            ...refreshSide(environment),
            environment: productionLike(environment),
            cloneInstanceClass: "db.r7g.large",
        }),
    DataRefreshTarget: environment =>
        new components.DataRefreshTarget("target", {
            ...refreshSide(environment),
            environment,
            database: { clusterIdentifier: "staging-orders", securityGroupId: "sg-database", port: 5432 },
            signingPublicKey: SIGNING_KEY.toString("base64"),
        }),
    Edge: (environment, provider) =>
        new components.Edge("shop", {
            environment,
            network: TWO_ZONES,
            zone: { zoneId: "Z1", domain: "staging.example.com" },
            host: "shop.staging.example.com",
            callers: ["198.51.100.0/24"],
            target: {
                namespace: "shop",
                serviceName: "web",
                servicePort: 80,
                podPort: 8080,
                healthPath: "/healthz",
                securityGroupId: "sg-nodes",
                provider,
            },
        }),
    EphemeralEnvironment: (environment, provider) =>
        new components.EphemeralEnvironment("branch", {
            ...ephemeralArgs(provider),
            environment,
            owner: environment.owner,
        }),
    EphemeralReaper: (environment, provider) =>
        new components.EphemeralReaper("reaper", { ...reaperArgs(provider), environment }),
    FaultInjection: environment => new components.FaultInjection("faults", { ...FAULTS_ARGS, environment }),
    FeatureFlags: environment =>
        new components.FeatureFlags("flags", {
            environment,
            flags: FLAGS,
            values: FLAGS_ARGS.values,
            rollbackAlarmArns: ["arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors"],
        }),
    LoadBalancerController: (environment, provider) =>
        new components.LoadBalancerController("balancers", {
            environment,
            cluster: clusterOf(provider),
            network: NETWORK,
            chartVersion: CHART.chartVersion,
        }),
    LoadOperator: (environment, provider) =>
        new components.LoadOperator("load", { ...CHART, environment, cluster: clusterOf(provider) }),
    LogDataProtection: environment => new components.LogDataProtection("masking", { ...MASKING_ARGS, environment }),
    MetricsServer: (environment, provider) =>
        new components.MetricsServer("metrics", {
            environment,
            cluster: clusterOf(provider),
            chartVersion: CHART.chartVersion,
        }),
    LogKey: environment => new components.LogKey("logs", { environment }),
    Network: environment => new components.Network("network", { ...STAGING_NETWORK, environment }),
    NodePools: (environment, provider) =>
        new components.NodePools("pools", nodePoolsArgs(clusterOf(provider), environment)),
    Observability: environment => new components.Observability("signals", { ...OBSERVABILITY_ARGS, environment }),
    Registry: environment => new components.Registry("images", { environment, repositories: ["shop/web"] }),
    RestoreDrill: environment => new components.RestoreDrill("drill", { ...DRILL_ARGS, environment }),
    RolloutController: (environment, provider) =>
        new components.RolloutController("rollouts", { ...CHART, environment, cluster: clusterOf(provider) }),
    SyntheticProbe: environment => new components.SyntheticProbe("probe", { ...PROBE_ARGS, environment }),
    WorkingHoursSchedule: environment =>
        new components.WorkingHoursSchedule("hours", { ...SCHEDULE_ARGS, environment: closedForLong(environment) }),
    WorkloadHours: (environment, provider) =>
        new components.WorkloadHours("hours", { ...workloadHoursArgs(provider), environment }),
    Workloads: environment =>
        new components.Workloads("team", {
            environment,
            cluster: {
                clusterName: "staging-shop",
                version: "1.33",
                endpoint: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
                certificateAuthority: "LS0tLS1CRUdJTg==",
                nodeSecurityGroupId: "sg-1",
            },
            namespaces: [NAMESPACE, ...SEVERAL_NAMESPACES],
        }),
};
