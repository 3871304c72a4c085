import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { Connection } from "../connection";
import { type Pointing, pointedAt } from "../data/pointing";
import { address } from "./address";

const RULE_GROUP = "aws:networkfirewall/ruleGroup:RuleGroup";
const TARGET = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const OLD_TARGET = "aws:alb/targetGroupAttachment:TargetGroupAttachment";
const RULES = "ruleGroup.rulesSource.statefulRules";

const CHANGE_FIREWALL = "Remove the rule, or let nothing but the environment's own addresses pass.";

const PASSING: readonly Pointing[] = [
    {
        kind: "firewall-pass",
        consequences: [{ direction: "out", access: "use", says: "lets packets pass to" }],
        change: CHANGE_FIREWALL,
        places: { [RULE_GROUP]: { [`${RULES}[].header.destination`]: address } },
    },
    {
        kind: "firewall-pass",
        consequences: [{ direction: "in", access: "use", says: "lets packets pass from" }],
        change: CHANGE_FIREWALL,
        places: { [RULE_GROUP]: { [`${RULES}[].header.source`]: address } },
    },
];

const TARGETS: Pointing = {
    kind: "route",
    consequences: [{ direction: "out", access: "use", says: "sends requests to" }],
    change: "Send to a target within the environment's own network.",
    places: {
        [TARGET]: { targetId: address },
        [OLD_TARGET]: { targetId: address },
        "aws:vpclattice/targetGroupAttachment:TargetGroupAttachment": { "target.id": address },
        "kubernetes:core/v1:Endpoints": { "subsets[].addresses[].ip": address },
        "kubernetes:discovery.k8s.io/v1:EndpointSlice": { "endpoints[].addresses[]": address },
    },
};

const POD_POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const CHANGE_PODS = "Open pods to the environment's own range alone.";

/** What pods may be reached from, and what they may reach. */
const PODS: readonly Pointing[] = [
    {
        kind: "pod-policy",
        consequences: [{ direction: "in", access: "use", says: "lets in" }],
        change: CHANGE_PODS,
        places: { [POD_POLICY]: { "spec.ingress[].from[].ipBlock.cidr": address } },
    },
    {
        kind: "pod-policy",
        consequences: [{ direction: "out", access: "use", says: "lets packets pass to" }],
        change: CHANGE_PODS,
        places: { [POD_POLICY]: { "spec.egress[].to[].ipBlock.cidr": address } },
    },
    {
        kind: "address-list",
        consequences: [{ direction: "in", access: "use", says: "lets in" }],
        change: "Let in nothing but the environment's own addresses.",
        places: {
            "kubernetes:core/v1:Service": { "spec.loadBalancerSourceRanges[]": address },
            "aws:eks/cluster:Cluster": {
                "remoteNetworkConfig.remoteNodeNetworks.cidrs[]": address,
                "remoteNetworkConfig.remotePodNetworks.cidrs[]": address,
            },
        },
    },
];

/** What network firewalls and policies of pods let pass, and addresses that requests are sent to. */
export function passingConnections(stack: Stack): readonly Connection[] {
    return [
        ...PASSING.flatMap(pointing => pointedAt(stack, pointing)).filter(
            ({ at }) => !refuses(stack.byUrn(at.urn), at.property),
        ),
        ...[TARGETS, ...PODS].flatMap(pointing => pointedAt(stack, pointing)),
    ];
}

/** Every other action than `PASS` stops packets, or only tells of them. */
function refuses(group: Subject | undefined, property: string): boolean {
    const rule = /^.*statefulRules\[\d+\]/.exec(property)?.[0];
    if (group === undefined || rule === undefined) return false;
    const action = group.read(`${rule}.action`);
    return action.state === "known" && action.value !== "PASS";
}
