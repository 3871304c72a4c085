import { isTimeZone } from "../hours/schema";
import { textOf } from "../plan/plain";
import type { Subject } from "../plan/subject";
import { isPropertyMap, type PropertyMap } from "../plan/value";

/** The annotation by which kube-downscaler, or a successor, takes something down. */
export interface Downscaling {
    readonly annotation: string;
    /** Whether its value is one that a downscaler reads; what it cannot read it passes over. */
    readonly isRead: boolean;
}

/** Annotations that take something down, each with the values by which they do not. */
const ANNOTATIONS: Readonly<Record<string, readonly string[]>> = {
    "downscaler/uptime": ["always"],
    "downscaler/downtime": ["never"],
    "downscaler/upscale-period": ["never"],
    "downscaler/downscale-period": ["never"],
    "downscaler/force-downtime": ["false"],
};
/** Annotations that keep everything up while they are `true`. */
const EXCEPTIONS = ["downscaler/exclude", "downscaler/force-uptime"];
/** Values in place of times. */
const WORDS: ReadonlySet<string> = new Set(["always", "never", "true"]);

/** The annotation by which a downscaler takes a Kubernetes object down, if it carries one that does. */
export function downscalingOf(subject: Subject): Downscaling | undefined {
    const annotations = subject.read("metadata.annotations");
    if (annotations.state !== "known" || !isPropertyMap(annotations.value) || isExcepted(annotations.value))
        return undefined;
    for (const [annotation, without] of Object.entries(ANNOTATIONS)) {
        const value = annotations.value[annotation];
        if (value === undefined || value === null) continue;
        const text = textOf(value).trim();
        if (without.includes(text.toLowerCase())) continue;
        return { annotation, isRead: text.split(",").every(isTimes) };
    }
    return undefined;
}

/** Whether a Kubernetes object is kept out of what a downscaler does to its namespace. */
export function isExceptedFromDownscaling(subject: Subject): boolean {
    const annotations = subject.read("metadata.annotations");
    return annotations.state === "known" && isPropertyMap(annotations.value) && isExcepted(annotations.value);
}

function isExcepted(annotations: PropertyMap): boolean {
    return EXCEPTIONS.some(name => textOf(annotations[name]).toLowerCase() === "true");
}

/** `Mon-Fri 07:30-20:30 Europe/Berlin` (README of kube-downscaler, "Configuration"). */
const WEEKLY = /^([a-z]{3})-([a-z]{3}) +(\d\d):(\d\d)-(\d\d):(\d\d) +(\S+)$/i;
const DAYS: ReadonlySet<string> = new Set(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
/** Minutes of a day, `24:00` included. */
const LAST_MINUTE = 24 * 60;

function isTimes(written: string): boolean {
    const text = written.trim();
    if (WORDS.has(text.toLowerCase())) return true;
    const dates = text.split("/");
    if (dates.length === 2 && dates.every(date => /^\d{4}-/.test(date))) {
        return dates.every(date => !Number.isNaN(Date.parse(date)));
    }
    const [, first = "", last = "", hour, minute, endHour, endMinute, zone] = WEEKLY.exec(text) ?? [];
    const times = [
        [hour, minute],
        [endHour, endMinute],
    ].map(([hours, minutes]) => (Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : Number.NaN));
    return (
        [first, last].every(day => DAYS.has(day.toLowerCase())) &&
        times.every(time => time <= LAST_MINUTE) &&
        isTimeZone(zone)
    );
}
