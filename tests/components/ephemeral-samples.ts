import type * as kubernetes from "@pulumi/kubernetes";
import type { EphemeralEnvironmentArgs } from "../../components/ephemeral-environment";
import type { EphemeralReaperArgs } from "../../components/ephemeral-reaper";
import { STAGING } from "./support";

/** An image with the programs that the jobs call. */
export const IMAGE = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/tools@sha256:${"0123456789abcdef".repeat(4)}`;

/** PostgreSQL of staging. */
export const DATABASE = {
    endpoint: "orders.cluster-1.eu-central-1.rds.amazonaws.com",
    port: 5432,
    databaseName: "shop",
    secretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-AbCdEf",
    ranges: ["10.1.48.0/24", "10.1.49.0/24"],
};

/** Arguments that a reaper of staging takes: all that there are. */
export function reaperArgs(kubernetesProvider: kubernetes.Provider): EphemeralReaperArgs {
    return {
        environment: STAGING,
        cluster: { clusterName: "staging-shop", kubernetesProvider },
        version: "1.35",
        image: IMAGE,
        maximumDays: 7,
        database: { ...DATABASE, keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0f1e2d3c" },
    };
}

/** Arguments that an ephemeral environment in staging takes: all that there are. */
export function ephemeralArgs(kubernetesProvider: kubernetes.Provider): EphemeralEnvironmentArgs {
    return {
        environment: STAGING,
        cluster: { clusterName: "staging-shop", kubernetesProvider },
        version: "1.35",
        reaper: {
            namespaceName: "ephemeral-system",
            serviceAccountName: "reaper",
            image: IMAGE,
            maximumDays: 7,
            database: DATABASE,
        },
        branch: "feature/Fast_Checkout",
        createdAt: "2026-02-14T10:00:00+01:00",
        expiresAt: "2026-02-20T18:00:00+01:00",
        owner: "team-orders",
        namespace: {
            quota: { cpu: "1", memory: "2Gi", pods: 20 },
            containerDefaults: { cpuRequest: "50m", memoryRequest: "64Mi", memoryLimit: "128Mi" },
            openings: [{ name: "https", direction: "egress", ranges: ["0.0.0.0/0"], ports: [443] }],
        },
        databaseConnections: 5,
        registries: [{ imagePrefix: "registry.example.com/shop/" }],
    };
}
