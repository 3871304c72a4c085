import { groupBy as mapBy } from "../../plan/group-by";

/** Puts items of the same key together, in the order in which each key first comes. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
    return [...mapBy(items, keyOf).values()];
}
