import { groupBy } from "../group-by";

/** The item that there is the most of, the first of them where there are several; nothing where there is none. */
export function mostFrequent<T>(items: readonly T[], keyOf: (item: T) => string): T | undefined {
    const [most] = [...groupBy(items, keyOf)].sort((one, other) => other.length - one.length);
    return most?.[0];
}
