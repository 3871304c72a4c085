import { Secret, Unknown } from "../../../../plan/value";
import { loadBalancerProtectedInProduction as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("load-balancer-protected-in-production", () => {
    const prod = { stack: "prod" };
    tries(rule, "aws:lb/loadBalancer:LoadBalancer", [
        ["protection in production", "holds", { enableDeletionProtection: true }, prod],
        ["secret protection in production", "holds", { enableDeletionProtection: new Secret(true) }, prod],
        ["no protection in production", "violated", { enableDeletionProtection: false }, prod],
        ["nothing said in production", "violated", {}, prod],
        ["nothing said in production, after the provider's say", "violated", {}, { ...prod, phase: "checked" }],
        ["an unknown in production", "undecided", { enableDeletionProtection: Unknown.computed }, prod],
        ["what is no switch", "undecided", { enableDeletionProtection: 1 }, prod],
        ["protection outside production", "nothing", { enableDeletionProtection: true }],
        ["nothing said outside production", "nothing", {}],
    ]);
});
