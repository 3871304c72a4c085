import { holds, type Stack, show, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { calendarOf, coveredStoppables, doubtOf } from "../../../schedule/schedule-coverage";
import { type ScheduledAction, SCHEDULE_TYPE } from "../../../schedule/schedule-target";
import { utcOffsets } from "../../../schedule/schedule-times";
import { STOPPABLE_KINDS } from "../../../schedule/stoppable";

/** How long EventBridge Scheduler keeps trying unless told otherwise, and how often (types of `aws.scheduler.Schedule`). */
const DEFAULT_AGE_SECONDS = 86_400;
const DEFAULT_ATTEMPTS = 185;

export const scheduleEventAgeBounded = stackRule({
    name: "schedule-event-age-bounded",
    family: "schedule",
    severity: "medium",
    description: "A schedule that stops or starts something gives up trying before the opposite is due.",
    remediation:
        "Set `target.retryPolicy.maximumEventAgeInSeconds` below the time from the action to its opposite, less an hour for clock changes; `WorkingHoursSchedule` computes it.",
    appliesTo: [SCHEDULE_TYPE],
    alsoReads: Object.keys(STOPPABLE_KINDS),
    check(stack, { today }) {
        if (stack.environment.class === "production") return [];
        return [...neighboursOf(stack)].flatMap(([action, { opposites, doubt }]) => {
            const subject = action.schedule;
            if (subject.resource.external) return [];
            return [{ subject, verdict: judgeAge(subject, doubt ?? shortestGap(action, opposites, today)) }];
        });
    },
});

/** The actions that do the opposite of one; or why they cannot be told. */
interface Neighbours {
    readonly opposites: ReadonlySet<ScheduledAction>;
    readonly doubt: string | undefined;
}

/** For each schedule of EventBridge Scheduler that stops or starts what is planned, where the opposite is planned, too. */
function neighboursOf(stack: Stack): ReadonlyMap<ScheduledAction, Neighbours> {
    const neighbours = new Map<ScheduledAction, Neighbours>();
    const add = (action: ScheduledAction, opposites: readonly ScheduledAction[], doubt?: string) => {
        if (action.schedule.type !== SCHEDULE_TYPE) return;
        const before = neighbours.get(action);
        neighbours.set(action, {
            opposites: new Set([...(before?.opposites ?? []), ...opposites]),
            doubt: before?.doubt ?? doubt,
        });
    };
    for (const { coverage } of coveredStoppables(stack)) {
        const { stops, starts, doubtful } = coverage;
        const doubt = doubtOf(coverage);
        if (doubtful !== undefined && doubt !== undefined) {
            for (const action of [doubtful, ...stops, ...starts]) add(action, [], doubt);
        } else if (stops.length > 0 && starts.length > 0) {
            for (const stop of stops) add(stop, starts);
            for (const start of starts) add(start, stops);
        }
    }
    return neighbours;
}

/** The fewest minutes from an action to the next that does the opposite; as a text, why that cannot be told. */
function shortestGap(action: ScheduledAction, opposites: ReadonlySet<ScheduledAction>, today: string): number | string {
    const calendar = calendarOf([action, ...opposites], today);
    if (typeof calendar === "string") return calendar;
    let shortest = Number.POSITIVE_INFINITY;
    let last: number | undefined;
    for (const { at, action: of } of calendar.events) {
        if (of === action) last = at;
        else if (last !== undefined) {
            shortest = Math.min(shortest, at - last);
            last = undefined;
        }
    }
    // In the night in which clocks are put forward, there is so much less time.
    const offsets = utcOffsets(calendar.zone);
    if (offsets === undefined) return "its schedules name a time zone that is not known";
    return shortest - (Math.max(...offsets) - Math.min(...offsets));
}

function judgeAge(schedule: Subject, gapMinutes: number | string): Verdict {
    const property = "target.retryPolicy.maximumEventAgeInSeconds";
    const attempts = schedule.read("target.retryPolicy.maximumRetryAttempts", { default: DEFAULT_ATTEMPTS });
    if (attempts.state === "known" && attempts.value === 0) return holds();
    const age = schedule.read(property, { default: DEFAULT_AGE_SECONDS });
    if (age.state !== "known" || typeof age.value !== "number") {
        const why = age.state === "unknown" ? age.why : "not a number";
        return undecided({ property, message: `how long it keeps trying cannot be read: ${why}` });
    }
    if (typeof gapMinutes === "string") {
        return undecided({ property, message: `when the opposite is due cannot be told: ${gapMinutes}` });
    }
    if (age.value < gapMinutes * 60) return holds();
    const set = schedule.read(property).state === "absent" ? "by default" : "as it says";
    return violated({
        property,
        message: `keeps trying for ${show(age)} seconds ${set}, and the opposite is due after ${gapMinutes * 60}, expected less: a stop that fails in the evening lands in the morning`,
    });
}
