import type { Fault } from "../../plan/faults";
import { nearest } from "../../plan/nearest";
import { writtenPath } from "../../plan/schema-faults";
import type { TextPosition } from "../../plan/yaml-file";
import { canonical, type ShownValue } from "../shown";
import { LEDGER_FILE } from "./entry";
import { parsePlace, placeFault } from "./place";

/** An entry as it was written, of which each field may be anything. */
export type WrittenEntry = Readonly<Record<string, unknown>>;

/** Entries, and where each part of them stands. */
export interface PositionedEntries {
    readonly value: readonly WrittenEntry[];
    readonly positionOf: (path: readonly PropertyKey[]) => TextPosition;
}

/** What is wrong with entries beside their shape, each with its line. What has the wrong shape is passed over here. */
export function contradictions(
    { positionOf, value: entries }: PositionedEntries,
    stacks: readonly string[] | undefined,
): readonly Fault[] {
    const firstAt = new Map<unknown, number>();
    return entries.flatMap((entry, place) => {
        const lineOf = (...path: readonly PropertyKey[]) => positionOf([place, ...path]).line;
        const { at } = entry;
        const first = firstAt.get(at);
        if (first === undefined) firstAt.set(at, lineOf());
        const ofEntry = [
            ...(first === undefined || typeof at !== "string" ? [] : [`${at} is declared in line ${first} already`]),
            ...againstClass(entry),
            ...againstValues(entry),
        ].map(message => ({ at: `${LEDGER_FILE}:${lineOf()}`, message }));
        const ofStacks = Object.keys(valuesOf(entry) ?? {})
            .filter(name => stacks !== undefined && !stacks.includes(name))
            .map(name => ({
                at: `${LEDGER_FILE}:${lineOf("values", name)} ${writtenPath([place, "values", name])}`,
                message: `expected a stack of this project${guess(name, stacks ?? [])}, got ${JSON.stringify(name)}`,
            }));
        return [...ofEntry, ...ofStacks];
    });
}

function againstClass(entry: WrittenEntry): readonly string[] {
    const { approves, class: kind, values } = entry;
    const hasSize = values !== undefined || approves !== undefined;
    if (kind === "identical" && hasSize)
        return ["expected neither `values` nor `approves`: what is identical has no two values"];
    if (kind === "scaled" && !hasSize)
        return ["expected `values` or `approves`: a difference in size is approved with its sizes"];
    if (values !== undefined && approves !== undefined && !isPresence(entry))
        return ["expected either `values` or `approves`, got both"];
    if (kind === "distinct" && isPresence(entry))
        return [
            "expected `class: scaled` with present and absent: what one stack alone has is no value that must differ",
        ];
    return [];
}

/** What a resource that only one stack has is said to be in each. */
const PRESENCE: ReadonlySet<unknown> = new Set(["present", "absent"]);

/**
 * What two values that differ may both be shown as: what is secret is not shown, and an account of twelve digits that both
 * name is one environment's own.
 */
const SHOWN_ALIKE = /<secret>|<plain>|\(hidden\)|<from |\d{12}/;

function againstValues(entry: WrittenEntry): readonly string[] {
    const values = valuesOf(entry);
    if (values === undefined) return [];
    const [first, ...others] = Object.entries(values);
    if (first === undefined) return ["expected a value for each of two stacks, got none"];
    const [name, value] = first;
    if (others.length === 0) return [`expected a value for each of two stacks, got one for ${name} alone`];
    if (isPresence(entry) && !Object.values(values).every(one => PRESENCE.has(one)))
        return ["expected present and absent, since the place names no property"];
    const shown = canonical(value);
    return others.every(([, other]) => canonical(other) === shown) && !SHOWN_ALIKE.test(shown)
        ? [`expected values that differ, got ${shown} for each of ${Object.keys(values).join(", ")}`]
        : [];
}

/** Whether an entry says that something is in one stack alone. */
function isPresence({ at }: WrittenEntry): boolean {
    return typeof at === "string" && placeFault(at) === undefined && parsePlace(at).property === undefined;
}

function valuesOf({ values }: WrittenEntry): Readonly<Record<string, ShownValue>> | undefined {
    return typeof values === "object" && values !== null && !Array.isArray(values)
        ? (values as Readonly<Record<string, ShownValue>>)
        : undefined;
}

function guess(name: string, known: readonly string[]): string {
    const near = nearest(name, known);
    return near === undefined ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
}
