import * as path from "node:path";

import { build } from "esbuild";

import type { TranspiledFile } from "./child/launch-settings";
import { isTypeScript, transpileOptions } from "./transpile-options";

/** Files of a program as they are to be run, by absolute path. */
export type Transpiled = Readonly<Record<string, TranspiledFile>>;

/**
 * Finds every TypeScript file that a program imports and transpiles all of them at once. What cannot be found this way
 * is left to the program's own process.
 *
 * @param entry The program's entry: a file.
 */
export async function transpileProgram(entry: string, tsconfig: string | undefined): Promise<Transpiled> {
    const folder = path.dirname(entry);
    const files = await importedFiles(entry, folder, tsconfig);
    if (files.length === 0) return {};
    const result = await build({
        ...transpileOptions(),
        entryPoints: [...files],
        absWorkingDir: folder,
        outdir: folder,
        outbase: folder,
        write: false,
        ...(tsconfig !== undefined && { tsconfig }),
    }).catch(() => undefined);
    if (result === undefined) return {};
    const written = new Map(result.outputFiles.map(file => [file.path, file.text]));
    const transpiled: Record<string, TranspiledFile> = {};
    for (const file of files) {
        const output = outputPath(file, folder);
        const code = written.get(output);
        const map = written.get(`${output}.map`);
        if (code !== undefined && map !== undefined) transpiled[file] = { code, map };
    }
    return transpiled;
}

async function importedFiles(entry: string, folder: string, tsconfig: string | undefined): Promise<readonly string[]> {
    const result = await build({
        entryPoints: [entry],
        absWorkingDir: folder,
        bundle: true,
        packages: "external",
        platform: "node",
        metafile: true,
        write: false,
        logLevel: "silent",
        ...(tsconfig !== undefined && { tsconfig }),
    }).catch(() => undefined);
    if (result === undefined) return [];
    return Object.keys(result.metafile.inputs)
        .map(file => path.resolve(folder, file))
        .filter(file => isTypeScript(file) && !file.includes(`${path.sep}node_modules${path.sep}`));
}

/** Where esbuild puts a file's output: relative to the base, above it under `_.._`. */
function outputPath(file: string, base: string): string {
    const relative = path.relative(base, file).split(path.sep);
    const inside = relative.map(part => (part === ".." ? "_.._" : part)).join(path.sep);
    return path.join(base, inside.replace(/\.[cm]?tsx?$/, ".js"));
}
