import { WORKING_HOURS_DEFAULTS } from "../../hours/working-hours";
import { localMinuteAt, localText } from "../../hours/local-time";
import type { Change, ClockNight, Cost, Intent, Thing, YearReport } from "../../schedule/simulation/model";
import type { YearVerdict } from "../schedule/report";
import { isProduction } from "../schedule/report";
import { groupBy } from "./group-by";
import { daysText } from "./schedule-times";

const HUNDRED_PERCENT = 100;
/** Digits of an estimate that mean anything. */
const ESTIMATE_DIGITS = 2;

/** What a year comes to, in words. */
export function verdictWords(report: YearReport, verdict: YearVerdict): string {
    if (verdict === "not as intended") return isProduction(report) ? "Production is scheduled" : "Not as intended";
    if (verdict === "undecided") return "Undecided";
    if (report.sleepers.length > 0) return "As intended";
    return isProduction(report) ? "Never scheduled" : "Nothing is scheduled";
}

/** Whose hours an environment keeps; nothing where nobody states any. */
export function intentWords(intent: Intent | undefined): string | undefined {
    if (intent === undefined) return undefined;
    const { hours, source } = intent;
    const spans = hours.week.map(({ days, end, start }) => `${daysText(days)} ${start} to ${end}`).join(", ");
    const warmUp = hours.warmUpMinutes ?? WORKING_HOURS_DEFAULTS.warmUpMinutes;
    return `people work ${spans} in ${hours.timeZone}, ready after ${warmUp} min, as ${source} says`;
}

/** A part of a whole in percent; nothing where there is no whole. */
export function percentOf(part: number, whole: number): string | undefined {
    if (whole === 0) return undefined;
    const percent = Math.round((part / whole) * HUNDRED_PERCENT);
    // A little is not nothing, and nearly all is not all.
    if (percent === 0 && part > 0) return "under 1%";
    if (percent === HUNDRED_PERCENT && part < whole) return "over 99%";
    return `${percent}%`;
}

/** An amount of dollars as exactly as an estimate is. */
export function dollars(amount: number): string {
    return `$${amount.toLocaleString("en-US", { maximumSignificantDigits: ESTIMATE_DIGITS })}`;
}

/** What is saved, and which share of it all that is; nothing where nothing has a price. */
export function savedWords({ always, simulated }: Cost): string | undefined {
    const share = percentOf(always - simulated, always);
    if (share === undefined) return undefined;
    return simulated === always
        ? `nothing of ${dollars(always)}`
        : `${dollars(always - simulated)} of ${dollars(always)}, ${share}`;
}

/** What clocks skip or repeat: `02:00 to 03:00 is skipped`. */
export function shiftWords(timeZone: string, { at, shiftMinutes }: Pick<ClockNight, "at" | "shiftMinutes">): string {
    const after = localMinuteAt(timeZone, at);
    const [from, to] = [Math.min(after, after - shiftMinutes), Math.max(after, after - shiftMinutes)];
    const [first, last] = [from, to].map(local => localText(local).slice("2027-03-28T".length));
    return `${first ?? ""} to ${last ?? ""} ${shiftMinutes > 0 ? "is skipped" : "comes twice"}`;
}

/** Things by their paths and what they are: `orders/database  database cluster`. What they are is said once. */
export function thingsText(things: readonly Pick<Thing, "path" | "what">[]): string {
    return groupBy(things, ({ what }) => what)
        .map(same => `${same.map(({ path }) => path).join(", ")}  ${same[0]?.what ?? ""}`)
        .join("; ");
}

/** Changes of one moment by what is done, to what and by what. */
export function changeTexts(changes: readonly Change[]): readonly string[] {
    return groupBy(changes, ({ by, wakes }) => `${wakes} ${by.join(" ")}`).map(same => {
        const [{ by, wakes } = { by: [], wakes: false }] = same;
        return `${wakes ? "wakes" : "falls asleep"}: ${thingsText(same)}${byText(by)}`;
    });
}

/** By what something is done; nothing where nobody knows. */
export function byText(by: readonly string[]): string {
    return by.length === 0 ? "" : `, by ${namesText(by)}`;
}

/** Names that are listed where there are many: a year of holidays takes dozens of schedules. */
const NAMES_SHOWN = 3;

/** Names, the first few of many. */
export function namesText(names: readonly string[]): string {
    const all = [...new Set(names)];
    const more = all.length - NAMES_SHOWN;
    return more > 0 ? `${all.slice(0, NAMES_SHOWN).join(", ")} and ${more} more` : all.join(", ");
}
