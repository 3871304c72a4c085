import { allOf, expectSet, expectTrue, resourceRule } from "../../kernel";
import { isBalancerOf, LOAD_BALANCER_TYPES } from "../support/load-balancers";

const BECAUSE = "nobody can tell afterwards who asked for what, nor which answers failed";

export const loadBalancerLogsAccess = resourceRule({
    name: "load-balancer-logs-access",
    family: "hygiene",
    severity: "medium",
    description: "In production, every load balancer for applications writes down who asked for what.",
    remediation: "Set `accessLogs: { enabled: true, bucket }` on the load balancer.",
    appliesTo: LOAD_BALANCER_TYPES,
    check(subject) {
        if (subject.environment.class !== "production") return [];
        const applies = isBalancerOf(subject, "application");
        if (typeof applies !== "boolean") return applies;
        if (!applies) return [];
        return allOf([
            expectTrue(subject, "accessLogs.enabled", { because: BECAUSE, default: false }),
            expectSet(subject, "accessLogs.bucket", { because: BECAUSE }),
        ]);
    },
});
