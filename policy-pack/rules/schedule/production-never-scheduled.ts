import { z } from "zod";
import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { ASSOCIATION_TYPE, EVENT_TARGET_TYPE } from "../../../schedule/automation-schedules";
import { declaredFloor, declaredSize, SCALABLE_TARGET } from "../../../schedule/declared-sizes";
import { SCALABLE_SCHEDULE_TYPE, SCALING_SCHEDULE_TYPE } from "../../../schedule/scaling-schedules";
import { NAMESPACE_TYPE } from "../support/namespaces";
import { CONTROLLER_TAGS, controllerTagOf } from "../support/schedule-controllers";
import type { Target } from "../support/scale-commands";
import { CRON_JOB, type ScalingJob, scalingJobs } from "../support/scaling-jobs";
import { SCALED_OBJECT, triggersOf, WORKLOADS } from "../support/workload-controllers";
import { downscalingOf } from "../../../schedule/downscaler";
import { type ScheduledAction, scheduledActions, SCHEDULING_TYPES, shownCall } from "../../../schedule/schedule-target";
import { STOPPABLE_KINDS } from "../../../schedule/stoppable";

/** What a downscaler takes down by an annotation of its own. */
const DOWNSCALED_TYPES = [...WORKLOADS, NAMESPACE_TYPE, SCALED_OBJECT, CRON_JOB];

export const productionNeverScheduled = stackRule({
    name: "production-never-scheduled",
    family: "schedule",
    severity: "critical",
    description: "In production, no schedule stops anything or makes it smaller than it is declared.",
    remediation:
        "Give production no `workingHours`, or remove the `aws.scheduler.Schedule`, `aws.autoscaling.Schedule`, `aws.appautoscaling.ScheduledAction` or the controller's tag or annotation from the stack.",
    appliesTo: [...SCHEDULING_TYPES, ...Object.keys(STOPPABLE_KINDS), ...DOWNSCALED_TYPES],
    alsoReads: [SCALABLE_TARGET],
    settings: z.object({ controllerTags: CONTROLLER_TAGS.default([]) }),
    check(stack, { settings }) {
        if (stack.environment.class !== "production") return [];
        const actions = scheduledActions(stack)
            .filter(({ schedule }) => !schedule.resource.external)
            .map(action => ({ subject: action.schedule, verdict: judge(action, stack) }));
        const marked = stack.byType(...Object.keys(STOPPABLE_KINDS), ...DOWNSCALED_TYPES).flatMap(subject => {
            const verdict = subject.resource.external ? undefined : judgeMarks(subject, settings.controllerTags);
            return verdict === undefined ? [] : [{ subject, verdict }];
        });
        const scalers = stack
            .byType(SCALED_OBJECT)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => judgeScaler(subject).map(verdict => ({ subject, verdict })));
        const jobs = scalingJobs(stack).map(job => ({ subject: job.job, verdict: judgeJob(job) }));
        return [...actions, ...marked, ...scalers, ...jobs];
    },
});

/** Nothing is said of what carries no mark: there is nothing to judge. */
function judgeMarks(subject: Subject, controllerTags: readonly string[]): Verdict | undefined {
    const downscaling = downscalingOf(subject);
    if (downscaling !== undefined) {
        const property = "metadata.annotations";
        const { annotation, isRead } = downscaling;
        return isRead
            ? violated({
                  property,
                  message: `carries the annotation ${annotation}, by which a downscaler takes it to nothing on a schedule, expected none in production`,
              })
            : undecided({
                  property,
                  message: `carries the annotation ${annotation}, and whether a downscaler can read its times is not known`,
              });
    }
    const tag = controllerTagOf(subject, controllerTags);
    if (tag === undefined) return undefined;
    if (tag.unread !== undefined) {
        const message = `whether a controller outside of the plan stops it cannot be told: ${tag.unread}`;
        return undecided({ property: "tags", message });
    }
    return violated({
        property: "tags",
        message: `carries the tag ${tag.key}, by which a controller outside of the plan stops it, expected none in production: customers are there at night, too`,
    });
}

/** KEDA takes a workload to nothing where a clock alone says when there is something to do. */
function judgeScaler(scaler: Subject): readonly Verdict[] {
    const triggers = triggersOf(scaler);
    if (triggers.length === 0 || triggers.some(type => type !== "cron" && type !== "")) return [];
    // What KEDA takes where nothing is said ("ScaledObject specification").
    const floors = [
        scaler.read("spec.minReplicaCount", { default: 0 }),
        ...[scaler.read("spec.idleReplicaCount")].filter(({ state }) => state !== "absent"),
    ];
    const property = "spec.minReplicaCount";
    const isClock = triggers.every(type => type === "cron");
    if (isClock && floors.some(floor => floor.state === "known" && floor.value === 0)) {
        return [
            violated({
                property,
                message:
                    "has no trigger but the clock and lets it go to 0, expected 1 or more in production: customers are there at night, too",
            }),
        ];
    }
    if (!isClock || floors.some(({ state }) => state === "unknown")) {
        return [undecided({ property, message: "whether it goes to 0 by the clock is not known before deployment" })];
    }
    return [holds()];
}

function judgeJob({ certain, isSecret, only, replicas }: ScalingJob): Verdict {
    if (replicas !== undefined && replicas > 0) return holds();
    const property = "spec.jobTemplate";
    const isUnread = only !== undefined && only.kind === undefined;
    // Where, and by which name, does not matter: in production no workload is to go.
    if (isUnread || (!certain && replicas === undefined)) {
        const message = `whether it scales a workload to nothing cannot be told: ${isUnread ? "what it scales" : "to how many"} is not known`;
        return undecided({ property, message });
    }
    const what =
        only === undefined
            ? "every workload of a namespace"
            : isSecret
              ? "what its secret command names"
              : targetText(only);
    return violated({
        property,
        message: `scales ${what} to nothing on a schedule, expected no such job in production`,
    });
}

function targetText({ kind = "workload", name }: Target): string {
    return name === undefined ? `every ${kind} that it picks` : `the ${kind} ${name}`;
}

/** Where each type of schedule says what it does. */
const PROPERTIES: Readonly<Record<string, string>> = {
    [SCALING_SCHEDULE_TYPE]: "desiredCapacity",
    [SCALABLE_SCHEDULE_TYPE]: "scalableTargetAction",
    [ASSOCIATION_TYPE]: "name",
    [EVENT_TARGET_TYPE]: "arn",
};

function propertyOf({ schedule }: ScheduledAction): string {
    return PROPERTIES[schedule.type] ?? "target";
}

function judge(action: ScheduledAction, stack: Stack): Verdict {
    if (action.enabled === false) return holds();
    switch (action.effect) {
        case "stops":
            return violated({
                property: propertyOf(action),
                message: `calls ${shownCall(action) ?? "a stop"} on a schedule, expected none in production: customers are there at night, too`,
            });
        case "resizes":
            return judgeSize(action, stack);
        case "unknown":
            return undecided({
                property: propertyOf(action),
                message: `whether it stops something cannot be told: ${action.doubt ?? "its target is not known before deployment"}`,
            });
        case "other":
            return judgeFloor(action, stack);
        case "starts":
            return holds();
    }
}

function judgeSize(action: ScheduledAction, stack: Stack): Verdict {
    const { capacity } = action;
    if (capacity === undefined)
        return undecided({ property: propertyOf(action), message: "the size that it sets is not known" });
    if (capacity === 0) {
        return violated({
            property: propertyOf(action),
            message: "resizes to 0 on a schedule, expected no such schedule in production",
        });
    }
    const declared = declaredSize(action, stack);
    if (declared === undefined) {
        return undecided({
            property: propertyOf(action),
            message: `it resizes to ${capacity}, and what it resizes is not in the plan, so whether that is smaller cannot be told`,
        });
    }
    if (capacity >= declared || setsFloorAlone(action, declared)) return judgeFloor(action, stack);
    return violated({
        property: propertyOf(action),
        message: `resizes to ${capacity} on a schedule, expected no less than the declared ${declared}: production never sleeps, not in part either`,
    });
}

/** In a schedule of a group, a size that stays as it is. */
const UNCHANGED = -1;

/** Whether a schedule of a group sets its least size, and takes nothing away from what is declared to run. */
function setsFloorAlone({ schedule }: ScheduledAction, declared: number): boolean {
    if (schedule.type !== SCALING_SCHEDULE_TYPE) return false;
    const [wanted, most] = ["desiredCapacity", "maxSize"].map(property => schedule.read(property));
    if (wanted?.state !== "known" || wanted.value !== UNCHANGED || most?.state !== "known") return false;
    return typeof most.value === "number" && (most.value === UNCHANGED || most.value >= declared);
}

/** A schedule that lowers the least size stops nothing itself, but lets a scaling policy do it. */
function judgeFloor(action: ScheduledAction, stack: Stack): Verdict {
    const declared = declaredFloor(action, stack);
    if (action.schedule.type === SCALING_SCHEDULE_TYPE && action.schedule.read("minSize").state === "unknown") {
        return undecided({ property: "minSize", message: "the least size that it sets is not known" });
    }
    if (action.floor === undefined || declared === undefined || action.floor >= declared) return holds();
    return violated({
        property: propertyOf(action),
        message: `lowers the least size to ${action.floor} on a schedule (a size that is not set means 0), expected no less than the declared ${declared}`,
    });
}
