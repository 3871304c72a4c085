import { closest, distance } from "fastest-levenshtein";

/** A guess that changes more than this share of the word helps nobody. */
const FURTHEST_GUESS = 0.5;

/** The candidate that a person who wrote a word most likely meant; nothing where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
    if (candidates.length === 0) return undefined;
    const guess = closest(word, [...candidates]);
    return distance(word, guess) <= Math.max(word.length, guess.length) * FURTHEST_GUESS ? guess : undefined;
}
