import { Secret, Unknown } from "../../../../plan/value";
import { loadBalancerDropsInvalidHeaders as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("load-balancer-drops-invalid-headers", () => {
    tries(rule, "aws:lb/loadBalancer:LoadBalancer", [
        ["a balancer that drops them", "holds", { dropInvalidHeaderFields: true }],
        ["one that does, which is secret", "holds", { dropInvalidHeaderFields: new Secret(true) }],
        ["one that hands them on", "violated", { dropInvalidHeaderFields: false }],
        ["nothing said", "violated", {}],
        ["nothing said after the provider's say", "violated", {}, { phase: "checked" }],
        ["an unknown", "undecided", { dropInvalidHeaderFields: Unknown.computed }],
        ["what is no switch", "undecided", { dropInvalidHeaderFields: 1 }],
        ["a balancer for networks", "nothing", { loadBalancerType: "network" }],
        ["a balancer of a kind that is not known", "undecided", { loadBalancerType: Unknown.computed }],
    ]);
});
