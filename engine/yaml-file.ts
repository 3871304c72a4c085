import { readFileSync } from "node:fs";
import * as path from "node:path";

import { isMap, isScalar, LineCounter, parseDocument } from "yaml";

import { UsageError } from "../plan/faults";
import { readMoments } from "./yaml-moments";

/**
 * Reads a YAML file that must hold an object. Keys are text whatever they look like.
 *
 * @throws UsageError naming file, line and column of every fault of its syntax.
 */
export function readYamlObject(file: string): Readonly<Record<string, unknown>> {
    const name = path.basename(file);
    const lineCounter = new LineCounter();
    const document = parse(file, lineCounter);
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
    readMoments(document);
    return document.toJS() as Record<string, unknown>;
}

/** The line of each key in a block of a YAML file; none where there is no such block. */
export function keyLines(file: string, block: string): ReadonlyMap<string, number> {
    const lineCounter = new LineCounter();
    const content = parse(file, lineCounter).get(block);
    if (!isMap(content)) return new Map();
    return new Map(
        content.items.flatMap(({ key }) =>
            isScalar(key) && key.range != null ? [[String(key.value), lineCounter.linePos(key.range[0]).line]] : [],
        ),
    );
}

/** Messages stay short: where they point at is said beside them. */
function parse(file: string, lineCounter: LineCounter) {
    const text = readFileSync(file, "utf8");
    return parseDocument(text, { lineCounter, intAsBigInt: true, stringKeys: true, prettyErrors: false });
}
