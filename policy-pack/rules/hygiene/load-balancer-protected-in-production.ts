import { expectTrue, resourceRule } from "../../kernel";
import { LOAD_BALANCER_TYPES } from "../support/load-balancers";

const PROPERTY = "enableDeletionProtection";

export const loadBalancerProtectedInProduction = resourceRule({
    name: "load-balancer-protected-in-production",
    family: "hygiene",
    severity: "medium",
    description: "In production a load balancer cannot be deleted by accident.",
    remediation: `Set \`${PROPERTY}: true\` in production; elsewhere leave it out, so that the environment can be destroyed.`,
    appliesTo: LOAD_BALANCER_TYPES,
    check(subject) {
        if (subject.environment.class !== "production") return [];
        const because = "with it goes the address that every client uses, and a new one has another";
        return expectTrue(subject, PROPERTY, { because, default: false });
    },
});
