import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { pinnedVersion } from "../go-tool";
import type { KubernetesObject } from "./objects";

/**
 * The folder with the source of a Go module at the version that `tools/<folder>` pins. Go downloads it once a machine, and holds
 * it against the checksums there.
 *
 * @throws Error where there is no Go, or no such module
 */
export function goSource(folder: string, module: string): string {
    const version = pinnedVersion({ module: folder, versionOf: module });
    const answer = execFileSync("go", ["mod", "download", "-json", `${module}@${version}`], {
        cwd: resolve(__dirname, "../../../tools", folder),
        encoding: "utf8",
    });
    return (JSON.parse(answer) as { readonly Dir: string }).Dir;
}

/** The scalers of KEDA, of workloads and of jobs, as its own source defines them. */
export function kedaKinds(): readonly KubernetesObject[] {
    const source = goSource("keda", "github.com/kedacore/keda/v2");
    return ["scaledobjects", "scaledjobs"].map(one => kindIn(source, `config/crd/bases/keda.sh_${one}.yaml`));
}

/** The workload of Argo Rollouts, as its own source defines it. */
export function rolloutKind(): KubernetesObject {
    return kindIn(goSource("argo-rollouts", "github.com/argoproj/argo-rollouts"), "manifests/crds/rollout-crd.yaml");
}

function kindIn(source: string, file: string): KubernetesObject {
    return parse(readFileSync(join(source, file), "utf8")) as KubernetesObject;
}
