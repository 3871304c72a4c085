import { isTimeZone } from "../hours/schema";
import type { Timing } from "./schedule-times";

/** What the tag of a resource says to Cloud Custodian's filters `offhour` and `onhour`. */
export interface CustodianTimes {
    /** When it is switched off, as patterns of cron; nothing where the policy says so. */
    readonly off: readonly string[] | undefined;
    readonly on: readonly string[] | undefined;
    /** The zone as the tag writes it; nothing where the policy says so. */
    readonly zone: string | undefined;
}

/** `[(m-f,19),(u,18)]`, or one of these without brackets. */
const TIMES = /^(?:\[(?<list>.+)\]|(?<one>\([^()]+\)))$/;
/** Days from Monday as m, t, w, h, f, s, u, and an hour. */
const TIME = /^\(([mtwhfsu])(?:-([mtwhfsu]))?,([01]?\d|2[0-3])\)$/;
const DAYS = "mtwhfsu";
/** Days of cron, in the same order. */
const CRON_DAYS = [1, 2, 3, 4, 5, 6, 0];

/** Short names of zones (`TZ_ALIASES` in the source of its filter). */
const ZONES: Readonly<Record<string, string>> = {
    ...{ pdt: "America/Los_Angeles", pst: "America/Los_Angeles", pt: "America/Los_Angeles" },
    ...{ ast: "America/Phoenix", at: "America/Phoenix" },
    ...{ edt: "America/New_York", est: "America/New_York", et: "America/New_York" },
    ...{ cdt: "America/Chicago", cst: "America/Chicago", ct: "America/Chicago" },
    ...{ mdt: "America/Denver", mst: "America/Denver", mt: "America/Denver" },
    ...{ gmt: "Etc/GMT", gt: "Etc/GMT", utc: "Etc/UTC", bst: "Europe/London", ist: "Europe/Dublin" },
    ...{ cet: "Europe/Berlin", it: "Asia/Kolkata", jst: "Asia/Tokyo", kst: "Asia/Seoul", sgt: "Asia/Singapore" },
    ...{ aet: "Australia/Sydney", brt: "America/Sao_Paulo" },
};

/**
 * Reads the parts of a tag, in lower case and without blanks: `off=(m-f,19);on=(m-f,7);tz=europe/berlin`. Nothing where one of
 * them is none that Custodian reads.
 */
export function custodianTimes(text: string): CustodianTimes | undefined {
    const parts = text.split(";").filter(part => part !== "");
    const given = new Map(parts.map(part => [part.split("=")[0] ?? "", part.slice(part.indexOf("=") + 1)] as const));
    if ([...given.keys()].some(key => !KEYS.includes(key))) return undefined;
    const [off, on] = ["off", "on"].map(key => timesIn(given.get(key)));
    const zone = given.get("tz");
    if (off === "unread" || on === "unread" || (zone !== undefined && !isShort(zone) && zoneOf(zone) === undefined))
        return undefined;
    return { off, on, zone };
}

const KEYS: readonly string[] = ["off", "on", "tz"];

/** When a tag has something stopped and started; nothing where it leaves a part of that to the policy. */
export function custodianTimings(
    times: CustodianTimes,
): { readonly stops: readonly Timing[]; readonly starts: readonly Timing[] } | undefined {
    const { off, on } = times;
    const zone = times.zone === undefined ? undefined : zoneOf(times.zone);
    if (off === undefined || on === undefined || zone === undefined) return undefined;
    const timings = (patterns: readonly string[]) => patterns.map((pattern): Timing => ({ pattern, zone }));
    return { stops: timings(off), starts: timings(on) };
}

function timesIn(text: string | undefined): readonly string[] | "unread" | undefined {
    if (text === undefined) return undefined;
    const { list, one } = TIMES.exec(text)?.groups ?? {};
    const times = list?.split(/,(?=\()/) ?? (one === undefined ? [] : [one]);
    const patterns = times.flatMap(time => patternOf(time) ?? []);
    return times.length === 0 || patterns.length < times.length ? "unread" : patterns;
}

function patternOf(time: string): string | undefined {
    const [whole, first = "", last = first, hour] = TIME.exec(time) ?? [];
    if (whole === undefined) return undefined;
    const [from, to] = [DAYS.indexOf(first), DAYS.indexOf(last)];
    // From a day to an earlier one, over the end of the week.
    const days = CRON_DAYS.filter((_, day) => (from <= to ? day >= from && day <= to : day >= from || day <= to));
    return `0 ${Number(hour)} * * ${days.join(",")}`;
}

function isShort(zone: string): boolean {
    return /^[a-z]{2,5}$/.test(zone);
}

function zoneOf(name: string): string | undefined {
    // Custodian makes the first letter of each word a capital, and takes no other spelling.
    const titled = name.replace(/[a-z]+/g, word => word.charAt(0).toUpperCase() + word.slice(1));
    return Object.hasOwn(ZONES, name) ? ZONES[name] : [titled, name].find(isTimeZone);
}
