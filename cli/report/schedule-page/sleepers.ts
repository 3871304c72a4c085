import { PARTS } from "../../../hours/parts";
import type { Sleeper, YearReport } from "../../../schedule/simulation/model";
import { code, type Line, type Table } from "../document/model";
import { groupBy } from "../group-by";
import { hoursText } from "../schedule-times";
import { percentOf } from "../schedule-words";
import type { DrawnYear } from "./environment";
import { usualWeek } from "./week-words";

/** Things that are awake in the same minutes of the year. */
export type Alike = readonly [Sleeper, ...Sleeper[]];

/** Things that are awake together, in the order in which they start. */
export function alike(sleepers: readonly Sleeper[]): readonly Alike[] {
    return together(sleepers, ({ awake }) => JSON.stringify(awake)).sort(
        ([one], [other]) => PARTS.indexOf(one.part) - PARTS.indexOf(other.part),
    );
}

function together(sleepers: readonly Sleeper[], keyOf: (sleeper: Sleeper) => string): Alike[] {
    return groupBy(sleepers, keyOf).flatMap(([first, ...others]): readonly Alike[] =>
        first === undefined ? [] : [[first, ...others]],
    );
}

/** How much of the year something is asleep. */
export function asleepShare({ awakeMinutes }: Sleeper, { span }: YearReport): string {
    const all = span.to - span.from;
    return percentOf(all - awakeMinutes, all) ?? "";
}

/** All that sleeps; what is the same of several is said once. */
export function sleepersTable(groups: readonly Alike[], { report, weeks }: DrawnYear): Table {
    return {
        kind: "table",
        caption: "What sleeps",
        columns: ["What", "Awake", "Asleep", "Awake in most weeks", "By"],
        rows: groups.flatMap(things => {
            const week = usualWeek(things[0].awake, weeks);
            return together(things, ({ by, what }) => [what, ...by].join("\n")).map((same): readonly Line[] => [
                [...names(same.map(({ path }) => path)), ` ${same[0].what}`],
                [hoursText(same[0].awakeMinutes)],
                [asleepShare(same[0], report)],
                [week],
                someNames(same[0].by),
            ]);
        }),
    };
}

/** Names that are said one by one where all of them would be in the way: dates make a schedule of every month and year. */
const NAMES_SHOWN = 3;

/** Names out of a program; where they are many, the first of them and how many more there are. */
export function someNames(all: readonly string[]): Line {
    if (all.length <= NAMES_SHOWN) return names(all);
    return [...names(all.slice(0, 1)), ` and ${all.length - 1} more`];
}

/** Names out of a program, one after the other. */
export function names(all: readonly string[]): Line {
    return all.flatMap((name, place) => (place === 0 ? [code(name)] : [", ", code(name)]));
}
