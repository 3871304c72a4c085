import { decide, holds, resourceRule, undecided, violated } from "../../kernel";
import { listed } from "../../../plan/plain";

const PROPERTY = "enabledClusterLogTypes";

/** Every type of log that an EKS control plane writes (EKS, "Send control plane logs to CloudWatch Logs"). */
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

export const clusterLogsComplete = resourceRule({
    name: "cluster-logs-complete",
    family: "hygiene",
    severity: "medium",
    description: "The control plane of every cluster writes all five of its logs.",
    remediation: `\`Cluster\` writes all of them; elsewhere set \`${PROPERTY}\` to ${LOG_TYPES.join(", ")}.`,
    appliesTo: ["aws:eks/cluster:Cluster"],
    check(subject) {
        return decide(subject.read(PROPERTY, { default: [] }), {
            absent: holds,
            known: value => {
                const types = listed(value);
                const missing = LOG_TYPES.filter(type => !types.includes(type));
                if (missing.length === 0) return holds();
                if (types.some(type => typeof type !== "string")) {
                    return undecided({
                        property: PROPERTY,
                        message: `${PROPERTY} holds a value that is not known, and lacks ${missing.join(", ")} otherwise`,
                    });
                }
                return violated({
                    property: PROPERTY,
                    message: `${PROPERTY} lacks ${missing.join(", ")}, expected all of ${LOG_TYPES.join(", ")}: what is not written cannot be looked up after an incident`,
                });
            },
        });
    },
});
