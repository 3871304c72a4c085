import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { UsageError } from "../plan/faults";
import { SETTINGS_FILE } from "./settings";

/** A file of settings: where it lies, and what messages call it. */
export interface SettingsFile {
    /** Absolute path, links followed. */
    readonly file: string;
    /** As a person knows it: below the project's folder, or below the name of its package. */
    readonly name: string;
}

/** A package's name, and a file in it. */
const IN_PACKAGE = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/;

/**
 * Finds a file that another one extends. A name that begins with a dot is a file beside the one that names it; any other is
 * an installed package, looked for as Node.js does from the folder of that file. Only data is read: no code of the
 * package runs.
 *
 * @param at Where it is named, for the message.
 * @throws {UsageError} with all that was looked for.
 */
export function findExtended(wanted: string, from: SettingsFile, at: string): SettingsFile {
    const candidates = wanted.startsWith(".") ? [beside(wanted, from)] : inPackages(wanted, from);
    const found = candidates.find(({ file }) => existsSync(file) && statSync(file).isFile());
    if (found !== undefined) return { ...found, file: realpathSync(found.file) };
    const message = `cannot find ${wanted}; looked for ${candidates.map(({ file }) => file).join(", ")}`;
    throw new UsageError("the settings cannot be read", [{ at, message }]);
}

/** The text of a file that was found. @throws {UsageError} where it cannot be read. */
export function readExtended({ file, name }: SettingsFile): string {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        const message = (error as NodeJS.ErrnoException).code ?? String(error);
        throw new UsageError(`cannot read ${name}`, [{ at: file, message }]);
    }
}

function beside(wanted: string, { file, name }: SettingsFile): SettingsFile {
    return { file: path.resolve(path.dirname(file), wanted), name: path.posix.join(path.posix.dirname(name), wanted) };
}

function inPackages(wanted: string, from: SettingsFile): readonly SettingsFile[] {
    const [, name = wanted, inner = SETTINGS_FILE] = IN_PACKAGE.exec(wanted) ?? [];
    const folders = createRequire(from.file).resolve.paths(name) ?? [];
    return folders
        .filter(folder => path.basename(folder) === "node_modules")
        .map(folder => ({ file: path.join(folder, name, inner), name: `${name}/${inner}` }));
}
