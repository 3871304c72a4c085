import { z } from "zod";
import { ACCESSES, type Fragment, THINGS } from "./connection";
import { EDGE_KINDS, type EdgeKind } from "./edge-kinds";

/*
 * The shape of what an environment says of its boundary, as a file of facts carries it. Unknown keys are faults: a file that
 * says more than this reader understands must not be judged by half.
 */

const TEXT = z.string();
const ACCOUNT = z.strictObject({ kind: z.literal("account"), account: TEXT });
const NAME = z.strictObject({ kind: z.literal("name"), pattern: TEXT });
const RANGE = z.strictObject({ kind: z.literal("range"), range: TEXT });
const HOST = z.strictObject({ kind: z.literal("host"), host: TEXT });
const THING = z.strictObject({ kind: z.literal("thing"), thing: z.enum(THINGS), id: TEXT });

const REFERENCE = z.discriminatedUnion("kind", [
    ACCOUNT,
    NAME,
    RANGE,
    HOST,
    THING,
    z.strictObject({ kind: z.literal("organisation"), organisation: TEXT }),
    z.strictObject({ kind: z.literal("anyone") }),
    z.strictObject({ kind: z.literal("tokens"), issuer: TEXT, subjects: z.array(TEXT) }),
    z.strictObject({ kind: z.literal("unknown"), why: TEXT }),
]);

const KINDS = Object.keys(EDGE_KINDS) as [EdgeKind, ...EdgeKind[]];

const CONNECTION = z.strictObject({
    kind: z.enum(KINDS),
    direction: z.enum(["out", "in", "both"]),
    access: z.enum(ACCESSES),
    at: z.strictObject({ urn: TEXT, path: TEXT, property: TEXT }),
    remote: REFERENCE,
    certainty: z.enum(["declared", "undecided"]),
    needsCounterpart: z.boolean(),
    frontDoor: z.boolean(),
    fromSecret: z.boolean(),
    says: TEXT,
    change: TEXT,
});

const IDENTITY = z.strictObject({
    reference: z.discriminatedUnion("kind", [ACCOUNT, NAME, RANGE, HOST, THING]),
    isPublic: z.boolean(),
    from: TEXT,
});

/** A {@link Fragment} as JSON. */
export const FRAGMENT_SCHEMA: z.ZodType<Fragment> = z.strictObject({
    project: TEXT,
    stack: TEXT.min(1),
    environmentClass: z.enum(["production", "staging", "ephemeral"]),
    identities: z.array(IDENTITY),
    connections: z.array(CONNECTION),
});
