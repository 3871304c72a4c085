import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type ArgumentFaults, textMatching, wholeNumber } from "../arguments";
import { EKS_CLUSTER_NAME } from "../cluster/workloads-arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkKnown } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import type { ClusterRef } from "../references";

/** A cluster as charts need it: ours, `Workloads`, or one that exists. For ours, charts wait until its nodes are there. */
export type ChartCluster = Pick<ClusterRef, "clusterName" | "kubernetesProvider">;

/** Inputs that every chart takes. */
export interface ChartArgs {
    readonly environment: Environment;
    readonly cluster: ChartCluster;
    /**
     * Version of the chart, exactly: `1.13.0`, no range and no `v`. A chart that moves by itself is another one in staging
     * than in production.
     */
    readonly chartVersion: string;
}

/** Inputs of charts whose controller can run several times, one of which leads. */
export interface ReplicatedChartArgs extends ChartArgs {
    /**
     * How many pods of the controller run. Two survive a node, and want two nodes. Valid: 1 to 5.
     *
     * @default 2
     */
    readonly replicas?: number;
}

export const DEFAULT_REPLICAS = 2;

/** An exact version (Semantic Versioning 2.0.0), without what it says of builds. */
const VERSION_NUMBER = "(0|[1-9]\\d*)";
const CHART_VERSION = textMatching(
    new RegExp(`^${VERSION_NUMBER}\\.${VERSION_NUMBER}\\.${VERSION_NUMBER}(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$`),
    "the exact version of a chart such as 1.13.0",
);
const REPLICAS = wholeNumber(1, 5);

/** What every chart takes, to be checked along with what a chart takes beside it. */
export const CHART_ARGUMENTS: Fields<ChartArgs> = { environment: true, cluster: true, chartVersion: true };

/** Records what is wrong with what every chart takes. @param known Every argument of this one. */
export function checkChartArgs<Args extends ReplicatedChartArgs>(
    name: string,
    args: Args,
    known: Fields<Args>,
    faults: ArgumentFaults,
): void {
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, known);
    faults.addAll(environmentFaults(args.environment));
    faults.check("cluster.clusterName", args.cluster.clusterName, EKS_CLUSTER_NAME);
    faults.check("chartVersion", args.chartVersion, CHART_VERSION);
    faults.checkOptional("replicas", args.replicas, REPLICAS);
}

/** What must be there before something runs in a cluster: of ours all, its nodes included. */
export function clusterReady(cluster: ChartCluster): readonly pulumi.Resource[] {
    return pulumi.Resource.isInstance(cluster) ? [cluster] : [];
}

/** How much a controller asks for. There is no limit on its processor time: a throttled controller is late for nothing. */
export interface ControllerResources {
    readonly requests: { readonly cpu: string; readonly memory: string };
    readonly limits: { readonly memory: string };
}

/** Requests of a controller, and as much memory as its limit. */
export function controllerResources(cpu: string, memory: string): ControllerResources {
    return { requests: { cpu, memory }, limits: { memory } };
}

/** A chart as {@link createRelease} installs it. */
export interface ReleasePlan<Values extends object> {
    /** Pulumi name of the release. */
    readonly resource: string;
    /** Name in the cluster. One of each chart runs in a cluster, so it is the chart's own. */
    readonly releaseName: string;
    /** Name in the repository, or the whole address where it is kept as an image (`oci://...`). */
    readonly chart: string;
    /** Address of the repository; nothing for a chart that is kept as an image. */
    readonly repository?: string;
    readonly namespace: string;
    readonly values: Values;
}

/** How long a release may take until its pods are ready, in seconds. After that it is taken back. */
const RELEASE_TIMEOUT_SECONDS = 600;
/** Former versions that Helm keeps, each as a secret in the cluster. */
const RELEASE_HISTORY = 5;

/** Installs a chart whole or not at all. */
export function createRelease<Values extends object>(
    plan: ReleasePlan<Values>,
    { cluster, chartVersion }: ChartArgs,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): kubernetes.helm.v3.Release {
    return new kubernetes.helm.v3.Release(
        plan.resource,
        {
            name: plan.releaseName,
            chart: plan.chart,
            version: chartVersion,
            repositoryOpts: plan.repository === undefined ? undefined : { repo: plan.repository },
            namespace: plan.namespace,
            values: { ...plan.values },
            atomic: true,
            cleanupOnFail: true,
            maxHistory: RELEASE_HISTORY,
            timeout: RELEASE_TIMEOUT_SECONDS,
        },
        { parent, provider: cluster.kubernetesProvider, dependsOn: [...clusterReady(cluster), ...after] },
    );
}
