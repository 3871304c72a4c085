import { Secret, Unknown } from "../../../../plan/value";
import { clusterVersionSupported as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

/** Kubernetes 1.34 leaves standard support on 2026-12-02. */
const on = (today: string, warningDays = 60) => ({ today, settings: { warningDays } });

describe("cluster-version-supported", () => {
    describe("of a cluster", () => {
        tries(rule, "aws:eks/cluster:Cluster", [
            ["a version long before its end", "holds", { version: "1.35" }],
            ["a version 60 days before its end", "holds", { version: "1.34" }, on("2026-10-03")],
            ["a version 59 days before its end", "violated", { version: "1.34" }, on("2026-10-04")],
            ["a version after its end", "violated", { version: "1.31" }],
            ["a version whose end is near, and no warning", "holds", { version: "1.34" }, on("2026-12-02", 0)],
            ["a version newer than all that are known", "holds", { version: "1.99" }],
            ["a version older than all that are known", "violated", { version: "1.9" }],
            ["no version, before the provider's say", "undecided", {}],
            ["no version, after the provider's say", "undecided", {}, { phase: "checked" }],
            ["a version that is not known", "undecided", { version: Unknown.computed }],
            ["a version of another type", "undecided", { version: 1.35 }],
            ["a text that is no version", "undecided", { version: "newest" }],
            ["a secret version", "violated", { version: new Secret("1.31") }],
        ]);
    });

    describe("of nodes", () => {
        tries(rule, "aws:eks/nodeGroup:NodeGroup", [
            ["no version, which is that of the cluster", "nothing", {}],
            ["a version long before its end", "holds", { version: "1.35" }],
            ["a version after its end", "violated", { version: "1.31" }],
            ["a version that is not known", "undecided", { version: Unknown.computed }],
        ]);
    });
});
