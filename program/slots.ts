import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { SettingFault } from "./faults";

const STACK_FILE = /^Pulumi\.(.+)\.yaml$/;

/**
 * Says which other stack of the project has the same place in the address plan. Two networks of one range could never be
 * joined, and nobody could tell from an address which of them it belongs to.
 */
export function slotFaults(folder: string, key: string, stack: string, slot: number): readonly SettingFault[] {
    return readdirSync(folder).flatMap(file => {
        const other = STACK_FILE.exec(file)?.[1];
        if (other === undefined || other === stack) return [];
        return slotIn(path.join(folder, file), key) === slot
            ? [{ key, problem: `expected a slot that no other stack has, got ${slot}, which is taken by ${file}` }]
            : [];
    });
}

/** The slot that a stack file names; a file that cannot be read is reported when its own stack is planned. */
function slotIn(file: string, key: string): number | undefined {
    let document: unknown;
    try {
        document = parse(readFileSync(file, "utf8"));
    } catch {
        return undefined;
    }
    const config = isRecord(document) ? document["config"] : undefined;
    const slot = isRecord(config) ? config[key] : undefined;
    return typeof slot === "number" || typeof slot === "string" ? Number(slot) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}
