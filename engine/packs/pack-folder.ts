import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

import { UsageError } from "../../plan/faults";
import { readYamlObject } from "../yaml-file";

/** Name of the file that makes a folder a policy pack. */
const PACK_FILE = "PulumiPolicy.yaml";

/** A policy pack that is ready to be started. */
export interface PackFolder {
    /** The path as it was given, for messages. */
    readonly given: string;
    /** Absolute path. */
    readonly folder: string;
    /** The folder of the copy of `@pulumi/pulumi` that the pack uses. */
    readonly sdkFolder: string;
}

/**
 * Finds what is needed to start a policy pack.
 *
 * @throws UsageError where the folder holds no pack for Node.js, or its packages are not installed.
 */
export function findPack(given: string): PackFolder {
    const folder = path.resolve(given);
    const file = path.join(folder, PACK_FILE);
    if (!existsSync(file)) throw unusable(given, `expected a folder with a file ${PACK_FILE}`);
    const { runtime } = readYamlObject(file);
    const name =
        typeof runtime === "object" && runtime !== null ? (runtime as Record<string, unknown>)["name"] : runtime;
    if (name !== "nodejs") {
        const found = typeof name === "string" ? name : "nothing";
        throw unusable(given, `${PACK_FILE}: runtime: expected nodejs, got ${found}`);
    }
    return { given, folder, sdkFolder: sdkOf(folder, given) };
}

function sdkOf(folder: string, given: string): string {
    try {
        return path.dirname(createRequire(path.join(folder, "package.json")).resolve("@pulumi/pulumi/package.json"));
    } catch {
        throw unusable(given, "the pack needs @pulumi/pulumi and @pulumi/policy; install its packages first (npm ci)");
    }
}

function unusable(given: string, message: string): UsageError {
    return new UsageError("the policy pack cannot be used", [{ at: `--policy-pack ${given}`, message }]);
}
