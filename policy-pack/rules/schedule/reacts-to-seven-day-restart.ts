import { holds, type Stack, stackRule, type SubjectVerdict, undecided, type Verdict, violated } from "../../kernel";
import { EVENT_RULE_TYPE } from "../../../schedule/automation-schedules";
import {
    type Calendar,
    calendarOf,
    type Covered,
    coveredStoppables,
    doubtOf,
} from "../../../schedule/schedule-coverage";
import { type ScheduledAction, SCHEDULING_TYPES } from "../../../schedule/schedule-target";
import { MINUTES_A_DAY, MINUTES_A_WEEK } from "../../../schedule/schedule-times";
import { reactionTo, RESTART_EVENTS, RESTARTING_MINUTES } from "../../../schedule/seven-day-restart";

export const reactsToSevenDayRestart = stackRule({
    name: "reacts-to-seven-day-restart",
    family: "schedule",
    severity: "medium",
    description:
        "A database that its schedules keep stopped for more than seven days is stopped again when AWS starts it.",
    remediation:
        "Add an `aws.cloudwatch.EventRule` on `RDS-EVENT-0153` (clusters) or `RDS-EVENT-0154` (instances) with a target that stops it once it runs, or let its stop in `WorkingHours` or `scheduleExpression` come every night.",
    appliesTo: Object.keys(RESTART_EVENTS),
    alsoReads: [...SCHEDULING_TYPES, EVENT_RULE_TYPE],
    check(stack, { today }) {
        if (stack.environment.class === "production") return [];
        return coveredStoppables(stack)
            .filter(({ subject }) => RESTART_EVENTS[subject.type] !== undefined)
            .flatMap(covered => judge(covered, stack, today));
    },
});

function judge({ subject, coverage }: Covered, stack: Stack, today: string): readonly SubjectVerdict[] {
    const { stops, starts } = coverage;
    const of = (verdict: Verdict) => [{ subject, verdict }];
    const doubt = doubtOf(coverage);
    if (doubt !== undefined) {
        return of(undecided({ message: `how long its schedules keep it stopped cannot be told: ${doubt}` }));
    }
    if (stops.length === 0 || starts.length === 0) return [];
    const calendar = calendarOf([...stops, ...starts], today);
    if (typeof calendar === "string") {
        return of(undecided({ message: `how long its schedules keep it stopped cannot be told: ${calendar}` }));
    }
    const days = longestSleepDays(calendar, new Set(stops));
    if (days === undefined) return of(holds());
    const event = RESTART_EVENTS[subject.type] ?? "";
    const reaction = reactionTo(subject, stack);
    if (reaction === "yes") return of(holds());
    if (reaction === "maybe") {
        const message = `whether anything reacts to ${event} cannot be told: the pattern or the state of a rule is not known, or whether it is for this database`;
        return of(undecided({ message }));
    }
    return of(
        violated({
            message: `is kept stopped for ${days} days, and nothing reacts to ${event}, expected a rule that does: AWS starts it after seven days, and it runs and is paid for until the next stop`,
        }),
    );
}

/**
 * The whole days of the longest sleep that AWS ends by itself; nothing where none is that long, or where the next stop
 * comes within a day of the start that nobody asked for.
 */
function longestSleepDays({ events, endsAt }: Calendar, stops: ReadonlySet<ScheduledAction>): number | undefined {
    let longest = 0;
    for (const [place, { at, action }] of events.entries()) {
        const before = events[place - 1];
        const asleep = before !== undefined && stops.has(before.action);
        if (!stops.has(action) || asleep) continue;
        const rest = events.slice(place + 1);
        const wakes = rest.find(event => !stops.has(event.action))?.at ?? endsAt;
        const restarted = at + MINUTES_A_WEEK;
        if (wakes <= restarted) continue;
        const again =
            rest.find(event => event.at >= restarted + RESTARTING_MINUTES && stops.has(event.action))?.at ?? endsAt;
        if (again <= restarted + MINUTES_A_DAY) continue;
        longest = Math.max(longest, wakes - at);
    }
    return longest === 0 ? undefined : Math.floor(longest / MINUTES_A_DAY);
}
