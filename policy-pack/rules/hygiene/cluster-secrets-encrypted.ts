import { decide, resourceRule, undecided, type Verdict, violated, holds } from "../../kernel";
import { listed } from "../../../plan/plain";

const PROPERTY = "encryptionConfig.resources";
/** What EKS encrypts with a key that it is given (documentation of `encryptionConfig`). */
const SECRETS = "secrets";

const BECAUSE = "who may read them is then written in no key's policy, and shutting them off takes more than one key";

export const clusterSecretsEncrypted = resourceRule({
    name: "cluster-secrets-encrypted",
    family: "hygiene",
    severity: "medium",
    description: "The secrets that a cluster keeps are encrypted with a key of your own.",
    remediation: `\`Cluster\` does so with its own key; elsewhere set \`encryptionConfig: { provider: { keyArn }, resources: ["${SECRETS}"] }\`.`,
    appliesTo: ["aws:eks/cluster:Cluster"],
    preset: "strict",
    check(subject) {
        const missing = (found: string): Verdict =>
            violated({ property: PROPERTY, message: `${PROPERTY} ${found}, expected ${SECRETS}: ${BECAUSE}` });
        return decide(subject.read(PROPERTY), {
            absent: () => missing("is not set"),
            known: value => {
                const resources = listed(value);
                if (resources.includes(SECRETS)) return holds();
                if (resources.every(resource => typeof resource === "string")) return missing("lacks it");
                return undecided({
                    property: PROPERTY,
                    message: `${PROPERTY} cannot be read: a part of it is not known`,
                });
            },
        });
    },
});
