import { z } from "zod";

import { Unknown } from "../../../plan/value";
import { holds, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { tagOf } from "./tags";
import { bare } from "../../../plan/plain";
import { showPart } from "./values";

/** Texts that somebody wrote because something had to stand there, each without separators and in lower case. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
    "admin",
    "anyone",
    "changeme",
    "default",
    "dummy",
    "example",
    "fixme",
    "foo",
    "me",
    "na",
    "nil",
    "nobody",
    "none",
    "null",
    "placeholder",
    "root",
    "sometag",
    "tba",
    "tbc",
    "tbd",
    "temp",
    "test",
    "todo",
    "undefined",
    "unknown",
    "unset",
    "user",
    "value",
    "xxx",
    "yourteam",
]);

/** A text of signs and zeros only: `-`, `???`, `0000`. */
const EMPTY_WORDS = /^[^\p{L}1-9]*$/u;

/** The words of a value that stands for none, as a message may show them even where marks of secrets are lost. */
export const PLACEHOLDER_WORDS: readonly string[] = [...PLACEHOLDERS];

function isPlaceholder(text: string): boolean {
    return EMPTY_WORDS.test(text) || PLACEHOLDERS.has(text.toLowerCase().replace(/[\s._/()<>-]+/g, ""));
}

/** A setting that is a regular expression. */
export function patternSetting(description: string) {
    return z.string().refine(isExpression, "expected a regular expression").default(".").describe(description);
}

function isExpression(text: string): boolean {
    try {
        return new RegExp(text, "u").source.length > 0;
    } catch {
        return false;
    }
}

/** What a value of a tag must be. */
export interface TagExpectation {
    /** The tag's key, in any spelling. */
    readonly key: string;
    /** A regular expression that the value matches. */
    readonly pattern: string;
    /** What is expected, as half a sentence: `a team or an address`. */
    readonly expected: string;
    /** What goes wrong otherwise. */
    readonly because: string;
}

/** Judges the value of one tag. A resource without the tag is the business of `required-tags`. */
export function judgeTagValue(
    subject: Subject,
    { key, pattern, expected, because }: TagExpectation,
): readonly Verdict[] {
    const { tag, unread } = tagOf(subject, key);
    if (tag === undefined) {
        return unread === undefined
            ? []
            : [undecided({ property: "tags", message: `the tag ${key} cannot be told: ${unread}` })];
    }
    const { from, property } = tag;
    const value = bare(tag.value);
    if (value instanceof Unknown) return [undecided({ property, message: `the tag ${key} is ${value.why}` })];
    if (typeof value !== "string") return [undecided({ property, message: `the tag ${key} is not a text` })];
    // An empty one, too, is reported there.
    if (value.trim() === "") return [];
    const isWanted = new RegExp(pattern, "u").test(value);
    if (isWanted && !isPlaceholder(value)) return [holds()];
    const shown = tag.value === value ? showPart(from, value, PLACEHOLDER_WORDS) : "(a secret)";
    const wanted = isWanted ? expected : `${expected} that matches ${pattern}`;
    return [violated({ property, message: `the tag ${key} is ${shown}, expected ${wanted}: ${because}` })];
}
