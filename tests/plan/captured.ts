import { readFileSync } from "node:fs";
import * as path from "node:path";

/** The folder of what the real engine wrote. */
export const CAPTURED = path.join(__dirname, "..", "fixtures", "captured");

/** A preview's JSON or a state, as loose as a test needs it to break it in one point. */
export type Captured = Record<string, unknown>;

/** Reads one document that the real engine wrote; a fresh copy each time, so that a test may change it. */
export function captured(file: string): Captured {
    return JSON.parse(readFileSync(path.join(CAPTURED, file), "utf8")) as Captured;
}

/** The list of objects that stands under some keys. */
export function listAt(document: Captured, ...keys: readonly string[]): Captured[] {
    return keys.reduce<unknown>((inner, key) => (inner as Captured)[key], document) as Captured[];
}
