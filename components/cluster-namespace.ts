import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs, NamespaceArgs, Opening } from "./cluster-arguments";
import { marks } from "./kubernetes-marks";

type PolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;

/** Level of the Pod Security Standards: no root, no privileges, no host. */
const POD_SECURITY = "restricted";
/** Where the Pod Identity agent of each node listens (EKS User Guide, "EKS Pod Identity"). */
const POD_IDENTITY_AGENT = { range: "169.254.170.23/32", port: 80 } as const;
const DNS_PORT = 53;

/** Makes the namespace, and in it what bounds workloads: quota, defaults for containers, network policies. */
export function workloadNamespace(
    name: string,
    args: Pick<ClusterArgs, "environment" | "version" | "namespace">,
    provider: kubernetes.Provider,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): kubernetes.core.v1.Namespace {
    const { environment, namespace } = args;
    const made = new kubernetes.core.v1.Namespace(
        `${name}-namespace`,
        { metadata: { name: namespace.name, ...marks(environment, podSecurityLabels(args.version)) } },
        { parent, provider, dependsOn: [...after] },
    );
    const options = { parent, provider, dependsOn: [...after, made] };
    const metadata = (objectName: string) => ({ name: objectName, namespace: namespace.name, ...marks(environment) });
    new kubernetes.core.v1.ResourceQuota(
        `${name}-quota`,
        { metadata: metadata("quota"), spec: { hard: quotaOf(namespace) } },
        options,
    );
    new kubernetes.core.v1.LimitRange(
        `${name}-container-defaults`,
        { metadata: metadata("container-defaults"), spec: { limits: [containerLimits(namespace)] } },
        options,
    );
    for (const [policyName, spec] of Object.entries(networkPolicies(namespace.openings ?? []))) {
        new kubernetes.networking.v1.NetworkPolicy(
            `${name}-${policyName}`,
            { metadata: metadata(policyName), spec },
            options,
        );
    }
    return made;
}

/** The standard is read as of the cluster's version, so that an upgrade of the cluster is what tightens it. */
function podSecurityLabels(version: string): Readonly<Record<string, string>> {
    const modes = ["enforce", "audit", "warn"];
    return Object.fromEntries(
        modes.flatMap(mode => [
            [`pod-security.kubernetes.io/${mode}`, POD_SECURITY],
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
