import type * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, textMatching } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkKnown, isPlainObject } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import type { ClusterEndpoint } from "../references";
import { KUBERNETES_VERSION } from "./arguments";
import { checkWorkloadNamespaces, type WorkloadNamespacesArgs } from "./namespace-arguments";

/** A cluster that is there, in the environment's own account and region. */
export interface WorkloadsCluster extends ClusterEndpoint {
    /** Name in AWS, plain: the roles of workloads name it. Ours are called `<environment>-<component>`. */
    readonly clusterName: string;
    /** Its Kubernetes version such as `1.35`: the pod security standard is read as of it. */
    readonly version: string;
    /**
     * Security group of its nodes, which is opened as the namespaces are.
     *
     * @default - nothing is opened: whoever owns the nodes does that
     */
    readonly nodeSecurityGroupId?: pulumi.Input<string>;
}

/** Inputs of `Workloads`. */
export interface WorkloadsArgs extends WorkloadNamespacesArgs {
    readonly environment: Environment;
    /** The deploying role must be able to administer it, and its CNI must enforce network policies. */
    readonly cluster: WorkloadsCluster;
}

export const EKS_CLUSTER_NAME = textMatching(
    /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/,
    "the name of a cluster of EKS: 1 to 100 letters, digits, dashes and underscores",
);
const HTTPS_URL = textMatching(/^https:\/\/\S+$/, "a URL that begins with https://");
const BASE64 = textMatching(/^[A-Za-z0-9+/]+={0,2}$/, "a certificate, PEM in base64");

const ARGUMENTS: Fields<WorkloadsArgs> = { environment: true, cluster: true, namespaces: true, registries: true };
const NAMED: readonly (keyof WorkloadsCluster)[] = ["clusterName", "version", "endpoint", "certificateAuthority"];

/**
 * Checks the arguments of workloads.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertWorkloadsArgs(name: string, args: WorkloadsArgs): void {
    const { cluster } = args;
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(args.environment));
    if (isPlainObject(cluster)) checkCluster(cluster, faults);
    else faults.add("cluster", `an object with ${NAMED.join(", ")}`, cluster);
    checkWorkloadNamespaces(name, args, faults);
    faults.throwIfAny("Workloads");
}

/** A cluster may be one of ours, which has more to it than is asked for. */
function checkCluster(cluster: WorkloadsCluster, faults: ArgumentFaults): void {
    faults.check("cluster.clusterName", cluster.clusterName, EKS_CLUSTER_NAME);
    faults.check("cluster.version", cluster.version, KUBERNETES_VERSION);
    if (typeof cluster.endpoint !== "object") faults.check("cluster.endpoint", cluster.endpoint, HTTPS_URL);
    if (typeof cluster.certificateAuthority !== "object") {
        faults.check("cluster.certificateAuthority", cluster.certificateAuthority, BASE64);
    }
}
