import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import type { ClusterFoundationArgs } from "./arguments";
import type { NamespaceArgs } from "./namespace-arguments";
import { type Opening, sharedOpenings } from "./openings";

/** Port of the Kubernetes API, of AWS's own APIs and of most webhooks. */
const HTTPS = 443;
/** The control plane reaches the kubelet (10250) and the webhooks of controllers, which listen anywhere above. */
const UNPRIVILEGED_PORTS = { fromPort: 1025, toPort: 65535 } as const;

/** The security groups of a cluster. */
export interface ClusterSecurityGroups {
    /** On the interfaces through which the control plane reaches the network. */
    readonly controlPlane: aws.ec2.SecurityGroup;
    /** On every node, and so on every pod. */
    readonly nodes: aws.ec2.SecurityGroup;
    readonly rules: readonly pulumi.Resource[];
}

/** Who may call whom: nothing is open but what is written here. */
type RulePlan = {
    readonly name: string;
    readonly direction: "egress" | "ingress";
    readonly description: string;
} & Omit<aws.vpc.SecurityGroupIngressRuleArgs, "tags" | "description" | "region">;

/** Makes the groups of the control plane and of the nodes, and their rules. */
export function clusterSecurityGroups(
    name: string,
    args: Pick<ClusterFoundationArgs, "environment" | "network">,
    parent: pulumi.Resource,
): ClusterSecurityGroups {
    const group = (role: string, description: string) =>
        new aws.ec2.SecurityGroup(
            `${name}-${role}`,
            { description, vpcId: args.network.vpcId, tags: tagsFor(args.environment, `${name}-${role}`) },
            { parent },
        );
    const controlPlane = group("control-plane", "Interfaces of the Kubernetes control plane");
    const nodes = group("nodes", "Nodes and the pods on them");
    const rules = createRules(name, args.environment, clusterRules(controlPlane.id, nodes.id), parent);
    return { controlPlane, nodes, rules };
}

/** Opens the nodes' security group as the namespaces are opened: pods share the group of their node. */
export function openNodes(
    name: string,
    environment: Environment,
    nodeSecurityGroupId: pulumi.Input<string>,
    namespaces: readonly NamespaceArgs[],
    parent: pulumi.Resource,
): readonly pulumi.Resource[] {
    return createRules(name, environment, openingRules(nodeSecurityGroupId, sharedOpenings(namespaces)), parent);
}

function createRules(
    name: string,
    environment: Environment,
    plans: readonly RulePlan[],
    parent: pulumi.Resource,
): readonly pulumi.Resource[] {
    return plans.map(({ name: role, direction, ...rule }) => {
        const Rule = direction === "egress" ? aws.vpc.SecurityGroupEgressRule : aws.vpc.SecurityGroupIngressRule;
        return new Rule(`${name}-${role}`, { ...rule, tags: tagsFor(environment, `${name}-${role}`) }, { parent });
    });
}

/** What Kubernetes itself needs. Foreign resolvers (53, 853) stay closed: names come from the network's own. */
function clusterRules(controlPlane: pulumi.Input<string>, nodes: pulumi.Input<string>): readonly RulePlan[] {
    const https = { ipProtocol: "tcp", fromPort: HTTPS, toPort: HTTPS };
    const unprivileged = { ipProtocol: "tcp", ...UNPRIVILEGED_PORTS };
    return [
        {
            name: "control-plane-from-nodes",
            direction: "ingress",
            description: "Kubernetes API",
            securityGroupId: controlPlane,
            referencedSecurityGroupId: nodes,
            ...https,
        },
        {
            name: "control-plane-to-nodes",
            direction: "egress",
            description: "Kubelet and webhooks",
            securityGroupId: controlPlane,
            referencedSecurityGroupId: nodes,
            ...unprivileged,
        },
        {
            name: "control-plane-to-nodes-https",
            direction: "egress",
            description: "Webhooks",
            securityGroupId: controlPlane,
            referencedSecurityGroupId: nodes,
            ...https,
        },
        {
            name: "nodes-from-control-plane",
            direction: "ingress",
            description: "Kubelet and webhooks",
            securityGroupId: nodes,
            referencedSecurityGroupId: controlPlane,
            ...unprivileged,
        },
        {
            name: "nodes-from-control-plane-https",
            direction: "ingress",
            description: "Webhooks",
            securityGroupId: nodes,
            referencedSecurityGroupId: controlPlane,
            ...https,
        },
        {
            name: "nodes-from-nodes",
            direction: "ingress",
            description: "Pods to pods; network policies decide further",
            securityGroupId: nodes,
            referencedSecurityGroupId: nodes,
            ipProtocol: "-1",
        },
        {
            name: "nodes-to-nodes",
            direction: "egress",
            description: "Pods to pods; network policies decide further",
            securityGroupId: nodes,
            referencedSecurityGroupId: nodes,
            ipProtocol: "-1",
        },
        {
            name: "nodes-to-https",
            direction: "egress",
            description: "Kubernetes API, AWS and image registries",
            securityGroupId: nodes,
            cidrIpv4: "0.0.0.0/0",
            ...https,
        },
    ];
}

/** HTTPS out is not among them: it is open for the nodes' own sake. */
function openingRules(nodes: pulumi.Input<string>, openings: readonly Opening[]): readonly RulePlan[] {
    return openings.flatMap(({ name, direction, ranges, ports }) =>
        ranges.flatMap((range, index) =>
            ports
                .filter(port => !(direction === "egress" && port === HTTPS))
                .map(port => ({
                    // By its place, not by its range: names are alike in all environments, ranges are not.
                    name: `nodes-${name}-${index}-${port}`,
                    direction,
                    description: `Opening ${name} of the namespace`,
                    securityGroupId: nodes,
                    cidrIpv4: range,
                    ipProtocol: "tcp",
                    fromPort: port,
                    toPort: port,
                })),
        ),
    );
}
