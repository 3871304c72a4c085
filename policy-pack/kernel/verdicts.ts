import type { Holds, Undecided, Verdict, Violated } from "./verdict";

const HOLDS: Holds = { outcome: "holds" };

/** What must hold does hold. */
export function holds(): Holds {
    return HOLDS;
}

/** What must hold does not. Write values into `message` and `evidence` with `show` only. */
export function violated(fault: Omit<Violated, "outcome">): Violated {
    return { outcome: "violated", ...fault };
}

/** It cannot be said. `message` names what could not be read, and why. */
export function undecided(doubt: Omit<Undecided, "outcome">): Undecided {
    return { outcome: "undecided", ...doubt };
}

/**
 * All must hold: the first that is violated, else the first that is undecided, else *holds*.
 * To report every fault of a resource, return the list itself from `check`.
 */
export function allOf(verdicts: Iterable<Verdict>): Verdict {
    let doubt: Verdict | undefined;
    for (const verdict of verdicts) {
        if (verdict.outcome === "violated") return verdict;
        if (verdict.outcome === "undecided") doubt ??= verdict;
    }
    return doubt ?? HOLDS;
}

/**
 * One is enough: *holds* as soon as one does, else the first that is undecided, else `otherwise`, which says what was
 * expected of them together. Of no verdicts at all, none holds.
 */
export function anyOf(verdicts: Iterable<Verdict>, otherwise: () => Violated): Verdict {
    let doubt: Verdict | undefined;
    for (const verdict of verdicts) {
        if (verdict.outcome === "holds") return verdict;
        if (verdict.outcome === "undecided") doubt ??= verdict;
    }
    return doubt ?? otherwise();
}
