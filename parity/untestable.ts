import type { DifferenceClass } from "./ledger/entry";
import { type Capability, CAPABILITIES, capabilityOf, VERSION } from "./score";
import type { Difference } from "./stacks";

/*
 * What a test in one stack cannot show of the other, told from what differs and how. It is derived from the plans alone:
 * what people say of it stands beside it, as the reason of the entry.
 */

/** Names of the two stacks: the left one is production, the right one is where tests run. */
export interface StackNames {
    readonly left: string;
    readonly right: string;
}

/** The parts in which a document tells differences. */
export const SUBJECTS = [...CAPABILITIES, "settings"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** How a place differs: another value, in the left stack alone, in the right one alone. */
type Way = "value" | "leftOnly" | "rightOnly";

type Sentence = (names: StackNames) => string;

/** Each goes on from "a test cannot show". Versions are told by {@link BY_PROPERTY}. */
const BY_SUBJECT: Readonly<Record<Exclude<Subject, "versions">, Readonly<Record<Way, Sentence>>>> = {
    compute: {
        value: ({ left, right }) =>
            `load, latency and growth at the size of ${left}: figures measured in ${right} hold for ${right} alone`,
        leftOnly: ({ left }) => `how the further machines and workloads of ${left} start, fail and take over`,
        rightOnly: ({ left, right }) => `that ${left} does without what runs in ${right} alone`,
    },
    data: {
        value: ({ left }) => `throughput, limits and recovery as the stores of ${left} have them`,
        leftOnly: ({ left }) => `fail-over, lag and recovery of the stores that ${left} alone has`,
        rightOnly: ({ left, right }) => `that ${left} does without the stores of ${right} alone`,
    },
    network: {
        value: ({ left, right }) =>
            `whether the ways, names and callers of ${left} are open and closed as those of ${right} are`,
        leftOnly: ({ left }) =>
            `traffic over the ways and zones that ${left} alone has, and what is left when one of them is lost`,
        rightOnly: ({ left, right }) => `calls in ${left}, which lacks these ways and guards of ${right}`,
    },
    security: {
        value: ({ left, right }) =>
            `whether the rights, keys and rules of ${left} admit and refuse what those of ${right} do`,
        leftOnly: ({ left }) => `what the rights and rules that ${left} alone has admit and refuse`,
        rightOnly: ({ left, right }) => `that ${left} does without the rights and rules of ${right} alone`,
    },
    observability: {
        value: ({ left }) => `when the alarms of ${left} ring, and what its logs and figures show`,
        leftOnly: ({ left }) => `the signals that ${left} alone gives: nobody has seen them before`,
        rightOnly: ({ left }) => `that a failure of ${left} would be seen: it lacks these signals`,
    },
    settings: {
        value: ({ left }) => `what the setting of ${left} brings about`,
        leftOnly: ({ left }) => `what this setting brings about: ${left} alone has it`,
        rightOnly: ({ left }) => `the program without this setting, as it runs in ${left}`,
    },
    other: {
        value: ({ left }) => `how it goes with the value of ${left}`,
        leftOnly: ({ left }) => `what this does in ${left}, which alone has it`,
        rightOnly: ({ left }) => `how ${left} fares without it`,
    },
};

/** What a property is about, whatever it is a property of. The first that fits a step of its path decides. */
const BY_PROPERTY: readonly (readonly [step: RegExp, sentence: Sentence])[] = [
    [VERSION, ({ left }) => `how the version of ${left} behaves: another version is another product`],
    [
        /encrypt|kms|tls|ssl|public|^acl$/i,
        ({ left }) => `what ${left} keeps from whom: encryption, ways of access and their keys are guarded otherwise`,
    ],
    [
        /^(?:@protect|@retainOnDelete|(?:enable)?[dD]eletionProtection(?:Enabled)?|force(?:Destroy|Delete)|skipFinalSnapshot|finalSnapshotIdentifier|deleteAutomatedBackups|(?:deletion|recovery)WindowInDays)$/,
        ({ left }) => `that ${left} refuses to be deleted, and what could be called back afterwards`,
    ],
    [
        /^(?:\w*[rR]etention\w*|expiration|deleteAfter|ttl)$/,
        ({ right }) => `anything that needs older records than ${right} keeps`,
    ],
    [
        /^(?:(?:preferred)?(?:[mM]aintenance|[bB]ackup|[sS]napshot)Window|schedule(?:Expression)?|recurrence)$/,
        ({ left }) => `what happens at the hours of ${left}`,
    ],
];

/** What must differ: each stack is right with its own value only. */
const DISTINCT: Sentence = ({ left, right }) => `that the value of ${left} is right: ${right} has its own by intent`;

/**
 * What a test in the right stack cannot show, because of a difference: clauses that go on from "a test cannot show". Where
 * a whole group is in one stack only, one for each capability that it is part of.
 *
 * @param kind The class of the entry that declares it; nothing where none does.
 */
export function untestable(
    difference: Difference,
    kind: DifferenceClass | undefined,
    names: StackNames,
): readonly string[] {
    if (kind === "distinct") return [DISTINCT(names)];
    const way = wayOf(difference);
    if (difference.kind === "presence")
        return capabilitiesIn(difference.only.resources).map(one => sentenceOf(one, way)(names));
    if (difference.kind === "setting") return [BY_SUBJECT.settings[way](names)];
    const steps = difference.property.split(/[.[]/);
    const [, byProperty] = BY_PROPERTY.find(([step]) => steps.some(one => step.test(one))) ?? [];
    return [(byProperty ?? sentenceOf(capabilityOf(difference.pair.left.type), way))(names)];
}

/** Under which subject a document tells a difference: of a group, under the one that most of it is part of. */
export function subjectOf(difference: Difference): Subject {
    switch (difference.kind) {
        case "setting":
            return "settings";
        case "presence":
            return capabilitiesIn(difference.only.resources)[0] ?? "other";
        case "property": {
            const [first = ""] = difference.property.split(/[.[]/);
            return VERSION.test(first) ? "versions" : capabilityOf(difference.pair.left.type);
        }
    }
}

function sentenceOf(capability: Capability, way: Way): Sentence {
    // No type of resource is a version; only properties are.
    return BY_SUBJECT[capability === "versions" ? "other" : capability][way];
}

/** What resources are part of, most of them first; of no known capability only where that is all. */
function capabilitiesIn(resources: readonly { readonly type: string }[]): readonly Capability[] {
    const counts = new Map<Capability, number>();
    for (const { type } of resources) {
        const capability = capabilityOf(type);
        counts.set(capability, (counts.get(capability) ?? 0) + 1);
    }
    const known = [...counts].filter(([capability]) => capability !== "other");
    return known.length === 0
        ? ["other"]
        : known.sort(([, one], [, other]) => other - one).map(([capability]) => capability);
}

function wayOf(difference: Difference): Way {
    // A setting that both have, and one of them marks secret.
    const isInBoth = difference.kind === "setting" && difference.isSecretThere === true;
    if (difference.kind === "property" || isInBoth) return "value";
    const side = difference.kind === "setting" ? difference.side : difference.only.side;
    return side === "left" ? "leftOnly" : "rightOnly";
}
