import { expectTrue, resourceRule } from "../../kernel";
import { isBalancerOf, LOAD_BALANCER_TYPES } from "../support/load-balancers";

export const loadBalancerDropsInvalidHeaders = resourceRule({
    name: "load-balancer-drops-invalid-headers",
    family: "hygiene",
    severity: "medium",
    description: "Load balancers for applications hand on no header that breaks the rules of HTTP.",
    remediation: "Set `dropInvalidHeaderFields: true` on the load balancer.",
    appliesTo: LOAD_BALANCER_TYPES,
    preset: "strict",
    check(subject) {
        const applies = isBalancerOf(subject, "application");
        if (typeof applies !== "boolean") return applies;
        const because = "two servers that read such a header in two ways can be made to mix up requests";
        return applies ? expectTrue(subject, "dropInvalidHeaderFields", { because, default: false }) : [];
    },
});
