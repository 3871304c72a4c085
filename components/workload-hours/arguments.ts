import { ArgumentFaults } from "../arguments";
import { KUBERNETES_VERSION } from "../cluster/arguments";
import { EKS_CLUSTER_NAME } from "../cluster/workloads-arguments";
import { DNS_LABEL } from "../domains";
import { type Environment, environmentFaults } from "../environment";
import { IMAGE } from "../ephemeral-environment/reaper-arguments";
import { checkKnown, isPlainObject } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import { atLeastOne } from "../ranges";
import type { ClusterRef } from "../references";
import { hoursFaultsAt, type WorkingHours, workingHoursFaults } from "../working-hours";
import { lookingFaults } from "./times";

/** Inputs of `WorkloadHours`. */
export interface WorkloadHoursArgs {
    /** With the working hours that decide; production, which has none, is refused. */
    readonly environment: Environment;
    readonly cluster: Pick<ClusterRef, "clusterName" | "kubernetesProvider">;
    /** Its Kubernetes version such as `1.35`: the pod security standard is read as of it. */
    readonly version: string;
    /** An image by digest that holds `sh`, GNU coreutils, `curl`, `jq` and the data of time zones. */
    readonly image: string;
    /**
     * Namespaces whose workloads, cron jobs and scalers sleep, such as `Cluster.namespaceNames`. At least one, each once; each
     * must be there.
     */
    readonly namespaces: readonly string[];
    /**
     * Pools of Karpenter whose nodes are ended when workloads sleep, such as `NodePools.poolNames`, each once.
     *
     * @default - none
     */
    readonly nodePools?: readonly string[];
}

const ARGUMENTS: Fields<WorkloadHoursArgs> = {
    environment: true,
    cluster: true,
    version: true,
    image: true,
    namespaces: true,
    nodePools: true,
};
/** Namespaces of Kubernetes itself: without what is in them no node joins. */
const SYSTEM_PREFIX = "kube-";

/**
 * Checks everything about the arguments of workload hours.
 *
 * @param own Namespace of the jobs, which cannot put themselves to sleep.
 * @returns the hours
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertWorkloadHoursArgs(name: string, args: WorkloadHoursArgs, own: string): WorkingHours {
    const { environment } = args;
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(environment));
    const { workingHours } = environment;
    if (environment.class === "production") {
        faults.add("environment.class", "staging or ephemeral: production never sleeps", environment.class);
    }
    if (workingHours !== undefined && workingHoursFaults(workingHours, "").length === 0) {
        faults.addAll(hoursFaultsAt("environment.workingHours", lookingFaults(workingHours)));
    }
    if (isPlainObject(args.cluster)) {
        faults.check("cluster.clusterName", args.cluster.clusterName, EKS_CLUSTER_NAME);
        if (!isPlainObject(args.cluster.kubernetesProvider)) {
            // Without one Pulumi takes the cluster that the machine is set up for, whichever that is.
            faults.add("cluster.kubernetesProvider", "a provider of that cluster", args.cluster.kubernetesProvider);
        }
    } else faults.add("cluster", "an object with clusterName and kubernetesProvider", args.cluster);
    faults.check("version", args.version, KUBERNETES_VERSION);
    faults.check("image", args.image, IMAGE);
    const namespaces = atLeastOne("namespaces", args.namespaces, "at least one namespace", faults);
    checkNames("namespaces", namespaces, faults);
    namespaces.forEach((namespace, index) => {
        if (namespace === own || (typeof namespace === "string" && namespace.startsWith(SYSTEM_PREFIX))) {
            const expected = "a namespace of workloads: what keeps the cluster running does not sleep";
            faults.add(`namespaces[${index}]`, expected, namespace);
        }
    });
    checkNames("nodePools", faults.items("nodePools", args.nodePools ?? [], "a list of pools"), faults);
    faults.throwIfAny("WorkloadHours");
    if (workingHours === undefined) throw new TypeError("an environment without working hours passed its own check");
    return workingHours;
}

function checkNames(path: string, names: readonly string[], faults: ArgumentFaults): void {
    names.forEach((name, index) => {
        faults.check(`${path}[${index}]`, name, DNS_LABEL);
        if (names.indexOf(name) !== index) faults.add(`${path}[${index}]`, "a name that is not in the list yet", name);
    });
}
