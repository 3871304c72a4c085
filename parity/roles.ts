import { addressBlock, ADDRESSES, offsetWithin } from "./addresses";
import { ENVIRONMENT_ROLE, type Identities } from "./identities";

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
    const joined = joinedPattern([...own.texts, ...peer.texts].filter(({ role }) => role === ENVIRONMENT_ROLE));
    const roleOfName = (name: string) => roles.get(name.toLowerCase()) ?? name;
    return text => {
        if (text.length > MAX_NAMED_TEXT) return text;
        const named = text.replace(LOOKS_LIKE_ROLE, "{\\").replace(names, roleOfName).replace(joined, roleOfName);
        return networks.length === 0 ? named : named.replace(ADDRESSES, address => addressRole(address, networks));
    };
}

/** What a program wrote and reads like a role, as the path `/{account}/orders` does: it must not be taken for one. */
const LOOKS_LIKE_ROLE = /\{(?=the other's |environment|account|region|domain of |network|its name)/g;

/** Names of the environment that are a word by their capital letter alone: `OrdersProd`, `prodOrders`. */
function joinedPattern(names: readonly { readonly text: string }[]): RegExp {
    const words = names.map(({ text }) => text).filter(text => /^[a-z]+$/.test(text));
    if (words.length === 0) return /(?!)/g;
    const capitalised = words.map(word => word.charAt(0).toUpperCase() + word.slice(1));
    const [any, capital] = [[...words, ...capitalised].join("|"), capitalised.join("|")];
    return new RegExp(`(?<![A-Za-z0-9])(?:${any})(?=[A-Z])|(?<=[a-z0-9])(?:${capital})(?![a-z])`, "g");
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
