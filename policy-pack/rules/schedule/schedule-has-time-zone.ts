import {
    holds,
    resourceRule,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import {
    readGroupSchedule,
    readScalableSchedule,
    SCALABLE_SCHEDULE_TYPE,
    SCALING_SCHEDULE_TYPE,
} from "../../../schedule/scaling-schedules";
import { readSchedule, SCHEDULE_TYPE, type ScheduledAction } from "../../../schedule/schedule-target";
import { textOf } from "../../../plan/plain";

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

/** What AWS takes, and a provider fills in, where none is named: nobody can tell whether it was chosen. */
const DEFAULT_ZONE = "UTC";

export const scheduleHasTimeZone = resourceRule({
    name: "schedule-has-time-zone",
    family: "schedule",
    severity: "low",
    description: "A schedule that stops, starts or resizes something says by whose clocks.",
    remediation:
        'Set `scheduleExpressionTimezone` (`timeZone` of `aws.autoscaling.Schedule`, `timezone` of `aws.appautoscaling.ScheduledAction`) to the zone that people work in, or to "Etc/UTC"; `WorkingHours` asks for it as `timeZone`.',
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
    const named = subject.read(zone, { default: DEFAULT_ZONE });
    if (named.state === "unknown") return undecidedBecauseUnknown(named);
    if (named.state === "known" && named.value !== "" && named.value !== DEFAULT_ZONE) return holds();
    if (effect === "unknown" || expression.state === "unknown") {
        const message = `${zone} is not set, or is the default, and whether it needs one is not known before deployment`;
        return undecided({ property: zone, message });
    }
    return violated({
        property: zone,
        message: `${zone} is UTC, which is what AWS takes where none is named, expected the zone that people work in, or Etc/UTC where that is meant: by UTC, half of the year the environment wakes an hour late`,
    });
}
