import type { Working } from "../schedule/working";
import type { NextEnvironment, StatusEnvironment } from "../schedule/moment-reports";
import { json } from "./json";
import {
    changeDocument,
    conflictDocument,
    intentDocument,
    placeDocument,
    sleeplessDocument,
    specialDayDocument,
    thingDocument,
} from "./schedule-json";
import type { SCHEDULE_NEXT_DOCUMENT, SCHEDULE_STATUS_DOCUMENT } from "./schedule-schema";
import { instantText } from "./schedule-times";

/** Renders what changes next in the shape of `schemas/schedule-next.schema.json`. */
export function renderNextJson(environments: readonly NextEnvironment[]): string {
    return json<typeof SCHEDULE_NEXT_DOCUMENT>({
        schema: "stagewright.schedule-next/1",
        environments: environments.map(one => ({
            ...momentDocument(one),
            specialDays: one.specialDays.map(specialDayDocument),
            sleepless: one.report.sleepless.map(sleeplessDocument),
            changes: one.report.changes.map(change => changeDocument(one.report.timeZone, change)),
            conflicts: one.report.conflicts.map(conflict => conflictDocument(one.report.timeZone, conflict)),
            undecided: [...one.report.undecided],
            notes: [...one.report.notes],
        })),
    });
}

/** Renders how environments are at a moment in the shape of `schemas/schedule-status.schema.json`. */
export function renderStatusJson(environments: readonly StatusEnvironment[]): string {
    return json<typeof SCHEDULE_STATUS_DOCUMENT>({
        schema: "stagewright.schedule-status/1",
        environments: environments.map(one => ({
            ...momentDocument(one),
            open: one.report.open,
            specialDay: one.report.specialDay,
            things: one.report.things.map(thing => ({
                ...thingDocument(thing),
                part: thing.part,
                by: [...thing.by],
                awake: thing.awake,
                endedBy: [...thing.endedBy],
                until: thing.until === undefined ? undefined : instantText(one.report.timeZone, thing.until),
            })),
            sleepless: one.report.sleepless.map(sleeplessDocument),
            starts: one.starts.map(({ path, start, wait }) => ({ path, start, wait })),
            conflicts: one.report.conflicts.map(conflict => conflictDocument(one.report.timeZone, conflict)),
            undecided: [...one.report.undecided],
            notes: [...one.report.notes],
        })),
    });
}

/** What both say of an environment. */
function momentDocument({ project, report, working }: NextEnvironment | StatusEnvironment) {
    return {
        project,
        ...placeDocument(report),
        at: instantText(report.timeZone, report.at),
        intent: intentDocument(report.intent),
        working: working === undefined ? undefined : workingDocument(report.timeZone, working),
    };
}

function workingDocument(timeZone: string, { from, specialDays, to }: Working) {
    return {
        from: instantText(timeZone, from),
        to: to === undefined ? undefined : instantText(timeZone, to),
        specialDays: specialDays.map(specialDayDocument),
    };
}
