import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { goSource } from "./go-source";
import type { KubernetesObject } from "./objects";

/** What Karpenter's own source says: the kinds that it defines, and what its chart takes. */
export interface KarpenterSource {
    readonly kinds: readonly KubernetesObject[];
    /** Default values of the chart. */
    readonly values: Readonly<Record<string, unknown>>;
}

/** Reads the source of Karpenter at the version that `tools/karpenter` pins. */
export function karpenterSource(): KarpenterSource {
    const folder = goSource("karpenter", "github.com/aws/karpenter-provider-aws");
    const kinds = join(folder, "pkg/apis/crds");
    return {
        kinds: readdirSync(kinds).map(file => parse(readFileSync(join(kinds, file), "utf8")) as KubernetesObject),
        values: parse(readFileSync(join(folder, "charts/karpenter/values.yaml"), "utf8")) as Record<string, unknown>,
    };
}
