import { groupBy } from "../plan/group-by";
import type { Plan, PlanSource } from "../plan/plan";
import type { EnvironmentClass } from "../plan/stack";
import { type Credential, credentialsOf, type OwnPlace, type UnreadPlace } from "./credentials-of";
import { type CredentialIdentity, identitiesOf, type IdentityKind } from "./identities";
import type { RunKey } from "./run-key";
import { type DeclaredStorage, type StorageFacts, storageFactsOf } from "./storage";

/** A credential by its digest, and every place at which the environment has it. */
export interface DigestFacts {
    /** HMAC-SHA-256 under the key of the run, in hexadecimal. */
    readonly digest: string;
    readonly at: readonly PlacedForm[];
}

/** A place, and how the credential is wrapped there. */
export interface PlacedForm {
    /** `<component path>#<property>`. */
    readonly path: string;
    /** Such as `base64 > JSON password`. Nothing for the text as it stands. */
    readonly form?: string;
}

/** A name by which the environment gets at a credential, and where it stands. */
export interface IdentityFacts {
    readonly kind: IdentityKind;
    readonly scope: string;
    readonly name: string;
    readonly made: boolean;
    /** Whether the settings declare it as what several environments may use. */
    readonly common: boolean;
    readonly at: readonly string[];
}

/** What one environment says of its credentials, without any of them. */
export interface SecretFacts {
    readonly project: string;
    /** Name of the stack. */
    readonly stack: string;
    readonly class: EnvironmentClass;
    readonly source: PlanSource;
    readonly credentials: readonly DigestFacts[];
    readonly identities: readonly IdentityFacts[];
    readonly own: readonly OwnPlace[];
    readonly unread: readonly UnreadPlace[];
    readonly storage: StorageFacts;
}

/** What facts are made of beside the plan. */
export interface FactsContext {
    readonly class: EnvironmentClass;
    readonly key: RunKey;
    readonly storage: DeclaredStorage | undefined;
    readonly isCommon: (identity: CredentialIdentity) => boolean;
}

/** Says of one environment what another may be compared with. In one order, whatever the order of the plan. */
export function factsOf(plan: Plan, context: FactsContext): SecretFacts {
    const { credentials, own, unread } = credentialsOf(plan);
    return {
        project: plan.project,
        stack: plan.stack,
        class: context.class,
        source: plan.source,
        credentials: digestsOf(credentials, context.key),
        identities: identityFactsOf(identitiesOf(plan), context),
        own: sorted(own, ({ at }) => at),
        unread: sorted(unread, ({ at, why }) => `${at}\n${why}`),
        storage: storageFactsOf(plan.storage, context.storage, context.key.digestOf),
    };
}

function digestsOf(credentials: readonly Credential[], key: RunKey): readonly DigestFacts[] {
    const digested = credentials.map(({ at, form, value }) => ({
        digest: key.digest(value),
        place: { path: at, ...(form !== undefined && { form }) },
    }));
    const all = [...groupBy(digested, ({ digest }) => digest)].map(([digest, group]) => ({
        digest,
        at: sorted(
            group.map(({ place }) => place),
            ({ form, path }) => `${path}\n${form ?? ""}`,
        ),
    }));
    return sorted(all, ({ digest }) => digest);
}

function identityFactsOf(
    identities: readonly CredentialIdentity[],
    { isCommon }: FactsContext,
): readonly IdentityFacts[] {
    const found = identities.map(identity => {
        const { at, kind, made, name, scope } = identity;
        return { at, facts: { kind, scope, name, made, common: isCommon(identity) } };
    });
    const all = [...groupBy(found, ({ facts }) => JSON.stringify(facts))].flatMap(([key, group]) => {
        const [first] = group;
        const at = [...new Set(group.map(one => one.at))].sort();
        return first === undefined ? [] : [{ key, facts: { ...first.facts, at } }];
    });
    return sorted(all, ({ key }) => key).map(({ facts }) => facts);
}

/** Sorted by a text, the same on every machine. */
function sorted<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
    return items
        .map(item => ({ item, key: keyOf(item) }))
        .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
        .map(({ item }) => item);
}
