import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { canonicalTagKey, defaultTagsOf, LISTED_TAG_TYPES, TAGGED_TYPES } from "../support/tags";
import { TAGGABLE_TYPES } from "../support/taggable-types";

export const providerDefaultTagsSet = stackRule({
    name: "provider-default-tags-set",
    family: "tagging",
    severity: "low",
    preset: "strict",
    description: "Every AWS provider in use tags by itself whatever it makes.",
    remediation:
        "Set `defaultTags` of `aws.Provider` (of the default provider: `aws:defaultTags` in the stack's configuration) to the tags that are required: `tags.required` in `stagewright.yaml` says which.",
    appliesTo: TAGGED_TYPES,
    check(stack, { pack }) {
        const required = Object.keys(pack.tags.required);
        return firstOfEachProvider(stack).map(subject => ({ subject, verdict: judge(subject, required) }));
    },
});

/** One resource for each provider that makes any that take its default tags: all of them would be told the same. */
function firstOfEachProvider(stack: Stack): readonly Subject[] {
    const first = new Map<string | undefined, Subject>();
    for (const subject of stack.byType(...stack.plannedTypes.filter(takesDefaultTags))) {
        const { external, provider } = subject.resource;
        if (!external && !first.has(provider?.urn)) first.set(provider?.urn, subject);
    }
    return [...first.values()];
}

function takesDefaultTags(type: string): boolean {
    return TAGGABLE_TYPES.has(type) && !LISTED_TAG_TYPES.has(type);
}

function judge(subject: Subject, required: readonly string[]): Verdict {
    const { tags, unread } = defaultTagsOf(subject);
    const missing = required.filter(key => !tags.has(canonicalTagKey(key)));
    if (missing.length === 0) return holds();
    const names = `${missing.length === 1 ? "tag" : "tags"} ${missing.join(", ")}`;
    if (unread !== undefined) {
        return undecided({ message: `whether its provider sets the ${names} by itself cannot be told: ${unread}` });
    }
    const { provider } = subject.resource;
    const called = provider === undefined || provider.isDefault ? "the default provider" : `provider ${provider.name}`;
    return violated({
        message: `${called}, which makes this and others, does not set the ${names} by itself, expected defaultTags: whoever adds a resource and forgets its tags makes one that belongs to nobody`,
    });
}
