import type { EdgeKind } from "./edge-kinds";

/*
 * What one environment says of its ways out and in. Plain data that JSON carries, made from one plan alone: the same for an
 * environment whose plan is at hand and for one of which only a file of facts is.
 */

/** What lies at the other end of a connection, before it is known whose it is. */
export type Reference =
    | AccountReference
    | NameReference
    | OrganisationReference
    | AnyoneReference
    | RangeReference
    | HostReference
    | ThingReference
    | TokensReference
    | UnknownReference;

/** Everybody in an AWS account. */
export interface AccountReference {
    readonly kind: "account";
    /** Twelve digits. */
    readonly account: string;
}

/** Whatever an ARN, or a pattern of ARNs with `*` and `?`, names. */
export interface NameReference {
    readonly kind: "name";
    readonly pattern: string;
}

/** Every account of an organisation or of one of its units. Both environments are taken to be in it. */
export interface OrganisationReference {
    readonly kind: "organisation";
    /** Such as `o-a1b2c3d4e5` or `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111`. */
    readonly organisation: string;
}

/** Whoever asks. */
export interface AnyoneReference {
    readonly kind: "anyone";
}

/** Whoever comes from a range of addresses; whatever has one of them. */
export interface RangeReference {
    readonly kind: "range";
    /** In CIDR notation. */
    readonly range: string;
}

/** Whatever answers to a name of the DNS; `*.` at its beginning stands for every name below. */
export interface HostReference {
    readonly kind: "host";
    readonly host: string;
}

/** Kinds of things that are named by an id or a name that is the same in every plan. */
export const THINGS = [
    "network",
    "subnet",
    "security-group",
    "prefix-list",
    "transit-gateway",
    "transit-gateway-route-table",
    "core-network",
    "peering",
    "virtual-private-gateway",
    "direct-connect-gateway",
    "endpoint-service",
    "endpoint",
    "service-network",
    "resource-share",
    "zone",
    "resolver-rule",
    "profile",
    "certificate",
    "directory",
    "snapshot",
    "image",
    "file-system",
    "cluster",
    "kubernetes-group",
    "stack",
    "state-backend",
    "secrets-provider",
    "address",
] as const;
export type ThingKind = (typeof THINGS)[number];

/** A thing by its id, or by a name that is nobody else's. Two environments that name the same one meet there. */
export interface ThingReference {
    readonly kind: "thing";
    readonly thing: ThingKind;
    readonly id: string;
}

/** Whoever holds a token of an identity provider that serves several, such as those of pipelines. */
export interface TokensReference {
    readonly kind: "tokens";
    /** Host and path, such as `token.actions.githubusercontent.com`. */
    readonly issuer: string;
    /** Patterns of the claim that says whose the token is, with `*` and `?`. */
    readonly subjects: readonly string[];
}

/** What could not be read. */
export interface UnknownReference {
    readonly kind: "unknown";
    /** Why, for people: ends the sentence "it cannot be told whose it is: ". Never a part of a value. */
    readonly why: string;
}

/** A property of a resource, where something is declared. */
export interface Place {
    readonly urn: string;
    /** Component path of the resource. */
    readonly path: string;
    /** Such as `assumeRolePolicy: Statement[0]`. */
    readonly property: string;
}

/**
 * What can be done at the end of a connection. `use` is everything that is neither reading nor writing data: to reach, to
 * assume, to resolve.
 */
export const ACCESSES = ["read", "write", "use"] as const;
export type Access = (typeof ACCESSES)[number];

/** One declared way that leads out of an environment, into it, or both. */
export interface Connection {
    readonly kind: EdgeKind;
    /** `out`: whoever is in the environment gets to the other end. `in`: the other end gets into the environment. */
    readonly direction: "out" | "in" | "both";
    readonly access: Access;
    readonly at: Place;
    readonly remote: Reference;
    /** `undecided` where a part of it that matters could not be read. Always so for an unknown reference. */
    readonly certainty: "declared" | "undecided";
    /**
     * Whether it only leads anywhere where the other environment declares a connection back, as a peering must be accepted.
     * Alone it is undecided: the other half may be in no plan.
     */
    readonly needsCounterpart: boolean;
    /** Whether it is a front door: something that is open to the world by intent, at which everybody is a stranger. */
    readonly frontDoor: boolean;
    /** Whether what it leads to stands in a text that is secret: then it is compared, and shown and kept nowhere. */
    readonly fromSecret: boolean;
    /** What is declared, as a clause that begins with the verb: "trusts every account of the organisation". No secret. */
    readonly says: string;
    /** What to change, as a sentence. */
    readonly change: string;
}

/** What belongs to an environment. */
export interface Identity {
    readonly reference: AccountReference | NameReference | RangeReference | HostReference | ThingReference;
    /** Whether everybody may come there, as to a public record: reaching it is no way into the environment. */
    readonly isPublic: boolean;
    /** Where it is declared, as `<path>#<property>`, or the settings that say so. */
    readonly from: string;
}

/** Everything that one environment says of its boundary and of the ways across it. */
export interface Fragment {
    readonly project: string;
    /** Name of the stack. */
    readonly stack: string;
    readonly environmentClass: "production" | "staging" | "ephemeral";
    readonly identities: readonly Identity[];
    readonly connections: readonly Connection[];
}
