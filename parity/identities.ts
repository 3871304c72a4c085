import { groupBy } from "../plan/group-by";
import type { Plan, PlannedProvider, PlannedResource } from "../plan/plan";
import { parseUrn } from "../plan/urn";
import { isList, isPropertyMap, type PropertyValue, Secret } from "../plan/value";
import { addressBlock, type AddressBlock } from "./addresses";
import { environmentWords } from "./environment-words";

/** A name that is one thing in one environment and another in the next, and the role that both play. */
export interface Identity {
    readonly text: string;
    /** The same in every environment: `account`, `domain of shop-zone`. */
    readonly role: string;
    /** Whether a letter may follow, as in the zones of a region. */
    readonly takesLetter?: true;
}

/** A network's whole range, and the role that it plays. */
export interface NetworkIdentity {
    readonly block: AddressBlock;
    readonly role: string;
}

/** The role of the environment's name. */
export const ENVIRONMENT_ROLE = "environment";

/** What a stack calls its own, so that the same thing in another stack can be told by its role. */
export interface Identities {
    readonly texts: readonly Identity[];
    readonly networks: readonly NetworkIdentity[];
}

const VPC_TYPES: readonly string[] = [
    "aws:ec2/vpc:Vpc",
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
];
const ZONE_TYPE = "aws:route53/zone:Zone";
/** Tag keys that name the environment, in lower case and without separators. */
const ENVIRONMENT_TAGS: readonly string[] = ["environment", "env", "stage"];

/**
 * Collects what a plan calls its own: names, accounts, regions, domains and ranges.
 *
 * @param peer The plan that it is compared with: what both have must play the same role in both.
 */
export function identitiesOf(plan: Plan, peer: Plan): Identities {
    const names = environmentNames(plan, peer);
    const byName = (path: string) => nameless(path, names);
    return {
        texts: [
            ...[...new Set(names)]
                .filter(text => text.length >= MIN_NAME_LENGTH)
                .map(text => ({ text, role: ENVIRONMENT_ROLE })),
            ...distinctRoles([
                ...providerIdentities(providersIn(plan, names), providersIn(peer, environmentNames(peer, plan))),
                ...plan.resources
                    .filter(({ type }) => type === ZONE_TYPE)
                    .flatMap(({ inputs, path }) => textIdentity(inputs["name"], `domain of ${byName(path)}`)),
            ]),
        ],
        networks: distinctRoles(
            plan.resources
                .filter(({ type }) => VPC_TYPES.includes(type))
                .flatMap(({ inputs, path }) => {
                    const block = addressBlock(inputs["cidrBlock"]);
                    return block === undefined ? [] : [{ block, role: `network ${byName(path)}` }];
                }),
        ),
    };
}

function environmentNames(plan: Plan, peer: Plan): readonly string[] {
    const words = [...ownWord(plan.stack, peer.stack), ...ownWord(plan.project, peer.project)];
    return [...new Set([plan.stack, ...words, ...usualEnvironmentTag(plan)])].flatMap(environmentWords);
}

/** The one word that tells a name from its peer: `prod` of `shop-prod` beside `shop-staging`. */
function ownWord(name: string, peer: string): readonly string[] {
    const [words, others] = [name, peer].map(one => one.toLowerCase().split(/[^a-z0-9]+/));
    if (words === undefined || others === undefined || words.length === 1 || words.length !== others.length) return [];
    const own = words.filter((word, place) => word !== others[place]);
    return own.length === 1 ? own : [];
}

/** A name of one letter or digit counts zones and instances: taken for the environment's, it would equate them. */
const MIN_NAME_LENGTH = 2;

/** Two things of one environment never play one role: they would be taken for each other. */
function distinctRoles<Owner extends { readonly role: string }>(owners: readonly Owner[]): readonly Owner[] {
    const taken = new Map<string, number>();
    return owners.map(owner => {
        const count = (taken.get(owner.role) ?? 0) + 1;
        taken.set(owner.role, count);
        return count === 1 ? owner : { ...owner, role: `${owner.role} ${count}` };
    });
}

/** A path of a component without the name of its environment. */
function nameless(path: string, names: readonly string[]): string {
    return path
        .split(/([^a-z0-9]+)/i)
        .map(word => (names.includes(word.toLowerCase()) ? "*" : word))
        .join("");
}

/** What most of the tags say. A resource that is tagged as another environment's must show, and not rename this one. */
function usualEnvironmentTag({ resources }: Plan): readonly string[] {
    const tags = resources.flatMap(environmentTag);
    const counts = new Map<string, number>();
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].filter(([, count]) => count * 2 > tags.length).map(([tag]) => tag);
}

function environmentTag({ inputs }: PlannedResource): readonly string[] {
    const { tags } = inputs;
    if (!isPropertyMap(tags)) return [];
    return Object.entries(tags).flatMap(([key, value]) =>
        ENVIRONMENT_TAGS.includes(key.toLowerCase().replace(/[^a-z]/g, "")) && typeof value === "string" ? [value] : [],
    );
}

/** A provider, what it is called in any environment, and by how many resources it is used. */
interface UsedProvider {
    readonly provider: PlannedProvider;
    readonly name: string;
    readonly count: number;
}

function providersIn({ resources }: Plan, names: readonly string[]): readonly UsedProvider[] {
    const used = groupBy(
        resources.flatMap(({ provider }) => provider ?? []),
        ({ urn }) => urn,
    );
    return [...used.values()].flatMap(all => {
        const [provider] = all;
        if (provider === undefined) return [];
        const type = parseUrn(provider.urn)?.type ?? "";
        return [{ provider, name: `${type} ${nameless(provider.name, names)}`, count: all.length }];
    });
}

/**
 * The accounts and regions that the providers of a plan work in. The one with the most resources plays the main role: of
 * those that both stacks have, counted in both, since one resource more or less must not make another one the main one.
 */
function providerIdentities(own: readonly UsedProvider[], peers: readonly UsedProvider[]): readonly Identity[] {
    const ofPeer = new Map(peers.map(({ count, name }) => [name, count]));
    const weight = ({ count, name }: UsedProvider) => count + (ofPeer.get(name) ?? 0);
    const inOrder = [...own].sort(
        (one, other) =>
            Number(ofPeer.has(other.name)) - Number(ofPeer.has(one.name)) ||
            weight(other) - weight(one) ||
            (one.name < other.name ? -1 : 1),
    );
    const found = new Map<string, Identity>();
    for (const { name, provider } of inOrder) {
        const accounts = accountsOf(provider.inputs);
        const regions = textIdentity(provider.inputs["region"], "region");
        for (const { text, role, ...rest } of [
            ...accounts,
            ...regions.map(one => ({ ...one, takesLetter: true as const })),
        ]) {
            if (found.has(text)) continue;
            const taken = [...found.values()].some(identity => identity.role === role);
            found.set(text, { text, role: taken ? `${role} of ${name}` : role, ...rest });
        }
    }
    return [...found.values()];
}

/** The accounts that the configuration of a provider pins it to. */
export function accountsOf(inputs: PlannedResource["inputs"]): readonly Identity[] {
    const allowed = listOf(inputs["allowedAccountIds"]).flatMap(id => textIdentity(id, "account"));
    if (allowed.length > 0) return allowed;
    const role = listOf(inputs["assumeRoles"]).at(-1);
    const arn = isPropertyMap(role) ? role["roleArn"] : undefined;
    const account = typeof arn === "string" ? arn.split(":")[4] : undefined;
    return textIdentity(account, "account");
}

/** A list as the program wrote it, or as a provider's configuration carries it: in JSON. */
function listOf(value: PropertyValue | undefined): readonly PropertyValue[] {
    if (value instanceof Secret || value === undefined) return [];
    if (isList(value)) return value;
    if (typeof value !== "string" || !value.startsWith("[")) return [];
    try {
        const parsed: unknown = JSON.parse(value);
        return Array.isArray(parsed) ? (parsed as readonly PropertyValue[]) : [];
    } catch {
        // No list, so no identity: what it names is then compared as it stands.
        return [];
    }
}

function textIdentity(value: PropertyValue | undefined, role: string): readonly Identity[] {
    return typeof value === "string" && value !== "" ? [{ text: value.toLowerCase(), role }] : [];
}
