import type { PlannedResource } from "../plan/plan";
import { isKubernetes, normalise } from "./normal";
import { originNaming, withoutGeneratedSuffix } from "./origins";
import type { Side } from "./side";

/** How much two resources must have in common to be taken for one that was renamed or moved, from 0 to 1. */
export const LIKENESS_MINIMUM = 0.6;
/** How much of the likeness is in what was declared; the rest is in the names. */
const SHARE_OF_CONTENT = 0.7;

/** What a resource looks like, without its place. */
export interface Looks {
    readonly content: ReadonlySet<string>;
    readonly words: ReadonlySet<string>;
}

/** What a resource looks like: its inputs, or for a component what stands under it. */
export function looksOf(resource: PlannedResource, side: Side): Looks {
    // Whatever a deployment made is as good as unknown here: what it comes from may have another name, too.
    const origins = new Map(resource.dependencies.map(urn => [urn, "made"]));
    const originated = originNaming(resource, side, origins);
    const named = (text: string) => side.named(withoutGeneratedSuffix(text, resource));
    const inputs = Object.entries(resource.inputs).map(([name, value]) => {
        const normal = normalise(value, name, { named, originated, kubernetes: isKubernetes(resource) });
        return `${name}=${normal?.mark ?? ""}`;
    });
    const children = side.childrenOf(resource.urn).map(({ name, type }) => `${type} ${side.named(name)}`);
    return {
        content: new Set([...inputs, ...children]),
        words: new Set(nameWords(side.named(resource.name))),
    };
}

/** The parts of a name between its separators. */
export function nameWords(name: string): readonly string[] {
    return name.split(/[-_.\s]+|(?<=\D)(?=\d)/).filter(word => word !== "");
}

/** How much two resources of one type have in common, from 0 to 1. */
export function likeness(one: Looks, other: Looks): number {
    return (
        SHARE_OF_CONTENT * shared(one.content, other.content) + (1 - SHARE_OF_CONTENT) * shared(one.words, other.words)
    );
}

/** The share of what either has that both have. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
    const all = new Set([...one, ...other]).size;
    return all === 0 ? 1 : [...one].filter(item => other.has(item)).length / all;
}
