import type { NextReport, StateReport, ThingState } from "../../schedule/simulation/model";
import type { NextEnvironment, StatusEnvironment } from "../schedule/moment-reports";
import { isProduction } from "../schedule/report";
import type { Working } from "../schedule/working";
import { groupBy } from "./group-by";
import { type Layout, paragraph, printable } from "./layout";
import { conflictsPart } from "./schedule-conflicts";
import { stretchesOf, stretchText } from "./schedule-days";
import { joined, lines, part, statement } from "./schedule-layout";
import { sleeplessParts } from "./schedule-sleepless";
import { durationText, intervalTextWithUtc, momentTextWithUtc } from "./schedule-times";
import { byText, changeTexts, thingsText } from "./schedule-words";

/** Renders what wakes or falls asleep next, for people. */
export function renderNextText(environments: readonly NextEnvironment[], layout: Layout): string {
    return joined(
        environments.flatMap(one => [
            lines(titleOf("Next", one, layout), peopleLines(one), layout),
            changesPart(one, layout),
            lines("Special days", stretchesOf(one.specialDays).map(stretchText), layout),
            conflictsPart(one.report, layout),
            ...sleeplessParts(one.report, layout),
            lines("Undecided", one.report.undecided, layout),
            lines("Notes", one.report.notes, layout),
        ]),
    );
}

/** Renders how environments are at a moment, for people: open or not, what is asleep, and how to wake it. */
export function renderStatusText(environments: readonly StatusEnvironment[], layout: Layout): string {
    return joined(
        environments.flatMap(one => {
            const { notes, open, things, undecided } = one.report;
            const asleep = things.filter(({ awake }) => !awake);
            return [
                lines(titleOf(stateWord(one), one, layout), peopleLines(one), layout),
                statesPart(open === true ? "Asleep while people work" : "Asleep", asleep, one, layout),
                statesPart(
                    "Awake",
                    things.filter(({ awake }) => awake),
                    one,
                    layout,
                ),
                conflictsPart(one.report, layout),
                ...sleeplessParts(one.report, layout),
                lines("Undecided", undecided, layout),
                lines("Notes", notes, layout),
                startsPart(one, layout),
            ];
        }),
    );
}

type Environment = NextEnvironment | StatusEnvironment;

function titleOf(word: string, { name, report: { at, timeZone } }: Environment, { colors }: Layout): string {
    return `${colors.bold(word)}  ${name}, ${momentTextWithUtc(timeZone, at)}, clocks of ${timeZone}`;
}

/** Whether an environment is open, in a word or a few. */
function stateWord({ report }: StatusEnvironment): string {
    const isScheduled = report.things.length > 0;
    if (isProduction(report)) {
        // In production everything that may put something to sleep is in the way of it.
        if (isScheduled || report.conflicts.length > 0) return "Scheduled, and is production";
        return isDoubtful(report) ? "May be scheduled, and is production" : "Never scheduled";
    }
    if (report.open !== undefined) return report.open ? "Open" : "Closed";
    if (isScheduled || report.conflicts.length > 0) return "Scheduled";
    return isDoubtful(report) ? "Whether anything is scheduled cannot be told" : "Nothing is scheduled";
}

/** Whether something may be put to sleep of which nobody can tell. */
function isDoubtful({ sleepless, undecided }: NextReport | StateReport): boolean {
    return undecided.length > 0 || sleepless.some(({ verdict }) => verdict === "undecided");
}

/** When people work, or work next, and what is special of the days until then. */
function peopleLines({ report, working }: Environment): readonly string[] {
    const { at, intent, timeZone } = report;
    if (isProduction(report)) return ["production is to be open all the time"];
    if (intent === undefined) return ["nobody states when people work"];
    if (working === undefined) return [`people do not work within a year, as ${intent.source} says`];
    const { from, to } = working;
    if (from <= at) {
        const until = to === undefined ? "on and on" : `until ${momentTextWithUtc(timeZone, to)}`;
        return withDays(`people work ${until}, as ${intent.source} says`, working);
    }
    const when = to === undefined ? momentTextWithUtc(timeZone, from) : intervalTextWithUtc(timeZone, { from, to });
    return withDays(`people work next ${when}, in ${durationText(from - at)}, as ${intent.source} says`, working);
}

function withDays(text: string, { specialDays }: Working): readonly string[] {
    return [text, ...stretchesOf(specialDays).map(stretchText)];
}

function changesPart({ isScheduled, report }: NextEnvironment, layout: Layout): string {
    const { changes, timeZone } = report;
    if (changes.length === 0) return lines("Changes", [noChangeWords(report, isScheduled)], layout);
    return part(
        "Changes",
        groupBy(changes, ({ at }) => String(at)),
        same => statement(momentTextWithUtc(timeZone, same[0]?.at ?? 0), changeTexts(same), layout),
        layout,
    );
}

function noChangeWords(report: NextReport, isScheduled: boolean): string {
    if (isScheduled) return "nothing changes within a year";
    return report.conflicts.length > 0 || isDoubtful(report) ? "none that can be told" : "nothing is scheduled";
}

/** What is asleep, or awake: until when, and what then ends that. What is the same of several is said once. */
function statesPart(
    title: string,
    things: readonly ThingState[],
    { report: { timeZone } }: StatusEnvironment,
    layout: Layout,
): string {
    return part(
        title,
        groupBy(things, ({ endedBy, until }) => `${until ?? ""} ${endedBy.join(" ")}`),
        same => {
            const [{ endedBy, until } = { endedBy: [], until: undefined }] = same;
            const end = until === undefined ? "for more than a year" : `until ${momentTextWithUtc(timeZone, until)}`;
            return statement(thingsText(same), [`${end}${byText(endedBy)}`], layout);
        },
        layout,
    );
}

/** What a change to a stopped database meets, and how to start each. */
function startsPart({ starts }: StatusEnvironment, layout: Layout): string {
    if (starts.length === 0) return "";
    const { colors } = layout;
    return [
        paragraph(
            "A database that is asleep cannot be changed or destroyed: pulumi up that touches it and pulumi destroy fail until it runs. Start it, and wait until it can be used:",
            layout,
            `${colors.dim("change")}  `,
        ),
        // A command that is broken into lines cannot be copied.
        ...starts.flatMap(({ start, wait }) => [start, wait].map(command => `  ${printable(command)}`)),
    ].join("\n");
}
