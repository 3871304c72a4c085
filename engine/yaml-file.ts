import { readFileSync } from "node:fs";
import * as path from "node:path";

import { isMap, LineCounter, parseDocument } from "yaml";

import { UsageError } from "../plan/faults";

/**
 * Reads a YAML file that must hold an object. Keys are text whatever they look like.
 *
 * @throws UsageError naming file, line and column of every fault of its syntax.
 */
export function readYamlObject(file: string): Readonly<Record<string, unknown>> {
    const name = path.basename(file);
    const lineCounter = new LineCounter();
    const document = parseDocument(readFileSync(file, "utf8"), { lineCounter, intAsBigInt: true, stringKeys: true });
    if (document.errors.length > 0) {
        throw new UsageError(
            `${name} is not valid YAML`,
            document.errors.map(({ pos, message }) => {
                const { line, col } = lineCounter.linePos(pos[0]);
                return { at: `${name}:${line}:${col}`, message: message.trim() };
            }),
        );
    }
    if (document.contents === null) return {};
    if (!isMap(document.contents)) {
        throw new UsageError(`${name} cannot be used`, [{ at: `${name}:1:1`, message: "expected keys and values" }]);
    }
    return document.toJS() as Record<string, unknown>;
}
