import { MINUTE_MS, type UtcMinute } from "../../hours/local-time";
import type { Part } from "../../hours/parts";
import { isTimeZone } from "../../hours/schema";
import { textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { EVENT_TARGET_TYPE, ruleOf } from "../automation-schedules";
import { scheduleIndex } from "../schedule-index";
import type { ScheduledAction } from "../schedule-target";
import { both, type Certainty, names, STOPPABLE_KINDS, type StoppableKind, switches } from "../stoppable";
import { FIRES_ALL_THE_TIME, firings, type Timer, timerIn } from "./firings";
import type { Interval } from "./model";
import { inOrder, isMarkedSecret, type Move } from "./sleeping";

/** Something that schedules can switch, and what of an environment it is. */
export interface Switchable {
    readonly subject: Subject;
    readonly kind: StoppableKind;
    readonly part: Part;
}

/** A canary costs by the run, and each is one more that asks of what sleeps. */
const CANARY_KIND: StoppableKind = {
    type: "aws:synthetics/canary:Canary",
    what: "probe",
    identifiers: ["name"],
    stopCalls: ["synthetics:stopCanary"],
    startCalls: ["synthetics:startCanary"],
};

/** What of an environment each kind is. */
const PARTS_OF: Readonly<Record<string, Part>> = {
    "aws:rds/cluster:Cluster": "database",
    "aws:rds/instance:Instance": "database",
    "aws:docdb/cluster:Cluster": "database",
    "aws:neptune/cluster:Cluster": "database",
    "aws:docdb/elasticCluster:ElasticCluster": "database",
    "aws:redshift/cluster:Cluster": "database",
    "aws:eks/nodeGroup:NodeGroup": "nodes",
    "aws:autoscaling/group:Group": "nodes",
    "aws:ec2/instance:Instance": "nodes",
    "aws:ecs/service:Service": "workloads",
    "aws:apprunner/service:Service": "workloads",
    "aws:kinesisanalyticsv2/application:Application": "workloads",
    [CANARY_KIND.type]: "probes",
};

/** Everything that schedules can switch. */
export function switchables(stack: Stack): readonly Switchable[] {
    return [...Object.values(STOPPABLE_KINDS), CANARY_KIND].flatMap(kind =>
        stack
            .byType(kind.type)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, kind, part: PARTS_OF[kind.type] ?? "nodes" })),
    );
}

/** What schedules certainly do to one thing in a window, and what they may do. */
export interface Switching {
    readonly moves: readonly Move[];
    /** What certainly puts it to sleep, at whatever moment. */
    readonly stoppedBy: readonly ScheduledAction[];
    /** Every action that is part of it for certain. */
    readonly actions: readonly ScheduledAction[];
    /** Why it cannot be told whole. */
    readonly doubts: readonly string[];
}

/** What switches one thing in a window. */
export function switchingOf({ kind, subject }: Switchable, stack: Stack, window: Interval): Switching {
    const doubts: string[] = [];
    const moves: Move[] = [];
    const actions: ScheduledAction[] = [];
    const stoppedBy: ScheduledAction[] = [];
    for (const action of scheduleIndex(stack).candidates(subject, kind)) {
        const named = names(action, kind, subject);
        // Each moment is looked at for itself: one that comes once counts as much as one that comes again and again.
        const [stop, start] = (["stop", "start"] as const).map(half => both(switches(half, kind, action), named));
        if (stop === "no" && start === "no") continue;
        const moments = isYes(stop) || isYes(start) ? momentsOf(action, stack, window) : doubtOf(action);
        if (typeof moments === "string") {
            doubts.push(moments);
            continue;
        }
        actions.push(action);
        doubts.push(...delayOf(action));
        if (isYes(stop)) stoppedBy.push(action);
        moves.push(...moments.map(at => ({ at, wakes: isYes(start), action })));
    }
    moves.sort(inOrder);
    return { moves, stoppedBy, actions, doubts };
}

/** When an action comes; as a text, why that cannot be told. */
function momentsOf(action: ScheduledAction, stack: Stack, window: Interval): readonly UtcMinute[] | string {
    const { schedule } = action;
    if (isHidden(schedule, stack)) return `when ${schedule.name} fires is marked secret`;
    const timer = timerOf(action);
    if (timer === undefined) {
        return `when ${schedule.name} fires cannot be told: it is not known before deployment, or not what AWS takes`;
    }
    return firings(timer, window) ?? `${schedule.name} ${FIRES_ALL_THE_TIME}`;
}

/** Why an action may come later than its schedule says: a flexible window lets AWS choose a minute of it. */
function delayOf({ schedule }: ScheduledAction): readonly string[] {
    const [mode, minutes] = ["mode", "maximumWindowInMinutes"].map(input =>
        schedule.read(`flexibleTimeWindow.${input}`),
    );
    if (mode === undefined || mode.state === "absent" || (mode.state === "known" && mode.value === AT_ONCE)) return [];
    if (mode.state !== "known" || mode.secret) return [`whether ${schedule.name} fires at once cannot be told`];
    const isShown = minutes?.state === "known" && !minutes.secret && typeof minutes.value === "number";
    const howLate = isShown ? `up to ${String(minutes.value)} minutes` : "some time";
    return [`${schedule.name} may fire ${howLate} later than it says: its time window is flexible`];
}

/** The time window of a schedule that fires in the minute that it says. */
const AT_ONCE = "OFF";

function isYes(certainty: Certainty | undefined): boolean {
    return certainty === "yes";
}

function doubtOf({ doubt, schedule }: ScheduledAction): string {
    return `of ${schedule.name}, ${doubt ?? "what it acts on, or whether it is switched on, is not known before deployment"}`;
}

/** Inputs of every type of schedule that say when it fires. */
const INPUTS_OF_TIME = [
    ...["scheduleExpression", "scheduleExpressionTimezone", "startDate", "endDate"],
    ...["recurrence", "timeZone", "schedule", "timezone", "startTime", "endTime"],
];

/** Whether the moments of a schedule come from a secret, and so are not to be shown. */
export function isHidden(schedule: Subject, stack: Stack): boolean {
    const carrier = schedule.type === EVENT_TARGET_TYPE ? (ruleOf(schedule, stack) ?? schedule) : schedule;
    return INPUTS_OF_TIME.some(input => isMarkedSecret(carrier.read(input)));
}

/** The timer of an action; nothing where it is not known, or counts from a deployment. */
function timerOf({ schedule, timing }: ScheduledAction): Timer | undefined {
    if (timing === undefined) return steadyTimer(schedule);
    return isTimeZone(timing.zone) ? timerIn(timing) : undefined;
}

const RATE = /^rate\((\d+) +(minute|hour|day)s?\)$/;
/** A day of a rate is 24 hours, also when clocks change (EventBridge Scheduler user guide, "Daylight savings time"). */
const UNIT_MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

/** The timer of a rate that says from when it counts; nothing for any other. */
function steadyTimer(schedule: Subject): Timer | undefined {
    const [expression, start, end] = ["scheduleExpression", "startDate", "endDate"].map(input => schedule.read(input));
    const [, count = "0", unit = ""] = expression?.state === "known" ? (RATE.exec(textOf(expression.value)) ?? []) : [];
    const everyMinutes = Number(count) * (UNIT_MINUTES[unit] ?? 0);
    const from = start?.state === "known" ? Date.parse(textOf(start.value)) / MINUTE_MS : Number.NaN;
    const to = end?.state === "known" ? Date.parse(textOf(end.value)) / MINUTE_MS : Infinity;
    if (everyMinutes === 0 || Number.isNaN(from + to) || end?.state === "unknown") return undefined;
    return { trigger: { kind: "rate", from: Math.floor(from), everyMinutes }, begins: Math.floor(from), ends: to };
}
