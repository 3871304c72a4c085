import type {
    Change,
    Conflict,
    Cost,
    Intent,
    Interval,
    Sleeper,
    Sleepless,
    Thing,
    YearReport,
} from "../../schedule/simulation/model";
import { asleepIn, type EnvironmentYear, passes, type ScheduleReport, verdictOfYear } from "../schedule/report";
import { json } from "./json";
import { changesToMake } from "./schedule-changes";
import type { SCHEDULE_DOCUMENT, YearDocument } from "./schedule-schema";
import { minutesIn } from "../../schedule/simulation/intervals";
import { instantText } from "./schedule-times";

/** Renders simulated years in the shape of `schemas/schedule.schema.json`: every minute, exactly. */
export function renderScheduleJson(report: ScheduleReport): string {
    const { environments, strict, today, year } = report;
    return json<typeof SCHEDULE_DOCUMENT>({
        schema: "stagewright.schedule/1",
        year,
        today,
        strict,
        passes: passes(report),
        environments: environments.map(yearDocument),
    });
}

function yearDocument({ project, report }: EnvironmentYear): YearDocument {
    const { clockNights, conflicts, cost, intent, notes, open, sleepers, sleepless, specialDays, timeZone } = report;
    const at = (moment: number) => instantText(timeZone, moment);
    return {
        project,
        ...placeDocument(report),
        verdict: verdictOfYear(report),
        span: intervalDocument(timeZone, report.span),
        intent: intentDocument(intent),
        open: open?.map(one => intervalDocument(timeZone, one)),
        specialDays: specialDays.map(specialDayDocument),
        stoppable: { awakeMinutes: report.stoppable.awakeMinutes, allMinutes: report.stoppable.allMinutes },
        cost: {
            stoppable: { ...costDocument(cost.stoppable), unpriced: [...cost.stoppable.unpriced] },
            total: { ...costDocument(cost.total), unpriced: [...cost.total.unpriced] },
            pricesOf: cost.pricesOf,
        },
        sleepers: sleepers.map(one => sleeperDocument(one, report)),
        sleepless: sleepless.map(sleeplessDocument),
        conflicts: conflicts.map(one => conflictDocument(timeZone, one)),
        clockNights: clockNights.map(({ events, shiftMinutes, ...night }) => ({
            at: at(night.at),
            shiftMinutes,
            events: events.map(one => changeDocument(timeZone, one)),
        })),
        undecided: [...report.undecided],
        notes: [...notes],
        changes: [...changesToMake(report)],
    };
}

/** Where a report is of. */
export function placeDocument(report: {
    readonly stack: string;
    readonly environmentClass: string;
    readonly timeZone: string;
}) {
    return { stack: report.stack, environmentClass: report.environmentClass, timeZone: report.timeZone };
}

function intervalDocument(timeZone: string, { from, to }: Interval) {
    return { from: instantText(timeZone, from), to: instantText(timeZone, to) };
}

export function intentDocument(intent: Intent | undefined): YearDocument["intent"] {
    if (intent === undefined) return undefined;
    // Working hours are plain data, which JSON takes as it is.
    return { source: intent.source, hours: intent.hours as unknown as NonNullable<YearDocument["intent"]>["hours"] };
}

/** Field by field, so that nothing reaches other programs by chance. */
export function thingDocument({ path, type, urn, what }: Thing) {
    return { path, urn, type, what };
}

export function specialDayDocument({ date, kind, reason }: YearReport["specialDays"][number]) {
    return { date, kind, reason };
}

export function changeDocument(timeZone: string, { at, by, part, path, urn, wakes, what }: Change) {
    return { at: instantText(timeZone, at), path, urn, what, part, wakes, by: [...by] };
}

export function conflictDocument(timeZone: string, { at, message, path }: Conflict) {
    return { path, message, at: at === undefined ? undefined : instantText(timeZone, at) };
}

export function sleeplessDocument(one: Sleepless): YearDocument["sleepless"][number] {
    return {
        ...thingDocument(one),
        verdict: one.verdict,
        why: one.why,
        cost: one.cost === undefined ? undefined : costDocument(one.cost),
    };
}

function costDocument({ always, simulated }: Cost) {
    return { always: cents(always), simulated: cents(simulated) };
}

/** An estimate to the cent: what is behind it says nothing. */
function cents(dollars: number): number {
    return Number(dollars.toFixed(2));
}

function sleeperDocument(sleeper: Sleeper, { span, timeZone }: YearReport): YearDocument["sleepers"][number] {
    return {
        ...thingDocument(sleeper),
        part: sleeper.part,
        by: [...sleeper.by],
        paidByTime: sleeper.paidByTime,
        cost: sleeper.cost === undefined ? undefined : costDocument(sleeper.cost),
        awakeMinutes: sleeper.awakeMinutes,
        asleepMinutes: minutesIn(asleepIn(sleeper, span)),
        awake: sleeper.awake.map(one => intervalDocument(timeZone, one)),
        disagreements: sleeper.disagreements?.map(one => ({
            ...intervalDocument(timeZone, one),
            kind: one.kind,
            why: one.why,
        })),
    };
}
