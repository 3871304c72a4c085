import * as aws from "@pulumi/aws";
import {
    Budget,
    Cluster,
    Database,
    DATABASE_PORTS,
    environmentTags,
    Network,
    Observability,
    subnetsOf,
    WorkingHoursSchedule,
} from "../components";
import { readSettings } from "./config";
import { specFor } from "./spec";

const HTTPS_PORT = 443;

const spec = specFor(readSettings());
const { environment, deployRoleArn, logRetentionDays } = spec;

// Every resource goes through this provider: it refuses to work in any account but the environment's own.
const pinned = new aws.Provider("aws", {
    region: environment.region,
    allowedAccountIds: [environment.accountId],
    defaultTags: { tags: environmentTags(environment) },
});
const opts = { providers: { aws: pinned } };

const network = new Network("network", { environment, ...spec.network }, opts);

const dataRanges = subnetsOf(network, "data").map(({ range }) => range);
const cluster = new Cluster(
    "platform",
    {
        environment,
        network,
        deployRoleArn,
        logRetentionDays,
        ...spec.cluster,
        namespace: {
            ...spec.cluster.namespace,
            openings: [
                { name: "database", direction: "egress", ranges: dataRanges, ports: [DATABASE_PORTS.postgresql] },
                // The sandboxes, or in production the real ones, of those who take payments and carry parcels.
                { name: "third-parties", direction: "egress", ranges: ["0.0.0.0/0"], ports: [HTTPS_PORT] },
            ],
        },
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

new Budget("month", { environment, ...spec.budget }, opts);

if (environment.workingHours !== undefined) {
    const { clusterName, nodeGroupName } = cluster;
    new WorkingHoursSchedule(
        "working-hours",
        {
            environment,
            database,
            nodeGroups: [{ clusterName, nodeGroupName, size: spec.cluster.nodes }],
            alerts: { topicArn: observability.topicArn, runbookBaseUrl: spec.observability.runbookBaseUrl },
        },
        opts,
    );
}

export const networkRange = network.range;
export const privateZone = network.privateZoneName;
export const clusterName = cluster.clusterName;
export const clusterEndpoint = cluster.endpoint;
export const namespace = cluster.namespaceName;
export const databaseEndpoint = database.endpoint;
export const databaseReaderEndpoint = database.readerEndpoint;
export const databaseSecretArn = database.secretArn;
export const alertTopicArn = observability.topicArn;
export const dashboardUrl = observability.dashboardUrl;
