import { createHash } from "node:crypto";
import { type ArgumentFault, ArgumentFaults, wholeNumber } from "./arguments";

/** Processor architecture of instances, as Kubernetes and EKS name it. */
export type Processor = "arm64" | "x86_64";

/** How nodes are paid for: `spot` ones are cheaper and may be taken away with two minutes' notice. */
export const CAPACITIES = ["on-demand", "spot"] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** How many nodes run. */
export interface NodeGroupSize {
    /** Fewest nodes while people work. Valid: 0 to `maxSize`. */
    readonly minSize: number;
    /** Most nodes ever. Valid: 1 to 100. */
    readonly maxSize: number;
    /** Nodes at creation and each morning. Valid: `minSize` to `maxSize`. */
    readonly desiredSize: number;
}

/** Most nodes of one group: far below EKS's 450, far above what a mistake should cost. */
const MAXIMUM_NODES = 100;

/** Everything that is wrong with a node group's size. */
export function nodeGroupSizeFaults(propertyPath: string, size: NodeGroupSize): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    faults.check(`${propertyPath}.maxSize`, size.maxSize, wholeNumber(1, MAXIMUM_NODES));
    faults.check(`${propertyPath}.minSize`, size.minSize, wholeNumber(0, size.maxSize));
    faults.check(`${propertyPath}.desiredSize`, size.desiredSize, wholeNumber(size.minSize, size.maxSize));
    return faults.all;
}

/** Families that AWS builds on Graviton: a `g` after the generation (`m7g`, `c7gn`, `im4gn`), and the first, `a1`. */
const GRAVITON = /^(a1|[a-z]+\d+[a-z]*g[a-z]*)\./;

/** The processor architecture of an instance type. */
export function processorOf(instanceType: string): Processor {
    return GRAVITON.test(instanceType) ? "arm64" : "x86_64";
}

/** The Amazon Linux 2023 image family for nodes of these instance types. */
export function amiTypeOf(instanceTypes: readonly string[]): string {
    const isArm = instanceTypes.some(type => processorOf(type) === "arm64");
    return isArm ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD";
}

/** Characters of the digest in a node group's name: enough that two settings of one cluster never meet. */
const DIGEST_LENGTH = 8;

/** What makes a node group another one. */
export interface NodeGroupIdentity {
    readonly name: string;
    readonly capacity: Capacity;
    readonly instanceTypes: readonly string[];
}

/**
 * The name of a node group, known before it exists, so that timers can name what they scale.
 *
 * It contains a digest of all that replaces the group. A replacement therefore has another name, and can be made before
 * the old group is drained and deleted, as with a name that Pulumi chooses.
 */
export function nodeGroupName(group: NodeGroupIdentity, zones: readonly string[]): string {
    const replacing = JSON.stringify([group.capacity, group.instanceTypes, zones]);
    return `${group.name}-${createHash("sha256").update(replacing).digest("hex").slice(0, DIGEST_LENGTH)}`;
}
