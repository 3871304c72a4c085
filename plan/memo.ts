/** Answers that one {@link memo} keeps at most: texts of a program never end, and memory must. */
const MAX_KEPT = 10_000;

/** A function of a text that is worked out once for each: a plan repeats the same few keys and ranges everywhere. */
export function memo<T>(work: (text: string) => T): (text: string) => T {
    const kept = new Map<string, T>();
    return text => {
        const known = kept.get(text);
        if (known !== undefined || kept.has(text)) return known as T;
        const answer = work(text);
        if (kept.size < MAX_KEPT) kept.set(text, answer);
        return answer;
    };
}
