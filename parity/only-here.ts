import type { PlannedResource } from "../plan/plan";
import { groupBy } from "../plan/group-by";
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
    const siblings = new Siblings(side, missing);
    const words = new Map(roots.map(root => [root.urn, siblings.instanceWord(root)]));
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

/** Finds siblings that are called the same but for one word. */
class Siblings {
    /** Words of siblings that both stacks have, by parent and by their names with one word left out. */
    readonly #byParent = new Map<string | undefined, Map<string, Set<string>>>();

    constructor(
        private readonly side: Side,
        private readonly missing: ReadonlySet<string>,
    ) {}

    /** The word in a resource's name that tells it from a sibling that both stacks have, with its separators. */
    instanceWord(resource: PlannedResource): string | undefined {
        const known = this.#of(resource.parent);
        const word = nameWords(resource.name).find(
            (one, place, all) => INSTANCE.test(one) && hasOther(known.get(gapKey(resource.type, all, place)), one),
        );
        return word !== undefined && resource.name.includes(`-${word}`) ? `-${word}` : word;
    }

    #of(parent: string | undefined): ReadonlyMap<string, ReadonlySet<string>> {
        const known = this.#byParent.get(parent);
        if (known !== undefined) return known;
        const made = new Map<string, Set<string>>();
        for (const { name, type, urn } of this.side.childrenOf(parent)) {
            if (this.missing.has(urn)) continue;
            for (const [place, word] of nameWords(name).entries()) {
                const key = gapKey(type, nameWords(name), place);
                made.set(key, (made.get(key) ?? new Set()).add(word));
            }
        }
        this.#byParent.set(parent, made);
        return made;
    }
}

/** Whether words hold another one than this. */
function hasOther(words: ReadonlySet<string> | undefined, word: string): boolean {
    return words !== undefined && words.size > (words.has(word) ? 1 : 0);
}

function gapKey(type: string, words: readonly string[], place: number): string {
    return [type, ...words.map((word, at) => (at === place ? "*" : word))].join("\n");
}

/**
 * Puts what speaks of one group's addresses and stands alone with it: the rule that lets the third data subnet in belongs to
 * the third zone.
 */
export function mergeGroups(groups: readonly OnlyHere[], sideOf: (group: OnlyHere) => Side): readonly OnlyHere[] {
    const hosts = groups.filter(({ resources }) => resources.length > 1);
    const hostOfAddress = new Map<string, OnlyHere>();
    for (const host of [...hosts].reverse())
        for (const address of addressesOf(host, sideOf(host))) hostOfAddress.set(`${host.side} ${address}`, host);
    const hostOf = (group: OnlyHere) => {
        if (group.resources.length > 1) return undefined;
        const spoken = addressesOf(group, sideOf(group));
        return [...spoken].flatMap(one => hostOfAddress.get(`${group.side} ${one}`) ?? [])[0];
    };
    const guestsOf = new Map<OnlyHere, OnlyHere[]>(hosts.map(host => [host, []]));
    const alone = groups.filter(group => {
        const host = hostOf(group);
        if (host !== undefined) guestsOf.get(host)?.push(group);
        return host === undefined;
    });
    return alone.map(group => {
        const guests = guestsOf.get(group) ?? [];
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
