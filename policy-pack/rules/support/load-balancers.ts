import { type Subject, type Undecided, undecidedBecauseUnknown } from "../../kernel";

/** Load balancers, under both names that the provider has for them. */
export const LOAD_BALANCER_TYPES: readonly string[] = [
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
];

/** Whether a load balancer is of one kind; undecided where that is not known. Without a word it is for applications. */
export function isBalancerOf(subject: Subject, kind: "application" | "network" | "gateway"): boolean | Undecided {
    const reading = subject.read("loadBalancerType", { default: "application" });
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    return reading.state === "known" && reading.value === kind;
}
