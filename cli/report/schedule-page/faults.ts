import { minutesIn } from "../../../schedule/simulation/intervals";
import type { Disagreement, YearReport } from "../../../schedule/simulation/model";
import { asleepIn, asleepInProduction, sharedDisagreements } from "../../schedule/report";
import { code, type Line, type Section, section, type Table } from "../document/model";
import { groupBy } from "../group-by";
import { count } from "../layout";
import { durationText, intervalText, momentText } from "../schedule-times";
import { names, someNames } from "./sleepers";

/** All that is not as intended, the worst first: production asleep, people without what they need, money for nothing. */
export function faultSections(report: YearReport): readonly Section[] {
    const parts = [
        productionTable(report),
        disagreementTable("asleep while it should be awake", report),
        conflictTable(report),
        disagreementTable("awake while it should be asleep", report),
    ].filter(({ rows }) => rows.length > 0);
    if (parts.length === 0) return [];
    return [
        section(
            ["What is not as intended"],
            parts.map(table => section([table.caption], [table])),
        ),
    ];
}

function productionTable(report: YearReport): Table {
    return {
        kind: "table",
        caption: "Production is put to sleep",
        columns: ["What", "Asleep for", "By"],
        rows: asleepInProduction(report).map((sleeper): readonly Line[] => [
            [code(sleeper.path), ` ${sleeper.what}`],
            [durationText(minutesIn(asleepIn(sleeper, report.span)))],
            someNames(sleeper.by),
        ]),
    };
}

function disagreementTable(kind: Disagreement, report: YearReport): Table {
    const rows = sharedDisagreements(report).flatMap(({ disagreements, things }) => {
        const reasons = groupBy(
            disagreements.filter(one => one.kind === kind),
            ({ why = "" }) => why,
        );
        return reasons.map(same => ({ things, same }));
    });
    return {
        kind: "table",
        caption: `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`,
        columns: ["What", "How long", "First", "Why"],
        rows: rows
            .sort((one, other) => minutesIn(other.same) - minutesIn(one.same))
            .map(({ same, things }): readonly Line[] => [
                names(things.map(({ path }) => path)),
                [`${durationText(minutesIn(same))}, ${count(same.length, "time")}`],
                same[0] === undefined ? [] : [intervalText(report.timeZone, same[0])],
                [same[0]?.why ?? "the schedule says so"],
            ]),
    };
}

function conflictTable({ conflicts, timeZone }: YearReport): Table {
    const firstMet = [...conflicts].sort(({ at: one = Infinity }, { at: other = Infinity }) => (one < other ? -1 : 1));
    return {
        kind: "table",
        caption: "Conflicts",
        columns: ["Where", "What is wrong", "First met"],
        rows: firstMet.map(({ at, message, path }): readonly Line[] => [
            [code(path)],
            [message],
            [at === undefined ? "at no moment" : momentText(timeZone, at)],
        ]),
    };
}
