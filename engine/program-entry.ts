import { existsSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";

import { readYamlObject } from "./yaml-file";

/** What will be run for a program, as Pulumi's own runner settles it. */
export interface ProgramEntry {
    /** Whether the nearest `package.json` makes its files ES modules. */
    readonly isModule: boolean;
    /** The entry's file, where it can be found. */
    readonly file: string | undefined;
}

/** Names that a folder's entry may have; what Node.js knows by itself comes first. */
const INDEX_FILES = ["index.js", "index.mjs", "index.cjs", "index.ts", "index.tsx", "index.mts"] as const;

/**
 * Finds the entry of a program.
 *
 * @param programFolder Folder in which it runs.
 * @param entry A file in it, or `.`.
 */
export function findEntry(programFolder: string, entry: string): ProgramEntry {
    const { folder, manifest } = nearestManifest(programFolder);
    const isModule = manifest["type"] === "module";
    if (entry !== ".") return { isModule, file: fileOf(path.join(programFolder, entry)) };
    const stated = statedEntry(manifest);
    const main = stated === undefined ? undefined : path.join(folder, stated);
    return { isModule, file: fileOf(main !== undefined && existsSync(main) ? main : programFolder) };
}

function nearestManifest(from: string): { folder: string; manifest: Readonly<Record<string, unknown>> } {
    for (let folder = from; ; folder = path.dirname(folder)) {
        const json = path.join(folder, "package.json");
        if (existsSync(json)) return { folder, manifest: parse(json) };
        const yaml = path.join(folder, "package.yaml");
        if (existsSync(yaml)) return { folder, manifest: readYamlObject(yaml) };
        if (folder === path.dirname(folder)) return { folder: from, manifest: {} };
    }
}

function parse(file: string): Readonly<Record<string, unknown>> {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    } catch {
        // Pulumi's runner takes a manifest that does not parse for an empty one.
        return {};
    }
}

function statedEntry(manifest: Readonly<Record<string, unknown>>): string | undefined {
    const exported = manifest["exports"];
    if (typeof exported === "string") return exported;
    if (typeof exported === "object" && exported !== null) {
        const root = (exported as Record<string, unknown>)["."];
        if (typeof root === "string") return root;
        if (typeof root !== "object" || root === null) return undefined;
        const conditions = root as Record<string, unknown>;
        return [conditions["default"], conditions["require"], conditions["import"]].find(
            file => typeof file === "string",
        );
    }
    return typeof manifest["main"] === "string" && manifest["main"] !== "" ? manifest["main"] : undefined;
}

function fileOf(target: string): string | undefined {
    if (!existsSync(target)) return [".js", ".ts"].map(extension => target + extension).find(file => existsSync(file));
    if (!statSync(target).isDirectory()) return target;
    return INDEX_FILES.map(name => path.join(target, name)).find(file => existsSync(file));
}
