import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { clusterSecretsEncrypted as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("cluster-secrets-encrypted", () => {
    const of = (resources: PropertyValue) => ({ encryptionConfig: { provider: { keyArn: "arn" }, resources } });
    tries(rule, "aws:eks/cluster:Cluster", [
        ["a key for secrets", "holds", of(["secrets"])],
        [
            "a key that is not known",
            "holds",
            { encryptionConfig: { provider: Unknown.computed, resources: ["secrets"] } },
        ],
        ["a key for nothing", "violated", of([])],
        ["a key for something else", "violated", of(["pods"])],
        ["no key", "violated", {}],
        ["no key after the provider's say", "violated", {}, { phase: "checked" }],
        ["resources that are not known", "undecided", of(Unknown.computed)],
        ["one of the resources that is not known", "undecided", of([Unknown.computed])],
        ["another one that is not known", "holds", of(["secrets", Unknown.computed])],
        ["a configuration that is not known", "undecided", { encryptionConfig: Unknown.computed }],
        ["a secret configuration", "holds", of(new Secret([new Secret("secrets")]))],
        ["a number", "undecided", of(1)],
    ]);
});
