import { DATA_KINDS } from "./data/kinds";
import { IDENTITY_KINDS } from "./identity/kinds";
import { NAME_KINDS } from "./names/kinds";
import { NETWORK_KINDS } from "./network/kinds";
import { REFERENCE_KINDS } from "./references/kinds";

/** What a kind of edge stands for. The page on isolation lists all of them. */
export interface EdgeKindFacts {
    /** What in a plan makes one: types and properties. */
    readonly madeBy: string;
    /** What of AWS or Kubernetes it models. */
    readonly models: string;
    /** What it does not see. */
    readonly leavesOut: string;
}

/** Every kind of edge, by the area that makes it. */
export const EDGE_KINDS = {
    ...NETWORK_KINDS,
    ...NAME_KINDS,
    ...IDENTITY_KINDS,
    ...DATA_KINDS,
    ...REFERENCE_KINDS,
} as const satisfies Readonly<Record<string, EdgeKindFacts>>;

/** What makes an edge. */
export type EdgeKind = keyof typeof EDGE_KINDS;
