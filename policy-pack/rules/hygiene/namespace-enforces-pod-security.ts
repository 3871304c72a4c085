import { z } from "zod";
import { expectOneOf, resourceRule } from "../../kernel";
import { NAMESPACE_TYPE } from "../support/namespaces";

/** The levels of the Pod Security Standards that refuse anything, the milder first. */
const LEVELS = ["baseline", "restricted"] as const;

const LABEL = "pod-security.kubernetes.io/enforce";

const settings = z.object({
    level: z.enum(LEVELS).default("baseline").describe("Lowest level of the Pod Security Standards that is enforced."),
});

export const namespaceEnforcesPodSecurity = resourceRule({
    name: "namespace-enforces-pod-security",
    family: "hygiene",
    severity: "medium",
    description: "Every namespace refuses pods that ask for the rights of their machine.",
    remediation: `Let \`Cluster\` make the namespace (\`namespaces\`), or set the label \`${LABEL}: "baseline"\` or \`"restricted"\` in \`metadata.labels\`.`,
    appliesTo: [NAMESPACE_TYPE],
    settings,
    check(subject, { settings: { level } }) {
        const because = "whoever may make a pod there has the machine, whatever this program asks of its own";
        return expectOneOf(subject, `metadata.labels["${LABEL}"]`, LEVELS.slice(LEVELS.indexOf(level)), { because });
    },
});
