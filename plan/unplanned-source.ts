import type { Subject } from "./subject";
import { isList, isPropertyMap, type PropertyValue, Secret, Unknown } from "./value";

/** Gaps that stand for a value which comes from no resource, so that no dependency tells of it. */
const ANSWERLESS: ReadonlySet<string> = new Set([
    "unanswered-function",
    "unanswered-plain-function",
    "unanswered-call",
]);

/** Whether a function or call of the program had no answer. */
export function lacksAnswers(subject: Subject): boolean {
    return subject.plan.gaps.some(({ kind }) => ANSWERLESS.has(kind));
}

/**
 * Whether a value may come from a function that had no answer: dependencies are known by input, not by value, and there
 * are more values that are not known than resources to make them. In lists, values in the same place of each item count.
 */
export function hasUnplannedSource(subject: Subject, property: string): boolean {
    if (!lacksAnswers(subject)) return false;
    const inLists = property.replace(/\[\d+\]/g, "[]");
    const input = /^[^.[]*/.exec(property)?.[0] ?? property;
    const unknown =
        inLists === property
            ? countUnknown(subject.resource.inputs[input])
            : subject.readAll(inLists).filter(({ state }) => state === "unknown").length;
    return unknown > subject.comesFrom(property).length;
}

function countUnknown(value: PropertyValue | undefined): number {
    if (value instanceof Unknown) return 1;
    if (value instanceof Secret) return countUnknown(value.value);
    const parts = isList(value) ? value : isPropertyMap(value) ? Object.values(value) : [];
    return parts.reduce<number>((sum, part) => sum + countUnknown(part), 0);
}
