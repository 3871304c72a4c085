import { Asset, isList, isPropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";
import type { SubjectReading } from "../../plan/subject";

/** Longest text of a value in a message, in characters: enough for an ARN, short enough for one line. */
const MAX_SHOWN_CHARACTERS = 120;

/**
 * Largest whole number that is shown where marks of secrets are lost. Ports, days and sizes are below it; a numeric
 * password worth the name is above it.
 */
const MAX_UNMARKED_NUMBER = 100_000;

const HIDDEN_SECRET = "(a secret)";
const HIDDEN_TEXT = "(a text that may be secret)";
const HIDDEN_NUMBER = "(a number that may be secret)";

/**
 * A reading as a message may show it. What is marked secret never is, nor what may be where the source of the plan lost
 * the marks (the policy SDK hands values over without them); long text is cut.
 *
 * @param known Texts that are public, such as the values that a rule expects: they are shown even where marks are lost.
 */
export function show(reading: SubjectReading, known: readonly string[] = []): string {
    if (reading.state === "absent") return "not set";
    if (reading.secret) return HIDDEN_SECRET;
    if (reading.state === "unknown") return `not known (${reading.why})`;
    return showValue(reading.value, reading.marksLost === true ? new Set(known) : undefined);
}

/** @param known Texts that may be shown; nothing where secrets are marked, so that all others may. */
function showValue(value: PropertyValue, known: ReadonlySet<string> | undefined): string {
    const text = JSON.stringify(shownValue(value, known));
    return text.length <= MAX_SHOWN_CHARACTERS ? text : `${text.slice(0, MAX_SHOWN_CHARACTERS)}...`;
}

function shownValue(value: PropertyValue, known: ReadonlySet<string> | undefined): unknown {
    if (value instanceof Secret) return HIDDEN_SECRET;
    if (value instanceof Unknown) return `(${value.why})`;
    if (value instanceof Asset) return `(${value.kind})`;
    if (isList(value)) return value.map(item => shownValue(item, known));
    if (isPropertyMap(value)) {
        return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shownValue(item, known)]));
    }
    if (known === undefined) return value;
    if (typeof value === "string") return known.has(value) || value === "" ? value : HIDDEN_TEXT;
    if (typeof value === "number") return Math.abs(value) < MAX_UNMARKED_NUMBER ? value : HIDDEN_NUMBER;
    return value;
}
