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

/** A written place, read once for all the places that it is asked about. */
export interface PlacePattern {
    /** Whether it names a property. */
    readonly property: string | undefined;
    covers(found: string): boolean;
    coversPath(path: string): boolean;
}

export function placePattern(written: string): PlacePattern {
    const { path, property } = parsePlace(written);
    const isPath = pathMatcher(path);
    const isProperty = property === undefined ? undefined : propertyMatcher(property);
    return {
        property,
        coversPath: isPath,
        covers: found => {
            const place = parsePlace(found);
            if (!isPath(place.path)) return false;
            if (isProperty === undefined || place.property === undefined)
                return (isProperty === undefined) === (place.property === undefined);
            return isProperty(place.property);
        },
    };
}

/** Whether a written place covers the one where a difference is. */
export function coversPlace(written: string, found: string): boolean {
    return placePattern(written).covers(found);
}

/** Covers a path, segment by segment. */
function pathMatcher(pattern: string): (path: string) => boolean {
    if (!pattern.includes("*")) return path => path === pattern;
    const patterns = pattern.split("/").map(matcher);
    return path => {
        // What is written covers itself, as the place of a group does.
        if (path === pattern) return true;
        const segments = path.split("/");
        return patterns.length === segments.length && patterns.every((isSegment, at) => isSegment(segments[at] ?? ""));
    };
}

/** Whether a pattern covers a property, or something that it lies in. */
export function coversProperty(pattern: string, property: string): boolean {
    return propertyMatcher(pattern)(property);
}

/** Tells whether a pattern, read once, covers a property. */
export function propertyMatcher(pattern: string): (property: string) => boolean {
    const patterns = stepsOf(pattern).map(matcher);
    return property => {
        const steps = stepsOf(property);
        return patterns.length <= steps.length && patterns.every((isStep, at) => isStep(steps[at] ?? ""));
    };
}

/** `rules[0].expiration.days` and `env["HOST"].value` in steps. */
function stepsOf(property: string): readonly string[] {
    return property.match(/\["(?:[^"\\]|\\.)*"\]|\[[^\]]*\]|[^.[\]]+/g) ?? [];
}

function matcher(pattern: string): (text: string) => boolean {
    if (!pattern.includes("*")) return text => text === pattern;
    const parts = pattern.split("*").map(part => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
    const expression = new RegExp(`^${parts.join(".*")}$`, "s");
    return text => expression.test(text);
}

/** How the places of settings and outputs begin, which belong to no resource. */
const NO_RESOURCE = "@";

/**
 * What makes a place no place at all, or one that nobody can oversee; nothing for one that names something.
 *
 * Too broad is what could come to cover a difference that nobody thought of when it was approved: `**` anywhere; a path
 * with a `*` beside a property that does not begin with a name written in full; every setting or output; and a path
 * without a property whose last segment is nothing but `*`.
 */
export function placeFault(at: string): string | undefined {
    const { path, property } = parsePlace(at);
    if (path.trim() === "") return "expected the path of a component or resource before #";
    if (property?.trim() === "") return "expected a property after #, or no #";
    if (at.includes("**")) return "expected * for each segment; ** would cover anything at all";
    if (property === undefined) {
        const last = path.slice(path.lastIndexOf("/") + 1);
        return /[^*]/.test(last)
            ? undefined
            : "expected a name in the last segment; * alone would cover every resource";
    }
    const [name = ""] = stepsOf(property);
    if (!name.includes("*")) return undefined;
    if (path.startsWith(NO_RESOURCE)) return "expected one name after #; * would cover whatever is added";
    return path.includes("*")
        ? "expected the name of a property in full after #; with * in both it could cover anything"
        : undefined;
}
