import * as aws from "@pulumi/aws";
import {
    Cluster,
    Database,
    DATABASE_PORTS,
    Edge,
    environmentTags,
    Network,
    subnetsOf,
    WorkingHoursSchedule,
} from "stagewright";
import { readExisting } from "./existing";

const { environment, zone, dataKey, logArchive, registry, deployRoleArn, ...existing } = readExisting();
const production = environment.class === "production";

const pinned = new aws.Provider("aws", {
    region: environment.region,
    allowedAccountIds: [environment.accountId],
    defaultTags: { tags: environmentTags(environment) },
});
const opts = { providers: { aws: pinned } };

// Theirs: nothing of it is made or changed here. A deployment compares it with what AWS says; a preview takes its word.
const network = Network.existing({ environment, ...existing.network }, { provider: pinned });
const rangesOf = (tier: "public" | "data") => subnetsOf(network, tier).map(({ range }) => range);

// Ours: a cluster in their private subnets, with secrets under their key and images from their registry.
const cluster = new Cluster(
    "parcels",
    {
        environment,
        network,
        key: dataKey,
        deployRoleArn,
        version: "1.35",
        addonVersions: {
            "vpc-cni": "v1.21.1-eksbuild.1",
            "kube-proxy": "v1.35.0-eksbuild.2",
            "eks-pod-identity-agent": "v1.3.10-eksbuild.2",
            coredns: "v1.13.1-eksbuild.1",
            "aws-ebs-csi-driver": "v1.53.0-eksbuild.1",
        },
        // Their runners work inside this network.
        endpointAccess: { kind: "private" },
        nodeGroups: [
            {
                name: "workers",
                instanceTypes: ["m7g.large"],
                capacity: production ? "on-demand" : "spot",
                minSize: 2,
                desiredSize: 2,
                maxSize: production ? 8 : 4,
                diskGiB: 50,
            },
        ],
        registries: [registry],
        namespaces: [
            {
                name: "parcels",
                quota: { cpu: "4", memory: "8Gi", pods: 40 },
                containerDefaults: { cpuRequest: "100m", memoryRequest: "128Mi", memoryLimit: "256Mi" },
                openings: [
                    {
                        name: "database",
                        direction: "egress",
                        ranges: rangesOf("data"),
                        ports: [DATABASE_PORTS.postgresql],
                    },
                    { name: "edge", direction: "ingress", ranges: rangesOf("public"), ports: [8080] },
                ],
            },
        ],
    },
    opts,
);

// Ours: a database in their data tier, encrypted with their key.
const database = new Database(
    "parcels-data",
    {
        environment,
        network,
        key: dataKey,
        engineVersion: "16.8",
        instanceClass: production ? "db.r7g.large" : "db.t4g.medium",
        instances: production ? 2 : 1,
        callers: [{ name: "nodes", securityGroupId: cluster.nodeSecurityGroupId }],
        databaseName: "parcels",
        backupRetentionDays: production ? 35 : 7,
    },
    opts,
);

// Ours: the way in, with its records in their zone, and its access logs in their archive.
const edge = new Edge(
    "parcels-edge",
    {
        environment,
        network,
        zone,
        host: `track.${zone.domain}`,
        accessLogSink: logArchive,
        callers: production ? "internet" : ["198.51.100.0/24"],
        target: {
            namespace: "parcels",
            serviceName: "track",
            servicePort: 80,
            podPort: 8080,
            healthPath: "/healthz",
            securityGroupId: cluster.nodeSecurityGroupId,
            provider: cluster.kubernetesProvider,
        },
    },
    opts,
);

if (environment.workingHours !== undefined) {
    new WorkingHoursSchedule("working-hours", { environment, database, nodeGroups: cluster.nodeGroups }, opts);
}

export const url = edge.url;
export const databaseEndpoint = database.endpoint;
