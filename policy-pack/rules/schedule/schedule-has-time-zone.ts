import { holds, resourceRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import {
    readGroupSchedule,
    readScalableSchedule,
    SCALABLE_SCHEDULE_TYPE,
    SCALING_SCHEDULE_TYPE,
} from "../support/scaling-schedules";
import { readSchedule, SCHEDULE_TYPE, type ScheduledAction } from "../support/schedule-target";
import { textOf } from "../support/values";

/** By type: how it is read, where it says when it fires, and by whose clocks. */
const READERS: Readonly<
    Record<
        string,
        { readonly read: (subject: Subject) => ScheduledAction; readonly when: string; readonly zone: string }
    >
> = {
    [SCHEDULE_TYPE]: { read: readSchedule, when: "scheduleExpression", zone: "scheduleExpressionTimezone" },
    [SCALING_SCHEDULE_TYPE]: { read: readGroupSchedule, when: "recurrence", zone: "timeZone" },
    [SCALABLE_SCHEDULE_TYPE]: { read: readScalableSchedule, when: "schedule", zone: "timezone" },
};

export const scheduleHasTimeZone = resourceRule({
    name: "schedule-has-time-zone",
    family: "schedule",
    severity: "low",
    description: "A schedule that stops, starts or resizes something says by whose clocks, even where that is UTC.",
    remediation:
        'Set `scheduleExpressionTimezone` (`timeZone` of `aws.autoscaling.Schedule`, `timezone` of `aws.appautoscaling.ScheduledAction`) to the zone that people work in, or to "UTC"; `WorkingHours` asks for it as `timeZone`.',
    appliesTo: Object.keys(READERS),
    check(subject) {
        const reader = READERS[subject.type];
        return reader === undefined ? [] : judge(subject, reader);
    },
});

function judge(
    subject: Subject,
    { read, when, zone }: NonNullable<(typeof READERS)[string]>,
): Verdict | readonly Verdict[] {
    const { effect } = read(subject);
    if (effect === "other") return [];
    const expression = subject.read(when);
    // A rate, a single moment and no recurrence at all mean the same by any clock, or say the clock themselves.
    const isPattern = expression.state === "known" && !/^(rate|at)\(/.test(textOf(expression.value));
    if (expression.state !== "unknown" && !isPattern) return [];
    const named = subject.read(zone);
    if (named.state === "unknown" || (named.state === "known" && named.value !== "")) return holds();
    if (effect === "unknown" || expression.state === "unknown") {
        const message = `${zone} is not set, and whether it needs one is not known before deployment`;
        return undecided({ property: zone, message });
    }
    return violated({
        property: zone,
        message: `${zone} is not set, expected a zone: the default is UTC, so that half of the year the environment wakes an hour late`,
    });
}
