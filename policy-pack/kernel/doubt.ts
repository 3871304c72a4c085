import type { Rule } from "./rule";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { Undecided } from "./verdict";
import { undecided } from "./verdicts";

/*
 * What a plan does not show cannot be judged, and what holds only as long as nothing else is there cannot be said to hold.
 *
 * - An unanswered function that the program awaited may change which resources exist, and with what inputs. Whatever
 *   would hold over such a stack is undecided, whichever rule says it. What is violated stays so: the plan shows it.
 * - A remote component is built by a plugin, so its children are missing. A rule that looks at one resource at a time
 *   still holds for those that are shown, and is undecided once for each component. A rule that looks at a stack as
 *   a whole, or at several, may hold only because of what is missing: all that would hold is undecided.
 *
 * One finding a rule and stack says so, however many judgements it concerns.
 */

/** Why what a rule says of a stack may not be the whole truth. */
export interface Doubt {
    readonly stack: Stack;
    /** The opaque component, where there is exactly one and nothing else is missing. */
    readonly subject: Subject | undefined;
    readonly verdict: Undecided;
    /** Judgements that nobody could make: one for each component that cannot be looked into. */
    readonly unmade: number;
    /** Whether what would hold is undecided, too. */
    readonly shakesWhatHolds: boolean;
}

/** What casts doubt on what a rule says of a stack; nothing for a stack that is shown whole. */
export function doubtOf(rule: Rule, stack: Stack): Doubt | undefined {
    const opaque = stack.opaque;
    // A component that is shown as opaque speaks for itself.
    const gaps = stack.plan.gaps.filter(
        ({ mayChangeShape, kind, urn }) =>
            mayChangeShape && !(kind === "remote-component" && opaque.some(({ resource }) => resource.urn === urn)),
    );
    if (gaps.length === 0 && opaque.length === 0) return undefined;
    const evidence = [
        ...gaps.map(({ message }) => message),
        ...opaque.map(({ path, type }) => `${path} (${type}) is built by a plugin: what it creates is not in the plan`),
    ];
    const message =
        gaps.length > 0
            ? "what is planned may change with an answer that is missing, so nothing can be said to hold"
            : "a component hides what it creates, so it cannot be said to hold there";
    return {
        stack,
        subject: gaps.length === 0 && opaque.length === 1 ? opaque[0] : undefined,
        verdict: undecided({ message, evidence }),
        unmade: opaque.length,
        shakesWhatHolds: gaps.length > 0 || rule.scope !== "resource",
    };
}
