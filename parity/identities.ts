import type { Plan, PlannedResource } from "../plan/plan";
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

/** Collects what a plan calls its own: names, accounts, regions, domains and ranges. */
export function identitiesOf(plan: Plan): Identities {
    const names = [...new Set([plan.stack, ...usualEnvironmentTag(plan)])].flatMap(environmentWords);
    const byName = (path: string) => nameless(path, names);
    return {
        texts: [
            ...[...new Set(names)]
                .filter(text => text.length >= MIN_NAME_LENGTH)
                .map(text => ({ text, role: "environment" })),
            ...distinctRoles([
                ...providerIdentities(plan, byName),
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

/** The accounts and regions that the providers of a plan work in. The one with the most resources plays the main role. */
function providerIdentities(plan: Plan, byName: (path: string) => string): readonly Identity[] {
    const uses = new Map<string, { readonly provider: NonNullable<PlannedResource["provider"]>; count: number }>();
    for (const { provider } of plan.resources) {
        if (provider === undefined) continue;
        const use = uses.get(provider.urn) ?? { provider, count: 0 };
        use.count += 1;
        uses.set(provider.urn, use);
    }
    const found = new Map<string, Identity>();
    for (const { provider } of [...uses.values()].sort((one, other) => other.count - one.count)) {
        const accounts = accountsOf(provider.inputs);
        const regions = textIdentity(provider.inputs["region"], "region");
        for (const { text, role, ...rest } of [
            ...accounts,
            ...regions.map(one => ({ ...one, takesLetter: true as const })),
        ]) {
            if (found.has(text)) continue;
            const taken = [...found.values()].some(identity => identity.role === role);
            found.set(text, { text, role: taken ? `${role} of ${byName(provider.name)}` : role, ...rest });
        }
    }
    return [...found.values()];
}

function accountsOf(inputs: PlannedResource["inputs"]): readonly Identity[] {
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
