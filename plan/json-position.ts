/** What a text of JSON is made of: a text, a bracket, a separator, or a number or word. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/g;

/**
 * Where in a text of JSON something stands: at its name if it is a field, else where it begins; the nearest thing around
 * it where it is not there.
 *
 * @param text JSON that a parser has read without a fault.
 * @param path Names of fields and places in lists, from the outermost on.
 * @returns An offset from 0.
 */
export function jsonOffset(text: string, path: readonly PropertyKey[]): number {
    let value = text.search(/\S/);
    let nearest = value;
    for (const step of path) {
        const inner = partOf(text, value, String(step));
        if (inner === undefined) break;
        ({ value, at: nearest } = inner);
    }
    return Math.max(nearest, 0);
}

/** One field of the object, or one item of the list, that begins at an offset. */
function partOf(
    text: string,
    start: number,
    wanted: string,
): { readonly at: number; readonly value: number } | undefined {
    const isList = text[start] === "[";
    if (!isList && text[start] !== "{") return undefined;
    let [depth, name, at, isName] = [0, isList ? "0" : "", start, !isList];
    for (const { 0: token, index } of text.slice(start + 1).matchAll(TOKEN)) {
        const offset = start + 1 + index;
        if (depth === 0 && token === ",") {
            isName = !isList;
            if (isList) name = String(Number(name) + 1);
        } else if (depth === 0 && token === ":") {
            isName = false;
        } else if (depth === 0 && isName) {
            if (token === "}") return undefined;
            [name, at] = [JSON.parse(token) as string, offset];
        } else if (depth === 0 && name === wanted && token !== "]") {
            return { at: isList ? offset : at, value: offset };
        } else {
            depth += token === "{" || token === "[" ? 1 : token === "}" || token === "]" ? -1 : 0;
            if (depth < 0) return undefined;
        }
    }
    return undefined;
}

/** Line and column of an offset, from 1, as editors write them. */
export function positionText(text: string, offset: number): string {
    const lines = text.slice(0, offset).split("\n");
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}
