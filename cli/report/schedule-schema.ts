import { z } from "zod";
import { PARTS } from "../../hours/parts";

/*
 * The shapes of what `schedule` writes as JSON. Only additions are made under a number; a reader ignores what it does not
 * know. The types of the documents are taken from here, so that none is written that no schema describes.
 */

const text = (meaning: string) => z.string().describe(meaning);
const minutes = (meaning: string) => z.int().min(0).describe(`${meaning}, in minutes.`);
const date = (meaning: string) =>
    z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .describe(meaning);
const instant = (meaning: string) =>
    z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00[+-]\d{2}:\d{2}$/)
        .describe(`${meaning}: clocks of the environment's zone and their offset (RFC 3339).`);

const interval = { from: instant("The first moment"), to: instant("The moment after the last") };
const intervals = (meaning: string) => z.array(z.object(interval)).describe(meaning);

const environment = {
    project: text("Name of the Pulumi project."),
    stack: text("Name of the stack."),
    environmentClass: text("Class of the environment, such as production or staging."),
    timeZone: text("Zone of the environment, as an IANA name."),
};
const intent = z
    .object({ source: text("The resource that says so, or stagewright.yaml."), hours: z.json().describe("The hours.") })
    .describe("When people work; missing where nobody says so.")
    .optional();
const thing = {
    path: text("Path of the resource in its program."),
    urn: text("URN of the resource."),
    type: text("Type of the resource."),
    what: text("What it is, for people."),
};
const part = z.enum(PARTS).describe("What of the environment it is.");
const by = z
    .array(z.string())
    .describe("What puts it to sleep and wakes it: resources, or a tag or setting of its own.");
const undecided = z.array(z.string()).describe("What could not be told, and why.");

const dollars = (meaning: string) => z.number().min(0).describe(`${meaning}, in US dollars for the year; an estimate.`);
const cost = z.object({ always: dollars("If it never slept"), simulated: dollars("As simulated") });
const estimate = cost.extend({
    unpriced: z.array(z.string()).describe("Paths without a price, which are not counted."),
});

const SLEEPLESS = z.object({
    ...thing,
    verdict: z
        .enum(["cannot", "does not", "by itself", "undecided"])
        .describe("cannot: nobody can stop it; does not: nothing does; by itself: when nobody uses it."),
    why: text("Why."),
    cost: cost.describe("What it costs; missing where no price is known.").optional(),
});

const SLEEPER = z.object({
    ...thing,
    part,
    by,
    paidByTime: z.boolean().describe("Whether it is paid for by the time that it is awake."),
    cost: cost.describe("What it costs; missing where no price is known.").optional(),
    awakeMinutes: minutes("How long it is awake in the year"),
    asleepMinutes: minutes("How long it is asleep in the year"),
    awake: intervals("When it is awake in the year, by what is emitted."),
    disagreements: z
        .array(
            z.object({
                ...interval,
                kind: z.enum(["asleep while it should be awake", "awake while it should be asleep"]).describe("How."),
                why: text("Why its schedules cannot do better, where that is known.").optional(),
            }),
        )
        .describe("Where it is not as intended; missing where nobody says what is intended.")
        .optional(),
});

const CHANGE = z.object({
    at: instant("When"),
    path: thing.path,
    urn: thing.urn,
    what: thing.what,
    part,
    wakes: z.boolean().describe("Whether it wakes; else it falls asleep."),
    by: z.array(z.string()).describe("What does so: resources. None for a start by AWS, after seven days."),
});

const specialDays = (meaning: string) =>
    z
        .array(
            z.object({
                date: date("The day."),
                kind: text("holiday, closed or exception."),
                reason: text("Name of the holiday, or the reason that was given."),
            }),
        )
        .describe(meaning);

const conflicts = z
    .array(
        z.object({
            path: text("Path of the resource."),
            message: text("What gets in each other's way."),
            at: instant("When it is met first").optional(),
        }),
    )
    .describe("What gets in each other's way, or what production must not have.");

const notes = z.array(z.string()).describe("What should be known besides.");

const YEAR = z.object({
    ...environment,
    verdict: z.enum(["as intended", "undecided", "not as intended"]).describe("What the year comes to."),
    span: z.object(interval).describe("The whole year."),
    intent,
    open: intervals("When people work; missing where nobody says so.").optional(),
    specialDays: specialDays("Days that are not as their weekday is, and why."),
    stoppable: z
        .object({
            awakeMinutes: minutes("How long it is awake"),
            allMinutes: minutes("How long it would be awake if it never slept"),
        })
        .describe("What is paid for by time and sleeps, all of it added up."),
    cost: z
        .object({
            stoppable: estimate.describe("Of what sleeps."),
            total: estimate.describe("Of everything that is paid for by time."),
            pricesOf: text("Region and date of the price table."),
        })
        .describe("An estimate of what it costs and saves."),
    sleepers: z.array(SLEEPER).describe("What sleeps."),
    sleepless: z.array(SLEEPLESS).describe("What is paid for by time and is not put to sleep by a schedule."),
    conflicts,
    clockNights: z
        .array(
            z.object({
                at: instant("When clocks change"),
                shiftMinutes: z.int().describe("Minutes that are skipped; below 0, that come twice."),
                events: z.array(CHANGE).describe("What wakes or falls asleep from noon before to noon after."),
            }),
        )
        .describe("Nights in which clocks change."),
    undecided,
    notes: z.array(z.string()).describe("What holds from a date on."),
    changes: z.array(z.string()).describe("What to change so that the year is as intended."),
});

/** What `schedule simulate --format json` writes. */
export const SCHEDULE_DOCUMENT = z
    .object({
        schema: z.literal("stagewright.schedule/1").describe("Name and version of this shape."),
        year: z.int().describe("The year."),
        today: date("The date of the judgement."),
        strict: z.boolean().describe("Whether what is undecided fails."),
        passes: z.boolean().describe("Whether the command exits with 0."),
        environments: z.array(YEAR).describe("A year of each environment, the worst first."),
    })
    .meta({ title: "Report of `stagewright schedule simulate --format json`" });

const working = z
    .object({
        from: interval.from,
        to: interval.to.optional(),
        specialDays: specialDays("Days from the moment up to it that are not as their weekday is, and why."),
    })
    .describe("When people work, or work next; missing where nobody says so, or not within a year.")
    .optional();

/** What `schedule next --format json` writes. */
export const SCHEDULE_NEXT_DOCUMENT = z
    .object({
        schema: z.literal("stagewright.schedule-next/1").describe("Name and version of this shape."),
        environments: z
            .array(
                z.object({
                    ...environment,
                    at: instant("The moment that was asked for"),
                    intent,
                    working,
                    specialDays: specialDays("Days up to the last change that are not as their weekday is, and why."),
                    changes: z.array(CHANGE).describe("What wakes or falls asleep next, in order."),
                    sleepless: z.array(SLEEPLESS).describe("What may change as well, or not: nobody can tell."),
                    conflicts,
                    undecided,
                    notes,
                }),
            )
            .describe("Each environment."),
    })
    .meta({ title: "Report of `stagewright schedule next --format json`" });

/** What `schedule status --format json` writes. */
export const SCHEDULE_STATUS_DOCUMENT = z
    .object({
        schema: z.literal("stagewright.schedule-status/1").describe("Name and version of this shape."),
        environments: z
            .array(
                z.object({
                    ...environment,
                    at: instant("The moment that was asked for"),
                    intent,
                    open: z.boolean().describe("Whether people work; missing where nobody says so.").optional(),
                    specialDay: text("Why the day is not as its weekday is; missing where it is.").optional(),
                    working,
                    things: z
                        .array(
                            z.object({
                                ...thing,
                                part,
                                by,
                                awake: z.boolean().describe("Whether it is awake at that moment."),
                                endedBy: z.array(z.string()).describe("What then changes it."),
                                until: instant("When that changes; missing where it does not soon").optional(),
                            }),
                        )
                        .describe("What sleeps at times."),
                    sleepless: z.array(SLEEPLESS).describe("What is paid for by time and no schedule puts to sleep."),
                    starts: z
                        .array(
                            z.object({
                                path: thing.path,
                                start: text("Command that starts it."),
                                wait: text("Command that returns once it can be used and changed."),
                            }),
                        )
                        .describe("How to start each database that is asleep."),
                    conflicts,
                    undecided,
                    notes,
                }),
            )
            .describe("Each environment."),
    })
    .meta({ title: "Report of `stagewright schedule status --format json`" });

export type YearDocument = z.input<typeof YEAR>;
