import { Unknown } from "../../../plan/value";
import { holds, resourceRule, undecided, type Verdict, violated } from "../../kernel";
import { canonicalTagKey, LISTED_TAG_TYPES, tagsOf, type TagValue } from "../support/tags";
import { TAGGABLE_TYPES } from "../support/taggable-types";
import { bare, showPart } from "../support/values";

export const requiredTags = resourceRule({
    name: "required-tags",
    family: "tagging",
    severity: "medium",
    description:
        "Every AWS resource that can carry tags says which environment it belongs to, who owns it and who pays for it.",
    remediation:
        "Hand the component its `environment`, which tags every child, or set `tags` of the resource or `defaultTags` of its provider. Which tags are required is `tags.required` in `stagewright.yaml`.",
    appliesTo: {
        what: "AWS resources that can carry tags",
        matches: type => TAGGABLE_TYPES.has(type) || LISTED_TAG_TYPES.has(type),
    },
    check(subject, { pack }) {
        const { tags, unread } = tagsOf(subject);
        const missing: string[] = [];
        const verdicts: Verdict[] = [];
        for (const [key, allowed] of Object.entries(pack.tags.required)) {
            const tag = tags.get(canonicalTagKey(key));
            if (tag === undefined) missing.push(key);
            else verdicts.push(judgeValue(key, tag, allowed));
        }
        return missing.length === 0 ? verdicts : [...verdicts, judgeMissing(missing, unread)];
    },
});

function judgeMissing(keys: readonly string[], unread: string | undefined): Verdict {
    const names = `${keys.length === 1 ? "tag" : "tags"} ${keys.join(", ")}`;
    if (unread !== undefined) return undecided({ property: "tags", message: `the ${names} cannot be told: ${unread}` });
    return violated({
        property: "tags",
        message: `lacks the ${names}, expected a value for each, under any common spelling`,
    });
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
