import { holds, stackRule, type Subject, type SubjectVerdict, undecided, violated } from "../../kernel";
import { canonicalTagKey, TAGGED_TYPES, tagsOf } from "../support/tags";

interface TaggedSubject {
    readonly subject: Subject;
    readonly keys: ReadonlySet<string>;
    readonly unread: string | undefined;
}

export const tagSpellingConsistent = stackRule({
    name: "tag-spelling-consistent",
    family: "tagging",
    severity: "low",
    description: "A tag that is required is spelled the same on every resource of a stack.",
    remediation:
        "Write each key once, in `defaultTags` of the provider or where the component's `environment` is made, and leave it out of `tags` elsewhere.",
    appliesTo: TAGGED_TYPES,
    check(stack, { pack }) {
        const tagged = stack
            .byType(...stack.plannedTypes.filter(TAGGED_TYPES.matches))
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, ...tagsOf(subject) }));
        const spellings = Object.keys(pack.tags.required).map(key => commonest(key, tagged));
        return tagged.map(each => judge(each, spellings));
    },
});

/** How most resources of a stack spell a key. */
interface Spelling {
    /** The key as it is required; others that mean the same count as spellings of it. */
    readonly required: string;
    /** Nothing where no resource has the tag. */
    readonly common: string | undefined;
}

function commonest(required: string, tagged: readonly TaggedSubject[]): Spelling {
    const counts = new Map<string, number>();
    for (const { keys } of tagged) {
        for (const key of spelled(required, keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    // Of two that are as common, the one that is required, else the first of the alphabet: two runs must say the same.
    const rank = (key: string) => (key === required ? 0 : 1);
    const [first] = [...counts].sort(
        ([one, many], [other, more]) => more - many || rank(one) - rank(other) || (one < other ? -1 : 1),
    );
    return { required, common: first?.[0] };
}

function spelled(required: string, keys: ReadonlySet<string>): readonly string[] {
    const wanted = canonicalTagKey(required);
    return [...keys].filter(key => canonicalTagKey(key) === wanted);
}

function judge({ subject, keys, unread }: TaggedSubject, spellings: readonly Spelling[]): SubjectVerdict {
    for (const { common, required } of spellings) {
        const own = spelled(required, keys);
        const [other] = own;
        if (other === undefined || common === undefined || own.includes(common)) continue;
        const message = `its tag ${required} is spelled ${JSON.stringify(other)}, expected ${JSON.stringify(common)} as on most: to cost reports and conditions on tags these are two tags`;
        return { subject, verdict: violated({ property: "tags", message }) };
    }
    if (unread === undefined) return { subject, verdict: holds() };
    return {
        subject,
        verdict: undecided({ property: "tags", message: `how its tags are spelled cannot be told: ${unread}` }),
    };
}
