import { groupBy } from "../plan/group-by";
import type { IdentityFacts, PlacedForm, SecretFacts } from "./facts";
import { UNKNOWN_SCOPE } from "./identities";
import type { UnreadWhy } from "./origins";
import { judgeStorage } from "./storage";

/** What is wrong, or cannot be told, between two environments or more. */
export const COMPARISON_FAULTS = ["shared-credential", "shared-identity", "shared-storage", "uncomparable"] as const;
export type ComparisonFault = (typeof COMPARISON_FAULTS)[number];

/** A place in one of the environments. */
export interface ComparedPlace extends PlacedForm {
    readonly environment: string;
}

/** One thing that two environments or more share, or that cannot be compared. Never a value, a digest or a name. */
export interface ComparisonFinding {
    readonly fault: ComparisonFault;
    readonly verdict: "violated" | "undecided";
    /** Names of the environments, sorted. */
    readonly environments: readonly string[];
    readonly message: string;
    readonly remediation: string;
    readonly places: readonly ComparedPlace[];
}

/** What is said of some environments. */
export interface SecretComparison {
    readonly environments: readonly string[];
    /** What is shared first, in one order. */
    readonly findings: readonly ComparisonFinding[];
    readonly counts: {
        /** Different credentials, over all environments. */
        readonly credentials: number;
        readonly identities: number;
        /** Places whose value each environment makes for itself. */
        readonly own: number;
        readonly unread: number;
    };
}

/**
 * Says what some environments share. Every environment is compared with every other; the work grows with what they have, and
 * not with the number of pairs.
 */
export function compareSecrets(all: readonly SecretFacts[]): SecretComparison {
    const named = all.map(facts => ({ facts, environment: nameOf(facts, all) }));
    const credentials = sharedCredentials(named);
    const identities = sharedIdentities(named);
    const storage = judgeStorage(named.map(({ environment, facts }) => ({ environment, storage: facts.storage }))).map(
        ({ aspect, environments, says, verdict }): ComparisonFinding => ({
            fault: "shared-storage",
            verdict,
            environments,
            message: `${listOf(environments)} ${says}`,
            remediation: STORAGE_REMEDIATION,
            places: environments.map(environment => ({ environment, path: `state#${aspect}` })),
        }),
    );
    const found = [...credentials, ...identities, ...storage, ...uncomparable(named)];
    const ofVerdict = (verdict: ComparisonFinding["verdict"]) => found.filter(finding => finding.verdict === verdict);
    return {
        environments: named.map(({ environment }) => environment),
        findings: [...ofVerdict("violated"), ...ofVerdict("undecided")],
        counts: {
            credentials: new Set(all.flatMap(facts => facts.credentials.map(({ digest }) => digest))).size,
            identities: new Set(all.flatMap(facts => facts.identities.map(identityKey))).size,
            own: all.reduce((sum, { own }) => sum + own.length, 0),
            unread: all.reduce((sum, { unread }) => sum + unread.length, 0),
        },
    };
}

const STORAGE_REMEDIATION =
    "Give each environment a backend, a key and a passphrase of its own (docs/secrets.md), and say so in `rules.state-not-shared.states` of stagewright.yaml where no file of the project does.";
const CREDENTIAL_REMEDIATION =
    "Make a credential of its own for each environment and replace this one everywhere: whoever holds it in one has it in the other.";
const IDENTITY_REMEDIATION =
    "Give each environment its own, or declare what both may use under `isolation.commons` in stagewright.yaml.";

interface Named {
    readonly environment: string;
    readonly facts: SecretFacts;
}

/** The stack's name; with its project where the projects differ. */
function nameOf({ project, stack }: SecretFacts, all: readonly SecretFacts[]): string {
    return all.every(other => other.project === project) ? stack : `${project}/${stack}`;
}

/** Two environments by name, more by number: a message is read in one line. */
function listOf(environments: readonly string[]): string {
    const SHOWN = 3;
    if (environments.length <= SHOWN) return environments.join(" and ");
    return `${environments.slice(0, SHOWN).join(", ")} and ${environments.length - SHOWN} more`;
}

function sharedCredentials(all: readonly Named[]): readonly ComparisonFinding[] {
    const held = all.flatMap(({ environment, facts }) =>
        facts.credentials.flatMap(({ at, digest }) => at.map(place => ({ digest, place: { environment, ...place } }))),
    );
    const shared = [...groupBy(held, ({ digest }) => digest).values()]
        .map(group => group.map(({ place }) => place))
        .filter(places => environmentsOf(places).length > 1);
    return withoutParts(shared).map(places => {
        const environments = environmentsOf(places);
        const [one, other] = environments.map(name => places.find(({ environment }) => environment === name));
        return {
            fault: "shared-credential",
            verdict: "violated",
            environments,
            message: `${placeText(one)} and ${placeText(other)} are one credential`,
            remediation: CREDENTIAL_REMEDIATION,
            places,
        };
    });
}

/**
 * One finding for a credential, however it is wrapped: an address that both have says nothing more than the password within,
 * which stands at the same places and more.
 */
function withoutParts(shared: readonly (readonly ComparedPlace[])[]): readonly (readonly ComparedPlace[])[] {
    const kept: { readonly places: readonly ComparedPlace[]; readonly keys: ReadonlySet<string> }[] = [];
    const byKey = new Map<string, (typeof kept)[number][]>();
    const largestFirst = [...shared].sort(
        (one, other) => other.length - one.length || compareTexts(orderKey(one), orderKey(other)),
    );
    for (const places of largestFirst) {
        const keys = new Set(places.map(placeKey));
        const [first = ""] = keys;
        if (byKey.get(first)?.some(known => [...keys].every(key => known.keys.has(key))) === true) continue;
        const entry = { places, keys };
        kept.push(entry);
        for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), entry]);
    }
    return kept.map(({ places }) => places).sort((one, other) => compareTexts(orderKey(one), orderKey(other)));
}

function placeKey({ environment, path }: ComparedPlace): string {
    return `${environment}\n${path}`;
}

function orderKey(places: readonly ComparedPlace[]): string {
    return places.map(placeKey).join("\n");
}

function compareTexts(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
}

function environmentsOf(places: readonly ComparedPlace[]): readonly string[] {
    return [...new Set(places.map(({ environment }) => environment))];
}

function placeText(place: ComparedPlace | undefined): string {
    if (place === undefined) return "";
    const { environment, form, path } = place;
    return `${path} in ${environment}${form === undefined ? "" : ` (${form})`}`;
}

const KIND_NAMES: Readonly<Record<IdentityFacts["kind"], string>> = {
    account: "AWS account",
    role: "role",
    key: "key",
    secret: "secret of Secrets Manager",
    parameter: "parameter",
    "kubernetes-secret": "Secret of Kubernetes",
};

function identityKey({ kind, name, scope }: IdentityFacts): string {
    return [kind, name, scope].join("\n");
}

interface NamedIdentity {
    readonly environment: string;
    readonly identity: IdentityFacts;
}

function sharedIdentities(all: readonly Named[]): readonly ComparisonFinding[] {
    const named = all.flatMap(({ environment, facts }) =>
        facts.identities.map(identity => ({ environment, identity })),
    );
    return [...groupBy(named, ({ identity: { kind, name } }) => `${kind}\n${name}`).values()].flatMap(sameName);
}

/** Those of one name: in one scope they are one thing; where the scope is not known, they may be. */
function sameName(all: readonly NamedIdentity[]): readonly ComparisonFinding[] {
    const scopes = groupBy(all, ({ identity }) => identity.scope);
    const certain = [...scopes]
        .filter(([scope]) => isKnown(scope))
        .flatMap(([, group]) => identityFinding(group, "violated"));
    return certain.length > 0 || [...scopes.keys()].every(isKnown) ? certain : identityFinding(all, "undecided");
}

function isKnown(scope: string): boolean {
    return !scope.split("/").includes(UNKNOWN_SCOPE);
}

function identityFinding(
    all: readonly NamedIdentity[],
    verdict: ComparisonFinding["verdict"],
): readonly ComparisonFinding[] {
    const counted = all.filter(({ identity }) => !identity.common);
    const places = counted.flatMap(({ environment, identity }) => identity.at.map(path => ({ environment, path })));
    const environments = environmentsOf(places);
    // What every environment makes for itself is its own, whatever it is called.
    const makers = new Set(counted.filter(({ identity }) => identity.made).map(({ environment }) => environment));
    const first = counted.find(({ environment }) => !makers.has(environment));
    if (environments.length < 2 || first === undefined) return [];
    const [one, other] = environments.map(name => places.find(({ environment }) => environment === name));
    const what = KIND_NAMES[first.identity.kind];
    const says =
        verdict === "violated"
            ? `name one ${what}`
            : `name a ${what} alike, and whether it is one cannot be told: the account or the region is not known`;
    return [
        {
            fault: "shared-identity",
            verdict,
            environments,
            message: `${placeText(one)} and ${placeText(other)} ${says}`,
            remediation: IDENTITY_REMEDIATION,
            places,
        },
    ];
}

const UNREAD_REMEDIATION: Readonly<Record<UnreadWhy, string>> = {
    encrypted:
        "Make the facts where the secrets can be read: with the environment's own passphrase, or from `pulumi stack export --show-secrets`.",
    redacted: "Make the facts from the program, or from `pulumi stack export --show-secrets`, which hides nothing.",
    unknown: "Let a resource of the stack make the value, or hand it over as a setting.",
    imported: "Let a resource of the stack make the value anew.",
    "too weak": "Replace it by one made at random, of 20 letters and digits or more.",
    "nested too deep": "Hand it over as it is.",
    "not shown": "Put it where a plan shows it, or compare it by hand.",
};

/** What cannot be read counts where there is something that it might be the same as. */
function uncomparable(all: readonly Named[]): readonly ComparisonFinding[] {
    const holders = all.filter(({ facts }) => facts.credentials.length + facts.unread.length > 0).length;
    return all.flatMap(({ environment, facts }) => {
        const isAlone = holders - (facts.credentials.length + facts.unread.length > 0 ? 1 : 0) === 0;
        if (isAlone) return [];
        return facts.unread.map(({ at, says, why }) => ({
            fault: "uncomparable" as const,
            verdict: "undecided" as const,
            environments: [environment],
            message: `${at} in ${environment} cannot be compared: ${says}`,
            remediation: UNREAD_REMEDIATION[why],
            places: [{ environment, path: at }],
        }));
    });
}
