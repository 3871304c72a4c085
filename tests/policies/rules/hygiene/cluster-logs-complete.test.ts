import { Secret, Unknown } from "../../../../plan/value";
import { clusterLogsComplete as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const ALL = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

describe("cluster-logs-complete", () => {
    tries(rule, "aws:eks/cluster:Cluster", [
        ["all five", "holds", { enabledClusterLogTypes: ALL }],
        ["all five in another order", "holds", { enabledClusterLogTypes: ALL.toReversed() }],
        ["four of them", "violated", { enabledClusterLogTypes: ALL.slice(1) }],
        ["none", "violated", { enabledClusterLogTypes: [] }],
        ["nothing said", "violated", {}],
        ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
        ["a list that is not known", "undecided", { enabledClusterLogTypes: Unknown.computed }],
        [
            "four and one that is not known",
            "undecided",
            { enabledClusterLogTypes: [...ALL.slice(1), Unknown.computed] },
        ],
        ["all five, marked secret", "holds", { enabledClusterLogTypes: ALL.map(type => new Secret(type)) }],
    ]);
});
