import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { scheduleIndex } from "./schedule-index";
import type { ScheduledAction } from "./schedule-target";
import { commonZone, momentsOf, translated, type WallMinute } from "./schedule-times";
import { actsAs, both, type Certainty, names, STOPPABLE_KINDS, type StoppableKind, switches } from "./stoppable";

/** Something that can be switched off, and what kind of thing it is. */
export interface Stoppable {
    readonly subject: Subject;
    readonly kind: StoppableKind;
}

/** Everything in a stack that can be switched off. */
function stoppables(stack: Stack): readonly Stoppable[] {
    return Object.entries(STOPPABLE_KINDS).flatMap(([type, kind]) =>
        stack
            .byType(type)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, kind })),
    );
}

/**
 * The actions that certainly switch one thing off, and those that certainly switch it on. Where one of them goes on without
 * an end, those that end count as well: together they are one timetable with its exceptions.
 */
export interface Coverage {
    readonly stops: readonly ScheduledAction[];
    readonly starts: readonly ScheduledAction[];
    /** An action that may be the missing half, where a half is missing: without it the thing does not sleep. */
    readonly doubtful: ScheduledAction | undefined;
}

/** Everything in a stack that can be switched off, and what switches it. Found once a stack, as five rules ask. */
export function coveredStoppables(stack: Stack): readonly Covered[] {
    const covered = found.get(stack) ?? cover(stack);
    found.set(stack, covered);
    return covered;
}

function cover(stack: Stack): readonly Covered[] {
    const index = scheduleIndex(stack);
    return stoppables(stack).map(one => ({
        ...one,
        coverage: coverageOf(one, index.candidates(one.subject, one.kind)),
    }));
}

/** Something that can be switched off, and what switches it. */
export interface Covered extends Stoppable {
    readonly coverage: Coverage;
}

const found = new WeakMap<Stack, readonly Covered[]>();

function coverageOf({ subject, kind }: Stoppable, actions: readonly ScheduledAction[]): Coverage {
    const [stop, start] = (["stop", "start"] as const).map(half => {
        const named = actions.map(action => ({ action, named: names(action, kind, subject) }));
        const of = (certainty: Certainty, does: typeof actsAs) =>
            named.filter(one => both(does(half, kind, one.action), one.named) === certainty).map(one => one.action);
        const lasting = of("yes", actsAs);
        if (lasting.length === 0) return { certain: [], doubtful: of("maybe", actsAs)[0] };
        const certain = of("yes", switches).filter(action => action.bounded || lasting.includes(action));
        return { certain, doubtful: undefined };
    });
    const stops = stop?.certain ?? [];
    const starts = start?.certain ?? [];
    const whole =
        (stops.length > 0 || stop?.doubtful !== undefined) && (starts.length > 0 || start?.doubtful !== undefined);
    return { stops, starts, doubtful: whole ? (stop?.doubtful ?? start?.doubtful) : undefined };
}

/** Why nothing can be said of when a thing sleeps; nothing where it can be, or where it certainly does not sleep. */
export function doubtOf({ doubtful }: Coverage): string | undefined {
    if (doubtful === undefined) return undefined;
    return `of ${doubtful.schedule.name}, ${doubtful.doubt ?? "what it acts on, or when, is not known before deployment"}`;
}

/** One action, at one moment on the wall's clock. */
export interface Event {
    readonly at: WallMinute;
    readonly action: ScheduledAction;
}

/** When some actions come, in order, all in one zone. */
export interface Calendar {
    readonly events: readonly Event[];
    /** Up to when they were looked for. */
    readonly endsAt: WallMinute;
    readonly zone: string;
}

/**
 * When some actions come; as a text, why that cannot be told.
 *
 * @param today Where schedules that are not the same every week begin, `YYYY-MM-DD`.
 */
export function calendarOf(actions: readonly ScheduledAction[], today: string): Calendar | string {
    const timed = actions.map(({ timing, schedule }) => ({ timing, schedule }));
    const untimed = timed.find(({ timing }) => timing === undefined);
    if (untimed !== undefined) return `when ${untimed.schedule.name} fires is not known, or no pattern of times`;
    const timings = timed.flatMap(({ timing }) => timing ?? []);
    if (timings.length === 0) return "nothing is scheduled";
    const zone = commonZone(timings);
    if (zone === undefined) return "its schedules are in different time zones";
    const unrolled = momentsOf(timings, today);
    if (unrolled === undefined) return "a schedule fires all the time";
    const events = actions.flatMap((action, place) =>
        (unrolled.moments[place] ?? []).map((at): Event => ({
            at: translated(at, timings[place]?.zone ?? zone, zone),
            action,
        })),
    );
    return { events: events.sort((one, other) => one.at - other.at), endsAt: unrolled.endsAt, zone };
}
