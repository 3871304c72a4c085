import { clockChanges } from "../hours/clock-changes";
import { MINUTE_MS, MINUTES_A_DAY, positive, type Span, united, type UtcMinute } from "../hours/local-time";
import type { CronFields } from "./kubernetes-cron";
import { utcOffsetAt } from "./utc-offsets";

const HOUR = 60;
const NOON_HOUR = 12;
const HOURS_A_DAY = 24;
/** Day 0 of the epoch, 1970-01-01, was a Thursday, which is 4 where Sunday is 0. */
const WEEKDAY_OF_DAY_ZERO = 4;
const DAYS_A_WEEK = 7;
const DAY_MS = MINUTES_A_DAY * MINUTE_MS;

/**
 * When the cron library of Kubernetes and KEDA (`robfig/cron` 3.0.1) fires in a window, one moment after the other as it looks
 * for them: from a moment on it goes forward by months, days, hours and minutes until all fields match. Where clocks skip
 * midnight it does not see the day change, so that it fires on a day that is none of its own or misses one that is; where
 * they skip a time it goes to the next that matches.
 *
 * @param most Looks no further than to so many. @default - all
 */
export function kubernetesCronMoments(
    fields: CronFields,
    timeZone: string,
    window: Span,
    most = Infinity,
): readonly UtcMinute[] {
    const moments: UtcMinute[] = [];
    const search = new Search(fields, timeZone, window.to);
    let at = search.from(window.from);
    while (at !== undefined && moments.length < most) {
        moments.push(at);
        at = search.after(at);
    }
    return moments;
}

/**
 * When a trigger of KEDA asks for replicas: while its next end comes before its next start, or with it. It looks for both anew each
 * time, so that what one search misses where clocks change, the next may find.
 */
export function kedaActiveSpans(
    trigger: Readonly<Record<"start" | "end", CronFields>>,
    timeZone: string,
    window: Span,
): readonly Span[] {
    const { start, end } = trigger;
    const edges = new Set<UtcMinute>();
    for (let from = window.from; from < window.to; from += MINUTES_A_DAY) {
        edges.add(from);
        const day = { from, to: Math.min(from + MINUTES_A_DAY, window.to) };
        for (const fields of [start, end]) {
            for (const at of kubernetesCronMoments(fields, timeZone, day)) edges.add(at);
        }
    }
    for (const { at: change } of clockChanges(timeZone)) {
        for (let at = change - NEAR_CHANGE_MINUTES; at < change + NEAR_CHANGE_MINUTES; at++) {
            if (at > window.from && at < window.to) edges.add(at);
        }
    }
    const inOrder = [...edges].sort((one, other) => one - other);
    // Far enough for the next that is after the window.
    const horizon = window.to + HORIZON_DAYS * MINUTES_A_DAY;
    const [starts, ends] = [start, end].map(fields => new Search(fields, timeZone, horizon));
    return united(
        inOrder.flatMap((from, place) => {
            const to = inOrder[place + 1] ?? window.to;
            const isActive = (starts?.after(from) ?? Infinity) >= (ends?.after(from) ?? Infinity);
            return isActive ? [{ from, to }] : [];
        }),
    );
}

/** How long before and after clocks change every minute is looked at: none are changed by more. */
const NEAR_CHANGE_MINUTES = 2 * HOUR;
/** How far behind a window the next moment of a schedule is looked for, in days: those of a year come within it. */
const HORIZON_DAYS = 400;

/** Local clocks at a moment. */
interface Wall {
    readonly day: number;
    readonly month: number;
    readonly dayOfMonth: number;
    readonly hour: number;
    readonly minute: number;
}

class Search {
    constructor(
        private readonly fields: CronFields,
        private readonly timeZone: string,
        private readonly end: UtcMinute,
    ) {}

    /** The first moment from one on. */
    from(at: UtcMinute): UtcMinute | undefined {
        return this.search(at, true);
    }

    /** The first moment after one that fired: fields that do not match are set to their least only before any has moved. */
    after(at: UtcMinute): UtcMinute | undefined {
        const { month, hour, minute } = this.wall(at);
        const matches =
            this.fields.months.has(month) &&
            this.isDay(at) &&
            this.fields.hours.has(hour) &&
            this.fields.minutes.has(minute);
        return matches ? this.search(at + 1, false) : this.search(at, true);
    }

    private search(begin: UtcMinute, isUnmoved: boolean): UtcMinute | undefined {
        let at = begin;
        let mayReset = isUnmoved;
        /** Sets what is smaller than a field to its least, the first time that any field is moved. */
        const reset = (to: (wall: Wall) => UtcMinute) => {
            if (mayReset) at = to(this.wall(at));
            mayReset = false;
        };
        search: for (;;) {
            if (at >= this.end) return undefined;
            while (!this.fields.months.has(this.wall(at).month)) {
                reset(({ day, dayOfMonth }) => this.date((day - dayOfMonth + 1) * MINUTES_A_DAY));
                at = this.nextMonth(at);
                if (at >= this.end) return undefined;
                if (this.wall(at).month === 1) continue search;
            }
            while (!this.isDay(at)) {
                reset(({ day }) => this.date(day * MINUTES_A_DAY));
                at = this.nextDay(at);
                if (at >= this.end) return undefined;
                if (this.wall(at).dayOfMonth === 1) continue search;
            }
            while (!this.fields.hours.has(this.wall(at).hour)) {
                reset(({ day, hour }) => this.date(day * MINUTES_A_DAY + hour * HOUR));
                at += HOUR;
                if (at >= this.end) return undefined;
                if (this.wall(at).hour === 0) continue search;
            }
            while (!this.fields.minutes.has(this.wall(at).minute)) {
                mayReset = false;
                at++;
                if (this.wall(at).minute === 0) continue search;
            }
            return at < this.end ? at : undefined;
        }
    }

    private isDay(at: UtcMinute): boolean {
        const { day, dayOfMonth } = this.wall(at);
        const weekday = positive(day + WEEKDAY_OF_DAY_ZERO, DAYS_A_WEEK);
        const [isOfMonth, isOfWeek] = [this.fields.days.has(dayOfMonth), this.fields.weekdays.has(weekday)];
        return this.fields.asksBothDays ? isOfMonth && isOfWeek : isOfMonth || isOfWeek;
    }

    private nextMonth(at: UtcMinute): UtcMinute {
        const { day, dayOfMonth, hour, minute } = this.wall(at);
        const date = new Date(day * DAY_MS);
        const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS;
        return this.date((first + dayOfMonth - 1) * MINUTES_A_DAY + hour * HOUR + minute);
    }

    /** A day on, and from there to the next midnight or back to the last one by whole hours, as far as there is one. */
    private nextDay(at: UtcMinute): UtcMinute {
        const { day, hour, minute } = this.wall(at);
        const next = this.date((day + 1) * MINUTES_A_DAY + hour * HOUR + minute);
        const landed = this.wall(next).hour;
        if (landed === 0) return next;
        return next + (landed > NOON_HOUR ? HOURS_A_DAY - landed : -landed) * HOUR;
    }

    private wall(at: UtcMinute): Wall {
        const local = at + utcOffsetAt(this.timeZone, at);
        const day = Math.floor(local / MINUTES_A_DAY);
        const minute = positive(local, MINUTES_A_DAY);
        const date = new Date(day * DAY_MS);
        return {
            day,
            month: date.getUTCMonth() + 1,
            dayOfMonth: date.getUTCDate(),
            hour: Math.floor(minute / HOUR),
            minute: minute % HOUR,
        };
    }

    /** The moment that Go takes for a time on the wall (`time.Date`): of one that is skipped or comes twice, it takes either. */
    private date(local: number): UtcMinute {
        const near = utcOffsetAt(this.timeZone, local);
        return near === 0 ? local : local - utcOffsetAt(this.timeZone, local - near);
    }
}
