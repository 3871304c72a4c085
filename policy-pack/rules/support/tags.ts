import { isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import { type Subject, type SubjectReading, undecidedBecauseUnknown } from "../../kernel";
import { memo } from "../../../plan/memo";
import { TAGGABLE_TYPES } from "./taggable-types";
import { bare, parsedJson } from "../../../plan/plain";

/** Spellings of a key that mean the same, each without separators and in lower case; the first is the group's name. */
const SAME_KEYS: readonly (readonly string[])[] = [
    ["environment", "env", "environmentname", "envname", "stage"],
    ["owner", "ownedby", "ownername", "serviceowner", "team", "teamname"],
    ["costcentre", "costcenter", "costcentreid", "costcenterid", "costcentrecode", "costcentercode"],
    ["expiry", "ttl", "expires", "expireson", "expiresat", "expirydate", "expiration", "expirationdate", "deleteafter"],
];

/**
 * The name under which a tag key is compared: case, separators and an organisation's prefix (`acme:cost-center`) do not
 * count, and common words for the same thing are one.
 */
export const canonicalTagKey = memo((key): string => {
    const last = key.split(/[:/]/).at(-1) ?? key;
    const plain = last.toLowerCase().replace(/[^a-z0-9]/g, "");
    return SAME_KEYS.find(group => group.includes(plain))?.[0] ?? plain;
});

/** What is known of the tags that a resource will carry. */
export interface TagsReading {
    /** Values by canonical key; the resource's own before those of its provider. */
    readonly tags: ReadonlyMap<string, TagValue>;
    /** Every key as it is spelled, the resource's own and its provider's. */
    readonly keys: ReadonlySet<string>;
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

/** The types whose tags are judged. */
export const TAGGED_TYPES = {
    what: "AWS resources that can carry tags",
    matches: (type: string): boolean => TAGGABLE_TYPES.has(type) || LISTED_TAG_TYPES.has(type),
} as const;

/** Tags that were read before: several rules ask for those of each resource. */
const readings = new WeakMap<Subject, TagsReading>();

/** Reads the tags of a resource: its own, then `defaultTags` of its provider. */
export function tagsOf(subject: Subject): TagsReading {
    const known = readings.get(subject);
    if (known !== undefined) return known;
    const reading = readTags(subject);
    readings.set(subject, reading);
    return reading;
}

function readTags(subject: Subject): TagsReading {
    const found = new FoundTags();
    const own = subject.read("tags");
    const doubts = [
        LISTED_TAG_TYPES.has(subject.type) ? addListed(own, found) : addMap(own, own, found),
        LISTED_TAG_TYPES.has(subject.type) ? undefined : addDefaults(subject, found),
    ];
    return found.reading(doubts.find(doubt => doubt !== undefined));
}

/**
 * Reads one tag of a resource, in any spelling. A default of the provider is not the value that it will carry as long as
 * its own tags, which win, cannot be read.
 */
export function tagOf(subject: Subject, key: string): { readonly tag?: TagValue; readonly unread?: string } {
    const { tags, unread } = tagsOf(subject);
    const tag = tags.get(canonicalTagKey(key));
    if (tag === undefined || (unread !== undefined && isDefaultTag(tag))) {
        return unread === undefined ? {} : { unread };
    }
    return { tag };
}

/** Whether a tag is one of its provider's. */
export function isDefaultTag({ from }: TagValue): boolean {
    return from.path.startsWith("provider.");
}

/** Reads `defaultTags` of the provider that a resource is made with. */
export function defaultTagsOf(subject: Subject): TagsReading {
    const found = new FoundTags();
    return found.reading(addDefaults(subject, found));
}

/** Tags as they are gathered: the first value of a key counts. */
class FoundTags {
    private readonly tags = new Map<string, TagValue>();
    private readonly keys = new Set<string>();

    add(key: string, value: TagValue): void {
        const name = canonicalTagKey(key);
        this.keys.add(key);
        if (!this.tags.has(name)) this.tags.set(name, value);
    }

    reading(unread: string | undefined): TagsReading {
        return { tags: this.tags, keys: this.keys, unread };
    }
}

function addDefaults(subject: Subject, tags: FoundTags): string | undefined {
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

function addMap(reading: SubjectReading, from: SubjectReading, tags: FoundTags): string | undefined {
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading).message;
    if (reading.state === "absent") return undefined;
    if (!isPropertyMap(reading.value)) return `${reading.path} is of an unexpected type`;
    add(reading.value, from, tags);
    return undefined;
}

function addListed(reading: SubjectReading, tags: FoundTags): string | undefined {
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading).message;
    if (reading.state === "absent") return undefined;
    if (!Array.isArray(reading.value)) return `${reading.path} is of an unexpected type`;
    for (const [place, item] of (reading.value as readonly PropertyValue[]).map(bare).entries()) {
        const key = isPropertyMap(item) ? bare(item["key"] ?? null) : item;
        if (!isPropertyMap(item) || typeof key !== "string") return `${reading.path}[${place}] cannot be read`;
        tags.add(key, { value: item["value"] ?? "", from: reading, property: `${reading.path}[${place}]` });
    }
    return undefined;
}

function add(map: PropertyMap, from: SubjectReading, tags: FoundTags): void {
    for (const [key, value] of Object.entries(map)) tags.add(key, { value, from, property: `${from.path}["${key}"]` });
}
