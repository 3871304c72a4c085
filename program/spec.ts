import type {
    DrillSchedule,
    EdgeArgs,
    Environment,
    EphemeralReaperArgs,
    FaultInjectionArgs,
    FeatureFlagsArgs,
    NodeGroupArgs,
    PublicEndpoint,
    WorkloadHoursArgs,
} from "../components";
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
        readonly endpointAccess: PublicEndpoint;
        readonly nodeGroups: readonly NodeGroupArgs[];
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
    readonly edge: Pick<EdgeArgs, "zone" | "host" | "callers"> & { readonly target: typeof EDGE_TARGET };
    /** Versions of the charts that the cluster runs beside the add-ons of EKS. */
    readonly chartVersions: typeof CHART_VERSIONS;
    readonly probe: { readonly runtimeVersion: string; readonly path: string; readonly withinNetwork: boolean };
    readonly flags: Pick<FeatureFlagsArgs, "flags" | "values">;
    readonly drill: { readonly schedule: DrillSchedule };
    /** Faults that are injected on demand. None in production. */
    readonly faults?: Pick<FaultInjectionArgs, "actions">;
    /** What takes down what branches leave behind. Only where branches may have a part of their own. */
    readonly reaper?: Pick<EphemeralReaperArgs, "image">;
    /** What scales workloads to nothing before the nodes go. An ephemeral environment has none: its end is its sleep. */
    readonly workloadHours?: Pick<WorkloadHoursArgs, "image">;
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
/** What answers callers. */
const EDGE_TARGET = {
    namespace: NAMESPACE,
    serviceName: "web",
    servicePort: 80,
    podPort: 8080,
    healthPath: "/healthz",
} as const;
// Neither was checked against its source: `helm search repo` and the list of runtimes of CloudWatch Synthetics say what there is.
const CHART_VERSIONS = {
    loadBalancerController: "1.13.4",
    metricsServer: "3.13.0",
    rolloutController: "2.40.4",
} as const;
const PROBE_RUNTIME = "syn-nodejs-puppeteer-11.0";
/** Switches of the shop. Both environments have the same, so that a test in staging switches what production would. */
const FLAGS: FeatureFlagsArgs["flags"] = {
    checkout_v2: { description: "The new way to pay", attributes: {} },
};
/** Away from the windows of the database; in staging while people work. */
const DRILL: DrillSchedule = {
    timeZone: "Europe/Berlin",
    backupAt: "12:00",
    drillDays: ["MON", "THU"],
    drillAt: "14:00",
};
const FAULTS: FaultInjectionArgs["actions"] = [{ kind: "terminateNodes", count: 1 }];
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
        flagValues: { checkout_v2: { enabled: false } },
        injectsFaults: false,
    },
    elsewhere: {
        nat: "single",
        capacity: "spot",
        backupRetentionDays: 7,
        logRetentionDays: 30,
        flagValues: { checkout_v2: { enabled: true } },
        injectsFaults: true,
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
            nodeGroups: [{ name: "workers", ...settings.nodes, capacity: decided.capacity, diskGiB: NODE_DISK_GIB }],
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
        edge: {
            zone: { zoneId: settings.publicZoneId, domain: settings.publicDomain },
            host: settings.publicDomain,
            callers: settings.edgeCallers,
            target: EDGE_TARGET,
        },
        chartVersions: CHART_VERSIONS,
        probe: {
            runtimeVersion: PROBE_RUNTIME,
            path: EDGE_TARGET.healthPath,
            // Callers from outside are turned away where not the whole internet may call.
            withinNetwork: settings.edgeCallers !== "internet",
        },
        flags: { flags: FLAGS, values: decided.flagValues },
        drill: { schedule: DRILL },
        ...(decided.injectsFaults && { faults: { actions: FAULTS } }),
        ...(settings.class === "staging" &&
            settings.toolsImage !== undefined && {
                reaper: { image: settings.toolsImage },
                workloadHours: { image: settings.toolsImage },
            }),
        logRetentionDays: decided.logRetentionDays,
    };
}
