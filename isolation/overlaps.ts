import { type AddressRange, overlap, parseRange } from "../aws/address-range";
import { isPattern, patternsMeet } from "../aws/patterns";
import type { Connection } from "./connection";

/** A connection of an environment with a place that is nobody's. */
export interface Joined {
    /** Key of the environment. */
    readonly own: string;
    readonly stack: string;
    /** Key of the place. */
    readonly key: string;
    readonly connection: Connection;
}

/**
 * Every connection into a place outside of all environments, with each other place that is partly the same and leads on into
 * another environment: a range within a range, a name that a pattern takes in.
 */
export function overlapsOutside(joined: readonly Joined[]): readonly (readonly [Joined, key: string])[] {
    const leavings = joined.filter(({ connection }) => connection.direction !== "in");
    const entries = distinctPlaces(joined.filter(({ connection }) => connection.direction !== "out"));
    return leavings.flatMap(one => {
        const reached = placeOf(one);
        return entries
            .filter(({ isContent }) => !isContent || one.connection.access === "write")
            .flatMap(({ key, own, place }) =>
                own !== one.own && key !== one.key && shareSomething(reached, place) ? [[one, key] as const] : [],
            );
    });
}

type OutsidePlace = AddressRange | string | undefined;

function distinctPlaces(joined: readonly Joined[]) {
    const first = new Map(joined.map(({ key, ...rest }) => [`${rest.own} ${key}`, { key, own: rest.own, rest }]));
    return [...first.values()].map(({ key, own, rest }) => ({
        key,
        own,
        place: placeOf({ ...rest, key }),
        // What lies there is only changed by who may write there.
        isContent: rest.connection.access === "write",
    }));
}

function placeOf({ connection: { remote } }: Joined): OutsidePlace {
    if (remote.kind === "range") return parseRange(remote.range);
    return remote.kind === "name" ? remote.pattern : undefined;
}

function shareSomething(one: OutsidePlace, other: OutsidePlace): boolean {
    if (one === undefined || other === undefined) return false;
    if (typeof one === "string" || typeof other === "string") {
        if (typeof one !== "string" || typeof other !== "string") return false;
        return (isPattern(one) || isPattern(other)) && patternsMeet(one, other);
    }
    return overlap(one, other);
}
