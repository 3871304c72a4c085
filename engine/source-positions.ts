import * as path from "node:path";
import { fileURLToPath } from "node:url";

import type { SourcePosition } from "../plan/plan";

/**
 * A place in a source file as a plan shows it.
 *
 * @param root Files inside are shown relative to it.
 * @param uri A file's path or address, as the SDK reports it.
 */
export function shownPosition(root: string, uri: string, line: number, column: number): SourcePosition | undefined {
    const file = filePath(uri);
    if (file === undefined) return undefined;
    const relative = path.relative(root, file);
    const isInside = !relative.startsWith("..") && !path.isAbsolute(relative);
    return { file: isInside ? relative : file, line, column };
}

/** The path that a path or an address of a file names, or nothing where it is neither. */
export function filePath(uri: string): string | undefined {
    // A module that was imported by its address is turned into an address a second time by the SDK.
    const doubled = uri.lastIndexOf("file:");
    const address = doubled > 0 ? uri.slice(doubled) : uri;
    if (!address.startsWith("file:")) return path.isAbsolute(uri) ? uri : undefined;
    try {
        return fileURLToPath(address.replace(/^file:\/*/, "file:///"));
    } catch {
        return undefined;
    }
}
