/*
 * Where a waiver applies: `<component path>[#<property>]`. The path is matched segment by segment, and `*` stands for
 * exactly one of them. `/` alone is the stack itself: what a rule says without naming a resource. Without a property,
 * every property of the resource is meant.
 */

/** What a place is compared with: where a finding is. */
export interface FoundAt {
    readonly path?: string;
    readonly property?: string;
}

const SEPARATOR = "/";
const PROPERTY_MARK = "#";
const ANY_SEGMENT = "*";

/** The place of what is said of a stack, or of several, and of no resource. */
const STACK_ITSELF = "/";

/** Whether a place is the one where something was found. */
export function matchesPlace(at: string, { path, property }: FoundAt): boolean {
    const place = parsePlace(at);
    if (place.property !== undefined && place.property !== property) return false;
    if (place.path === STACK_ITSELF || path === undefined) return place.path === STACK_ITSELF && path === undefined;
    const wanted = place.path.split(SEPARATOR);
    const segments = path.split(SEPARATOR);
    return (
        wanted.length === segments.length &&
        wanted.every((segment, place) => segment === ANY_SEGMENT || segment === segments[place])
    );
}

/** What makes a place one that no review can oversee; nothing for one that names something. */
export function whyOverBroad(at: string): string | undefined {
    const { path } = parsePlace(at);
    if (path === STACK_ITSELF) return undefined;
    if (path.trim() === "") return "it names no component path";
    const segments = path.split(SEPARATOR);
    if (segments.some(segment => segment.includes("**")))
        return "** stands for anything at all; * stands for one segment";
    return segments.every(segment => segment === ANY_SEGMENT) ? "no segment of its path names anything" : undefined;
}

function parsePlace(at: string): { readonly path: string; readonly property: string | undefined } {
    const mark = at.indexOf(PROPERTY_MARK);
    return mark < 0
        ? { path: at, property: undefined }
        : { path: at.slice(0, mark), property: at.slice(mark + PROPERTY_MARK.length) };
}
