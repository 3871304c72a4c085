import type { DeclaredDifference } from "../../parity/judge";
import { placeOf, sidesOf } from "../../parity/shown";
import type { Difference } from "../../parity/stacks";
import { type StackNames, untestable } from "../../parity/untestable";
import { groupBy } from "../../plan/group-by";
import type { ParityReport } from "../parity/report";
import { alarm, code, type Line, type Section, section, type Table, value } from "./document/model";
import { count } from "./layout";

/** One part for each entry of the ledger, with all that it covers here. */
export function entrySections(
    declared: readonly DeclaredDifference[],
    { today }: ParityReport,
    names: StackNames,
): readonly Section[] {
    return [...groupBy(declared, ({ entry }) => entry.at).values()].flatMap(group => {
        const [first] = group;
        if (first === undefined) return [];
        const { entry } = first;
        const lost = group.flatMap(({ difference }) => untestable(difference, entry.class, names));
        const overdue = entry.reviewBy < today;
        return section(
            [code(entry.at)],
            [
                {
                    kind: "facts",
                    facts: [
                        ["Why", [[entry.reason]]],
                        [cannotShow(names), [...new Set(lost)].map(text => [text])],
                        ["Owner", [[entry.owner]]],
                        ["To be reviewed by", [[entry.reviewBy, ...(overdue ? [" ", alarm("overdue")] : [])]]],
                        ...members(group.map(({ difference }) => difference)),
                    ],
                },
                valuesTable(
                    entry.at,
                    group.map(({ difference }) => difference),
                    names,
                ),
            ],
        );
    });
}

/** What belongs to what only one environment has, where that is more than the one resource that is named. */
function members(differences: readonly Difference[]): readonly (readonly [string, readonly Line[]])[] {
    const resources = differences.flatMap(one =>
        one.kind === "presence" && one.only.resources.length > 1 ? one.only.resources : [],
    );
    const lines = resources.map(({ path, type }): Line => [code(path), " (", code(type), ")"]);
    return lines.length === 0 ? [] : [["Resources", lines]];
}

function valuesTable(caption: string, differences: readonly Difference[], { left, right }: StackNames): Table {
    return {
        kind: "table",
        caption: `Values of ${caption}`,
        columns: ["Where", left, right],
        rows: differences.map(difference => [
            [code(placeOf(difference)), ...sizeOf(difference)],
            ...sidesOf(difference).map((side): Line => [value(side)]),
        ]),
    };
}

/** How much belongs to what only one environment has. */
function sizeOf(difference: Difference): Line {
    if (difference.kind !== "presence") return [];
    const { consequences, only } = difference;
    const parts = [
        ...(only.resources.length === 1 ? [] : [count(only.resources.length, "resource")]),
        ...(consequences.length === 0 ? [] : [`${count(consequences.length, "value")} elsewhere for no other reason`]),
    ];
    return parts.length === 0 ? [] : [` (${parts.join("; ")})`];
}

/** How what {@link untestable} tells begins. */
export function cannotShow({ right }: StackNames): string {
    return `A test in ${right} cannot show`;
}
