import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

import type * as esbuild from "esbuild";
import { addHook } from "pirates";

import { TYPESCRIPT_EXTENSIONS, transpileOptions } from "../transpile-options";
import type { LaunchSettings, TranspiledFile } from "./launch-settings";

/** The TypeScript files of the program, transpiled: those foreseen beforehand, others when they are first required. */
export class TranspiledFiles {
    private readonly files: Map<string, TranspiledFile>;

    constructor(private readonly settings: Pick<LaunchSettings, "transpiled" | "tsconfig">) {
        this.files = new Map(Object.entries(settings.transpiled ?? {}));
    }

    /** The source map of a file, as JSON, if it was transpiled here. */
    mapOf(file: string): string | undefined {
        return this.files.get(file)?.map;
    }

    /** Lets `require` understand TypeScript outside `node_modules`. */
    hook(): void {
        addHook((code, filename) => this.codeOf(code, filename), {
            exts: [...TYPESCRIPT_EXTENSIONS],
            ignoreNodeModules: true,
        });
    }

    private codeOf(code: string, filename: string): string {
        const known = this.files.get(filename);
        if (known !== undefined) return known.code;
        const transpiled = transpileNow(code, filename, this.settings.tsconfig);
        this.files.set(filename, transpiled);
        return transpiled.code;
    }
}

function transpileNow(code: string, filename: string, tsconfig: string | undefined): TranspiledFile {
    // Loaded only where it is needed: most programs are foreseen whole.
    const { transformSync } = createRequire(__filename)("esbuild") as typeof esbuild;
    const loader = filename.endsWith("x") ? "tsx" : "ts";
    const result = transformSync(code, {
        ...transpileOptions(),
        loader,
        sourcefile: path.basename(filename),
        tsconfigRaw: tsconfig === undefined ? {} : readFileSync(tsconfig, "utf8"),
    });
    return { code: result.code, map: result.map };
}
