/** What was laid out before, as many things have the same hours; emptied when it grows beyond what one stack needs. */
const known = new Map<string, unknown>();
const MOST_KNOWN = 2_000;

/**
 * What some work gave when it was done for the same texts and numbers; else done now.
 *
 * @param key All that the answer depends on, with the name of the work first.
 */
export function remembered<T>(key: readonly (string | number)[], work: () => T): T {
    const text = JSON.stringify(key);
    if (known.has(text)) return known.get(text) as T;
    if (known.size >= MOST_KNOWN) known.clear();
    const answer = work();
    known.set(text, answer);
    return answer;
}
