import { lastPart } from "../../../aws/arn";
import { bare, listed, textOf } from "../../../plan/plain";
import { isPropertyMap, type PropertyValue } from "../../../plan/value";
import { mayBeTargetsOf, subjectsByName, targetsOf } from "../../../schedule/action-targets";
import { SCALABLE_TARGET } from "../../../schedule/declared-sizes";
import { SCALABLE_SCHEDULE_TYPE } from "../../../schedule/scaling-schedules";
import { parametersOf, SCHEDULE_TYPE, type ScheduledAction, scheduledActions } from "../../../schedule/schedule-target";
import { STOPPABLE_KINDS } from "../../../schedule/stoppable";
import type { Stack, Subject } from "../../kernel";

/** Something that sets a size while the environment runs. */
export interface Move {
    readonly subject: Subject;
    /** The input that declares the size, such as `scalingConfig.desiredSize`. */
    readonly path: string;
    /** For people to read: `the schedule night`. */
    readonly by: string;
    /** What it is set to; nothing where that is not known, or is another every hour. */
    readonly to: number | undefined;
    /** Whether it certainly sets this one of this resource to something else now and then. */
    readonly certain: boolean;
}

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const GROUP = "aws:autoscaling/group:Group";
const SERVICE = "aws:ecs/service:Service";
const SCALING_POLICY = "aws:autoscaling/policy:Policy";
/** -1 in a scheduled action of a group: the size stays as it is. What is not set is 0 (types of `aws.autoscaling.Schedule`). */
const UNCHANGED = -1;
const OMITTED = 0;

/** The sizes of each type that something may set, by the input that declares them. */
export const SIZES: Readonly<Record<string, readonly string[]>> = {
    [NODE_GROUP]: ["scalingConfig.desiredSize", "scalingConfig.minSize", "scalingConfig.maxSize"],
    [GROUP]: ["desiredCapacity", "minSize", "maxSize"],
    [SERVICE]: ["desiredCount"],
    [SCALABLE_TARGET]: ["minCapacity", "maxCapacity"],
};

/** What {@link movedSizes} reads beside schedules. */
export const MOVING_TYPES = [SCALING_POLICY, SCALABLE_TARGET, SCALABLE_SCHEDULE_TYPE];

/** Everything that sets a size of AWS while the environment runs. */
export function movedSizes(stack: Stack): readonly Move[] {
    const policies = referencesOf(stack, [SCALING_POLICY, "autoscalingGroupName"], [GROUP, "name"]);
    const bounds = referencesOf(stack, [SCALABLE_SCHEDULE_TYPE, "resourceId"], [SCALABLE_TARGET, "resourceId"]);
    return [
        ...scheduledActions(stack).flatMap(action => movesOf(action, stack)),
        ...policies.map(({ certain, target, user }) => ({
            ...moved(target, "desiredCapacity", user),
            by: `the policy ${user.name}`,
            certain,
        })),
        ...bounds.flatMap(({ certain, target, user }) =>
            boundsSetBy(user).map(([path, to]) => ({
                ...moved(target, path, user),
                to,
                certain: certain && to !== undefined,
            })),
        ),
        ...stack.byType(SCALABLE_TARGET).flatMap(target => movesOfTarget(target, stack)),
    ];
}

function moved(subject: Subject, path: string, by: Subject): Move {
    return { subject, path, by: `the schedule ${by.name}`, to: undefined, certain: true };
}

/** That one resource refers to another by an input. */
interface Reference {
    readonly user: Subject;
    readonly target: Subject;
    readonly certain: boolean;
}

/** What the resources of a type refer to: by name where both names are known, else by what the input is made from. */
function referencesOf(
    stack: Stack,
    [userType, input]: readonly [type: string, input: string],
    [type, name]: readonly [type: string, name: string],
): readonly Reference[] {
    const named = subjectsByName(stack, type, name);
    const unnamed = stack.byType(type).filter(target => target.read(name).state === "unknown");
    return stack.byType(userType).flatMap((user): readonly Reference[] => {
        const given = user.read(input);
        const text = given.state === "known" ? textOf(given.value) : "";
        const certain =
            text === "" ? user.comesFrom(input).filter(one => one.type === type) : named.get(lastPart(text));
        if (certain?.length === 1) return certain.map(target => ({ user, target, certain: true }));
        const maybe = certain ?? unnamed;
        return (text === "" && maybe.length === 0 ? stack.byType(type) : maybe).map(target => ({
            user,
            target,
            certain: false,
        }));
    });
}

/** By call: the type of what it resizes, and where the call names each size. */
const CALLS: Readonly<
    Record<string, { readonly type: string; readonly parameters: Readonly<Record<string, string>> }>
> = {
    "eks:updateNodegroupConfig": {
        type: NODE_GROUP,
        parameters: {
            DesiredSize: "scalingConfig.desiredSize",
            MinSize: "scalingConfig.minSize",
            MaxSize: "scalingConfig.maxSize",
        },
    },
    "autoscaling:updateAutoScalingGroup": {
        type: GROUP,
        parameters: { DesiredCapacity: "desiredCapacity", MinSize: "minSize", MaxSize: "maxSize" },
    },
    "autoscaling:setDesiredCapacity": { type: GROUP, parameters: { DesiredCapacity: "desiredCapacity" } },
    "autoscaling:scheduledAction": { type: GROUP, parameters: {} },
    "ecs:updateService": { type: SERVICE, parameters: { DesiredCount: "desiredCount" } },
};

function movesOf(action: ScheduledAction, stack: Stack): readonly Move[] {
    const { call, effect, enabled, schedule } = action;
    if (call === undefined && effect === "unknown" && enabled !== false) return movesOfUnread(action, stack);
    const resizing = call === undefined || !Object.hasOwn(CALLS, call) ? undefined : CALLS[call];
    const kind = resizing === undefined ? undefined : STOPPABLE_KINDS[resizing.type];
    if (resizing === undefined || kind === undefined || enabled === false) return [];
    const certain = targetsOf(action, kind, stack);
    const targets = certain.length > 0 ? certain : mayBeTargetsOf(action, kind, stack);
    const sizes = schedule.type === SCHEDULE_TYPE ? sizesIn(schedule, resizing.parameters) : sizesSetBy(schedule);
    return targets.flatMap(subject =>
        [...sizes].map(([path, to]) => ({
            ...moved(subject, path, schedule),
            to,
            certain: certain.length > 0 && enabled === true && to !== undefined,
        })),
    );
}

/** Types that a target is made from beside what it is for. */
const BESIDE_TARGET = ["aws:iam/role:Role", "aws:sqs/queue:Queue", "aws:scheduler/scheduleGroup:ScheduleGroup"];

/** A schedule whose call is not known may set anything, unless its target is made from something that has no size. */
function movesOfUnread(action: ScheduledAction, stack: Stack): readonly Move[] {
    const kinds = [NODE_GROUP, GROUP, SERVICE].flatMap(type => STOPPABLE_KINDS[type] ?? []);
    const known = [...BESIDE_TARGET, ...kinds.map(({ type }) => type)];
    if (action.from.some(({ type }) => !known.includes(type))) return [];
    return kinds.flatMap(kind =>
        mayBeTargetsOf(action, kind, stack).flatMap(subject =>
            (SIZES[kind.type] ?? []).map(path => ({ ...moved(subject, path, action.schedule), certain: false })),
        ),
    );
}

/** The sizes that a call names, by the inputs that declare them; all of them where its input cannot be read. */
function sizesIn(schedule: Subject, names: Readonly<Record<string, string>>): ReadonlyMap<string, number | undefined> {
    const given = parametersOf(schedule);
    const nested = isPropertyMap(given) ? bare(given["ScalingConfig"] ?? given) : given;
    const entries = Object.entries(names);
    if (!isPropertyMap(nested)) return new Map(entries.map(([, path]) => [path, undefined]));
    return new Map(
        entries.flatMap(([name, path]) => (nested[name] === undefined ? [] : [[path, number(nested[name])]])),
    );
}

function number(value: PropertyValue): number | undefined {
    const [one] = listed(value);
    return typeof one === "number" ? one : undefined;
}

/** The sizes that a scheduled action of a group sets. */
function sizesSetBy(schedule: Subject): ReadonlyMap<string, number | undefined> {
    const sizes = (SIZES[GROUP] ?? []).map(path => {
        const reading = schedule.read(path, { default: OMITTED });
        return [path, reading.state === "known" ? number(reading.value) : undefined] as const;
    });
    return new Map(sizes.filter(([, to]) => to !== UNCHANGED));
}

/** The bounds that a scheduled action of Application Auto Scaling sets. */
function boundsSetBy(schedule: Subject): readonly (readonly [path: string, to: number | undefined])[] {
    return (SIZES[SCALABLE_TARGET] ?? []).flatMap(path => {
        const reading = schedule.read(`scalableTargetAction.${path}`);
        if (reading.state === "absent") return [];
        return [[path, reading.state === "known" ? number(reading.value) : undefined] as const];
    });
}

/** A target of Application Auto Scaling stands for the size of a service, which policies and bounds then set. */
function movesOfTarget(target: Subject, stack: Stack): readonly Move[] {
    const path = "desiredCount";
    const by = `the scalable target ${target.name}`;
    const id = target.read("resourceId");
    const parts = id.state === "known" && typeof id.value === "string" ? id.value.split("/") : [];
    const [kind, cluster = "", name = ""] = parts;
    if (parts.length > 0) {
        if (kind !== "service") return [];
        const action = { names: [cluster, name], from: [] };
        const service = STOPPABLE_KINDS[SERVICE];
        if (service === undefined) return [];
        const certain = targetsOf(action, service, stack);
        const services = certain.length > 0 ? certain : mayBeTargetsOf(action, service, stack);
        return services.map(subject => ({ ...moved(subject, path, target), by, certain: certain.length > 0 }));
    }
    const made = target.comesFrom("resourceId").filter(({ type }) => type === SERVICE);
    const services = made.length > 0 ? made : stack.byType(SERVICE);
    return services.map(subject => ({ ...moved(subject, path, target), by, certain: made.length === 1 }));
}
