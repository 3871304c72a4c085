import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentFaults } from "../arguments";
import { KUBERNETES_VERSION } from "../cluster/arguments";
import { createNamespace } from "../cluster/namespace";
import type { Opening } from "../cluster/openings";
import type { ChartArgs } from "./chart";

/** Inputs of charts that get a namespace of their own. */
export interface NamespacedChartArgs extends ChartArgs {
    /** Kubernetes version of the cluster such as `1.35`: the pod security standard of the namespace is read as of it. */
    readonly version: string;
}

/** Records what is wrong with what a chart's namespace takes. */
export function checkChartNamespace({ version }: NamespacedChartArgs, faults: ArgumentFaults): void {
    faults.check("version", version, KUBERNETES_VERSION);
}

/** Room for a controller and its successor during an update, several times over. */
const QUOTA = { cpu: "2", memory: "2Gi", pods: 10 } as const;
const CONTAINER_DEFAULTS = { cpuRequest: "50m", memoryRequest: "64Mi", memoryLimit: "128Mi" } as const;
/** The Kubernetes API has no address that is known while planning, but one port. */
const API = { name: "api", direction: "egress", ranges: ["0.0.0.0/0"], ports: [443] } as const;

/**
 * Makes the namespace of a chart, bounded like those of workloads, with a way to the Kubernetes API. Images come from where
 * the chart says, so the admission policies of workloads do not hold here; pod security is `baseline`.
 *
 * @param openings What the chart's pods call beside the Kubernetes API.
 */
export function createChartNamespace(
    name: string,
    namespace: string,
    { environment, version, cluster }: NamespacedChartArgs,
    parent: pulumi.Resource,
    openings: readonly Opening[] = [],
): pulumi.Resource {
    const resource = (role: string) => `${name}-${role}`;
    const options = (_role: string, ...after: readonly pulumi.Resource[]) => ({
        parent,
        provider: cluster.kubernetesProvider,
        dependsOn: [...after],
    });
    return createNamespace(
        { name: namespace, quota: QUOTA, containerDefaults: CONTAINER_DEFAULTS, openings: [API, ...openings] },
        { environment, version, podSecurity: "baseline" },
        { resource, options },
    );
}
