import { type ClockChange, clockChanges } from "../../../hours/clock-changes";
import { FIRST_YEAR } from "../../../hours/known-years";
import {
    dayOf,
    type LocalMinute,
    localMinuteAt,
    MINUTES_A_DAY,
    type Span,
    type UtcMinute,
} from "../../../hours/local-time";

/** A part of a day as clocks on the wall show it. */
export interface Segment extends Span {
    /** Whether clocks have shown these minutes before, in the same night. */
    readonly again: boolean;
}

/** Minutes that clocks skip, or show twice. */
export interface ClockMark extends Span {
    readonly kind: "missing" | "twice";
}

/** As long as clocks go by one offset from UTC. */
interface Stretch extends Span {
    readonly offset: number;
}

/** The clocks of one year in a zone, to lay moments out on the wall. */
export class Wall {
    /** First day of the year since 1970-01-01, */
    readonly firstDay: number;
    /** and the last one. */
    readonly lastDay: number;
    readonly clockMarks: readonly ClockMark[];
    private readonly stretches: readonly Stretch[];

    /** @param year One of those whose clock changes are known. */
    constructor(timeZone: string, year: number) {
        this.firstDay = dayOf(`${year}-01-01`);
        this.lastDay = dayOf(`${year}-12-31`);
        const changes = clockChanges(timeZone);
        this.stretches = stretchesOf(timeZone, changes);
        this.clockMarks = changes.map(clockMark).filter(({ from }) => this.has(Math.floor(from / MINUTES_A_DAY)));
    }

    /** What clocks show at a moment. */
    localAt(moment: UtcMinute): LocalMinute {
        return moment + (this.stretches.find(({ to }) => moment < to)?.offset ?? 0);
    }

    /** Moments of the year on the wall, none beyond midnight. Together they are as long as the moments are. */
    segments(intervals: readonly Span[]): readonly Segment[] {
        return intervals.flatMap(({ from, to }) => this.stretches.flatMap(one => pieces(from, to, one, this)));
    }

    /** Whether a day is one of the year. */
    has(day: number): boolean {
        return day >= this.firstDay && day <= this.lastDay;
    }

    /** When clocks that were set back have shown all that they show twice, from a moment on; nothing otherwise. */
    repeatedUntil({ from, offset }: Stretch): LocalMinute | undefined {
        const before = this.stretches.find(({ to }) => to === from);
        return before !== undefined && before.offset > offset ? from + before.offset : undefined;
    }
}

/** The part of a stretch that is in an interval, cut at midnights and where repeated minutes end. */
function pieces(from: UtcMinute, to: UtcMinute, stretch: Stretch, wall: Wall): readonly Segment[] {
    const first = Math.max(from, stretch.from) + stretch.offset;
    const end = Math.min(to, stretch.to) + stretch.offset;
    const repeatedUntil = wall.repeatedUntil(stretch) ?? -Infinity;
    const found: Segment[] = [];
    for (let at = first; at < end;) {
        const again = at < repeatedUntil;
        const day = Math.floor(at / MINUTES_A_DAY);
        const next = Math.min(end, (day + 1) * MINUTES_A_DAY, again ? repeatedUntil : Infinity);
        if (wall.has(day)) found.push({ from: at, to: next, again });
        at = next;
    }
    return found;
}

function clockMark({ localMinute, shiftMinutes }: ClockChange): ClockMark {
    const shown = localMinute + shiftMinutes;
    return shiftMinutes > 0
        ? { kind: "missing", from: localMinute, to: shown }
        : { kind: "twice", from: shown, to: localMinute };
}

/** When years begin of which clock changes are known: up to the first change clocks go as they do then. */
const BEGIN = dayOf(`${FIRST_YEAR}-01-01`) * MINUTES_A_DAY;

/** The stretches between changes, in order: together they are all of time. */
function stretchesOf(timeZone: string, changes: readonly ClockChange[]): readonly Stretch[] {
    const ends = [...changes.map(({ at }) => at), Infinity];
    return ends.map((to, place): Stretch => {
        const from = ends[place - 1] ?? -Infinity;
        const sample = Math.max(from, BEGIN);
        return { from, to, offset: localMinuteAt(timeZone, sample) - sample };
    });
}
