import { type ArgumentFaults, textMatching } from "./arguments";
import { isPlainObject } from "./known-arguments";
import { physicalName } from "./naming";
import type { Environment } from "./environment";
import type { Timer } from "./timetable";
import {
    MINUTES_A_DAY,
    momentOf,
    retryWindowSeconds,
    schedulerExpression,
    SHORTEST_RETRY_MINUTES,
    strideDays,
} from "./week-plan";
import { minuteOfDay, type WorkingHours } from "./working-hours";

/** A probe that sleeps. `SyntheticProbe` is one. */
export interface SleepingProbe {
    /** Name of the canary in CloudWatch Synthetics. */
    readonly canaryName: string;
}

/** Names of canaries (CreateCanary, API reference). */
const CANARY_NAME = textMatching(
    /^[0-9a-z_-]{1,255}$/,
    "the name of a canary: lower-case letters, digits, dashes, underscores",
);

/** When probes start and stop: with the work itself, so that what they ask is up before and still up then. */
export function probeTimers(hours: WorkingHours): Readonly<Record<"start" | "stop", Timer>> | undefined {
    const work = minuteOfDay(hours.end) - minuteOfDay(hours.start);
    const night = strideDays(hours.days).shortest * MINUTES_A_DAY - work;
    const [start, stop] = [work, night].map(gap => retryWindowSeconds(hours.timeZone, gap));
    if (start === undefined || stop === undefined) return undefined;
    return {
        start: { expression: schedulerExpression(momentOf(hours, "start", 0)), retrySeconds: start },
        stop: { expression: schedulerExpression(momentOf(hours, "end", 0)), retrySeconds: stop },
    };
}

/** What a probe's timers are called after their verb: its name, without that of its environment. */
export function probeRole(environment: Environment, { canaryName }: SleepingProbe): string {
    const prefix = physicalName(environment, "");
    return `probe-${canaryName.startsWith(prefix) ? canaryName.slice(prefix.length) : canaryName}`;
}

/** What the timers of probes are called; those that are at fault have none. */
export function probeRoles(environment: Environment, probes: readonly SleepingProbe[]): readonly string[] {
    return probes.filter(isProbe).map(probe => probeRole(environment, probe));
}

function isProbe(probe: SleepingProbe): boolean {
    return isPlainObject(probe) && CANARY_NAME.fits(probe.canaryName);
}

/** Records what is wrong with probes that sleep, each of which can have so many letters in what it is called. */
export function checkProbes(
    probes: readonly SleepingProbe[],
    { environment, longestRole }: { readonly environment: Environment; readonly longestRole: number },
    faults: ArgumentFaults,
): void {
    const before = faults.all.length;
    const names = new Set<string>();
    probes.forEach((probe, index) => {
        if (!isPlainObject(probe)) {
            faults.add(`probes[${index}]`, "an object with canaryName", probe);
            return;
        }
        const path = `probes[${index}].canaryName`;
        faults.check(path, probe.canaryName, CANARY_NAME);
        if (names.has(probe.canaryName)) faults.add(path, "a name that no other probe has", probe.canaryName);
        names.add(probe.canaryName);
    });
    if (faults.all.length > before) return;
    probes.forEach((probe, index) => {
        const over = probeRole(environment, probe).length - longestRole;
        if (over > 0) {
            const expected = `a name that is shorter by ${over}, so that a schedule can be named after it`;
            faults.add(`probes[${index}].canaryName`, expected, probe.canaryName);
        }
    });
}

/** Records working hours that leave no room between the start of a probe and its stop. */
export function checkProbeTimers(hours: WorkingHours, propertyPath: string, faults: ArgumentFaults): void {
    if (probeTimers(hours) !== undefined) return;
    const expected = `a time that leaves room between the start and the stop of probes, on the night of a clock change too: ${SHORTEST_RETRY_MINUTES} minutes to try in and a margin`;
    faults.add(`${propertyPath}.end`, expected, hours.end);
}
