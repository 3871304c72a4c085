import { z } from "zod";
import { holds, type SubjectReading, undecided, type Verdict, violated } from "../../kernel";
import { showPart } from "./values";

/** The last day of standard support, as `YYYY-MM-DD`, by series of versions (`16`, `8.0`, `nodejs22.x`). */
export type SupportCalendar = Readonly<Record<string, string>>;

const MILLISECONDS_IN_A_DAY = 86_400_000;

/** Longest warning that a team may ask for, in days: two years. */
const MAXIMUM_WARNING_DAYS = 730;

/** The setting `warningDays` of the rules that read a calendar. EKS itself warns 60 days ahead. */
export const warningDays = z
    .int()
    .min(0)
    .max(MAXIMUM_WARNING_DAYS)
    .default(60)
    .describe("Days before the end of standard support from which on a version is a violation; 0 waits for the end.");

/** What a calendar is asked. */
export interface SupportQuestion {
    /** What was read, whose secrecy decides what a message may show. */
    readonly reading: SubjectReading & { readonly state: "known" };
    readonly calendar: SupportCalendar;
    /** The series that the version belongs to, in the spelling of the calendar; nothing if it could not be told. */
    readonly series: string | undefined;
    readonly today: string;
    readonly warningDays: number;
    /** What goes wrong otherwise, as half a sentence. */
    readonly because: string;
}

/** Judges a version by the calendar of its series. A version newer than all of the calendar is taken for supported. */
export function judgeSupport(question: SupportQuestion): Verdict {
    const { reading, calendar, series, today, because } = question;
    const property = reading.path;
    const ends = series !== undefined && Object.hasOwn(calendar, series) ? calendar[series] : undefined;
    if (series !== undefined && ends !== undefined) {
        if (daysBetween(today, ends) >= question.warningDays) return holds();
        const found = `${property} is ${showPart(reading, series, [series])}, whose standard support ${ends < today ? "ended" : "ends"} on ${ends}`;
        return violated({ property, message: `${found}, expected a version with ${remaining(question)}: ${because}` });
    }
    const place = series === undefined ? undefined : placeAmong(series, Object.keys(calendar));
    if (place === "newer") return holds();
    if (place === "older") {
        const message = `${property} is older than every version that is still known, expected one with ${remaining(question)}: ${because}`;
        return violated({ property, message });
    }
    return undecided({ property, message: `${property} names no version that this rule knows the end of support of` });
}

function remaining({ warningDays: days }: SupportQuestion): string {
    return days === 0 ? "standard support" : `${days} days of standard support left`;
}

/** Whole days from one date to another; negative if the second one is past. */
function daysBetween(from: string, to: string): number {
    return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_IN_A_DAY);
}

/** A name, if there is one, and the numbers behind it: `python3.13`, `nodejs22.x`, `1.35`. */
const NAMED_VERSION = /^([a-z]*)(\d+(?:\.\d+)*)(\.x)?$/;

/** Whether a series lies beyond all others of its name; nothing if it lies among them, or if there is none to compare. */
function placeAmong(series: string, known: readonly string[]): "newer" | "older" | undefined {
    const [, name, version] = NAMED_VERSION.exec(series) ?? [];
    if (name === undefined || version === undefined) return undefined;
    const others = known.flatMap(one => {
        const [, otherName, other] = NAMED_VERSION.exec(one) ?? [];
        return otherName === name && other !== undefined ? [other] : [];
    });
    if (others.length === 0) return undefined;
    if (others.every(other => compareVersions(version, other) > 0)) return "newer";
    return others.every(other => compareVersions(version, other) < 0) ? "older" : undefined;
}

/** Negative if the first version is the older one. Numbers that are left out count as 0. */
export function compareVersions(one: string, other: string): number {
    const [ones, others] = [one.split(".").map(Number), other.split(".").map(Number)];
    for (let place = 0; place < Math.max(ones.length, others.length); place += 1) {
        const difference = (ones[place] ?? 0) - (others[place] ?? 0);
        if (difference !== 0) return difference;
    }
    return 0;
}
