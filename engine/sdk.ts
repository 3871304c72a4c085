import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

import { UsageError } from "../plan/faults";
import type { Project } from "./project";

/** The oldest SDK that programs were planned with; 3.230 and 3.248 are others. */
const OLDEST_SDK = [3, 171, 0] as const;

/** The program's own copy of Pulumi's SDK. */
export interface Sdk {
    readonly folder: string;
    readonly version: string;
    /** Pulumi's own program runner. */
    readonly runner: string;
}

/**
 * Finds the SDK from the program's folder.
 *
 * @throws UsageError where it is not installed, or too old.
 */
export function findSdk(project: Project): Sdk {
    const folder = resolveFolder(project.programFolder);
    if (folder === undefined) {
        throw new UsageError("Pulumi's SDK is not installed", [
            {
                at: project.programFolder,
                message: "the program needs @pulumi/pulumi; install the program's packages first (npm ci)",
            },
        ]);
    }
    const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
    if (isOlder(version)) {
        throw new UsageError("Pulumi's SDK is too old", [
            {
                at: path.join(folder, "package.json"),
                message: `expected @pulumi/pulumi ${OLDEST_SDK.join(".")} or later, got ${version}`,
            },
        ]);
    }
    return { folder, version, runner: path.join(folder, "cmd", "run", "index.js") };
}

function resolveFolder(from: string): string | undefined {
    for (const base of createRequire(path.join(from, "package.json")).resolve.paths("@pulumi/pulumi") ?? []) {
        const folder = path.join(base, "@pulumi", "pulumi");
        if (existsSync(path.join(folder, "package.json"))) return folder;
    }
    return undefined;
}

function isOlder(version: string): boolean {
    const parts = version.split(/[.-]/).map(Number);
    for (const [index, oldest] of OLDEST_SDK.entries()) {
        const part = parts[index] ?? 0;
        if (part !== oldest) return part < oldest;
    }
    return false;
}
