import type * as pulumi from "@pulumi/pulumi";
import { type ArgumentFault, ArgumentFaults, oneOf, textMatching, wholeNumber } from "./arguments";
import { type Environment, environmentFaults } from "./environment";
import { DNS_LABEL } from "./domains";
import { LOG_RETENTION_DAYS } from "./log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "./naming";
import { processorOf } from "./node-group";
import { atLeastOne, checkRanges, RANGE } from "./ranges";
import type { NetworkRef } from "./references";

/** Who can reach the Kubernetes API: "public, but only from these addresses of the private side" does not exist in EKS. */
export type EndpointAccess =
    | {
          /** Reached from the internet, from the listed ranges only, and from inside the network. */
          readonly kind: "public";
          /** IPv4 ranges in CIDR notation, at least one: offices, the runners of CI. Never the whole internet. */
          readonly ranges: readonly string[];
      }
    | {
          /** Reached from inside the network only: whoever runs `pulumi up` must be there, or cannot make the namespace. */
          readonly kind: "private";
      };

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

/** The nodes that workloads run on. */
export interface NodesArgs extends NodeGroupSize {
    /**
     * Instance types in order of preference, all of one processor architecture. Valid: 1 to 20.
     * A change makes new nodes first, then drains the old ones.
     */
    readonly instanceTypes: readonly string[];
    /** `spot` is refused in production. A change makes new nodes first, then drains the old ones. */
    readonly capacity: Capacity;
    /** Root volume of each node, in GiB. Valid: 20 to 1000. A change replaces nodes one after the other. */
    readonly diskGiB: number;
}

/** Add-ons that every cluster has. */
export const ADDONS = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent", "coredns", "aws-ebs-csi-driver"] as const;
export type AddonName = (typeof ADDONS)[number];

/** A named way through the namespace's default-deny, open in the nodes' security group as well. */
export interface Opening {
    /** What it is for: part of the names of the policy and of the rules. */
    readonly name: string;
    /** `egress`: pods may call; `ingress`: pods may be called. */
    readonly direction: "egress" | "ingress";
    /** IPv4 ranges of the other side in CIDR notation, at least one. */
    readonly ranges: readonly string[];
    /** TCP ports of the called side, at least one. Valid: 1 to 65535. */
    readonly ports: readonly number[];
}

/** The namespace that workloads get. */
export interface NamespaceArgs {
    /** Kubernetes name: lower-case letters, digits and dashes, at most 63 characters. A change replaces all that is in it. */
    readonly name: string;
    /** What all pods together may ask for. */
    readonly quota: {
        /** Processor requests, as Kubernetes writes them: `4`, `500m`. */
        readonly cpu: string;
        /** Memory requests, and memory limits too: `8Gi`. */
        readonly memory: string;
        /** Pods. Valid: 1 to 1000. */
        readonly pods: number;
    };
    /** What a container gets that asks for nothing. */
    readonly containerDefaults: {
        readonly cpuRequest: string;
        readonly memoryRequest: string;
        readonly memoryLimit: string;
    };
    /**
     * What pods may reach, and be reached from, beside DNS, the Pod Identity agent and each other.
     *
     * @default - nothing else
     */
    readonly openings?: readonly Opening[];
}

/** Inputs of `Cluster`. */
export interface ClusterArgs {
    readonly environment: Environment;
    /** Needs private subnets in at least two zones. Another network replaces the cluster. */
    readonly network: NetworkRef;
    /** Kubernetes version such as `1.35`. It can only go up, one minor version at a time; staging first. */
    readonly version: string;
    readonly endpointAccess: EndpointAccess;
    readonly nodes: NodesArgs;
    /** Role that deploys: the only one that may administer the cluster. */
    readonly deployRoleArn: pulumi.Input<string>;
    /** Version of each add-on such as `v1.20.4-eksbuild.2`; each must fit `version`. */
    readonly addonVersions: Readonly<Record<AddonName, string>>;
    /**
     * How long the control plane's logs are kept, in days. Valid: what CloudWatch Logs takes, 1 to 3653.
     *
     * @default 30
     */
    readonly logRetentionDays?: number;
    readonly namespace: NamespaceArgs;
    /**
     * Where images may come from: beginnings of image names, each up to a slash. The same in every environment where
     * images are promoted from one registry.
     *
     * @default - the registry of the environment's own account and region
     */
    readonly registries?: readonly string[];
}

/** Zones that EKS needs (ClusterVpcConfig.subnetIds). */
const MINIMUM_ZONES = 2;
/** Most nodes of one group: far below EKS's 450, far above what a mistake should cost. */
const MAXIMUM_NODES = 100;
/** Most instance types that a managed node group takes (EKS API reference, CreateNodegroup). */
const MAXIMUM_INSTANCE_TYPES = 20;

const KUBERNETES_VERSION = textMatching(/^1\.\d{2}$/, "a Kubernetes version such as 1.35");
const ADDON_VERSION = textMatching(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "an add-on version such as v1.20.4-eksbuild.2");
const INSTANCE_TYPE = textMatching(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an instance type such as m7g.large");
const NAMESPACE_NAME = textMatching(
    /^(?!default$|kube-)(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    "1 to 63 lower-case letters, digits and dashes, no dash first or last, and neither default nor kube-...",
);
const CPU = textMatching(/^([1-9]\d*m?|\d+\.\d{1,3})$/, "a Kubernetes amount of processor such as 4 or 500m");
const MEMORY = textMatching(/^[1-9]\d*(Ki|Mi|Gi|Ti)$/, "a Kubernetes amount of memory such as 8Gi");
const REGISTRY = textMatching(
    /^[a-z0-9][a-z0-9.-]*(:\d+)?\/([a-z0-9][a-z0-9._-]*\/)*$/,
    "the beginning of image names up to a slash, such as registry.example.com/shop/",
);
const ROLE_ARN = textMatching(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "the ARN of an IAM role");

/**
 * Checks the arguments of a cluster.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertClusterArgs(name: string, args: ClusterArgs): void {
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    faults.addAll(environmentFaults(args.environment));
    const subnets = faults.items("network.subnets", args.network.subnets, "a list of subnets");
    const zones = new Set(subnets.filter(({ tier }) => tier === "private").map(({ zone }) => zone));
    if (zones.size < MINIMUM_ZONES) {
        faults.add("network.subnets", `private subnets in at least ${MINIMUM_ZONES} zones`, [...zones]);
    }
    faults.check("version", args.version, KUBERNETES_VERSION);
    checkEndpointAccess(args.endpointAccess, faults);
    checkNodes(args.nodes, args.environment, faults);
    if (typeof args.deployRoleArn === "string") faults.check("deployRoleArn", args.deployRoleArn, ROLE_ARN);
    for (const addon of ADDONS) faults.check(`addonVersions["${addon}"]`, args.addonVersions[addon], ADDON_VERSION);
    faults.checkOptional("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    checkNamespace(args.namespace, faults);
    if (args.registries !== undefined) {
        atLeastOne("registries", args.registries, "at least one registry", faults).forEach((registry, index) => {
            faults.check(`registries[${index}]`, registry, REGISTRY);
        });
    }
    faults.throwIfAny("Cluster");
}

function checkEndpointAccess(access: EndpointAccess, faults: ArgumentFaults): void {
    faults.check("endpointAccess.kind", access.kind, oneOf(["public", "private"]));
    if (access.kind !== "public") return;
    checkRanges("endpointAccess.ranges", access.ranges, faults).forEach((range, index) => {
        if (RANGE.fits(range) && range.endsWith("/0"))
            faults.add(`endpointAccess.ranges[${index}]`, "less than the whole internet", range);
    });
}

function checkNodes(nodes: NodesArgs, environment: Environment, faults: ArgumentFaults): void {
    const expected = `1 to ${MAXIMUM_INSTANCE_TYPES} instance types`;
    const instanceTypes = atLeastOne("nodes.instanceTypes", nodes.instanceTypes, expected, faults);
    if (instanceTypes.length > MAXIMUM_INSTANCE_TYPES) faults.add("nodes.instanceTypes", expected, instanceTypes);
    instanceTypes.forEach((type, index) => {
        faults.check(`nodes.instanceTypes[${index}]`, type, INSTANCE_TYPE);
    });
    if (new Set(instanceTypes.map(processorOf)).size > 1) {
        faults.add("nodes.instanceTypes", "instance types of one processor architecture", instanceTypes);
    }
    faults.addAll(nodeGroupSizeFaults("nodes", nodes));
    faults.check("nodes.capacity", nodes.capacity, oneOf(CAPACITIES));
    if (nodes.capacity === "spot" && environment.class === "production") {
        faults.add("nodes.capacity", "on-demand in production, where nodes must not be taken away", nodes.capacity);
    }
    faults.check("nodes.diskGiB", nodes.diskGiB, wholeNumber(20, 1000));
}

/** Everything that is wrong with a node group's size. */
export function nodeGroupSizeFaults(propertyPath: string, size: NodeGroupSize): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    faults.check(`${propertyPath}.maxSize`, size.maxSize, wholeNumber(1, MAXIMUM_NODES));
    faults.check(`${propertyPath}.minSize`, size.minSize, wholeNumber(0, size.maxSize));
    faults.check(`${propertyPath}.desiredSize`, size.desiredSize, wholeNumber(size.minSize, size.maxSize));
    return faults.all;
}

function checkNamespace(namespace: NamespaceArgs, faults: ArgumentFaults): void {
    faults.check("namespace.name", namespace.name, NAMESPACE_NAME);
    faults.check("namespace.quota.cpu", namespace.quota.cpu, CPU);
    faults.check("namespace.quota.memory", namespace.quota.memory, MEMORY);
    faults.check("namespace.quota.pods", namespace.quota.pods, wholeNumber(1, 1000));
    const { cpuRequest, memoryRequest, memoryLimit } = namespace.containerDefaults;
    const quota = namespace.quota.memory;
    faults.check("namespace.containerDefaults.cpuRequest", cpuRequest, CPU);
    faults.check("namespace.containerDefaults.memoryRequest", memoryRequest, MEMORY);
    faults.check("namespace.containerDefaults.memoryLimit", memoryLimit, MEMORY);
    if (MEMORY.fits(memoryRequest) && MEMORY.fits(memoryLimit) && bytesOf(memoryRequest) > bytesOf(memoryLimit)) {
        faults.add("namespace.containerDefaults.memoryRequest", `at most the limit of ${memoryLimit}`, memoryRequest);
    }
    if (MEMORY.fits(memoryLimit) && MEMORY.fits(quota) && bytesOf(memoryLimit) > bytesOf(quota)) {
        faults.add("namespace.containerDefaults.memoryLimit", `at most the quota of ${quota}`, memoryLimit);
    }
    checkOpenings(faults.items("namespace.openings", namespace.openings ?? [], "a list of openings"), faults);
}

const MEMORY_UNITS = ["Ki", "Mi", "Gi", "Ti"];

/** An amount of memory as {@link MEMORY} spells it, in bytes. */
function bytesOf(memory: string): number {
    return Number.parseInt(memory, 10) * 1024 ** (1 + MEMORY_UNITS.indexOf(memory.slice(-2)));
}

function checkOpenings(openings: readonly Opening[], faults: ArgumentFaults): void {
    const names = new Set<string>();
    const ways = new Set<string>();
    openings.forEach(({ name, direction, ...opening }, index) => {
        const path = `namespace.openings[${index}]`;
        faults.check(`${path}.name`, name, DNS_LABEL);
        if (names.has(name)) faults.add(`${path}.name`, "a name that no other opening has", name);
        names.add(name);
        faults.check(`${path}.direction`, direction, oneOf(["egress", "ingress"]));
        const ranges = checkRanges(`${path}.ranges`, opening.ranges, faults);
        const ports = atLeastOne(`${path}.ports`, opening.ports, "at least one port", faults);
        ports.forEach((port, at) => {
            faults.check(`${path}.ports[${at}]`, port, wholeNumber(1, 65535));
        });
        for (const way of ranges.flatMap(range => ports.map(port => `${direction} ${range} ${port}`))) {
            // AWS refuses a rule that is there already.
            if (ways.has(way)) faults.add(path, "ranges and ports that are not open already", way);
            ways.add(way);
        }
    });
}
