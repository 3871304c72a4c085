/*
 * Where a declared difference applies: `<component path>[#<property>]`. A path is matched segment by segment, a property
 * step by step; `*` in a segment or a step stands for any characters of it, and never for a separator. A property covers
 * what lies inside of it. Without a property, what is meant is that the resource exists in one stack only.
 */

/** A place as it is written, taken apart. */
export interface Place {
    readonly path: string;
    readonly property: string | undefined;
}

const PROPERTY_MARK = "#";

export function parsePlace(at: string): Place {
    const mark = at.indexOf(PROPERTY_MARK);
    return mark < 0
        ? { path: at, property: undefined }
        : { path: at.slice(0, mark), property: at.slice(mark + PROPERTY_MARK.length) };
}

/** Whether a written place covers the one where a difference is. */
export function coversPlace(written: string, found: string): boolean {
    const [pattern, place] = [parsePlace(written), parsePlace(found)];
    if ((pattern.property === undefined) !== (place.property === undefined)) return false;
    if (!coversPath(pattern.path, place.path)) return false;
    return (
        pattern.property === undefined ||
        place.property === undefined ||
        coversProperty(pattern.property, place.property)
    );
}

/** Whether a pattern covers a path, segment by segment. */
export function coversPath(pattern: string, path: string): boolean {
    if (pattern === path) return true;
    const [patterns, segments] = [pattern.split("/"), path.split("/")];
    return patterns.length === segments.length && patterns.every((one, at) => matches(one, segments[at] ?? ""));
}

/** Whether a pattern covers a property, or something that it lies in. */
export function coversProperty(pattern: string, property: string): boolean {
    const [patterns, steps] = [stepsOf(pattern), stepsOf(property)];
    return patterns.length <= steps.length && patterns.every((one, at) => matches(one, steps[at] ?? ""));
}

/** `rules[0].expiration.days` and `env["HOST"].value` in steps. */
function stepsOf(property: string): readonly string[] {
    return property.match(/\["(?:[^"\\]|\\.)*"\]|\[[^\]]*\]|[^.[\]]+/g) ?? [];
}

function matches(pattern: string, text: string): boolean {
    if (!pattern.includes("*")) return pattern === text;
    const parts = pattern.split("*").map(part => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(text);
}

/** What makes a place no place at all, or one that nobody can oversee; nothing for one that names something. */
export function placeFault(at: string): string | undefined {
    const { path, property } = parsePlace(at);
    if (path.trim() === "") return "expected the path of a component or resource before #";
    if (property?.trim() === "") return "expected a property after #, or no #";
    if (at.includes("**")) return "expected * for each segment; ** would cover anything at all";
    const namesSomething = (text: string) => /[^*/.[\]"]/.test(text);
    if (!namesSomething(path) && (property === undefined || !namesSomething(property)))
        return "expected a segment of the path or a property that names something";
    return undefined;
}
