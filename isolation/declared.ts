import { z } from "zod";
import { isAccountId } from "../aws/arn";
import { parseRange } from "../aws/address-range";
import { isDate } from "../plan/dates";
import { ACCESSES, THINGS } from "./connection";

/*
 * What a team says of its environments' boundaries: what else belongs to one, what both may use, and where a way is meant.
 */

const ACCOUNT = z.string().refine(isAccountId, "expected twelve digits");
const RANGE = z
    .string()
    .refine(text => parseRange(text) !== undefined, "expected a range in CIDR notation, such as 10.0.0.0/16");
const NAME = z.string().regex(/^arn:/, "expected an ARN, or a pattern of ARNs, such as arn:aws:s3:::shop-logs*");
const HOST = z
    .string()
    .regex(
        /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/,
        "expected a name of the DNS in lower case, such as shop.example",
    );
const THING = z.strictObject({
    thing: z.enum(THINGS).describe("What kind of thing it is."),
    id: z.string().min(1).describe("Its id, such as tgw-0123456789abcdef0."),
});
const WORDS = z.string().regex(/\S/, "expected some words");

/** Most of one kind that can be declared in one place: more are no exception any longer. */
const MAX_DECLARED = 100;

const BELONGINGS = {
    accounts: z.array(ACCOUNT).max(MAX_DECLARED).describe("AWS accounts.").optional(),
    ranges: z.array(RANGE).max(MAX_DECLARED).describe("Ranges of addresses, in CIDR notation.").optional(),
    names: z.array(NAME).max(MAX_DECLARED).describe("ARNs, or patterns of ARNs with * and ?.").optional(),
    hosts: z.array(HOST).max(MAX_DECLARED).describe("Names of the DNS, each with all below it.").optional(),
    things: z
        .array(THING)
        .max(MAX_DECLARED)
        .describe("Networks, gateways, zones and other things by their ids.")
        .optional(),
} as const;

const COMMON = z.strictObject({
    access: z
        .enum(["read-only", "write-only"])
        .describe(
            "What environments may do there: read what is kept, or write what is kept. Neither is a way through.",
        ),
    purpose: WORDS.describe("What it is for."),
    ...BELONGINGS,
});

const GATEWAY = z
    .strictObject({
        from: WORDS.describe("The stack that the way leads out of."),
        to: WORDS.describe("The stack that the way leads into."),
        at: z
            .array(z.string().regex(/^[^#*]+(?:#.+)?$/, "expected <path> or <path>#<property>, without a wildcard"))
            .min(1)
            .max(MAX_DECLARED)
            .describe("Where the way is declared: component paths, each with one property or none for all of them."),
        access: z
            .enum(ACCESSES)
            .describe("What may be done through it: read, write, or use for what is neither. By default anything.")
            .optional(),
        purpose: WORDS.describe("What goes through it, and why."),
        owner: WORDS.describe("Who answers for it."),
        expires: z
            .string()
            .refine(isDate, "expected a date that exists, as YYYY-MM-DD")
            .describe("The last day on which it is open, as YYYY-MM-DD.")
            .meta({ format: "date" }),
    })
    .refine(({ from, to }) => from !== to, "expected two different stacks in `from` and `to`");

/** What `stagewright.yaml` says under `isolation`. */
export const ISOLATION_SCHEMA = z.strictObject({
    boundaries: z
        .record(z.string(), z.strictObject(BELONGINGS))
        .describe("What belongs to an environment beside what its plan shows, by the name of its stack.")
        .optional(),
    commons: z
        .record(z.string(), COMMON)
        .describe(
            "What both environments may use, by a name of yours: a registry, a parent zone, a log archive, identities.",
        )
        .optional(),
    gateways: z
        .record(z.string(), GATEWAY)
        .describe("Ways from one environment into another that are meant, by a name of yours.")
        .optional(),
});
