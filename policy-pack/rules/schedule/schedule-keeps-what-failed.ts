import { resourceRule, type Subject, undecided, type Verdict, violated, holds } from "../../kernel";
import { readSchedule, SCHEDULE_TYPE } from "../../../schedule/schedule-target";

export const scheduleKeepsWhatFailed = resourceRule({
    name: "schedule-keeps-what-failed",
    family: "schedule",
    severity: "low",
    description: "A schedule that stops, starts or resizes something puts a call that failed for good into a queue.",
    remediation:
        "Set `target.deadLetterConfig.arn` to an SQS queue with an alarm on it, as `WorkingHoursSchedule` does with `alerts`.",
    appliesTo: [SCHEDULE_TYPE],
    preset: "strict",
    check(schedule) {
        const { call, effect } = readSchedule(schedule);
        if (effect === "other") return [];
        const verdict = judge(schedule);
        if (effect !== "unknown" || verdict.outcome === "holds") return verdict;
        return call === undefined && callsWhatIsMade(schedule)
            ? []
            : undecided({
                  property: "target",
                  message: "target has no queue that can be read, and what it does is not known",
              });
    },
});

/** What a schedule may call by its ARN, which is no call that stops something. Another call's ARN is made of no resource. */
const CALLABLE_TYPES: ReadonlySet<string> = new Set([
    "aws:lambda/alias:Alias",
    "aws:lambda/function:Function",
    "aws:sfn/stateMachine:StateMachine",
    "aws:sns/topic:Topic",
    "aws:sqs/queue:Queue",
]);

function callsWhatIsMade(schedule: Subject): boolean {
    return schedule.comesFrom("target").some(({ type }) => CALLABLE_TYPES.has(type));
}

function judge(schedule: Subject): Verdict {
    const property = "target.deadLetterConfig.arn";
    const queue = schedule.read(property);
    const around = schedule.read("target.deadLetterConfig");
    // A queue that is made beside it has no ARN yet.
    if (queue.state === "known" || (queue.state === "unknown" && around.state === "known")) return holds();
    if (queue.state === "unknown") return undecided({ property, message: `${property} cannot be read: ${queue.why}` });
    return violated({
        property,
        message: `${property} is not set, expected a queue: a call that fails for good leaves no trace, and what should sleep runs, or what should run sleeps`,
    });
}
