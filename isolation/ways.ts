import { singleSource } from "graphology-shortest-path/unweighted";
import type { Connection, Fragment } from "./connection";
import { emptyGraph, environmentKey, type GraphEdge, type WayGraph } from "./graph";
import type { Linked } from "./link";

/** One step of a way. */
export interface WayStep {
    /** What it leads out of and into, for people. */
    readonly from: string;
    readonly to: string;
    readonly edge: GraphEdge;
}

/** A way from one environment into another, the shortest of its kind. */
export interface Way {
    /** Names of the stacks. */
    readonly from: string;
    readonly to: string;
    /** Whether the same leads back as well. */
    readonly bothWays: boolean;
    readonly certainty: Connection["certainty"];
    readonly steps: readonly WayStep[];
    /** Other places where the last step is declared: each of them must be mended as well. */
    readonly alternatives: readonly WayStep[];
    /** What tells it from other ways: the place where both meet, or the place that declares it. */
    readonly key: string;
}

/** Every pair of environments between which nothing may lead: a production and what is none; all pairs where none is. */
export function wallsBetween(fragments: readonly Fragment[]): readonly (readonly [string, string])[] {
    const hasProduction = fragments.some(isProduction);
    return fragments.flatMap((one, place) =>
        fragments
            .slice(place + 1)
            .filter(other => !hasProduction || isProduction(one) !== isProduction(other))
            .map(other => [one.stack, other.stack] as const),
    );
}

function isProduction({ environmentClass }: Fragment): boolean {
    return environmentClass === "production";
}

/** Every way between two environments, in either direction: certain ones first. One for each place where it can be cut. */
export function waysBetween(linked: Linked, one: string, other: string): readonly Way[] {
    const there = waysFrom(linked, one, other);
    const back = waysFrom(linked, other, one);
    const merged = new Map(there.map(way => [way.key, way]));
    for (const way of back) {
        const known = merged.get(way.key);
        if (known === undefined) merged.set(way.key, way);
        else merged.set(way.key, { ...certainOf(known, way), bothWays: true });
    }
    return [...merged.values()].sort(
        (a, b) => Number(a.certainty === "undecided") - Number(b.certainty === "undecided"),
    );
}

function certainOf(one: Way, other: Way): Way {
    return one.certainty === "undecided" && other.certainty === "declared" ? other : one;
}

/** Every way from one environment into another. */
export function waysFrom(linked: Linked, from: string, to: string): readonly Way[] {
    const declared = search(linked, from, to, ({ certainty }) => certainty === "declared");
    const known = new Set(declared.map(({ key }) => key));
    const doubtful = search(linked, from, to, () => true).filter(({ key }) => !known.has(key));
    return [...declared, ...doubtful.map(way => ({ ...way, certainty: "undecided" as const }))];
}

function search(linked: Linked, from: string, to: string, follows: (edge: GraphEdge) => boolean): readonly Way[] {
    const [source, target] = [environmentKey(from), environmentKey(to)];
    const graph = passable(linked, from, to, follows);
    const paths = singleSource(graph, source);
    const ways = new Map<string, Way & { alternatives: WayStep[] }>();
    graph.forEachDirectedEdge((_, edge, last, end) => {
        const path = paths[last];
        if (end !== target || path === undefined) return;
        const key = keyOf(graph, last, edge);
        const known = ways.get(key);
        const step = stepOf(graph, last, end, edge);
        if (known !== undefined && known.steps.length <= path.length) {
            known.alternatives.push(step);
            return;
        }
        const steps = [...stepsAlong(graph, path), step];
        const alternatives = known === undefined ? [] : [...known.alternatives, ...known.steps.slice(-1)];
        ways.set(key, { from, to, bothWays: false, certainty: "declared", steps, alternatives, key });
    });
    return [...ways.values()];
}

/**
 * The graph without what leads out of the end, through other environments and through commons, and without what open
 * gateways let through.
 */
function passable(
    { gateways, graph }: Linked,
    from: string,
    to: string,
    follows: (edge: GraphEdge) => boolean,
): WayGraph {
    const [source, target] = [environmentKey(from), environmentKey(to)];
    const left = emptyGraph();
    graph.forEachNode((key, node) => {
        const isPassage = node.kind !== "environment" && node.kind !== "commons";
        if (isPassage || key === source || key === target) left.addNode(key, node);
    });
    graph.forEachDirectedEdge((_, edge, begin, end) => {
        if (begin === target || end === source || !left.hasNode(begin) || !left.hasNode(end)) return;
        if (follows(edge) && !gateways.opens(edge.gateways, from, to)) left.addDirectedEdge(begin, end, edge);
    });
    return left;
}

/**
 * What tells ways apart: where many roads meet, the meeting point, for one cut there is enough; else the place that declares
 * the last step. That everybody may come, or a whole organisation, is mended place by place.
 */
function keyOf(graph: WayGraph, last: string, { at, isHalf, kind: declared }: GraphEdge): string {
    const { kind } = graph.getNodeAttributes(last);
    // Both halves are one connection: to take away either is enough.
    if (isHalf && kind === "environment") return declared;
    const isMeetingPoint = ["thing", "tokens", "range", "host", "name", "account", "unknown"].includes(kind);
    if (isMeetingPoint || at === undefined) return last;
    return `${at.urn}#${at.property}`;
}

function stepsAlong(graph: WayGraph, path: readonly string[]): readonly WayStep[] {
    return path.slice(1).map((end, place) => {
        const begin = path[place] ?? end;
        const edges = graph.outEdges(begin, end).map(edge => graph.getEdgeAttributes(edge));
        // Of several steps the one that is certain says most.
        const [edge] = [...edges].sort((a, b) => rank(a) - rank(b));
        if (edge === undefined) throw new Error(`no edge leads from ${begin} to ${end}`);
        return stepOf(graph, begin, end, edge);
    });
}

function rank({ certainty, kind }: GraphEdge): number {
    return (certainty === "declared" ? 0 : 2) + (kind === "membership" ? 1 : 0);
}

function stepOf(graph: WayGraph, begin: string, end: string, edge: GraphEdge): WayStep {
    return {
        from: graph.getNodeAttribute(begin, "label"),
        to: graph.getNodeAttribute(end, "label"),
        edge,
    };
}
