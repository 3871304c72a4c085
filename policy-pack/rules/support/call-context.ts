import { arnAt, type Home, homeOf } from "../../../isolation/home";
import { bare, listed, parsedJson, textOf } from "../../../plan/plain";
import { isPropertyMap, type PropertyValue } from "../../../plan/value";
import type { Subject } from "../../kernel";
import type { CallContext, KeyValue } from "./call-conditions";
import { LISTED_TAG_TYPES } from "./tags";

export const SCHEDULER = "scheduler.amazonaws.com";
/** The group of a schedule that names none. */
const DEFAULT_GROUP = "default";
/** What is not known of a name or a place. */
const ANY = "*";

const ABSENT: KeyValue = { state: "absent" };
const UNKNOWN: KeyValue = { state: "unknown" };

function known(value: string): KeyValue {
    return value === ANY ? UNKNOWN : { state: "known", value };
}

/** Keys of what a call is made on, with the key of the tag behind: one global, the others of their services. */
const RESOURCE_TAG = /^(?:aws:resourcetag|(?:autoscaling|ec2|ecs):resourcetag|rds:(?:cluster|db)-tag)\/(?<tag>.+)$/;
const PRINCIPAL_TAG = /^aws:principaltag\/(?<tag>.+)$/;

/** What a call of EventBridge Scheduler says of itself beside the tags: it is made over TLS, with the credentials of a role. */
const OF_CALLS: Readonly<Record<string, KeyValue>> = {
    "aws:securetransport": known("true"),
    "aws:principaltype": known("AssumedRole"),
    "aws:principalisawsservice": known("false"),
    "aws:viaawsservice": known("false"),
    "aws:calledvia": ABSENT,
    "aws:calledviafirst": ABSENT,
    "aws:calledvialast": ABSENT,
    "aws:federatedprovider": ABSENT,
    // A role is no service that acts for somebody: these stand in what it takes to get the role.
    "aws:sourceaccount": ABSENT,
    "aws:sourcearn": ABSENT,
    "aws:sourceorgid": ABSENT,
};

/** What the keys of conditions say in the call that a schedule makes with its role. */
export function roleCall(
    { role, schedule }: { readonly role: Subject; readonly schedule: Subject },
    target: Subject | undefined,
    more: Readonly<Record<string, string>> = {},
): CallContext {
    const home = homeOf(schedule);
    const values: Readonly<Record<string, KeyValue>> = {
        ...OF_CALLS,
        "aws:requestedregion": known(home.region),
        "aws:resourceaccount": known(home.account),
        "aws:principalaccount": known(home.account),
        "aws:principalarn": known(roleArn(role, home)),
        ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, known(value)])),
    };
    return key => {
        const ofTarget = RESOURCE_TAG.exec(key)?.groups?.["tag"];
        // Of what a program only reads, no plan shows the tags.
        if (ofTarget !== undefined)
            return target === undefined || target.resource.external ? UNKNOWN : tagValue(target, ofTarget);
        const ofRole = PRINCIPAL_TAG.exec(key)?.groups?.["tag"];
        if (ofRole !== undefined) return tagValue(role, ofRole);
        return Object.hasOwn(values, key) ? (values[key] ?? UNKNOWN) : UNKNOWN;
    };
}

/** What they say where EventBridge Scheduler takes the role of a schedule. It is nobody of IAM, and has no token. */
export function takingRole(schedule: Subject): CallContext {
    const home = homeOf(schedule);
    const group = nameAt(schedule, "groupName", DEFAULT_GROUP);
    const values: Readonly<Record<string, KeyValue>> = {
        "aws:securetransport": known("true"),
        "aws:principalisawsservice": known("true"),
        "aws:principalservicename": known(SCHEDULER),
        "aws:sourceaccount": known(home.account),
        "aws:sourcearn": known(arnAt(home, "scheduler:{region}:{account}:schedule-group/{name}", group)),
        "aws:principalaccount": ABSENT,
        "aws:principalarn": ABSENT,
        "aws:principalorgid": ABSENT,
        "sts:externalid": ABSENT,
    };
    return key => (Object.hasOwn(values, key) ? (values[key] ?? UNKNOWN) : UNKNOWN);
}

/** The ARN of a role, with `*` for what the plan does not say. */
export function roleArn(role: Subject, { account, partition }: Pick<Home, "account" | "partition">): string {
    const path = nameAt(role, "path", "/");
    return `arn:${partition}:iam::${account}:role${path === ANY ? "/*" : path}${nameAt(role, "name")}`;
}

/** A name as the plan says it, `*` where it does not. */
export function nameAt(subject: Subject, input: string, unset = ANY): string {
    const reading = subject.read(input);
    if (reading.state === "absent") return unset;
    return (reading.state === "known" ? textOf(reading.value) : "") || ANY;
}

/** The tag of a resource by its key, in whatever case, as IAM reads keys; its own before those of the provider. */
function tagValue(subject: Subject, key: string): KeyValue {
    const own = subject.read("tags");
    if (own.state === "unknown") return UNKNOWN;
    const isListed = LISTED_TAG_TYPES.has(subject.type);
    const set = own.state === "absent" ? undefined : tagIn(own.value, key);
    if (set !== undefined || isListed) return set ?? ABSENT;
    const defaults = subject.readProvider("defaultTags");
    if (defaults.state !== "known") return defaults.state === "absent" ? ABSENT : UNKNOWN;
    const given = parsedJson(defaults.value);
    if (!isPropertyMap(given)) return UNKNOWN;
    return given["tags"] === undefined ? ABSENT : (tagIn(given["tags"], key) ?? ABSENT);
}

/** A tag in a map, or in a list of keys and values; nothing where it holds none of that key. */
function tagIn(tags: PropertyValue, key: string): KeyValue | undefined {
    const inner = bare(tags);
    const pairs = isPropertyMap(inner)
        ? Object.entries(inner)
        : listed(inner).map(one =>
              isPropertyMap(one) ? ([textOf(one["key"]), one["value"] ?? ""] as const) : (["", one] as const),
          );
    // What is no text in the place of a key may be the one.
    if (pairs.some(([name]) => name === "")) return UNKNOWN;
    const [, value] = pairs.find(([name]) => name.toLowerCase() === key) ?? [];
    if (value === undefined) return undefined;
    const plain = bare(value);
    return typeof plain === "string" ? { state: "known", value: plain } : UNKNOWN;
}
