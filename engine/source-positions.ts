import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

import type { SourcePosition } from "../plan/plan";

/** Where a file's own source map is named. */
const MAP_COMMENT = /\/\/[#@] sourceMappingURL=(?<url>\S+)\s*$/;
const INLINE_MAP = /^data:application\/json[^,]*;base64,(?<data>.*)$/;

/** Finds the place in what a person wrote that a place in what was run comes from. */
export class SourcePositions {
    private readonly maps = new Map<string, TraceMap | undefined>();

    /**
     * @param root Files inside are shown relative to it.
     * @param mapOf Source map, as JSON, of a file that was transpiled for this plan.
     */
    constructor(
        private readonly root: string,
        private readonly mapOf: (file: string) => string | undefined,
    ) {}

    /** @param uri A file's path or address, as the SDK reports it. */
    original(uri: string, line: number, column: number): SourcePosition | undefined {
        const file = filePath(uri);
        if (file === undefined) return undefined;
        const map = this.mapFor(file);
        // Columns of the engine count from one, those of a source map from zero.
        const found = map === undefined ? undefined : originalPositionFor(map, { line, column: Math.max(0, column - 1) });
        if (found?.source == null) return { file: this.shown(file), line, column };
        return { file: this.shown(path.resolve(path.dirname(file), found.source)), line: found.line, column: found.column + 1 };
    }

    private shown(file: string): string {
        const relative = path.relative(this.root, file);
        return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative;
    }

    private mapFor(file: string): TraceMap | undefined {
        if (this.maps.has(file)) return this.maps.get(file);
        const json = this.mapOf(file) ?? ownMap(file);
        const map = json === undefined ? undefined : parseMap(json);
        this.maps.set(file, map);
        return map;
    }
}

function parseMap(json: string): TraceMap | undefined {
    try {
        return new TraceMap(json);
    } catch {
        // A map that cannot be read is as good as none: the place in the file that was run is shown.
        return undefined;
    }
}

/** The map that a compiled file names itself. Libraries of others are shown as they are installed. */
function ownMap(file: string): string | undefined {
    if (file.includes(`${path.sep}node_modules${path.sep}`) || !/\.[cm]?js$/.test(file) || !existsSync(file)) return undefined;
    const url = MAP_COMMENT.exec(readFileSync(file, "utf8"))?.groups?.["url"];
    if (url === undefined) return undefined;
    const inline = INLINE_MAP.exec(url)?.groups?.["data"];
    if (inline !== undefined) return Buffer.from(inline, "base64").toString("utf8");
    const beside = path.resolve(path.dirname(file), decodeURIComponent(url));
    return existsSync(beside) ? readFileSync(beside, "utf8") : undefined;
}

function filePath(uri: string): string | undefined {
    if (uri === "") return undefined;
    // A module that was imported by address reaches the SDK's own conversion to an address a second time.
    const doubled = uri.lastIndexOf("file:");
    const address = doubled > 0 ? uri.slice(doubled) : uri;
    if (!address.startsWith("file:")) return path.isAbsolute(uri) ? uri : undefined;
    try {
        return fileURLToPath(address.startsWith("file:///") ? address : address.replace(/^file:\/+/, "file:///"));
    } catch {
        return undefined;
    }
}
