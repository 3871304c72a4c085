import { type ArgumentFaults, oneOf, textMatching, wholeNumber } from "../arguments";
import type { Environment } from "../environment";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { CAPACITIES, type Capacity, type NodeGroupSize, nodeGroupSizeFaults, processorOf } from "../node-group";
import { atLeastOne } from "../ranges";

/** Keeps pods away that do not say that they bear it. */
export interface NodeTaint {
    readonly key: string;
    readonly value: string;
    /** As Kubernetes names it: new pods stay away, would rather stay away, or running ones leave as well. */
    readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** Nodes that workloads run on. */
export interface NodeGroupArgs extends NodeGroupSize {
    /** Part of the group's name in AWS: at most 20 lower-case letters, digits and dashes. A change replaces the group. */
    readonly name: string;
    /**
     * Instance types in order of preference, all of one processor architecture. Valid: 1 to 20.
     * A change makes new nodes first, then drains the old ones.
     */
    readonly instanceTypes: readonly string[];
    /** `spot` is refused in production. A change makes new nodes first, then drains the old ones. */
    readonly capacity: Capacity;
    /** Root volume of each node, in GiB. Valid: 20 to 1000. A change replaces nodes one after the other. */
    readonly diskGiB: number;
    /**
     * Labels by which pods choose nodes. EKS itself labels them with `eks.amazonaws.com/capacityType`.
     *
     * @default - none but those of EKS
     */
    readonly labels?: Readonly<Record<string, string>>;
    /**
     * What keeps other pods away, each key and effect once. Add-ons such as CoreDNS need a group without.
     *
     * @default - nothing
     */
    readonly taints?: readonly NodeTaint[];
}

/** Most instance types that a managed node group takes (EKS API reference, CreateNodegroup). */
const MAXIMUM_INSTANCE_TYPES = 20;
/** Bounds of our own: below, the images of the system's own pods do not fit; above is a slip of the keys. */
const DISK_GIB = wholeNumber(20, 1000);

export const INSTANCE_TYPE = textMatching(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an instance type such as m7g.large");
const LABEL_KEY = textMatching(
    /^(?!(.*\.)?(kubernetes\.io|k8s\.io|amazonaws\.com)\/)([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    "a label's key such as example.com/team, outside kubernetes.io, k8s.io and amazonaws.com",
);
const LABEL_VALUE = textMatching(
    /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/,
    "at most 63 letters, digits, dots, underscores and dashes, a letter or digit first and last",
);
const EFFECT = oneOf(["NoSchedule", "PreferNoSchedule", "NoExecute"]);

/** Records what is wrong with instance types, of which there must be one, and all of one architecture. */
export function checkInstanceTypes(path: string, types: readonly string[], faults: ArgumentFaults): void {
    const expected = `1 to ${MAXIMUM_INSTANCE_TYPES} instance types`;
    const instanceTypes = atLeastOne(path, types, expected, faults);
    if (instanceTypes.length > MAXIMUM_INSTANCE_TYPES) faults.add(path, expected, instanceTypes);
    instanceTypes.forEach((type, index) => {
        faults.check(`${path}[${index}]`, type, INSTANCE_TYPE);
    });
    if (new Set(instanceTypes.map(processorOf)).size > 1) {
        faults.add(path, "instance types of one processor architecture", instanceTypes);
    }
}

/** Records what is wrong with how nodes are paid for. */
export function checkCapacity(
    path: string,
    capacity: Capacity,
    environment: Environment,
    faults: ArgumentFaults,
): void {
    faults.check(path, capacity, oneOf(CAPACITIES));
    if (capacity === "spot" && environment.class === "production") {
        faults.add(path, "on-demand in production, where nodes must not be taken away", capacity);
    }
}

/** Records what is wrong with the root volume of nodes. */
export function checkDisk(path: string, diskGiB: number, faults: ArgumentFaults): void {
    faults.check(path, diskGiB, DISK_GIB);
}

/** Records what is wrong with node groups, of which there must be one without taints. */
export function checkNodeGroups(
    nodeGroups: readonly NodeGroupArgs[],
    environment: Environment,
    faults: ArgumentFaults,
): void {
    const groups = atLeastOne("nodeGroups", nodeGroups, "at least one node group", faults);
    const names = new Set<string>();
    groups.forEach((group, index) => {
        const path = `nodeGroups[${index}]`;
        faults.check(`${path}.name`, group.name, { expected: COMPONENT_NAME_EXPECTED, fits: isName });
        if (names.has(group.name)) faults.add(`${path}.name`, "a name that no other group has", group.name);
        names.add(group.name);
        checkInstanceTypes(`${path}.instanceTypes`, group.instanceTypes, faults);
        faults.addAll(nodeGroupSizeFaults(path, group));
        checkCapacity(`${path}.capacity`, group.capacity, environment, faults);
        checkDisk(`${path}.diskGiB`, group.diskGiB, faults);
        checkLabels(`${path}.labels`, group.labels ?? {}, faults);
        checkTaints(`${path}.taints`, group.taints ?? [], faults);
    });
    if (groups.length > 0 && groups.every(({ taints = [] }) => taints.length > 0)) {
        faults.add("nodeGroups", "a group without taints, on which DNS and the other add-ons can run", [...names]);
    }
}

function isName(value: unknown): boolean {
    return typeof value === "string" && isComponentName(value);
}

/** Records what is wrong with labels of nodes. */
export function checkLabels(path: string, labels: Readonly<Record<string, string>>, faults: ArgumentFaults): void {
    for (const [key, value] of Object.entries(labels)) {
        faults.check(path, key, LABEL_KEY);
        faults.check(`${path}["${key}"]`, value, LABEL_VALUE);
    }
}

/** Records what is wrong with taints of nodes. */
export function checkTaints(path: string, taints: readonly NodeTaint[], faults: ArgumentFaults): void {
    const seen = new Set<string>();
    faults.items(path, taints, "a list of taints").forEach(({ key, value, effect }, index) => {
        faults.check(`${path}[${index}].key`, key, LABEL_KEY);
        faults.check(`${path}[${index}].value`, value, LABEL_VALUE);
        faults.check(`${path}[${index}].effect`, effect, EFFECT);
        const taint = `${key} ${effect}`;
        if (seen.has(taint)) faults.add(`${path}[${index}]`, "a key and an effect that no other taint has", taint);
        seen.add(taint);
    });
}
