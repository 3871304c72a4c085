import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

import type * as esbuild from "esbuild";

/** Folder of bundles for runs from source, beside the other caches of tools. */
const CACHE = path.join("node_modules", ".cache", "stagewright");

let found: string | undefined;

/**
 * The JavaScript file that a program's process preloads: the compiled one beside this file. Where this project itself
 * runs from TypeScript, as in its own tests, it is bundled once.
 */
export function preloadFile(): string {
    return (found ??= __filename.endsWith(".ts") ? bundle() : path.join(__dirname, "preload.js"));
}

function bundle(): string {
    const { buildSync } = createRequire(__filename)("esbuild") as typeof esbuild;
    const folder = path.join(__dirname, "..", "..", CACHE);
    const result = buildSync({
        entryPoints: [path.join(__dirname, "preload.ts")],
        bundle: true,
        write: false,
        outfile: path.join(folder, "preload.js"),
        platform: "node",
        format: "cjs",
        target: "node20",
        packages: "external",
        sourcemap: "inline",
    });
    const code = result.outputFiles[0]?.text ?? "";
    const file = path.join(folder, `preload-${createHash("sha256").update(code).digest("hex").slice(0, 16)}.js`);
    if (!existsSync(file)) {
        mkdirSync(folder, { recursive: true });
        const unfinished = `${file}.${process.pid}`;
        writeFileSync(unfinished, code);
        renameSync(unfinished, file);
    }
    return file;
}
