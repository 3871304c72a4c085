import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { namespaceEnforcesPodSecurity as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("namespace-enforces-pod-security", () => {
    const enforcing = (level: PropertyValue) => ({
        metadata: { labels: { "pod-security.kubernetes.io/enforce": level } },
    });
    const strict = { settings: { level: "restricted" } };
    tries(rule, "kubernetes:core/v1:Namespace", [
        ["the baseline", "holds", enforcing("baseline")],
        ["the strictest level", "holds", enforcing("restricted")],
        ["the level that refuses nothing", "violated", enforcing("privileged")],
        ["a level that does not exist", "violated", enforcing("Restricted")],
        ["a warning only", "violated", { metadata: { labels: { "pod-security.kubernetes.io/warn": "restricted" } } }],
        ["no labels", "violated", { metadata: { name: "shop" } }],
        ["nothing at all", "violated", {}],
        ["the baseline where more is asked for", "violated", enforcing("baseline"), strict],
        ["the strictest level where it is asked for", "holds", enforcing("restricted"), strict],
        ["a level that is not known", "undecided", enforcing(Unknown.computed)],
        ["labels that are not known", "undecided", { metadata: { labels: Unknown.computed } }],
        ["a number", "undecided", enforcing(1)],
        ["a secret level", "holds", enforcing(new Secret("baseline"))],
        ["a namespace that somebody else manages", "nothing", {}, { external: true }],
    ]);
});
