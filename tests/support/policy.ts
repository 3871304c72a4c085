/* What rules are tried with: the harness that rule authors get. */
export { plan, type PlanExtras } from "../../policy-pack/testing/plan";
export { resource, type ResourceExtras } from "../../policy-pack/testing/resource";
export { outcome, type RunOptions, said, type Said } from "../../policy-pack/testing/said";
