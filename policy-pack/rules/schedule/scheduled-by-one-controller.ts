import type { z } from "zod";
import { holds, stackRule, type SubjectVerdict, undecided, type Verdict, violated } from "../../kernel";
import { CONTROLLER_SETTINGS, controllerTagOf } from "../support/schedule-controllers";
import {
    type Calendar,
    calendarOf,
    type Coverage,
    type Covered,
    coveredStoppables,
} from "../support/schedule-coverage";
import { type ScheduledAction, SCHEDULING_TYPES } from "../support/schedule-target";
import { STOPPABLE_KINDS, type StoppableKind } from "../support/stoppable";

export const scheduledByOneController = stackRule({
    name: "scheduled-by-one-controller",
    family: "schedule",
    severity: "medium",
    description: "Outside production, nothing is stopped or started by two schedules that overlap or disagree.",
    remediation:
        "Leave each resource to one pair of schedules: hand it to `WorkingHours` alone, or remove the second `aws.scheduler.Schedule` or the tag that another controller obeys.",
    appliesTo: Object.keys(STOPPABLE_KINDS),
    alsoReads: [...SCHEDULING_TYPES],
    settings: CONTROLLER_SETTINGS,
    check(stack, { settings, today }) {
        if (stack.environment.class === "production") return [];
        return coveredStoppables(stack).flatMap(covered => judge(covered, { ...settings, today }));
    },
});

interface Options extends z.output<typeof CONTROLLER_SETTINGS> {
    readonly today: string;
}

function judge({ subject, kind, coverage }: Covered, options: Options): readonly SubjectVerdict[] {
    const scheduled = coverage.stops.length + coverage.starts.length > 0;
    const tags = options.controllerTags.filter(key => controllerTagOf(subject, [key])?.key === key);
    if (!scheduled && tags.length === 0) return [];
    const verdicts = [judgeTags(tags, coverage, options), judgeTimes(kind, coverage, options.today)];
    return verdicts.flatMap(verdict => (verdict === undefined ? [] : [{ subject, verdict }]));
}

function judgeTags(
    tags: readonly string[],
    { stops, starts }: Coverage,
    { controllersRun }: Options,
): Verdict | undefined {
    const [first, second] = tags;
    const [schedule] = [...stops, ...starts];
    const rival = schedule === undefined ? second : schedule.schedule.name;
    if (first === undefined || rival === undefined) return undefined;
    const both =
        schedule === undefined ? `the tags ${first} and ${rival}` : `the tag ${first} and the schedule ${rival}`;
    if (controllersRun) {
        return violated({
            property: "tags",
            message: `is stopped and started by ${both}, expected one of them: each undoes what the other has done`,
        });
    }
    return undecided({
        property: "tags",
        message: `whether two controllers act on it cannot be told: it has ${both}; say in the setting controllersRun whether the tag is obeyed`,
    });
}

function judgeTimes(kind: StoppableKind, { stops, starts }: Coverage, today: string): Verdict | undefined {
    if (stops.length + starts.length === 0) return undefined;
    // One of each cannot disagree about when the night begins or ends, but may come at the same moment.
    const calendar = calendarOf([...new Set([...stops, ...starts])], today);
    if (typeof calendar === "string") {
        if (stops.length < 2 && starts.length < 2) return holds();
        return undecided({ message: `whether its schedules agree cannot be told: ${calendar}` });
    }
    const clash = clashIn(calendar, new Set(stops));
    if (clash === undefined) return holds();
    const [one, other] = clash.actions.map(({ schedule }) => schedule.name);
    return violated({
        message: `${clash.how} this ${kind.what} by both ${String(one)} and ${String(other)}, expected one schedule for each: ${clash.consequence}`,
    });
}

interface Clash {
    readonly how: string;
    readonly consequence: string;
    readonly actions: readonly [ScheduledAction, ScheduledAction];
}

/** The first two neighbours in time that get in each other's way; nothing where none do. */
function clashIn({ events }: Calendar, stops: ReadonlySet<ScheduledAction>): Clash | undefined {
    for (const [place, event] of events.entries()) {
        const next = events[place + 1];
        if (next === undefined || next.action === event.action) continue;
        const actions = [event.action, next.action] as const;
        const alike = stops.has(event.action) === stops.has(next.action);
        if (event.at === next.at && !alike) {
            return {
                how: "stops and starts",
                consequence: "they come at the same minute, and which is last is chance",
                actions,
            };
        }
        if (!alike || (event.at !== next.at && isStep(actions))) continue;
        const verb = stops.has(event.action) ? "stops" : "starts";
        return {
            how: `${verb} twice`,
            consequence: "the second fails, or undoes a change that the first allowed",
            actions,
        };
    }
    return undefined;
}

/** Whether two actions are steps of one movement: sizes that differ, one after the other. */
function isStep([one, other]: readonly [ScheduledAction, ScheduledAction]): boolean {
    return one.capacity !== other.capacity;
}
