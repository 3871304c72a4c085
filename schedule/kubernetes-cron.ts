import { memo } from "../plan/memo";

/** A schedule of five fields, as the numbers that each stands for. */
export interface CronFields {
    readonly minutes: ReadonlySet<number>;
    readonly hours: ReadonlySet<number>;
    readonly days: ReadonlySet<number>;
    readonly months: ReadonlySet<number>;
    /** Sunday is 0. */
    readonly weekdays: ReadonlySet<number>;
    /** Whether a day has to be one of both lists: where one of them is any day. Else one of them is enough. */
    readonly asksBothDays: boolean;
}

interface Bounds {
    readonly least: number;
    readonly most: number;
    /** Names of the numbers from the least on. */
    readonly names?: readonly string[];
}

const MINUTES: Bounds = { least: 0, most: 59 };
const HOURS: Bounds = { least: 0, most: 23 };
const DAYS: Bounds = { least: 1, most: 31 };
const MONTHS: Bounds = {
    least: 1,
    most: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
};
const WEEKDAYS: Bounds = { least: 0, most: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] };

/** Words in place of five fields. */
const WORDS: Readonly<Record<string, string>> = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
};

/**
 * What a schedule means to the cron library of Kubernetes and KEDA (`robfig/cron` 3.0.1, `ParseStandard`): five fields or a word
 * in their place, names in any case, and `?` as `*`. As a text, why no moments follow from it.
 */
export const kubernetesCron: (text: string) => CronFields | string = memo(text => {
    if (/^(?:CRON_)?TZ=/.test(text)) {
        return "it states a zone of its own, which Kubernetes refuses in a new schedule";
    }
    if (text.startsWith("@every ")) return "it counts from when it was made, which a plan does not say";
    // Of words, case and blanks count.
    const written = text.startsWith("@") ? (WORDS[text] ?? "") : text;
    const [minutes, hours, days, months, weekdays, ...more] = written
        .split(/\s+/)
        .filter(field => field !== "")
        .map((field, place) => fieldIn(field, [MINUTES, HOURS, DAYS, MONTHS, WEEKDAYS][place] ?? MINUTES));
    if (!minutes || !hours || !days || !months || !weekdays || more.length > 0) {
        return "it is none that Kubernetes takes";
    }
    return {
        minutes: minutes.numbers,
        hours: hours.numbers,
        days: days.numbers,
        months: months.numbers,
        weekdays: weekdays.numbers,
        asksBothDays: days.isAny || weekdays.isAny,
    };
});

interface Field {
    readonly numbers: ReadonlySet<number>;
    readonly isAny: boolean;
}

function fieldIn(text: string, bounds: Bounds): Field | undefined {
    const parts = text
        .split(",")
        .filter(part => part !== "")
        .map(part => partIn(part, bounds));
    const read = parts.filter(part => part !== undefined);
    if (read.length < parts.length) return undefined;
    return { numbers: new Set(read.flatMap(({ numbers }) => [...numbers])), isAny: read.some(({ isAny }) => isAny) };
}

/** `2`, `2-5`, `*` or `?`, and any of them with a step: then a single number goes on up to the most. */
function partIn(text: string, bounds: Bounds): Field | undefined {
    const [range = "", stepText, ...moreSteps] = text.split("/");
    const [firstText = "", lastText, ...moreEnds] = range.split("-");
    const isStar = firstText === "*" || firstText === "?";
    const step = stepText === undefined ? 1 : wholeNumber(stepText);
    const first = isStar ? bounds.least : numberIn(firstText, bounds);
    const isOpen = isStar || (stepText !== undefined && lastText === undefined);
    const last = isOpen ? bounds.most : lastText === undefined ? first : numberIn(lastText, bounds);
    if (moreSteps.length > 0 || (moreEnds.length > 0 && !isStar)) return undefined;
    // Of what is no number, nothing is as it should be.
    if (!(first >= bounds.least && last <= bounds.most && first <= last && step >= 1)) return undefined;
    const count = Math.floor((last - first) / step) + 1;
    return {
        numbers: new Set(Array.from({ length: count }, (_, place) => first + place * step)),
        isAny: isStar && step === 1,
    };
}

function numberIn(text: string, { least, names = [] }: Bounds): number {
    const place = names.indexOf(text.toLowerCase());
    return place < 0 ? wholeNumber(text) : least + place;
}

function wholeNumber(text: string): number {
    return /^\+?\d+$/.test(text) ? Number(text) : Number.NaN;
}
