import { parsedJson } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";

/** What uses sets of addresses to let through or to refuse. */
const RULE_HOLDERS: ReadonlySet<string> = new Set([
    "aws:wafv2/webAcl:WebAcl",
    "aws:wafv2/ruleGroup:RuleGroup",
    "aws:wafv2/webAclRule:WebAclRule",
]);

const REFERENCE = "ipSetReferenceStatement";
const NEGATION = "notStatement";

/** Whether every rule that may hold a set of addresses refuses whoever is in it. Not so for a set that no rule holds. */
export function isOnlyRefused(stack: Stack, addressSet: Subject): boolean {
    const holders = stack.dependents(addressSet).filter(({ type }) => RULE_HOLDERS.has(type));
    const rules = holders.flatMap(rulesOf);
    return rules.length > 0 && rules.every(refuses);
}

/** The rules of a holder that speak of addresses; which set each means is seldom known before the deployment. */
function rulesOf({ resource: { inputs } }: Subject): readonly PropertyMap[] {
    const rules = parsedJson(inputs["rules"] ?? inputs["ruleJson"] ?? [inputs]);
    // What cannot be read may let through.
    if (!isList(rules)) return [{}];
    return rules
        .map(open)
        .filter(isPropertyMap)
        .filter(rule => mentions(rule, REFERENCE));
}

/** A rule that blocks whoever is in the set, and not whoever is outside of it. */
function refuses(rule: PropertyMap): boolean {
    const action = open(rule["action"] ?? null);
    return isPropertyMap(action) && action["block"] !== undefined && !mentions(rule, NEGATION);
}

function mentions(value: PropertyValue, name: string): boolean {
    const inner = open(value);
    if (isList(inner)) return inner.some(item => mentions(item, name));
    if (!isPropertyMap(inner)) return inner instanceof Unknown;
    return Object.entries(inner).some(([key, item]) => key === name || (isNested(item) && mentions(item, name)));
}

/** Texts and numbers hold no statements, known or not. */
function isNested(value: PropertyValue): boolean {
    return isList(value) || isPropertyMap(value) || value instanceof Secret;
}

function open(value: PropertyValue): PropertyValue {
    return value instanceof Secret ? open(value.value) : value;
}
