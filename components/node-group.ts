import { createHash } from "node:crypto";
import type { NodesArgs } from "./cluster-arguments";

/** Processor architecture of instances, as Kubernetes and EKS name it. */
export type Processor = "arm64" | "x86_64";

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

/**
 * The name of a node group, known before it exists, so that timers can name what they scale.
 *
 * It contains a digest of all that replaces the group. A replacement therefore has another name, and can be made before
 * the old group is drained and deleted, as with a name that Pulumi chooses.
 */
export function nodeGroupName(nodes: NodesArgs, zones: readonly string[]): string {
    const replacing = JSON.stringify([nodes.capacity, nodes.instanceTypes, zones]);
    return `workers-${createHash("sha256").update(replacing).digest("hex").slice(0, DIGEST_LENGTH)}`;
}
