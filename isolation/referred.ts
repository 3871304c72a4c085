import type { Reading } from "../plan/read";
import type { Subject } from "../plan/subject";
import { hasUnplannedSource } from "../plan/unplanned-source";
import type { Reference } from "./connection";

/** The type by which one stack reads what another one exports. */
export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/**
 * What an input refers to: by its value where that is known, else by what it is made from. Nothing where it is made of
 * nothing but what the stack makes itself, and where nothing is set.
 *
 * @param parse What a known text names.
 */
export function referredBy(
    subject: Subject,
    reading: Reading,
    parse: (text: string) => Reference | undefined,
): Reference | undefined {
    if (reading.state === "absent") return undefined;
    if (reading.state === "known") {
        if (typeof reading.value === "string") return parse(reading.value);
        return { kind: "unknown", why: `${reading.path} is no text` };
    }
    return unknownFrom(subject, reading.path, reading.why);
}

/** As {@link referredBy}, of a value that is not known. */
export function unknownFrom(subject: Subject, property: string, why: string): Reference | undefined {
    const origins = subject.comesFrom(property);
    if (origins.length === 0) return { kind: "unknown", why: `${property} is ${why}` };
    const stack = origins.find(({ type }) => type === STACK_REFERENCE);
    if (stack !== undefined) return stackOf(stack, property);
    const lookedUp = origins.find(({ resource }) => resource.external);
    if (lookedUp !== undefined) {
        return { kind: "unknown", why: `${property} comes from ${lookedUp.name}, which is made elsewhere` };
    }
    return hasUnplannedSource(subject, property)
        ? { kind: "unknown", why: `${property} is ${why}, and may come from a function that had no answer` }
        : undefined;
}

/** The stack that a stack reference reads. */
function stackOf(reference: Subject, property: string): Reference {
    // Without `name`, the resource's own name is the name of the stack (StackReferenceArgs).
    const name = reference.read("name", { default: reference.name });
    return name.state === "known" && !name.secret && typeof name.value === "string"
        ? { kind: "thing", thing: "stack", id: name.value }
        : { kind: "unknown", why: `${property} comes from a stack of which the name cannot be read` };
}
