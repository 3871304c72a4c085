import { holidaysKnownUntil } from "../../hours/calendar";
import { dateOf, dayOf, localMinuteAt, MINUTES_A_DAY } from "../../hours/local-time";
import type { IsoDate } from "../../hours/working-hours";
import type { Stack } from "../../plan/stack";
import type { Intent, Interval } from "./model";
import { PRICES_DATE, PRICES_REGION } from "./prices";
import type { Sleeping } from "./sleeping";

/** What notes are made of. */
export interface Noted {
    readonly stack: Stack;
    readonly sleeping: readonly Sleeping[];
    readonly intent: Intent | undefined;
    readonly timeZone: string;
    readonly span: Interval;
    readonly year: number;
    readonly today: IsoDate;
}

/** What people should know of a year beside its figures. */
export function notesOf(noted: Noted): readonly string[] {
    return [...holidayNotes(noted), ...restartNotes(noted), ...priceNotes(noted)];
}

function holidayNotes({ intent, year }: Noted): readonly string[] {
    const until = intent === undefined ? undefined : holidaysKnownUntil(intent.hours);
    if (until === undefined || until >= `${year}-12-31`) return [];
    return [`public holidays are known up to ${until}: after it, every week is an ordinary one`];
}

function restartNotes({ sleeping, span, timeZone }: Noted): readonly string[] {
    return sleeping.flatMap(({ stoppedAgain, subject }) => {
        const dates = stoppedAgain
            .filter(at => at >= span.from && at < span.to)
            .map(at => dateOf(Math.floor(localMinuteAt(timeZone, at) / MINUTES_A_DAY)));
        if (dates.length === 0) return [];
        return [
            `${subject.path}: AWS starts it after seven days, on ${dates.join(", ")}, and a rule stops it again; what it runs until then is not counted`,
        ];
    });
}

/** Prices that are older than this, in days, are told to be. */
const OLD_PRICES_DAYS = 365;

function priceNotes({ stack, today }: Noted): readonly string[] {
    const regions = new Set(
        stack.subjects
            .filter(({ type }) => type.startsWith("aws:"))
            .flatMap(subject => {
                const region = subject.readProvider("region");
                return region.state === "known" && typeof region.value === "string" ? [region.value] : [];
            }),
    );
    const others = [...regions].filter(region => region !== PRICES_REGION);
    return [
        "costs are an estimate by list prices: traffic, storage, logs, requests and keys are not in it",
        ...(others.length === 0
            ? []
            : [`prices are those of ${PRICES_REGION}, and this stack is in ${others.join(", ")}`]),
        ...(dayOf(today) - dayOf(PRICES_DATE) > OLD_PRICES_DAYS
            ? [`prices are those of ${PRICES_DATE}, more than a year ago`]
            : []),
    ];
}
