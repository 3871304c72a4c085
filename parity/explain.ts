import type { LedgerEntry } from "./ledger/entry";
import { coversPlace, coversProperty, parsePlace } from "./ledger/place";
import { missingIn, neverReason } from "./forbidden";
import { NEVER_DIFFER, type NeverDiffer, whyNeverDiffer } from "./never-differ";
import type { NormalValue } from "./normal";
import type { Pair } from "./align";
import { redactedPair } from "./redacted";
import { placeOf, type ShownValue, showValue } from "./shown";
import type { Comparison } from "./stacks";

/** How one value of one stack was read. */
export interface ExplainedValue {
    readonly stack: string;
    readonly planned: ShownValue;
    /** With roles in place of names: what was compared. */
    readonly compared: ShownValue;
}

/** Why a place counts as alike, different, declared or forbidden. */
export interface Explanation {
    readonly at: string;
    readonly type: string;
    readonly values: readonly [ExplainedValue, ExplainedValue];
    readonly verdict: "alike" | "different" | "undecided";
    /** Entries of the ledger that cover it. */
    readonly entries: readonly LedgerEntry[];
    /** Why it may never differ, where that is so. */
    readonly neverDiffers: string | undefined;
    /** How the resources were taken for one another. */
    readonly alignedBy: Pair["by"];
}

/**
 * Explains every place that lies at or below one. None where no resource lies there.
 *
 * @param neverDiffer What the project adds to {@link NEVER_DIFFER}.
 */
export function explainPlace(
    at: string,
    comparison: Comparison,
    ledger: readonly LedgerEntry[],
    neverDiffer: readonly NeverDiffer[] = [],
): readonly Explanation[] {
    const never = [...NEVER_DIFFER, ...neverDiffer];
    const missing = missingIn(comparison);
    const { path, property } = parsePlace(at);
    const found = comparison.pairs.filter(({ left, right }) => left.path === path || right.path === path);
    return found.flatMap(pair => {
        const [lefts, rights] = comparison.properties(pair);
        const names = [...new Set([...lefts.keys(), ...rights.keys()])];
        return names
            .filter(name => property === undefined || coversProperty(name, property))
            .map((name): Explanation => {
                const differences = comparison.differences.filter(
                    one => one.kind === "property" && one.pair === pair && coversProperty(name, one.property),
                );
                const place = `${pair.left.path}#${name}`;
                const [left, right] = redactedPair(lefts.get(name), rights.get(name), comparison.redact);
                return {
                    at: place,
                    type: pair.left.type,
                    values: [explained(comparison.left.stack, left), explained(comparison.right.stack, right)],
                    verdict:
                        differences.length === 0
                            ? "alike"
                            : differences.some(({ undecided }) => undecided)
                              ? "undecided"
                              : "different",
                    entries: ledger.filter(entry => differences.some(one => coversPlace(entry.at, placeOf(one)))),
                    neverDiffers:
                        differences.map(one => neverReason(one, never, missing)).find(one => one !== undefined) ??
                        whyNeverDiffer(pair.left.type, [name], never),
                    alignedBy: pair.by,
                };
            });
    });
}

function explained(stack: string, value: NormalValue | undefined): ExplainedValue {
    return { stack, planned: showValue(value), compared: comparedValue(value) };
}

function comparedValue(value: NormalValue | undefined): ShownValue {
    switch (value?.kind) {
        case "plain":
            return value.normal;
        case "map":
            return Object.fromEntries([...value.fields].map(([name, field]) => [name, comparedValue(field)]));
        case "list":
            return value.items.map(comparedValue);
        case "secret":
        case "unknown":
        case undefined:
            return showValue(value);
    }
}
