import {
    AlarmMutes,
    Boundary,
    Budget,
    Cluster,
    Database,
    DATABASE_PORTS,
    Edge,
    EphemeralReaper,
    FaultInjection,
    FeatureFlags,
    LoadBalancerController,
    LogDataProtection,
    LogKey,
    MetricsServer,
    Network,
    Observability,
    pinnedProvider,
    RestoreDrill,
    RolloutController,
    subnetsOf,
    SyntheticProbe,
    WorkingHoursSchedule,
    WorkloadHours,
} from "../components";
import { disabledDefaultProviders, readSettings } from "./config";
import { specFor } from "./spec";

const HTTPS_PORT = 443;

const spec = specFor(readSettings());
const { deployRoleArn, logRetentionDays } = spec;

// Every resource goes through this provider: it refuses to work in any account but the environment's own.
const pinned = pinnedProvider("aws", {
    environment: spec.environment,
    disabledDefaultProviders: disabledDefaultProviders(),
});
const opts = { providers: { aws: pinned } };

// No role that is made with this environment can reach beyond its account, whatever its policies come to say.
const { environment } = new Boundary("boundary", { environment: spec.environment }, opts);

const network = new Network("network", { environment, ...spec.network }, opts);

const dataRanges = subnetsOf(network, "data").map(({ range }) => range);
const publicRanges = subnetsOf(network, "public").map(({ range }) => range);
const { namespace: workloads, ...ofCluster } = spec.cluster;
const cluster = new Cluster(
    "platform",
    {
        environment,
        network,
        deployRoleArn,
        logRetentionDays,
        ...ofCluster,
        namespaces: [
            {
                ...workloads,
                openings: [
                    { name: "edge", direction: "ingress", ranges: publicRanges, ports: [spec.edge.target.podPort] },
                    { name: "database", direction: "egress", ranges: dataRanges, ports: [DATABASE_PORTS.postgresql] },
                    // The sandboxes, or in production the real ones, of those who take payments and carry parcels.
                    { name: "third-parties", direction: "egress", ranges: ["0.0.0.0/0"], ports: [HTTPS_PORT] },
                ],
            },
        ],
    },
    opts,
);

const database = new Database(
    "orders",
    {
        environment,
        network,
        callers: [{ name: "nodes", securityGroupId: cluster.nodeSecurityGroupId }],
        logRetentionDays,
        ...spec.database,
    },
    opts,
);

const observability = new Observability(
    "signals",
    { environment, cluster, database, logRetentionDays, ...spec.observability },
    opts,
);

const alerts = { topicArn: observability.topicArn, runbookBaseUrl: spec.observability.runbookBaseUrl };

new LogDataProtection(
    "masking",
    { environment, logGroupNames: [...database.logGroupNames, ...observability.logGroupNames] },
    { ...opts, dependsOn: [database, observability] },
);

new Budget("month", { environment, ...spec.budget }, opts);

// For the log groups whose components make no key of their own.
const logKey = new LogKey("logs", { environment }, opts);

const { chartVersions } = spec;
const balancers = new LoadBalancerController(
    "balancers",
    { environment, cluster, network, chartVersion: chartVersions.loadBalancerController },
    opts,
);
new MetricsServer("metrics", { environment, cluster, chartVersion: chartVersions.metricsServer }, opts);
new RolloutController(
    "rollouts",
    { environment, cluster, version: spec.cluster.version, chartVersion: chartVersions.rolloutController },
    opts,
);

const { target, ...door } = spec.edge;
const edge = new Edge(
    "shop-edge",
    {
        environment,
        network,
        logRetentionDays,
        key: logKey,
        ...door,
        target: {
            ...target,
            securityGroupId: cluster.nodeSecurityGroupId,
            provider: cluster.kubernetesProvider,
        },
    },
    { ...opts, dependsOn: [balancers] },
);

const probe = new SyntheticProbe(
    "shop-probe",
    {
        environment,
        url: `${edge.url}${spec.probe.path}`,
        alerts,
        runtimeVersion: spec.probe.runtimeVersion,
        network: spec.probe.withinNetwork ? network : undefined,
    },
    opts,
);

new FeatureFlags("flags", { environment, ...spec.flags, rollbackAlarmArns: [probe.alarmArn] }, opts);

new RestoreDrill("drill", { environment, database, network, alerts, logKey, ...spec.drill }, opts);

if (spec.faults !== undefined) {
    new FaultInjection("faults", { environment, ...spec.faults, stopAlarmArns: [probe.alarmArn], key: logKey }, opts);
}

if (spec.reaper !== undefined) {
    new EphemeralReaper(
        "reaper",
        {
            environment,
            cluster,
            version: spec.cluster.version,
            ...spec.reaper,
            database: {
                endpoint: database.endpoint,
                port: database.port,
                databaseName: spec.database.databaseName,
                secretArn: database.secretArn,
                secretAccess: database.secretAccess,
                ranges: dataRanges,
            },
        },
        opts,
    );
}

if (spec.workloadHours !== undefined) {
    new WorkloadHours(
        "workload-hours",
        {
            environment,
            cluster,
            version: spec.cluster.version,
            namespaces: cluster.namespaceNames,
            ...spec.workloadHours,
        },
        opts,
    );
}

if (environment.workingHours !== undefined) {
    new WorkingHoursSchedule(
        "working-hours",
        {
            environment,
            database,
            nodeGroups: cluster.nodeGroups,
            probes: [probe],
            alerts,
        },
        opts,
    );
    // What sleeps rings for nothing; that a timer failed is told at night as well.
    new AlarmMutes("quiet", { environment, alarms: [observability, probe] }, opts);
}

export const networkRange = network.range;
export const privateZone = network.privateZoneName;
export const url = edge.url;
export const natAddresses = network.natAddresses;
export const clusterName = cluster.clusterName;
export const clusterEndpoint = cluster.endpoint;
export const namespace = cluster.namespaceNames[0];
export const databaseEndpoint = database.endpoint;
export const databaseReaderEndpoint = database.readerEndpoint;
export const databaseSecretArn = database.secretArn;
export const alertTopicArn = observability.topicArn;
export const dashboardUrl = observability.dashboardUrl;
