import type { BudgetArgs } from "../../components/budget";
import type { ClusterArgs } from "../../components/cluster";
import type { ObservabilityArgs } from "../../components/observability";
import type { NetworkRef } from "../../components/references";
import type { WorkingHoursScheduleArgs } from "../../components/working-hours-schedule";
import { STAGING } from "./support";

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
    nodes: {
        instanceTypes: ["m7g.large", "m6g.large"],
        minSize: 1,
        maxSize: 4,
        desiredSize: 2,
        capacity: "spot",
        diskGiB: 40,
    },
    deployRoleArn: "arn:aws:iam::111122223333:role/deploy",
    addonVersions: {
        "vpc-cni": "v1.20.4-eksbuild.2",
        "kube-proxy": "v1.33.5-eksbuild.2",
        "eks-pod-identity-agent": "v1.3.9-eksbuild.3",
        coredns: "v1.12.4-eksbuild.1",
        "aws-ebs-csi-driver": "v1.51.0-eksbuild.1",
    },
    namespace: {
        name: "shop",
        quota: { cpu: "4", memory: "8Gi", pods: 40 },
        containerDefaults: { cpuRequest: "100m", memoryRequest: "128Mi", memoryLimit: "256Mi" },
        openings: [
            { name: "database", direction: "egress", ranges: ["10.1.48.0/24"], ports: [5432] },
            { name: "https", direction: "egress", ranges: ["0.0.0.0/0"], ports: [443] },
            { name: "balancer", direction: "ingress", ranges: ["10.1.0.0/20"], ports: [8080] },
        ],
    },
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
    leadMinutes: 45,
    alerts: {
        topicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
        runbookBaseUrl: "https://runbooks.example.com",
    },
};
