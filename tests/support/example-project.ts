import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(__dirname, "../..");

/** A folder of `examples/`. */
export function exampleFolder(name: string): string {
    return join(REPOSITORY, "examples", name);
}

/**
 * Puts an example into a folder of its own with its packages, as a user has it who installed them: `stagewright` is what
 * this checkout has compiled. Who asks for the folder removes it.
 */
export function installExample(name: string): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), `stagewright-${name}-`)));
    cpSync(exampleFolder(name), folder, { recursive: true });
    const packages = join(folder, "node_modules");
    mkdirSync(packages);
    for (const entry of readdirSync(join(REPOSITORY, "node_modules"))) {
        symlinkSync(join(REPOSITORY, "node_modules", entry), join(packages, entry));
    }
    symlinkSync(REPOSITORY, join(packages, "stagewright"), "dir");
    return folder;
}
