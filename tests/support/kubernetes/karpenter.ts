import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { pinnedVersion } from "../go-tool";
import type { KubernetesObject } from "./objects";

const MODULE = "github.com/aws/karpenter-provider-aws";
const FOLDER = "karpenter";

/** What Karpenter's own source says: the kinds that it defines, and what its chart takes. */
export interface KarpenterSource {
    readonly kinds: readonly KubernetesObject[];
    /** Default values of the chart. */
    readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Reads the source of Karpenter at the version that `tools/karpenter` pins. Go downloads it once a machine, and holds it
 * against the checksums there.
 *
 * @throws Error where there is no Go, or no such module
 */
export function karpenterSource(): KarpenterSource {
    const version = pinnedVersion({ module: FOLDER, versionOf: MODULE });
    const answer = execFileSync("go", ["mod", "download", "-json", `${MODULE}@${version}`], {
        cwd: resolve(__dirname, "../../../tools", FOLDER),
        encoding: "utf8",
    });
    const { Dir: folder } = JSON.parse(answer) as { readonly Dir: string };
    const kinds = join(folder, "pkg/apis/crds");
    return {
        kinds: readdirSync(kinds).map(file => parse(readFileSync(join(kinds, file), "utf8")) as KubernetesObject),
        values: parse(readFileSync(join(folder, "charts/karpenter/values.yaml"), "utf8")) as Record<string, unknown>,
    };
}
