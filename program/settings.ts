import { z } from "zod";
import { type Environment, ENVIRONMENT_CLASSES } from "../components";
import { WORKING_HOURS } from "../hours/schema";

/**
 * Everything an operator may set in `Pulumi.<stack>.yaml`. What is not here is the same in every environment and lives in
 * the code: versions, retention, rules. Each message is what was expected.
 */

/** Pulumi hands every setting over as text; lists, objects and numbers as JSON. */
function structured<Schema extends z.ZodType>(schema: Schema) {
    return z.preprocess(parsed, schema);
}

function parsed(text: unknown): unknown {
    if (typeof text !== "string") return text;
    try {
        return JSON.parse(text);
    } catch {
        // Not JSON, so not what was asked for: the schema says so, and shows it as it was given.
        return text;
    }
}

const text = (expected: string) => z.string({ error: expected }).regex(/\S/, { error: expected });
const textLike = (pattern: RegExp, expected: string) =>
    z.string({ error: expected }).regex(pattern, { error: expected });
const whole = (minimum: number, maximum: number) => {
    const error = `a whole number from ${minimum} to ${maximum}`;
    return z.int({ error }).min(minimum, { error }).max(maximum, { error });
};
const listOf = <Item extends z.ZodType>(item: Item, expected: string) =>
    z.array(item, { error: expected }).min(1, { error: expected });
const group = <Shape extends z.ZodRawShape>(shape: Shape) =>
    z.strictObject(shape, {
        // An unknown name is no wrong value: it is reported as itself.
        error: issue => (issue.code === "invalid_type" ? `an object with ${Object.keys(shape).join(", ")}` : undefined),
    });

const RANGE = textLike(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, "an IPv4 range such as 192.0.2.0/24");
const DOMAIN = textLike(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a domain name such as api.example.com");

const EMAIL = textLike(/^\S+@\S+\.\S+$/, "an e-mail address");

/** EKS takes up to 100 nodes in a group by default (service quota). */
const NODES_MAXIMUM = 100;
/** A writer and 15 readers. */
const DATABASE_INSTANCES_MAXIMUM = 16;
const ADDRESS_SLOT_LAST = 15;

export const SETTINGS = z.strictObject({
    /** What the environment is for. */
    class: z.enum(ENVIRONMENT_CLASSES, { error: `one of ${ENVIRONMENT_CLASSES.join(", ")}` }),
    /** The only AWS account that this stack may touch. */
    accountId: textLike(/^\d{12}$/, "an AWS account id of twelve digits, in quotes"),
    region: text("an AWS region such as eu-central-1"),
    /** Two or three availability zones. Append only: their order is part of the address plan. */
    zones: structured(listOf(text("an availability zone such as eu-central-1a"), "a list of availability zones")),
    /** Place in the address plan. No two stacks share one, and none ever moves. */
    addressSlot: structured(whole(0, ADDRESS_SLOT_LAST)),
    owner: text("the team that answers for the environment"),
    costCentre: text("where the environment's cost is booked"),
    /** When the environment ends. Required of an ephemeral one, refused in production. */
    expiresAt: text("a moment with its offset from UTC such as 2026-02-28T18:00:00Z, in quotes").optional(),
    /** Name of the private hosted zone. */
    domain: DOMAIN,
    /** Names of the other environments, which do not resolve here. */
    blockedDomains: structured(listOf(DOMAIN, "a list of domain names")).optional(),
    /** The only third parties that resolve here; in production every one does unless this is set. */
    allowedDomains: structured(listOf(DOMAIN, "a list of domain names")).optional(),
    /** Public hosted zone of the environment's own, which its endpoint is a name of. */
    publicZoneId: textLike(/^Z[A-Z0-9]+$/, "the id of a hosted zone such as Z0123456789ABC"),
    /** Name of that zone. */
    publicDomain: DOMAIN,
    /** Who may call the shop: everybody, or ranges. Outside production the address of the NAT gateway is one, for the probe. */
    edgeCallers: z.union([z.literal("internet"), structured(listOf(RANGE, "internet, or a list of IPv4 ranges"))], {
        error: "internet, or a list of IPv4 ranges",
    }),
    /** Image, by digest, of the tools that jobs in the cluster run. Without it nothing reaps what branches leave behind, and workloads wait at night for nodes that are gone. */
    toolsImage: textLike(/^\S+@sha256:[0-9a-f]{64}$/, "an image by its digest").optional(),
    /** When people work here. Required outside production, refused in production. */
    workingHours: structured(WORKING_HOURS).optional(),
    /** The role that deploys, which alone may change the cluster. */
    deployRoleArn: textLike(/^arn:[a-z-]+:iam::\d{12}:role\/\S+$/, "the ARN of an IAM role"),
    /** From where the cluster's API may be called. */
    clusterEndpointRanges: structured(listOf(RANGE, "a list of IPv4 ranges")),
    nodes: structured(
        group({
            instanceTypes: listOf(text("an instance type such as m7g.large"), "a list of instance types"),
            minSize: whole(0, NODES_MAXIMUM),
            desiredSize: whole(0, NODES_MAXIMUM),
            maxSize: whole(1, NODES_MAXIMUM),
        }),
    ),
    database: structured(
        group({
            instanceClass: textLike(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "an Aurora instance class such as db.t4g.medium"),
            instances: whole(1, DATABASE_INSTANCES_MAXIMUM),
        }),
    ),
    /** What a month should cost at most, in US dollars, and who is told when it will cost more. */
    budget: structured(
        group({
            monthlyLimitUsd: z.number({ error: "a sum in US dollars" }),
            emails: listOf(EMAIL, "a list of e-mail addresses"),
        }),
    ),
    /** Where alarms are sent. Nobody is told by mail without it. */
    alertEmail: EMAIL.optional(),
});

/** The settings of one stack. */
export type Settings = z.infer<typeof SETTINGS> & { readonly name: string };

/** The facts of the environment among the settings. */
export function environmentOf(settings: Settings): Environment {
    const { name, owner, costCentre, accountId, region, addressSlot, workingHours, expiresAt } = settings;
    return { name, class: settings.class, owner, costCentre, accountId, region, addressSlot, workingHours, expiresAt };
}
