import type { Plan } from "../../plan/plan";
import type { Rule } from "../kernel/rule";
import { appliesTo, MIN_COMPARED_STACKS } from "../kernel/run";

/** Why a rule said nothing of some plans, for the author of a test that judged nothing. */
export function whyNothing(rule: Rule, plans: readonly Plan[]): string {
    return `${rule.name} never applied: ${reason(rule, plans)}`;
}

function reason(rule: Rule, plans: readonly Plan[]): string {
    if (rule.scope === "environments" && plans.length < MIN_COMPARED_STACKS) {
        return `it compares stacks, and there is ${plans.length === 0 ? "none" : "only one"}`;
    }
    const resources = plans.flatMap(plan => plan.resources);
    const looksAt = "matches" in rule.appliesTo ? rule.appliesTo.what : rule.appliesTo.join(", ");
    const ofItsTypes = resources.filter(({ type }) => appliesTo(rule, type));
    if (ofItsTypes.length === 0) {
        const planned = [...new Set(resources.map(({ type }) => type))].join(", ");
        return `it looks at ${looksAt}, and the plan has ${planned === "" ? "no resource" : planned}`;
    }
    if (rule.scope === "resource" && ofItsTypes.every(({ external }) => external)) {
        return "the resource is only read, so somebody else manages it";
    }
    const names = ofItsTypes.map(({ name, type }) => `${name} (${type})`).join(", ");
    return `its check returned no verdict on ${names}`;
}
