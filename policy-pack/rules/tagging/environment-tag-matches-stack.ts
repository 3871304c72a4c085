import { Unknown } from "../../../plan/value";
import { holds, resourceRule, undecided, violated } from "../../kernel";
import { canonicalEnvironment, COMMON_ENVIRONMENT_NAMES } from "../support/environment-name";
import { TAGGED_TYPES, tagOf } from "../support/tags";
import { bare } from "../../../plan/plain";
import { showPart } from "../support/values";

export const environmentTagMatchesStack = resourceRule({
    name: "environment-tag-matches-stack",
    family: "tagging",
    severity: "high",
    description: "The environment that a resource is tagged with is the one that its stack stands for.",
    remediation:
        "Let the tag come from the stack's own `environment`, not from a literal; `tags` of the resource win over `defaultTags` of its provider.",
    appliesTo: TAGGED_TYPES,
    check(subject) {
        const { tag, unread } = tagOf(subject, "environment");
        if (tag === undefined) {
            // A resource without the tag is the business of `required-tags`.
            if (unread === undefined) return [];
            return undecided({ property: "tags", message: `the environment tag cannot be told: ${unread}` });
        }
        const { property, from } = tag;
        const value = bare(tag.value);
        if (value instanceof Unknown) return undecided({ property, message: `the environment tag is ${value.why}` });
        if (typeof value !== "string") return undecided({ property, message: "the environment tag is not a text" });
        const { name, class: environmentClass } = subject.environment;
        const found = canonicalEnvironment(value);
        const sameName = found === canonicalEnvironment(name);
        // A stack named `eu-live` may tag its resources with its class, as long as no other class is claimed.
        if (sameName || found === environmentClass) return holds();
        const shown = tag.value === value ? showPart(from, value, COMMON_ENVIRONMENT_NAMES) : "(a secret)";
        return violated({
            property,
            message: `is tagged as ${shown}, expected ${environmentClass === canonicalEnvironment(name) ? name : `${name} or ${environmentClass}`}: costs, alarms and access by tag go to the wrong environment`,
        });
    },
});
