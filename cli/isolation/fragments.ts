import type { Fragment } from "../../isolation/connection";
import { fragmentOf } from "../../isolation/fragment";
import { redactedFragment } from "../../isolation/redacted";
import type { Plan } from "../../plan/plan";
import { Stack } from "../../plan/stack";
import { redactionOf } from "../../policy-pack/kernel/redact";
import { environmentFacts, type Settings } from "../../policy-pack/settings";

/** What each of some plans says of the boundary of its environment, without anything secret. */
export function fragmentsOf(plans: readonly Plan[], settings: Settings): readonly Fragment[] {
    const stacks = plans.map(plan => new Stack(plan, environmentFacts(plan.stack, settings)));
    const redact = redactionOf(stacks);
    return stacks.map(stack => redactedFragment(fragmentOf(stack), text => redact(text, () => "")));
}
