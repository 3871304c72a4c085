import { z } from "zod";
import { Unknown } from "../../../plan/value";
import { type EnvironmentFacts, holds, resourceRule, undecided, type Verdict, violated } from "../../kernel";
import { canonicalTagKey, isDefaultTag, LISTED_TAG_TYPES, TAGGED_TYPES, tagsOf, type TagValue } from "../support/tags";
import { bare } from "../../../plan/plain";
import { showPart } from "../support/values";

const settings = z.object({
    values: z
        .record(z.string(), z.string().min(1))
        .default({})
        .describe("Values that missing tags are given, by key, where the rule is to mend what it finds."),
});

export const requiredTags = resourceRule({
    name: "required-tags",
    family: "tagging",
    severity: "medium",
    description:
        "Every AWS resource that can carry tags says which environment it belongs to, who owns it and who pays for it.",
    remediation:
        "Hand the component its `environment`, which tags every child, or set `tags` of the resource or `defaultTags` of its provider. Which tags are required is `tags.required` in `stagewright.yaml`.",
    appliesTo: TAGGED_TYPES,
    settings,
    check(subject, { pack }) {
        const { tags, unread } = tagsOf(subject);
        const missing: string[] = [];
        const verdicts: Verdict[] = [];
        for (const [key, allowed] of Object.entries(pack.tags.required)) {
            const tag = tags.get(canonicalTagKey(key));
            if (tag === undefined) missing.push(key);
            else verdicts.push(settled(judgeValue(key, tag, allowed), tag, unread, allowed));
        }
        return missing.length === 0 ? verdicts : [...verdicts, judgeMissing(missing, unread)];
    },
    remediate(subject, { pack, settings: { values } }) {
        // A list cannot be added to without a choice that only the owner can make: whether new machines take the tag over.
        if (LISTED_TAG_TYPES.has(subject.type)) return undefined;
        const { tags } = tagsOf(subject);
        const missing = Object.entries(pack.tags.required).filter(([key]) => !tags.has(canonicalTagKey(key)));
        const known = missing.flatMap(([key, allowed]) => {
            const value = knownValue(key, allowed, values, subject.environment);
            return value === undefined ? [] : [[`tags[${JSON.stringify(key)}]`, value] as const];
        });
        return Object.fromEntries(known);
    },
});

/** The value that a tag can only have, or that a setting gives it: nobody has to be asked for it. */
function knownValue(
    key: string,
    allowed: readonly string[],
    values: Readonly<Record<string, string>>,
    environment: EnvironmentFacts,
): string | undefined {
    const name = canonicalTagKey(key);
    const given = Object.entries(values).find(([other]) => canonicalTagKey(other) === name)?.[1];
    if (given !== undefined) return given;
    if (name !== canonicalTagKey("environment")) return allowed.length === 1 ? allowed[0] : undefined;
    return [environment.name, environment.class].find(value => allowed.length === 0 || allowed.includes(value));
}

function judgeMissing(keys: readonly string[], unread: string | undefined): Verdict {
    const names = `${keys.length === 1 ? "tag" : "tags"} ${keys.join(", ")}`;
    if (unread !== undefined) return undecided({ property: "tags", message: `the ${names} cannot be told: ${unread}` });
    return violated({
        property: "tags",
        message: `lacks the ${names}, expected a value for each, under any common spelling`,
    });
}

/** What the provider sets by default, the resource's own tags may set otherwise where those cannot be read. */
function settled(verdict: Verdict, tag: TagValue, unread: string | undefined, allowed: readonly string[]): Verdict {
    if (unread === undefined || !isDefaultTag(tag) || (allowed.length === 0 && verdict.outcome === "holds"))
        return verdict;
    return undecided({ property: "tags", message: `the value of a required tag cannot be told: ${unread}` });
}

function judgeValue(key: string, { value, from, property }: TagValue, allowed: readonly string[]): Verdict {
    const text = bare(value);
    if (text instanceof Unknown) return undecided({ property, message: `the value of the tag ${key} is ${text.why}` });
    if (typeof text !== "string" || text.trim() === "") {
        return violated({ property, message: `the tag ${key} is empty, expected a value` });
    }
    if (allowed.length === 0 || allowed.includes(text)) return holds();
    const shown = value === text ? showPart(from, text) : "(a secret)";
    return violated({ property, message: `the tag ${key} is ${shown}, expected one of ${allowed.join(", ")}` });
}
