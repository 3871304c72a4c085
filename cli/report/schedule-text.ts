import { minutesIn } from "../../schedule/simulation/intervals";
import type { Interval, Sleeper, YearReport } from "../../schedule/simulation/model";
import {
    asleepIn,
    asleepInProduction,
    type EnvironmentYear,
    isProduction,
    passes,
    type ScheduleReport,
    type SharedDisagreement,
    sharedDisagreements,
    verdictOfYear,
} from "../schedule/report";
import { groupBy } from "./group-by";
import { count, heading, type Layout, paragraph, printable, table } from "./layout";
import { changesToMake } from "./schedule-changes";
import { stretchesOf, stretchText } from "./schedule-days";
import { joined, lines, moreLines, part, statement, THINGS_SHOWN } from "./schedule-layout";
import { conflictsPart } from "./schedule-conflicts";
import { sleeplessParts } from "./schedule-sleepless";
import { durationText, hoursText, intervalTextWithUtc, momentTextWithUtc } from "./schedule-times";
import {
    changeTexts,
    dollars,
    intentWords,
    namesText,
    percentOf,
    savedWords,
    shiftWords,
    thingsText,
    verdictWords,
} from "./schedule-words";

const INDENT = "  ";
/** Intervals of one kind that are listed; the JSON report has all. */
const INTERVALS_SHOWN = 12;

/** Renders simulated years for people: of each environment the verdict, what is wrong, what it comes to, what to change. */
export function renderScheduleText(report: ScheduleReport, layout: Layout): string {
    return joined(report.environments.flatMap(one => environmentParts(one, report, layout)));
}

function environmentParts(one: EnvironmentYear, whole: ScheduleReport, layout: Layout): readonly string[] {
    const { report } = one;
    return [
        summary(one, whole, layout),
        part(
            "Scheduled in production",
            asleepInProduction(report),
            sleeper => asleepPart(sleeper, report, layout),
            layout,
        ),
        part("Disagreements", sharedDisagreements(report), shared => disagreementPart(shared, report, layout), layout),
        conflictsPart(report, layout),
        lines("Undecided", report.undecided, layout),
        ...sleeplessParts(report, layout),
        hoursPart(report, layout),
        costPart(report, layout),
        lines("Special days", stretchesOf(report.specialDays).map(stretchText), layout),
        clockPart(report, layout),
        lines("Notes", report.notes, layout),
        changesPart(report, layout),
    ];
}

function summary({ name, report }: EnvironmentYear, whole: ScheduleReport, layout: Layout): string {
    const { colors } = layout;
    const verdict = verdictOfYear(report);
    const isFine = passes({ ...whole, environments: [{ name, project: "", report }] });
    const words = (isFine ? colors.green : colors.red)(verdictWords(report, verdict));
    const { allMinutes, awakeMinutes } = report.stoppable;
    const asleep = percentOf(allMinutes - awakeMinutes, allMinutes);
    return [
        paragraph(`${colors.bold(words)}  ${printable(name)} in ${report.year}`, layout, "", INDENT),
        paragraph(printable(hoursWords(report)), layout, INDENT),
        ...(asleep === undefined ? [] : [paragraph(`what can sleep is asleep ${asleep} of the year`, layout, INDENT)]),
        ...agreementLines(report).map(text => paragraph(text, layout, INDENT)),
    ].join("\n");
}

/** That nothing disagrees is said as well: it is what was asked. */
function agreementLines(report: YearReport): readonly string[] {
    const { intent, sleepers } = report;
    if (intent === undefined || sleepers.length === 0 || isProduction(report)) return [];
    const minutes = sleepers.reduce((sum, { disagreements = [] }) => sum + minutesIn(disagreements), 0);
    return [`${count(minutes, "minute")} other than intended`];
}

function hoursWords(report: YearReport): string {
    // Whatever hours anybody states of it.
    if (isProduction(report)) return "production is to be open all the time";
    return intentWords(report.intent) ?? "nobody states when people work";
}

function asleepPart(sleeper: Sleeper, { span, timeZone }: YearReport, layout: Layout): string {
    const asleep = asleepIn(sleeper, span);
    return statement(
        thingsText([sleeper]),
        [
            `asleep for ${durationText(minutesIn(asleep))} by ${namesText(sleeper.by)}`,
            ...intervalLines(asleep, timeZone),
        ],
        layout,
    );
}

function disagreementPart(
    { disagreements, things }: SharedDisagreement,
    { timeZone }: YearReport,
    layout: Layout,
): string {
    const kinds = groupBy(disagreements, ({ kind, why = "" }) => `${kind}\n${why}`);
    const texts = kinds.flatMap(same => {
        const [first] = same;
        if (first === undefined) return [];
        return [
            `${first.kind}: ${durationText(minutesIn(same))}${first.why === undefined ? "" : `; ${first.why}`}`,
            ...intervalLines(same, timeZone),
        ];
    });
    return statement(thingsText(things), texts, layout);
}

function intervalLines(intervals: readonly Interval[], timeZone: string): readonly string[] {
    const more = intervals.length - INTERVALS_SHOWN;
    return [
        ...intervals
            .slice(0, INTERVALS_SHOWN)
            .map(one => `${INDENT}${intervalTextWithUtc(timeZone, one)}, ${durationText(one.to - one.from)}`),
        ...(more > 0 ? [`${INDENT}and ${more} more; --format json has all`] : []),
    ];
}

function hoursPart({ sleepers, span }: YearReport, layout: Layout): string {
    if (sleepers.length === 0) return "";
    const all = span.to - span.from;
    const rows = sleepers.map(({ awakeMinutes, path }) => [
        printable(path),
        hoursText(awakeMinutes),
        hoursText(all - awakeMinutes),
        percentOf(all - awakeMinutes, all) ?? "",
    ]);
    const inWords = (some: typeof rows) =>
        some.map(([path = "", on = "", off = "", share = ""]) =>
            statement(path, [`${on} awake, ${off} asleep, ${share}`], layout),
        );
    const shown = rows.slice(0, THINGS_SHOWN);
    return [
        heading("Hours", layout),
        table([["", "awake", "asleep", "share asleep"], ...shown], layout) ?? inWords(shown).join("\n"),
        ...moreLines(rows, layout),
    ].join("\n");
}

function costPart({ cost: { pricesOf, stoppable, total } }: YearReport, layout: Layout): string {
    const [ofStoppable, ofTotal] = [savedWords(stoppable), savedWords(total)];
    const { unpriced } = total;
    if (ofTotal === undefined && unpriced.length === 0) return "";
    const texts = [
        ...(ofStoppable === undefined ? [] : [`of what can sleep: ${ofStoppable}`]),
        ...(ofTotal === undefined
            ? []
            : [
                  `of everything: ${ofTotal}${total.simulated === total.always ? "" : `; ${dollars(total.simulated)} remain`}`,
              ]),
        ...(unpriced.length === 0 ? [] : [`without a price, so not counted: ${unpriced.join(", ")}`]),
    ];
    return lines(`Saved, an estimate by list prices of ${pricesOf}`, texts, layout);
}

function clockPart({ clockNights, timeZone }: YearReport, layout: Layout): string {
    return part(
        `Clock changes in ${timeZone}`,
        clockNights,
        ({ at, events, shiftMinutes }) =>
            statement(
                `${momentTextWithUtc(timeZone, at)}  ${shiftWords(timeZone, { at, shiftMinutes })}`,
                events.length === 0
                    ? ["nothing wakes or falls asleep from noon before to noon after"]
                    : groupBy(events, event => String(event.at)).flatMap(same => {
                          const moment = momentTextWithUtc(timeZone, same[0]?.at ?? at);
                          return changeTexts(same).map(text => `${moment}  ${text}`);
                      }),
                layout,
            ),
        layout,
    );
}

function changesPart(report: YearReport, layout: Layout): string {
    const { colors } = layout;
    return changesToMake(report)
        .map(text => paragraph(printable(text), layout, `${colors.dim("change")}  `))
        .join("\n");
}
