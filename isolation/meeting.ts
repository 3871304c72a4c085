import { isAccountId, parseArn } from "../aws/arn";
import { isPattern, patternsMeet } from "../aws/patterns";
import type { Connection, Fragment, Identity, TokensReference } from "./connection";

/** Tokens that two environments trust alike: one pipeline is in both. */
export interface SharedTokens {
    /** Key of the node where they meet. */
    readonly key: string;
    readonly issuer: string;
    readonly trusting: readonly { readonly stack: string; readonly connection: Connection }[];
}

/** For every set of tokens of an environment, all sets of another one that have a token with it in common. */
export function sharedTokens(fragments: readonly Fragment[]): readonly SharedTokens[] {
    const trusting = fragments.map(({ connections, stack }) => ({ stack, sets: distinctTokens(stack, connections) }));
    return trusting.flatMap(({ sets }, place) =>
        trusting.slice(place + 1).flatMap(other =>
            sets.flatMap((one): readonly SharedTokens[] => {
                const met = other.sets.filter(({ tokens }) => meet(one.tokens, tokens));
                if (met.length === 0) return [];
                const { issuer } = one.tokens;
                return [{ key: `tokens ${one.key} ${other.stack}`, issuer, trusting: [one, ...met] }];
            }),
        ),
    );
}

interface Trusting {
    readonly key: string;
    readonly stack: string;
    readonly connection: Connection;
    readonly tokens: TokensReference;
}

/** Hundreds of roles may trust the same tokens: each set of them is compared once. */
function distinctTokens(stack: string, connections: readonly Connection[]): readonly Trusting[] {
    const first = new Map<string, Trusting>();
    for (const connection of connections) {
        if (connection.remote.kind !== "tokens") continue;
        const tokens = connection.remote;
        const key = `${stack} ${tokens.issuer} ${[...tokens.subjects].sort().join(" ")}`;
        const known = first.get(key);
        if (known === undefined || (known.connection.certainty === "undecided" && connection.certainty === "declared"))
            first.set(key, { key, stack, connection, tokens });
    }
    return [...first.values()];
}

function meet(one: TokensReference, other: TokensReference): boolean {
    return (
        one.issuer === other.issuer &&
        one.subjects.some(subject => other.subjects.some(peer => patternsMeet(subject, peer)))
    );
}

/** Something that several environments call their own. */
export interface SharedIdentity {
    /** Key of the node where they meet. */
    readonly key: string;
    readonly identity: Identity;
    readonly stacks: readonly string[];
}

/** Every account, thing and name that is one and the same in several environments. */
export function sharedIdentities(fragments: readonly Fragment[]): readonly SharedIdentity[] {
    const found = new Map<string, { identity: Identity; stacks: Set<string> }>();
    for (const { identities, stack } of fragments) {
        for (const identity of identities.filter(isOneThing)) {
            const key = `own ${JSON.stringify(identity.reference)}`;
            const known = found.get(key);
            if (known === undefined) found.set(key, { identity, stacks: new Set([stack]) });
            else known.stacks.add(stack);
        }
    }
    return [...found]
        .filter(([, { stacks }]) => stacks.size > 1)
        .map(([key, { identity, stacks }]) => ({ key, identity, stacks: [...stacks] }));
}

/**
 * Whether what is called the same is the same: a name is where its account is in it, or where all the world has one of it.
 * Two environments may have networks of the same addresses, and zones of the same domain, that never meet.
 */
function isOneThing({ isPublic, reference }: Identity): boolean {
    if (isPublic || reference.kind === "range" || reference.kind === "host") return false;
    if (reference.kind !== "name") return true;
    const arn = parseArn(reference.pattern);
    return arn !== undefined && !isPattern(reference.pattern) && (isAccountId(arn.account) || arn.service === "s3");
}
