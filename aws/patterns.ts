import { memo } from "../plan/memo";

/** Whether a text has characters that stand for others: `*` for any number of any, `?` for one. */
export function isPattern(text: string): boolean {
    return /[*?]/.test(text);
}

const expressions = memo((pattern): RegExp => {
    const parts = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${parts.replace(/\*+/g, ".*").replace(/\?/g, ".")}$`, "s");
});

/** Whether a pattern takes in a text, as policies of IAM compare ARNs and names. */
export function patternCovers(pattern: string, text: string): boolean {
    return pattern === text || (isPattern(pattern) && expressions(pattern).test(text));
}

/** Whether there is a text that both patterns take in. */
export function patternsMeet(one: string, other: string): boolean {
    if (endsDiffer(one, other)) return false;
    if (!isPattern(one)) return patternCovers(other, one);
    if (!isPattern(other)) return patternCovers(one, other);
    // What each prefix of `one` can share with the part of `other` that was read so far.
    let reachable = withSkippedStars(one, new Set([0]));
    for (const character of other) {
        const next = new Set<number>();
        for (const place of reachable) {
            if (character === "*") {
                for (let end = place; end <= one.length; end += 1) next.add(end);
            } else {
                stepInto(one, place, character, next);
            }
        }
        reachable = withSkippedStars(one, next);
    }
    return reachable.has(one.length);
}

/** Whether two patterns begin or end with other letters: most do, and that costs little to see. */
function endsDiffer(one: string, other: string): boolean {
    const length = Math.min(one.length, other.length);
    let [begin, end] = [0, 1];
    while (begin < length && one.charCodeAt(begin) === other.charCodeAt(begin) && !isWildcard(one, begin)) begin += 1;
    if (begin < length && !isWildcard(one, begin) && !isWildcard(other, begin)) return true;
    const [last, otherLast] = [one.length, other.length];
    while (
        end <= length &&
        one.charCodeAt(last - end) === other.charCodeAt(otherLast - end) &&
        !isWildcard(one, last - end)
    )
        end += 1;
    return end <= length && !isWildcard(one, last - end) && !isWildcard(other, otherLast - end);
}

function isWildcard(text: string, place: number): boolean {
    const character = text.charAt(place);
    return character === "*" || character === "?";
}

/** A star may stand for nothing. */
function withSkippedStars(pattern: string, places: ReadonlySet<number>): Set<number> {
    const all = new Set(places);
    for (const place of all) if (pattern.charAt(place) === "*") all.add(place + 1);
    return all;
}

function stepInto(pattern: string, place: number, character: string, next: Set<number>): void {
    const own = pattern.charAt(place);
    if (own === "*") next.add(place);
    else if (own !== "" && (own === "?" || character === "?" || own === character)) next.add(place + 1);
}
