import { parsePropertyPath } from "../../plan/read";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue } from "../../plan/value";
import { SIGNATURE_KEY } from "../../plan/wire";
import { NeedsWholeStack } from "./lone-stack";
import type { ResourceRule, Rule, RuleContext } from "./rule";
import { judgeSubject, subjectsOf } from "./run";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";

/** One property to set so that a rule holds. */
export interface Change {
    /** As `read` takes it. */
    readonly path: string;
    readonly value: PropertyValue;
}

/** Whether a rule knows how to mend what it finds. */
export function canRemediate(rule: Rule): rule is ResourceRule {
    return rule.scope === "resource" && rule.remediate !== undefined;
}

/**
 * What to set on one resource so that a rule holds; nothing where it does hold, where the rule knows no way, where the
 * way would touch what is secret, unknown or set already, or where the rule would not hold afterwards.
 *
 * @throws {Error} where the rule asks for a value that is not plain, which is a fault of the rule.
 */
export function remediationOf(rule: ResourceRule, subject: Subject, context: RuleContext): readonly Change[] {
    const { resource } = subject;
    try {
        const verdicts = judgeSubject(rule, subject, context);
        if (!verdicts.some(({ outcome }) => outcome === "violated")) return [];
        const wanted = Object.entries(rule.remediate?.(subject, context) ?? {});
        const changes = wanted.map(([path, value]) => ({ path, value }));
        for (const { path, value } of changes) assertPlain(rule, path, value);
        const inputs = withChanges(resource.inputs, changes);
        if (inputs === undefined || changes.length === 0) return [];
        const mended = subject.withInputs(inputs);
        return judgeSubject(rule, mended, context).every(({ outcome }) => outcome === "holds") ? changes : [];
    } catch (error) {
        if (error instanceof NeedsWholeStack) return [];
        throw error;
    }
}

/**
 * What a rule would mend under the Pulumi CLI, by URN, for a reader who sees it reported. Nothing where no team switched
 * that on.
 */
export function remediationNotes(
    rule: Rule,
    stacks: readonly Stack[],
    context: RuleContext,
): ReadonlyMap<string, string> {
    if (context.pack.rules[rule.name]?.remediate !== true || !canRemediate(rule)) return new Map();
    const subjects = stacks.flatMap(stack => subjectsOf(rule, stack));
    const notes = subjects.flatMap((subject): [string, string][] => {
        const changes = remediationOf(rule, subject, context);
        if (changes.length === 0) return [];
        const set = changes.map(({ path, value }) => `${path} to ${JSON.stringify(value)}`).join(", ");
        return [[subject.urn, `under the Pulumi CLI the policy pack mends this: it sets ${set}`]];
    });
    return new Map(notes);
}

/**
 * Properties with some changes made, decoded or in Pulumi's wire format; nothing where one of them may not be made. All
 * else stays as it is.
 */
export function withChanges(inputs: PropertyMap, changes: readonly Change[]): PropertyMap | undefined {
    return changes.reduce<PropertyMap | undefined>((changed, { path, value }) => {
        const whole = changed === undefined ? undefined : changeAt(changed, parsePropertyPath(path), value);
        return isPropertyMap(whole) ? whole : undefined;
    }, inputs);
}

function changeAt(
    current: PropertyValue | undefined,
    steps: readonly (string | number)[],
    value: PropertyValue,
): PropertyValue | undefined {
    const [step, ...rest] = steps;
    const isUnset = current === undefined || current === null;
    // At the end stands nothing, or a switch that is off: whatever else is there, somebody chose it.
    if (step === undefined) return isUnset || current === false ? value : undefined;
    if (typeof step === "number") {
        if (!isList(current)) return undefined;
        const item = current[step];
        const changed = item === undefined ? undefined : changeAt(item, rest, value);
        return changed === undefined ? undefined : current.map((one, place) => (place === step ? changed : one));
    }
    // A secret or a value that is not known is no map: what is in it stays as it is.
    if (!isUnset && (!isPropertyMap(current) || SIGNATURE_KEY in current)) return undefined;
    const fields = current ?? {};
    const changed = changeAt(Object.hasOwn(fields, step) ? fields[step] : undefined, rest, value);
    return changed === undefined ? undefined : Object.fromEntries([...Object.entries(fields), [step, changed]]);
}

function assertPlain({ name }: Rule, path: string, value: PropertyValue): void {
    if (["string", "number", "boolean"].includes(typeof value)) return;
    throw new Error(`${name} would set ${path} to a value that is no text, number or boolean`);
}
