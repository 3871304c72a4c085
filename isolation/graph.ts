import { MultiDirectedGraph } from "graphology";
import type { Connection, Identity, Place } from "./connection";
import type { EdgeKind } from "./edge-kinds";

/** What a node of the graph stands for. */
export type NodeKind =
    | "environment"
    | "account"
    | "organisation"
    | "anyone"
    | "tokens"
    | "thing"
    | "name"
    | "range"
    | "host"
    | "commons"
    | "unknown";

/** An environment as a whole, or something outside of all of them that ways lead through. */
export interface GraphNode {
    readonly kind: NodeKind;
    /** For people. */
    readonly label: string;
}

/** One step: whoever is at its beginning gets to its end. */
export interface GraphEdge {
    readonly kind: EdgeKind | "membership";
    readonly certainty: Connection["certainty"];
    /** The environment that declares it; nothing for what follows from what something is. */
    readonly declaredBy: string | undefined;
    readonly at: Place | undefined;
    readonly access: Connection["access"];
    /** What is declared, as a clause that begins with the verb. */
    readonly says: string;
    readonly change: string;
    /** What of an environment it leads to, where that is known. */
    readonly target: Identity | undefined;
    /** Whether it leads nowhere without a second half, which the environment at the other end declares. */
    readonly isHalf: boolean;
    /** Names of the open gateways that it is part of. */
    readonly gateways: readonly string[];
}

/** Who gets where. Keys of nodes: `environment <stack>`, `thing transit-gateway tgw-1`, ... */
export type WayGraph = MultiDirectedGraph<GraphNode, GraphEdge>;

/** A graph without a node. */
export function emptyGraph(): WayGraph {
    return new MultiDirectedGraph<GraphNode, GraphEdge>();
}

/** The key of an environment's node. */
export function environmentKey(stack: string): string {
    return `environment ${stack}`;
}

/** What follows from what something is, and is declared by nobody. */
export const MEMBERSHIP: GraphEdge = {
    kind: "membership",
    certainty: "declared",
    declaredBy: undefined,
    at: undefined,
    access: "use",
    says: "is part of it",
    change: "",
    target: undefined,
    isHalf: false,
    gateways: [],
};
