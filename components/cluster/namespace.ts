import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { marks } from "../kubernetes-marks";
import { type NamespaceArgs, namespaceResource } from "./namespace-arguments";
import type { Opening } from "./openings";

type PolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;

/** Where the Pod Identity agent of each node listens (EKS User Guide, "EKS Pod Identity"). */
const POD_IDENTITY_AGENT = { range: "169.254.170.23/32", port: 80 } as const;
const DNS_PORT = 53;

/** How what belongs to one namespace is named, and what it is made with. */
export interface NamespacePlace {
    /** Pulumi name of the resource in some role. */
    readonly resource: (role: string) => string;
    readonly options: (role: string, ...after: readonly pulumi.Resource[]) => pulumi.CustomResourceOptions;
}

/** Where objects are made. */
export interface ObjectTarget {
    readonly provider: kubernetes.Provider;
    /** What must be there before the first object. */
    readonly after: readonly pulumi.Resource[];
    readonly parent: pulumi.Resource;
}

/**
 * Names what belongs to a namespace.
 *
 * @param formerly Beginning of the names from when a cluster had one namespace, without the namespace's own.
 */
export function namespacePlace(
    name: string,
    namespace: string,
    { provider, after, parent }: ObjectTarget,
    formerly?: string,
): NamespacePlace {
    const resource = (role: string) => `${namespaceResource(name, namespace)}-${role}`;
    const aliases = (role: string) => (formerly === undefined ? {} : { aliases: [{ name: `${formerly}-${role}` }] });
    return {
        resource,
        options: (role, ...further) => ({ parent, provider, dependsOn: [...after, ...further], ...aliases(role) }),
    };
}

/** What a namespace is made with. */
export interface NamespaceFacts {
    readonly environment: Environment;
    /** Kubernetes version of the cluster. */
    readonly version: string;
    readonly podSecurity: PodSecurity;
    /**
     * Annotations of the namespace beside the marks of its environment.
     *
     * @default - none
     */
    readonly annotations?: Readonly<Record<string, string>>;
}

/** Levels of the Pod Security Standards that are enforced here: no root, no privileges, no host; or the last two alone. */
export type PodSecurity = "restricted" | "baseline";

/** Makes a namespace, and in it what bounds workloads: quota, defaults for containers, network policies. */
export function createNamespace(
    namespace: NamespaceArgs,
    { environment, version, podSecurity, annotations }: NamespaceFacts,
    { resource, options }: NamespacePlace,
): kubernetes.core.v1.Namespace {
    const marked = marks(environment, podSecurityLabels(version, podSecurity));
    const made = new kubernetes.core.v1.Namespace(
        resource("namespace"),
        { metadata: { name: namespace.name, ...marked, annotations: { ...marked.annotations, ...annotations } } },
        options("namespace"),
    );
    const metadata = (objectName: string) => ({ name: objectName, namespace: namespace.name, ...marks(environment) });
    new kubernetes.core.v1.ResourceQuota(
        resource("quota"),
        { metadata: metadata("quota"), spec: { hard: quotaOf(namespace) } },
        options("quota", made),
    );
    new kubernetes.core.v1.LimitRange(
        resource("container-defaults"),
        { metadata: metadata("container-defaults"), spec: { limits: [containerLimits(namespace)] } },
        options("container-defaults", made),
    );
    for (const [policyName, spec] of Object.entries(networkPolicies(namespace.openings ?? []))) {
        new kubernetes.networking.v1.NetworkPolicy(
            resource(policyName),
            { metadata: metadata(policyName), spec },
            options(policyName, made),
        );
    }
    return made;
}

/** The standard is read as of the cluster's version, so that an upgrade of the cluster is what tightens it. */
function podSecurityLabels(version: string, level: PodSecurity): Readonly<Record<string, string>> {
    const modes = ["enforce", "audit", "warn"];
    return Object.fromEntries(
        modes.flatMap(mode => [
            [`pod-security.kubernetes.io/${mode}`, level],
            [`pod-security.kubernetes.io/${mode}-version`, `v${version}`],
        ]),
    );
}

/** What the namespace may hold in all. Services never open a way in by themselves: that is the edge's to do. */
function quotaOf({ quota }: NamespaceArgs): Readonly<Record<string, string>> {
    return {
        "requests.cpu": quota.cpu,
        "requests.memory": quota.memory,
        "limits.memory": quota.memory,
        pods: String(quota.pods),
        "services.loadbalancers": "0",
        "services.nodeports": "0",
    };
}

/** No limit on processor time: a container that is throttled while a node is idle is slow for nothing. */
function containerLimits({ containerDefaults }: NamespaceArgs) {
    return {
        type: "Container",
        defaultRequest: { cpu: containerDefaults.cpuRequest, memory: containerDefaults.memoryRequest },
        default: { memory: containerDefaults.memoryLimit },
    };
}

/** Nothing in, nothing out, then each exception by name. */
function networkPolicies(openings: readonly Opening[]): Readonly<Record<string, PolicySpec>> {
    const everyPod = {};
    const policies: Record<string, PolicySpec> = {
        "default-deny": { podSelector: everyPod, policyTypes: ["Ingress", "Egress"] },
        "allow-dns": {
            podSelector: everyPod,
            policyTypes: ["Egress"],
            egress: [
                {
                    to: [
                        {
                            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
                        },
                    ],
                    ports: ["UDP", "TCP"].map(protocol => ({ protocol, port: DNS_PORT })),
                },
            ],
        },
        "allow-pod-identity": {
            podSelector: everyPod,
            policyTypes: ["Egress"],
            egress: [
                {
                    to: [{ ipBlock: { cidr: POD_IDENTITY_AGENT.range } }],
                    ports: [{ protocol: "TCP", port: POD_IDENTITY_AGENT.port }],
                },
            ],
        },
        "allow-same-namespace": {
            podSelector: everyPod,
            policyTypes: ["Ingress", "Egress"],
            ingress: [{ from: [{ podSelector: everyPod }] }],
            egress: [{ to: [{ podSelector: everyPod }] }],
        },
    };
    for (const opening of openings) policies[`open-${opening.name}`] = openingPolicy(opening);
    return policies;
}

function openingPolicy({ direction, ranges, ports }: Opening): PolicySpec {
    const peers = ranges.map(cidr => ({ ipBlock: { cidr } }));
    const tcpPorts = ports.map(port => ({ protocol: "TCP", port }));
    return direction === "egress"
        ? { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: peers, ports: tcpPorts }] }
        : { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: peers, ports: tcpPorts }] };
}
