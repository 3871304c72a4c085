import { isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../plan/value";
import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import {
    ASSOCIATION_TYPE,
    automationOf,
    EVENT_TARGET_TYPE,
    readAssociation,
    readEventTarget,
} from "./automation-schedules";
import { readRedshiftAction, REDSHIFT_ACTION_TYPE } from "./redshift-actions";
import {
    readGroupSchedule,
    readScalableSchedule,
    SCALABLE_SCHEDULE_TYPE,
    SCALING_SCHEDULE_TYPE,
} from "./scaling-schedules";
import { awsPattern } from "./schedule-patterns";
import type { Timing } from "./schedule-times";
import { whenOf } from "./when";
import { bare, listed, parsedJson, textOf } from "../plan/plain";

export const SCHEDULE_TYPE = "aws:scheduler/schedule:Schedule";

/** Every type that {@link scheduledActions} reads. */
export const SCHEDULING_TYPES = [
    SCHEDULE_TYPE,
    SCALING_SCHEDULE_TYPE,
    SCALABLE_SCHEDULE_TYPE,
    ASSOCIATION_TYPE,
    EVENT_TARGET_TYPE,
    REDSHIFT_ACTION_TYPE,
] as const;

/** What a schedule does to what it names. */
export type Effect = "stops" | "starts" | "resizes" | "other" | "unknown";

/** What a planned schedule does, as far as the plan says. */
export interface ScheduledAction {
    readonly schedule: Subject;
    /** The call that it makes, such as `rds:stopDBCluster`; nothing where that is not known. */
    readonly call: string | undefined;
    readonly effect: Effect;
    /** How many it leaves running, for calls that resize; nothing where that is not known. */
    readonly capacity: number | undefined;
    /** The least that it lets the size fall to, for actions that set such a bound; nothing where it sets none. */
    readonly floor: number | undefined;
    /** Identifiers of what it acts on, and of what holds it (the cluster of a node group); nothing where a value is not known. */
    readonly names: readonly string[] | undefined;
    /** Resources that its target is made from. */
    readonly from: readonly Subject[];
    /** Whether it is switched on; nothing where that is not known. */
    readonly enabled: boolean | undefined;
    /** Whether it comes again and again without an end; nothing where that is not known, or where it ends. */
    readonly recurs: boolean | undefined;
    /** Whether it ends for certain, or comes once: beside one that goes on it counts as a part of that. */
    readonly bounded: boolean;
    /** When it fires; nothing where that is not known, or no pattern of times (a rate). */
    readonly timing: Timing | undefined;
    /** Why a part of it cannot be read. */
    readonly doubt: string | undefined;
}

/** A universal target of EventBridge Scheduler: the call `<service>:<action>` of the AWS SDK. */
const SDK_TARGET = /^arn:[^:]+:scheduler:::aws-sdk:([^:]+):([^:]+)$/;

/** Parameters that name what a call acts on, as the AWS SDK spells them. Any other spelling fails at night. */
const NAMING_PARAMETERS = [
    "DbClusterIdentifier",
    "DbInstanceIdentifier",
    "ClusterName",
    "NodegroupName",
    "AutoScalingGroupName",
    "InstanceIds",
    "Cluster",
    "Service",
    "Name",
    "ApplicationName",
    "ClusterArn",
    "ClusterIdentifier",
    "NotebookInstanceName",
    "ServiceArn",
] as const;

const TAKES_DOWN = /^(stop|terminate|pause|hibernate|suspend)/;
const BRINGS_UP = /^(start|resume)/;
/** Calls whose effect lies in the size that they ask for. */
const RESIZING_CALLS: ReadonlySet<string> = new Set([
    "eks:updateNodegroupConfig",
    "autoscaling:updateAutoScalingGroup",
    "autoscaling:setDesiredCapacity",
    "ecs:updateService",
]);
/** Runs a document of Systems Manager, which may be one that stops or starts. */
export const AUTOMATION_CALL = "ssm:startAutomationExecution";

/** Every action that the schedules of a stack take. */
export function scheduledActions(stack: Stack): readonly ScheduledAction[] {
    return [
        ...stack.byType(SCHEDULE_TYPE).map(readSchedule),
        ...stack.byType(SCALING_SCHEDULE_TYPE).map(readGroupSchedule),
        ...stack.byType(SCALABLE_SCHEDULE_TYPE).map(readScalableSchedule),
        ...stack.byType(ASSOCIATION_TYPE).flatMap(association => readAssociation(association) ?? []),
        ...stack.byType(EVENT_TARGET_TYPE).flatMap(target => readEventTarget(target, stack) ?? []),
        ...stack.byType(REDSHIFT_ACTION_TYPE).map(readRedshiftAction),
    ];
}

/** Reads a schedule of EventBridge Scheduler. */
export function readSchedule(schedule: Subject): ScheduledAction {
    const base = {
        schedule,
        from: schedule.comesFrom("target"),
        enabled: isEnabled(schedule),
        ...whenOf(
            {
                expression: schedule.read("scheduleExpression"),
                zone: schedule.read("scheduleExpressionTimezone", { default: "UTC" }), // the provider's default
                from: schedule.read("startDate"),
                to: schedule.read("endDate"),
            },
            awsPattern,
        ),
        floor: undefined,
    };
    const arn = schedule.read("target.arn");
    if (arn.state !== "known" || typeof arn.value !== "string") {
        const doubt = arn.state === "unknown" ? `${arn.path} is not known: ${arn.why}` : "its target cannot be read";
        return { ...base, call: undefined, effect: "unknown", capacity: undefined, names: undefined, doubt };
    }
    const call = sdkCall(arn.value);
    if (call === undefined) {
        return { ...base, call: undefined, effect: "other", capacity: undefined, names: [], doubt: undefined };
    }
    const [, action = ""] = call.split(":");
    const parameters = parametersOf(schedule);
    if (!isPropertyMap(parameters)) {
        const why = parameters instanceof Unknown ? parameters.why : "not an object";
        const effect = RESIZING_CALLS.has(call) ? "unknown" : effectOf(action);
        return {
            ...base,
            call,
            effect,
            capacity: undefined,
            names: undefined,
            doubt: `target.input cannot be read: ${why}`,
        };
    }
    if (call === AUTOMATION_CALL) {
        const automation = automationOf(textOf(parameters["DocumentName"]), parameters["Parameters"]);
        if (automation !== undefined) return { ...base, ...automation };
    }
    const names = namesIn(parameters);
    const doubt = names === undefined ? "target.input holds a name that is not known" : undefined;
    if (!RESIZING_CALLS.has(call))
        return { ...base, call, effect: effectOf(action), capacity: undefined, names, doubt };
    return { ...base, call, ...sizeIn(parameters), names, doubt };
}

/** The call that an ARN of a target stands for, such as `rds:stopDBCluster`; nothing for one that is no call. */
export function sdkCall(targetArn: string): string | undefined {
    const [, service, action] = SDK_TARGET.exec(targetArn) ?? [];
    return service === undefined || action === undefined ? undefined : `${service}:${action}`;
}

/** What a schedule calls with; unknown where that cannot be read. */
export function parametersOf(schedule: Subject): PropertyValue {
    const input = schedule.read("target.input");
    return input.state === "known" ? parsedJson(input.value) : new Unknown(input.why);
}

/** The call of a schedule as a message may show it; nothing where it is not known, or a part of what may be a secret. */
export function shownCall({ call, schedule }: Pick<ScheduledAction, "call" | "schedule">): string | undefined {
    const target = schedule.read("target.arn");
    const mayBeSecret = target.state !== "absent" && (target.secret || target.marksLost === true);
    return mayBeSecret ? undefined : call;
}

function effectOf(action: string): Effect {
    if (TAKES_DOWN.test(action)) return "stops";
    return BRINGS_UP.test(action) ? "starts" : "other";
}

function isEnabled(schedule: Subject): boolean | undefined {
    const state = schedule.read("state", { default: "ENABLED" }); // the provider's default
    return state.state === "known" ? state.value !== "DISABLED" : undefined;
}

function namesIn(parameters: PropertyMap): readonly string[] | undefined {
    const names: string[] = [];
    for (const parameter of NAMING_PARAMETERS) {
        for (const name of listed(parameters[parameter])) {
            if (typeof name !== "string") return undefined;
            names.push(name);
        }
    }
    return names;
}

function sizeIn(parameters: PropertyMap): Pick<ScheduledAction, "effect" | "capacity"> {
    const nested = parameters["ScalingConfig"];
    const sizes = nested === undefined ? parameters : bare(nested);
    if (!isPropertyMap(sizes)) return { effect: "unknown", capacity: undefined };
    const wanted: PropertyValue = bare(
        sizes["DesiredSize"] ??
            sizes["DesiredCapacity"] ??
            sizes["DesiredCount"] ??
            sizes["MinSize"] ??
            new Unknown("not set"),
    );
    if (typeof wanted !== "number") return { effect: "unknown", capacity: undefined };
    return { effect: "resizes", capacity: wanted };
}
