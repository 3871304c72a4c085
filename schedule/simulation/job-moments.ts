import type { UtcMinute } from "../../hours/local-time";
import { isTimeZone } from "../../hours/schema";
import { textOf } from "../../plan/plain";
import type { Subject } from "../../plan/subject";
import { kubernetesCron } from "../kubernetes-cron";
import { FIRES_ALL_THE_TIME, firings } from "./firings";
import type { Interval } from "./model";
import { isMarkedSecret } from "./sleeping";

/** When a job of Kubernetes runs in a window; as a text, why that cannot be told. */
export function jobMoments(job: Subject, window: Interval): readonly UtcMinute[] | string {
    const [schedule, zone] = [job.read("spec.schedule"), job.read("spec.timeZone")];
    const suspended = job.read("spec.suspend", { default: false });
    const told = `when ${job.name} runs cannot be told`;
    if (isMarkedSecret(schedule) || isMarkedSecret(zone)) return `${told}: it is marked secret`;
    if (schedule.state !== "known" || zone.state === "unknown" || suspended.state !== "known") {
        return `${told}: it is not known before deployment`;
    }
    if (suspended.value === true) return [];
    const fields = kubernetesCron(textOf(schedule.value));
    if (typeof fields === "string") return `${told}: of its schedule, ${fields}`;
    if (zone.state === "absent") return `${told}: it states no zone, and runs by the clock of the cluster`;
    const name = textOf(zone.value);
    if (!isTimeZone(name)) return `${told}: its zone is none`;
    const trigger = { kind: "kubernetes", schedule: textOf(schedule.value), zone: name } as const;
    return firings({ trigger, begins: undefined, ends: undefined }, window) ?? `${job.name} ${FIRES_ALL_THE_TIME}`;
}
