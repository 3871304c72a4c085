import type { ClockNight, Sleepless, YearReport } from "../../../schedule/simulation/model";
import { isProduction } from "../../schedule/report";
import { type Line, paragraph, type Section, section } from "../document/model";
import { groupBy } from "../group-by";
import { SLEEPLESS_TITLES, SLEEPLESS_VERDICTS } from "../schedule-sleepless";
import { stretchesOf } from "../schedule-days";
import { momentTextWithUtc } from "../schedule-times";
import { dollars, shiftWords } from "../schedule-words";
import { datesText } from "./dates";
import { names } from "./sleepers";

/** What nobody puts to sleep, by why: what is in doubt first, and last what nobody can help. */
export function sleeplessSections({ sleepless, ...report }: YearReport): readonly Section[] {
    const parts = SLEEPLESS_VERDICTS.flatMap(verdict => {
        const found = sleepless.filter(one => one.verdict === verdict);
        return found.length === 0
            ? []
            : [sleeplessSection(isProduction(report) ? PRODUCTION_TITLES[verdict] : SLEEPLESS_TITLES[verdict], found)];
    });
    return parts.length === 0 ? [] : [section(["What no schedule puts to sleep"], parts)];
}

/** What production could do is what it must not. */
const PRODUCTION_TITLES = { ...SLEEPLESS_TITLES, "does not": "Awake all year, as production has to be" };

function sleeplessSection(title: string, found: readonly Sleepless[]): Section {
    return section(
        [title],
        [
            {
                kind: "table",
                caption: title,
                columns: ["What", "Why", "A year, an estimate"],
                rows: groupBy(found, ({ what, why }) => `${what}\n${why}`).map((same): readonly Line[] => [
                    [...names(same.map(({ path }) => path)), ` ${same[0]?.what ?? ""}`],
                    [same[0]?.why ?? ""],
                    [yearlyCost(same)],
                ]),
            },
        ],
    );
}

function yearlyCost(things: readonly Sleepless[]): string {
    const costs = things.flatMap(({ cost }) => (cost === undefined ? [] : [cost.simulated]));
    if (costs.length === 0) return "no price";
    const sum = dollars(costs.reduce((all, one) => all + one, 0));
    return costs.length === things.length ? sum : `${sum}, some have no price`;
}

export function specialDaysSection(report: YearReport): readonly Section[] {
    const days = stretchesOf(report.specialDays);
    if (days.length === 0) return [];
    return [
        section(
            ["Special days"],
            [
                {
                    kind: "table",
                    caption: "Special days",
                    columns: ["When", "What", "Kind"],
                    rows: days.map(({ first, kind, last, reason }): readonly Line[] => [
                        [datesText(first, last)],
                        [reason],
                        [kind],
                    ]),
                },
            ],
        ),
    ];
}

/** Nights in which clocks change, by the minute. */
export function clockSections({ clockNights, timeZone }: YearReport): readonly Section[] {
    if (clockNights.length === 0) return [];
    return [
        section(
            ["Nights in which clocks change"],
            [
                paragraph(
                    `From noon before to noon after, by the clocks of ${timeZone} and in UTC. A time that clocks skip never comes, and one that they show twice is told apart by UTC.`,
                ),
                ...clockNights.map(night => clockSection(night, timeZone)),
            ],
        ),
    ];
}

function clockSection({ at, events, shiftMinutes }: ClockNight, timeZone: string): Section {
    const changes = groupBy(events, one => `${one.at} ${one.wakes}`).flatMap(same => {
        const [first] = same;
        const line: Line = [
            first?.wakes === true ? "wakes: " : "falls asleep: ",
            ...names(same.map(({ path }) => path)),
        ];
        return first === undefined ? [] : [{ at: first.at, line }];
    });
    const rows = [...changes, { at, line: [`clocks change: ${shiftWords(timeZone, { at, shiftMinutes })}`] }];
    const title = momentTextWithUtc(timeZone, at);
    return section(
        [title],
        [
            {
                kind: "table",
                caption: title,
                columns: ["When", "What happens"],
                rows: rows
                    .sort((one, other) => one.at - other.at)
                    .map((row): readonly Line[] => [[momentTextWithUtc(timeZone, row.at)], row.line]),
            },
            ...(events.length === 0 ? [paragraph("Nothing wakes or falls asleep.")] : []),
        ],
    );
}

/** What keeps the year from being told whole, and what holds from a date on. */
export function remarkSections({ notes, undecided }: YearReport): readonly Section[] {
    return (
        [
            ["Undecided", undecided],
            ["Notes", notes],
        ] as const
    ).flatMap(([title, texts]) =>
        texts.length === 0
            ? []
            : [
                  section(
                      [title],
                      texts.map(text => paragraph(text)),
                  ),
              ],
    );
}
