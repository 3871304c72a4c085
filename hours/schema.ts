import { IANAZone } from "luxon";
import { z } from "zod";
import { LONGEST_WARM_UP_MINUTES, SHORTEST_WARM_UP_MINUTES } from "./parts";
import { WEEKDAYS } from "./weekdays";

/** Zone names as AWS takes them: `UTC`, or parts that begin with a capital, so that `europe/berlin` is refused. */
const ZONE_NAME = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/;

/** Whether a name is that of a time zone, spelled as AWS takes it. */
export function isTimeZone(name: unknown): name is string {
    return typeof name === "string" && ZONE_NAME.test(name) && IANAZone.isValidZone(name) && !isMisspelled(name);
}

/** `Europe/BERLIN` is known here in any case, but neither to AWS nor as a file in a container. */
function isMisspelled(name: string): boolean {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone !== name && timeZone.toLowerCase() === name.toLowerCase();
}

/** Years of which this library plans: far from the ends of what schedulers take. */
const FIRST_YEAR = 2020;
const LAST_YEAR = 2099;
/** Longest that an environment may be closed on end, in days: what is closed for longer is better taken down. */
export const LONGEST_CLOSURE_DAYS = 92;
/** Reasons are shown in calendars and in tables. */
const LONGEST_REASON = 100;

const matching = (pattern: RegExp, expected: string) =>
    z.string({ error: expected }).regex(pattern, { error: expected });
const listOf = <Item extends z.ZodType>(item: Item, expected: string) => z.array(item, { error: expected });
const object = <Shape extends z.ZodRawShape>(shape: Shape) =>
    z.strictObject(shape, {
        // An unknown name is no wrong value: it is reported as itself.
        error: issue => (issue.code === "invalid_type" ? `an object with ${Object.keys(shape).join(", ")}` : undefined),
    });

const TIME = matching(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day from 00:00 to 23:59, written HH:MM");
export const DATE_EXPECTED = `a date that exists, ${FIRST_YEAR} to ${LAST_YEAR}, written YYYY-MM-DD, in quotes in YAML`;
const DATE = z.string({ error: DATE_EXPECTED }).refine(isDate, { error: DATE_EXPECTED });
const REASON_EXPECTED = `a reason of 1 to ${LONGEST_REASON} characters, in one line`;
const REASON = matching(new RegExp(`^(?=.*\\S)[^\\p{Cc}]{1,${LONGEST_REASON}}$`, "u"), REASON_EXPECTED);
const DAYS_EXPECTED = `at least one of the days of ${WEEKDAYS.join(", ")}, each at most once`;
const YEARS_EXPECTED = `at least one year from ${FIRST_YEAR} to ${LAST_YEAR}, each once`;
const WARM_UP_EXPECTED = `a whole number from ${SHORTEST_WARM_UP_MINUTES} to ${LONGEST_WARM_UP_MINUTES}`;
const SPAN = { start: TIME, end: TIME };

/** Whether a text is {@link DATE_EXPECTED}. */
export function isDate(text: string): boolean {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
    const year = Number(text.slice(0, 4));
    const at = new Date(`${text}T00:00:00Z`);
    return year >= FIRST_YEAR && year <= LAST_YEAR && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function isOnce(values: readonly unknown[]): boolean {
    return new Set(values).size === values.length;
}

/** The shape of working hours. Each message is what was expected. What the parts say together, `workingHoursFaults` judges. */
export const WORKING_HOURS = object({
    timeZone: z
        .string({ error: "an IANA time zone such as Europe/Berlin" })
        .refine(isTimeZone, { error: "an IANA time zone such as Europe/Berlin" }),
    week: listOf(
        object({
            days: listOf(z.enum(WEEKDAYS, { error: `one of ${WEEKDAYS.join(", ")}` }), DAYS_EXPECTED)
                .min(1, { error: DAYS_EXPECTED })
                .refine(isOnce, { error: DAYS_EXPECTED }),
            ...SPAN,
        }),
        "a list of spans",
    ).min(1, { error: "at least one span with days, start and end" }),
    holidays: object({
        country: matching(/^[A-Z]{2}$/, "a country by its two letters, such as DE"),
        state: matching(/^\S+$/, "a state, such as BE").optional(),
        region: matching(/^\S+$/, "a region of the state").optional(),
        years: listOf(
            z
                .int({ error: YEARS_EXPECTED })
                .min(FIRST_YEAR, { error: YEARS_EXPECTED })
                .max(LAST_YEAR, { error: YEARS_EXPECTED }),
            YEARS_EXPECTED,
        )
            .min(1, { error: YEARS_EXPECTED })
            .refine(isOnce, { error: YEARS_EXPECTED }),
    }).optional(),
    closed: listOf(object({ from: DATE, to: DATE.optional(), reason: REASON }), "a list of closed days").optional(),
    exceptions: listOf(
        object({ date: DATE, spans: listOf(object(SPAN), "a list of spans, empty for a closed day"), reason: REASON }),
        "a list of exceptional days",
    ).optional(),
    warmUpMinutes: z
        .int({ error: WARM_UP_EXPECTED })
        .min(SHORTEST_WARM_UP_MINUTES, { error: WARM_UP_EXPECTED })
        .max(LONGEST_WARM_UP_MINUTES, { error: WARM_UP_EXPECTED })
        .optional(),
});
