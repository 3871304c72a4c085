import type { EndpointAccess, Environment } from "../components";
import { environmentOf, type Settings } from "./settings";

/** What to build, with every difference between environments decided. Plain data: no outputs, no resources. */
export interface Spec {
    readonly environment: Environment;
    readonly deployRoleArn: string;
    readonly network: {
        readonly zones: readonly string[];
        readonly nat: "single" | "perZone";
        readonly flowLogRetentionDays: number;
        readonly privateDomain: string;
        readonly blockedDomains: readonly string[];
        readonly allowedDomains?: readonly string[];
    };
    readonly cluster: {
        readonly version: string;
        readonly addonVersions: typeof ADDON_VERSIONS;
        readonly endpointAccess: EndpointAccess;
        readonly nodes: Settings["nodes"] & { readonly capacity: "on-demand" | "spot"; readonly diskGiB: number };
        readonly namespace: {
            readonly name: string;
            readonly quota: { readonly cpu: string; readonly memory: string; readonly pods: number };
            readonly containerDefaults: typeof CONTAINER_DEFAULTS;
        };
    };
    readonly database: {
        readonly engineVersion: string;
        readonly databaseName: string;
        readonly instanceClass: string;
        readonly instances: number;
        readonly backupRetentionDays: number;
    };
    readonly observability: {
        readonly agentVersion: string;
        readonly alertEmail?: string;
        readonly runbookBaseUrl: string;
    };
    readonly budget: Settings["budget"] & { readonly scope: "account" };
    readonly logRetentionDays: number;
}

// One version for all environments: staging gets the next one first because it is deployed first, not because it differs.
// EKS supports Kubernetes 1.35 as standard until 2027-03-27; Aurora supports 16.8 for the long term. The builds of the add-ons
// were not checked against an account: `aws eks describe-addon-versions --kubernetes-version 1.35` lists what there is.
const DATABASE_VERSION = "16.8";
const KUBERNETES_VERSION = "1.35";
const ADDON_VERSIONS = {
    "vpc-cni": "v1.21.1-eksbuild.1",
    "kube-proxy": "v1.35.0-eksbuild.2",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.2",
    coredns: "v1.13.1-eksbuild.1",
    "aws-ebs-csi-driver": "v1.53.0-eksbuild.1",
} as const;
const OBSERVABILITY_AGENT_VERSION = "v4.7.0-eksbuild.1";

const NAMESPACE = "shop";
const DATABASE_NAME = "shop";
const RUNBOOK_BASE_URL = "https://runbooks.example.com/shop";
const NODE_DISK_GIB = 50;

/** What a container of the shop gets that asks for nothing: a quarter of a small service. */
const CONTAINER_DEFAULTS = { cpuRequest: "100m", memoryRequest: "128Mi", memoryLimit: "256Mi" } as const;
/** What the shop's services need in all, in each environment alike, so that a quota is hit in staging first. */
const QUOTA = { cpu: "6", memory: "12Gi", pods: 80 } as const;

/** What differs by what an environment is for. Everything else is the same, or a setting of its stack. */
const BY_CLASS = {
    production: {
        nat: "perZone",
        capacity: "on-demand",
        backupRetentionDays: 35,
        logRetentionDays: 365,
    },
    elsewhere: {
        nat: "single",
        capacity: "spot",
        backupRetentionDays: 7,
        logRetentionDays: 30,
    },
} as const;

/** Decides how environments differ. The only place that knows staging from production. */
export function specFor(settings: Settings): Spec {
    const decided = BY_CLASS[settings.class === "production" ? "production" : "elsewhere"];
    return {
        environment: environmentOf(settings),
        deployRoleArn: settings.deployRoleArn,
        network: {
            zones: settings.zones,
            nat: decided.nat,
            flowLogRetentionDays: decided.logRetentionDays,
            privateDomain: settings.domain,
            blockedDomains: settings.blockedDomains ?? [],
            allowedDomains: settings.allowedDomains,
        },
        cluster: {
            version: KUBERNETES_VERSION,
            addonVersions: ADDON_VERSIONS,
            endpointAccess: { kind: "public", ranges: settings.clusterEndpointRanges },
            nodes: { ...settings.nodes, capacity: decided.capacity, diskGiB: NODE_DISK_GIB },
            namespace: { name: NAMESPACE, quota: QUOTA, containerDefaults: CONTAINER_DEFAULTS },
        },
        database: {
            engineVersion: DATABASE_VERSION,
            databaseName: DATABASE_NAME,
            ...settings.database,
            backupRetentionDays: decided.backupRetentionDays,
        },
        observability: {
            agentVersion: OBSERVABILITY_AGENT_VERSION,
            alertEmail: settings.alertEmail,
            runbookBaseUrl: RUNBOOK_BASE_URL,
        },
        // Each environment has an account of its own, so nothing that lacks a tag can escape.
        budget: { ...settings.budget, scope: "account" },
        logRetentionDays: decided.logRetentionDays,
    };
}
