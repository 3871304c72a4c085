import { holds, type Stack, stackRule, undecided, type Verdict, violated } from "../../kernel";
import {
    type ScheduledAction,
    scheduledActions,
    SCALING_SCHEDULE_TYPE,
    SCHEDULE_TYPE,
} from "../support/schedule-target";
import { names, STOPPABLE_KINDS } from "../support/stoppable";

export const productionNeverScheduled = stackRule({
    name: "production-never-scheduled",
    family: "schedule",
    severity: "critical",
    description: "In production, no schedule stops anything or makes it smaller than it is declared.",
    remediation:
        "Give production no `workingHours`, or remove the `aws.scheduler.Schedule` or `aws.autoscaling.Schedule` from the stack.",
    appliesTo: [SCHEDULE_TYPE, SCALING_SCHEDULE_TYPE],
    check(stack) {
        if (stack.environment.class !== "production") return [];
        return scheduledActions(stack)
            .filter(({ schedule }) => !schedule.resource.external)
            .map(action => ({ subject: action.schedule, verdict: judge(action, stack) }));
    },
});

/** Inputs that say how many of a kind are to run, and below which a schedule must not go. */
const SIZES: Readonly<Record<string, readonly string[]>> = {
    "aws:eks/nodeGroup:NodeGroup": ["scalingConfig.desiredSize"],
    "aws:autoscaling/group:Group": ["desiredCapacity", "minSize"],
};

function judge(action: ScheduledAction, stack: Stack): Verdict {
    if (action.enabled === false) return holds();
    switch (action.effect) {
        case "stops":
            return violated({
                property: "target",
                message: `calls ${action.call ?? "a stop"} on a schedule, expected none in production: customers are there at night, too`,
            });
        case "resizes":
            return judgeSize(action, stack);
        case "unknown":
            return undecided({
                property: "target",
                message: `whether it stops something cannot be told: ${action.doubt ?? "its target is not known before deployment"}`,
            });
        case "starts":
        case "other":
            return holds();
    }
}

function judgeSize(action: ScheduledAction, stack: Stack): Verdict {
    const { capacity } = action;
    if (capacity === undefined) return undecided({ property: "target", message: "the size that it sets is not known" });
    if (capacity === 0) {
        return violated({
            property: "target",
            message: "resizes to 0 on a schedule, expected no such schedule in production",
        });
    }
    const declared = declaredSize(action, stack);
    if (declared === undefined) {
        return undecided({
            property: "target",
            message: `it resizes to ${capacity}, and what it resizes is not in the plan, so whether that is smaller cannot be told`,
        });
    }
    if (capacity >= declared) return holds();
    return violated({
        property: "target",
        message: `resizes to ${capacity} on a schedule, expected no less than the declared ${declared}: production never sleeps, not in part either`,
    });
}

function declaredSize(action: ScheduledAction, stack: Stack): number | undefined {
    for (const [type, properties] of Object.entries(SIZES)) {
        const kind = STOPPABLE_KINDS[type];
        const subject = stack.byType(type).find(one => kind !== undefined && names(action, kind, one) === "yes");
        for (const property of subject === undefined ? [] : properties) {
            const size = subject?.read(property);
            if (size?.state === "known" && typeof size.value === "number") return size.value;
        }
    }
    return undefined;
}
