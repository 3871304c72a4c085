/*
 * The public API `stagewright/policy-pack/testing`: what a rule is tried with. It knows no test framework.
 */
export { type NamedTest, type PlansCase, type ResourceCase, type RuleCase, ruleTests } from "./cases";
export { plan, type PlanExtras } from "./plan";
export { resource, type ResourceExtras } from "./resource";
export { type Expected, outcome, type RunOptions, said, type Said } from "./said";
