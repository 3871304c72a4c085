import { addressBlock, ADDRESSES, offsetWithin } from "./addresses";
import type { Identities } from "./identities";

/** Puts roles in the place of names that differ from one environment to the next. */
export type RoleNaming = (text: string) => string;

/** What stands between a network's role and the offset of an address in it. */
export const PLACE_IN_NETWORK = "}+";

/** Texts longer than this are no names, and are compared as they stand. */
const MAX_NAMED_TEXT = 1_000_000;

/**
 * What turns the names in a text into roles: first those of the own stack, then those of the stack that it is compared
 * with, so that "staging may not resolve production" and the reverse read the same.
 */
export function roleNaming(own: Identities, peer: Identities): RoleNaming {
    const roles = new Map<string, string>();
    const letters = new Set<string>();
    for (const [identities, prefix] of [
        [own, ""],
        [peer, "the other's "],
    ] as const) {
        for (const { text, role, takesLetter } of identities.texts) {
            if (!roles.has(text)) roles.set(text, `{${prefix}${role}}`);
            if (takesLetter === true) letters.add(text);
        }
    }
    // Where each has one alone, what it is called does not matter.
    const isOne = own.networks.length === 1 && peer.networks.length === 1;
    const roleOf = (role: string) => (isOne ? "network" : role);
    const networks = [
        ...own.networks.map(({ block, role }) => ({ block, role: roleOf(role) })),
        ...peer.networks.map(({ block, role }) => ({ block, role: `the other's ${roleOf(role)}` })),
    ];
    const names = namesPattern([...roles.keys()], letters);
    return text => {
        if (text.length > MAX_NAMED_TEXT) return text;
        const named = text.replace(names, name => roles.get(name.toLowerCase()) ?? name);
        return networks.length === 0 ? named : named.replace(ADDRESSES, address => addressRole(address, networks));
    };
}

/** The longest names first: `staging.shop.internal` before `staging`. */
function namesPattern(texts: readonly string[], letters: ReadonlySet<string>): RegExp {
    const alternatives = [...texts]
        .sort((one, other) => other.length - one.length)
        .map(text => `${escaped(text)}(?=${letters.has(text) ? "[a-f]?" : ""}(?![a-z0-9]))`);
    return alternatives.length === 0 ? /(?!)/g : new RegExp(`(?<![a-z0-9])(?:${alternatives.join("|")})`, "gi");
}

function escaped(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function addressRole(address: string, networks: Identities["networks"]): string {
    const block = addressBlock(address);
    if (block === undefined) return address;
    for (const network of networks) {
        const offset = offsetWithin(block, network.block);
        if (offset !== undefined) return `{${network.role}${PLACE_IN_NETWORK}${offset}/${block.prefixLength}`;
    }
    return address;
}
