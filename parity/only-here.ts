import type { PlannedResource } from "../plan/plan";
import { groupBy } from "./align";
import { nameWords } from "./likeness";
import { normalise } from "./normal";
import { PLACE_IN_NETWORK } from "./roles";
import type { Side } from "./side";

/** What only one of the two stacks has, and belongs together: a component with its children, or one zone of several. */
export interface OnlyHere {
    readonly side: "left" | "right";
    /** Path of the one resource, or a pattern for all: `network/*-c*` is what `network` has for `c`. */
    readonly at: string;
    /** The roots first, then what stands under them. */
    readonly resources: readonly PlannedResource[];
}

/** What counts instances: a number, a zone's letter, a zone as a whole. */
const INSTANCE = /^(?:\d+|[a-z]|[a-z]{2}(?:-[a-z]+)+-\d[a-z])$/;

/**
 * Groups what only one stack has: a third zone is one group and not forty resources.
 *
 * Siblings belong together when the other stack has the same, but with another word in one place of the name:
 * `private-c` beside `private-a` and `private-b`.
 *
 * @param only What has no counterpart, in the order of the plan.
 */
export function groupOnlyHere(
    which: "left" | "right",
    side: Side,
    only: readonly PlannedResource[],
): readonly OnlyHere[] {
    const missing = new Set(only.map(({ urn }) => urn));
    const roots = only.filter(({ parent }) => parent === undefined || !missing.has(parent));
    const words = new Map(roots.map(root => [root.urn, instanceWord(root, side, missing)]));
    const groups = groupBy(roots, root => {
        const word = words.get(root.urn);
        return word === undefined ? root.urn : `${root.parent ?? ""} ${word}`;
    });
    return [...groups.values()].flatMap(([first, ...others]) => {
        if (first === undefined) return [];
        const members = [first, ...others];
        const word = words.get(first.urn);
        const folder = first.path.slice(0, first.path.length - first.name.length);
        return {
            side: which,
            at: others.length === 0 || word === undefined ? first.path : `${folder}*${word}*`,
            resources: [...members, ...members.flatMap(member => descendants(member, side))],
        };
    });
}

function descendants(resource: PlannedResource, side: Side): readonly PlannedResource[] {
    return side.childrenOf(resource.urn).flatMap(child => [child, ...descendants(child, side)]);
}

/** The word in a resource's name that tells it from a sibling that both stacks have, with its separators. */
function instanceWord(resource: PlannedResource, side: Side, missing: ReadonlySet<string>): string | undefined {
    const words = nameWords(resource.name);
    const siblings = side
        .childrenOf(resource.parent)
        .filter(({ type, urn }) => type === resource.type && !missing.has(urn));
    for (const sibling of siblings) {
        const others = nameWords(sibling.name);
        if (others.length !== words.length) continue;
        const places = words.flatMap((word, place) => (word === others[place] ? [] : [place]));
        const [place] = places;
        const word = place === undefined ? undefined : words[place];
        if (places.length === 1 && word !== undefined && INSTANCE.test(word))
            return resource.name.includes(`-${word}`) ? `-${word}` : word;
    }
    return undefined;
}

/**
 * Puts what speaks of one group's addresses and stands alone with it: the rule that lets the third data subnet in belongs to
 * the third zone.
 */
export function mergeGroups(groups: readonly OnlyHere[], sideOf: (group: OnlyHere) => Side): readonly OnlyHere[] {
    const hosts = groups.filter(({ resources }) => resources.length > 1);
    const addresses = new Map(hosts.map(host => [host, addressesOf(host, sideOf(host))]));
    const hostOf = (group: OnlyHere) => {
        if (hosts.includes(group)) return undefined;
        const spoken = addressesOf(group, sideOf(group));
        return hosts.find(
            host => host.side === group.side && [...spoken].some(one => addresses.get(host)?.has(one) === true),
        );
    };
    const merged = new Map(groups.map(group => [group, hostOf(group)]));
    return groups
        .filter(group => merged.get(group) === undefined)
        .map(group => {
            const guests = groups.filter(other => merged.get(other) === group);
            return { ...group, resources: [...group.resources, ...guests.flatMap(({ resources }) => resources)] };
        });
}

/** The ranges and addresses of the environment that the inputs of a group name. */
function addressesOf({ resources }: OnlyHere, side: Side): ReadonlySet<string> {
    return new Set(
        resources.flatMap(({ inputs }) =>
            Object.entries(inputs).flatMap(([name, value]) => {
                const normal = normalise(value, name, { named: side.named });
                return normal?.kind === "plain" && String(normal.normal).includes(PLACE_IN_NETWORK)
                    ? [normal.mark]
                    : [];
            }),
        ),
    );
}
