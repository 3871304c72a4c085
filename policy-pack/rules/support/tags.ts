import { isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import { type Subject, type SubjectReading, undecidedBecauseUnknown } from "../../kernel";
import { bare, parsedJson } from "./values";

/** Spellings of a key that mean the same, each without separators and in lower case; the first is the group's name. */
const SAME_KEYS: readonly (readonly string[])[] = [
    ["environment", "env", "environmentname", "envname", "stage"],
    ["owner", "ownedby", "ownername", "serviceowner", "team", "teamname"],
    ["costcentre", "costcenter", "costcentreid", "costcenterid", "costcentrecode", "costcentercode"],
];

/**
 * The name under which a tag key is compared: case, separators and an organisation's prefix (`acme:cost-center`) do not
 * count, and common words for the same thing are one.
 */
export function canonicalTagKey(key: string): string {
    const last = key.split(/[:/]/).at(-1) ?? key;
    const plain = last.toLowerCase().replace(/[^a-z0-9]/g, "");
    return SAME_KEYS.find(group => group.includes(plain))?.[0] ?? plain;
}

/** What is known of the tags that a resource will carry. */
export interface TagsReading {
    /** Values by canonical key; the resource's own before those of its provider. */
    readonly tags: ReadonlyMap<string, TagValue>;
    /** Why more tags may come that cannot be read; nothing if these are all. */
    readonly unread: string | undefined;
}

/** One tag's value, and the reading that it was taken from. */
export interface TagValue {
    readonly value: PropertyValue;
    readonly from: SubjectReading;
    /** Path of the property that sets it. */
    readonly property: string;
}

/** Types that take their tags as a list of `{ key, value }` and, being older, ignore the provider's `defaultTags`. */
export const LISTED_TAG_TYPES: ReadonlySet<string> = new Set(["aws:autoscaling/group:Group"]);

/** Reads the tags of a resource: its own, then `defaultTags` of its provider. */
export function tagsOf(subject: Subject): TagsReading {
    const tags = new Map<string, TagValue>();
    const own = subject.read("tags");
    const doubts = [
        LISTED_TAG_TYPES.has(subject.type) ? addListed(own, tags) : addMap(own, own, tags),
        LISTED_TAG_TYPES.has(subject.type) ? undefined : addDefaults(subject, tags),
    ];
    return { tags, unread: doubts.find(doubt => doubt !== undefined) };
}

function addDefaults(subject: Subject, tags: Map<string, TagValue>): string | undefined {
    const reading = subject.readProvider("defaultTags");
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading).message;
    if (reading.state === "absent") return undefined;
    const defaults = parsedJson(reading.value);
    if (defaults instanceof Unknown) return `${reading.path} is ${defaults.why}`;
    const inner = isPropertyMap(defaults) ? bare(defaults["tags"] ?? null) : null;
    if (inner instanceof Unknown) return `${reading.path}.tags is ${inner.why}`;
    if (isPropertyMap(inner)) add(inner, { ...reading, path: `${reading.path}.tags` }, tags);
    return undefined;
}

function addMap(reading: SubjectReading, from: SubjectReading, tags: Map<string, TagValue>): string | undefined {
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading).message;
    if (reading.state === "absent") return undefined;
    if (!isPropertyMap(reading.value)) return `${reading.path} is of an unexpected type`;
    add(reading.value, from, tags);
    return undefined;
}

function addListed(reading: SubjectReading, tags: Map<string, TagValue>): string | undefined {
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading).message;
    if (reading.state === "absent") return undefined;
    if (!Array.isArray(reading.value)) return `${reading.path} is of an unexpected type`;
    for (const [place, item] of (reading.value as readonly PropertyValue[]).map(bare).entries()) {
        const key = isPropertyMap(item) ? bare(item["key"] ?? null) : item;
        if (!isPropertyMap(item) || typeof key !== "string") return `${reading.path}[${place}] cannot be read`;
        set(tags, key, { value: item["value"] ?? "", from: reading, property: `${reading.path}[${place}]` });
    }
    return undefined;
}

function add(map: PropertyMap, from: SubjectReading, tags: Map<string, TagValue>): void {
    for (const [key, value] of Object.entries(map)) set(tags, key, { value, from, property: `${from.path}["${key}"]` });
}

function set(tags: Map<string, TagValue>, key: string, value: TagValue): void {
    const name = canonicalTagKey(key);
    if (!tags.has(name)) tags.set(name, value);
}
