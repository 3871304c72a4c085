import { Duration } from "luxon";
import { united } from "../../hours/local-time";
import { isTimeZone } from "../../hours/schema";
import { listed, textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { awsPattern, unixPattern } from "../schedule-patterns";
import { whenOf } from "../when";
import { FIRES_ALL_THE_TIME, firings, timerIn } from "./firings";
import { complement } from "./intervals";
import type { Interval } from "./model";
import { isMarkedSecret, type Observed, type Sleeping } from "./sleeping";

export const MUTE_RULE_TYPE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule";
/** What alarms of each type are called by. */
const ALARM_NAMES: Readonly<Record<string, string>> = {
    "aws:cloudwatch/metricAlarm:MetricAlarm": "name",
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": "alarmName",
};

/** The alarms of a stack that rules mute. One that is audible counts as awake. */
export function mutedAlarms(stack: Stack, window: Interval): Observed {
    const undecided: string[] = [];
    const rules = stack.byType(MUTE_RULE_TYPE).flatMap(rule => {
        const spans = mutedSpans(rule, window);
        if (typeof spans !== "string")
            return [
                {
                    rule,
                    spans,
                    begins: new Set(spans.map(({ from }) => from)),
                    ends: new Set(spans.map(({ to }) => to)),
                    names: namesIn(rule),
                    from: rule.comesFrom("muteTargets"),
                },
            ];
        undecided.push(spans);
        return [];
    });
    const sleeping = Object.entries(ALARM_NAMES).flatMap(([type, input]) =>
        stack.byType(type).flatMap((alarm): readonly Sleeping[] => {
            const name = alarm.read(input);
            const known = name.state === "known" ? textOf(name.value) : undefined;
            // Of names that are not known before deployment, the plan still says which alarms they are of.
            const mute = rules.filter(({ from, names }) =>
                known === undefined
                    ? from.includes(alarm)
                    : names.has(known) || (names.has(undefined) && from.includes(alarm)),
            );
            if (mute.length === 0) return [];
            return [
                {
                    subject: alarm,
                    what: "alarm",
                    part: "alarms",
                    paidByTime: false,
                    by: mute.map(({ rule }) => rule),
                    moves: [],
                    switchersAt: (at, wakes) =>
                        mute.filter(({ begins, ends }) => (wakes ? ends : begins).has(at)).map(({ rule }) => rule),
                    window,
                    awake: complement(united(mute.flatMap(({ spans }) => spans)), window),
                    restarted: [],
                    stoppedAgain: [],
                },
            ];
        }),
    );
    return { sleeping, undecided };
}

/** Names of the alarms that a rule mutes; `undefined` among them where one is not known. */
function namesIn(rule: Subject): ReadonlySet<string | undefined> {
    const reading = rule.read("muteTargets.alarmNames");
    if (reading.state !== "known") return new Set([undefined]);
    return new Set(listed(reading.value).map(name => (typeof name === "string" ? name : undefined)));
}

const CRON = /^cron\((.+)\)$/;

/** Rules write five fields of Unix inside of `cron()` (CloudWatch user guide, "Alarm mute rules"). */
function patternOf(expression: string): string | undefined {
    const [, fields] = CRON.exec(expression.trim()) ?? [];
    return fields === undefined ? awsPattern(expression) : unixPattern(fields);
}

/** When a rule mutes, each time for as long as it says; as a text, why that cannot be told. */
export function mutedSpans(rule: Subject, window: Interval): readonly Interval[] | string {
    const readings = {
        expression: rule.read("rule.schedule.expression"),
        zone: rule.read("rule.schedule.timezone", { default: "UTC" }), // the provider's default
        from: rule.read("startDate"),
        to: rule.read("expireDate"),
    };
    const duration = rule.read("rule.schedule.duration");
    if (isMarkedSecret(readings.expression) || isMarkedSecret(duration))
        return `when ${rule.name} mutes is marked secret`;
    const length = duration.state === "known" ? Duration.fromISO(textOf(duration.value)).as("minutes") : Number.NaN;
    const { timing } = whenOf(readings, patternOf);
    if (timing === undefined || !isTimeZone(timing.zone) || !(length > 0)) {
        return `when ${rule.name} mutes cannot be told: its schedule is not known before deployment, or none that AWS takes`;
    }
    // What began before the window may still mute in it.
    const longer = { from: window.from - length, to: window.to };
    const moments = firings(timerIn(timing), longer);
    if (moments === undefined) return `${rule.name} ${FIRES_ALL_THE_TIME}`;
    return moments.map(from => ({ from, to: from + length }));
}
