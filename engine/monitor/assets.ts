import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import * as path from "node:path";

import { SIGNATURE_KEY, SIGNATURES } from "../../plan/wire";
import { isWireObject } from "./values";

/** Larger files are left without a digest: reading them would take longer than the plan. */
const LARGEST_HASHED_BYTES = 64 * 1024 * 1024;

/**
 * Writes the digest of its content into every asset, as the engine does. An archive is left as it is: its digest is one
 * of how the engine packs it.
 *
 * @param folder What relative paths are relative to: the folder in which the program runs.
 */
export function hashAssets(value: unknown, folder: string): unknown {
    if (Array.isArray(value)) return value.map(inner => hashAssets(inner, folder));
    if (!isWireObject(value)) return value;
    if (value[SIGNATURE_KEY] === SIGNATURES.asset) {
        const hash = digest(value, folder);
        return hash === undefined ? value : { ...value, hash };
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hashAssets(inner, folder)]));
}

function digest(asset: Readonly<Record<string, unknown>>, folder: string): string | undefined {
    const text = asset["text"];
    if (typeof text === "string" && text !== "") return sha256(text);
    const file = asset["path"];
    if (typeof file !== "string" || file === "") return undefined;
    const target = path.resolve(folder, file);
    try {
        return statSync(target).size > LARGEST_HASHED_BYTES ? undefined : sha256(readFileSync(target));
    } catch {
        // An artefact that is built before a deployment need not be there for a plan.
        return undefined;
    }
}

function sha256(content: string | Buffer): string {
    return createHash("sha256").update(content).digest("hex");
}
