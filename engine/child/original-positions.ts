import { existsSync, readFileSync } from "node:fs";
import { findSourceMap } from "node:module";
import * as path from "node:path";

import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

import { filePath } from "../source-positions";

/** A place in a file that is run. */
export interface Place {
    readonly file: string;
    readonly line: number;
    readonly column: number;
}

/** Where a file's own source map is named. */
const MAP_COMMENT = /\/\/[#@] sourceMappingURL=(?<url>\S+)\s*$/;
const INLINE_MAP = /^data:application\/json[^,]*;base64,(?<data>.*)$/;
const INSTALLED = `${path.sep}node_modules${path.sep}`;

/** Finds the place in what a person wrote that a place in what is run comes from. */
export class OriginalPositions {
    private readonly maps = new Map<string, TraceMap | undefined>();

    /** @param mapOf Source map, as JSON, of a file that was transpiled for this plan. */
    constructor(private readonly mapOf: (file: string) => string | undefined) {}

    /** @param file A path, or the address of a module that was imported by it. */
    original({ file: run, line, column }: Place): Place {
        const file = filePath(run) ?? run;
        // What others wrote and compiled is shown as it is installed.
        const map = file.includes(INSTALLED) ? undefined : this.mapFor(file, run);
        // V8 counts columns from one, a source map from zero.
        const found = map === undefined ? undefined : originalPositionFor(map, { line, column: column - 1 });
        if (found?.source == null) return { file, line, column };
        const source = filePath(found.source) ?? path.resolve(path.dirname(file), found.source);
        return { file: source, line: found.line, column: found.column + 1 };
    }

    private mapFor(file: string, run: string): TraceMap | undefined {
        if (this.maps.has(file)) return this.maps.get(file);
        const json = this.mapOf(file) ?? findSourceMap(run)?.payload ?? ownMap(file);
        const map = json === undefined ? undefined : traceMap(json);
        this.maps.set(file, map);
        return map;
    }
}

function traceMap(json: string | object): TraceMap | undefined {
    try {
        return new TraceMap(json as string);
    } catch {
        // A map that cannot be read is as good as none: the place in the file that was run is shown.
        return undefined;
    }
}

/** The map that a compiled file names itself. */
function ownMap(file: string): string | undefined {
    if (!/\.[cm]?js$/.test(file) || !existsSync(file)) return undefined;
    const url = MAP_COMMENT.exec(readFileSync(file, "utf8"))?.groups?.["url"];
    if (url === undefined) return undefined;
    const inline = INLINE_MAP.exec(url)?.groups?.["data"];
    if (inline !== undefined) return Buffer.from(inline, "base64").toString("utf8");
    const beside = path.resolve(path.dirname(file), decodeURIComponent(url));
    return existsSync(beside) ? readFileSync(beside, "utf8") : undefined;
}
