import { accessSync, constants } from "node:fs";
import * as path from "node:path";

/** What distributions call the browser, in the order in which it is looked for. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"] as const;

/**
 * Finds a browser on the search path. None is ever downloaded.
 *
 * @param searchPath Folders, as in `PATH`.
 * @throws Error where there is none: a tier that cannot run has failed.
 */
export function findChromium(searchPath: string): string {
    const folders = searchPath.split(path.delimiter).filter(folder => folder !== "");
    const found = NAMES.flatMap(name => folders.map(folder => path.join(folder, name))).find(isExecutable);
    if (found !== undefined) return found;
    throw new Error(
        `the browser tests need one of ${NAMES.join(", ")} on PATH; on Debian: apt-get install chromium (got PATH=${searchPath})`,
    );
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch (error) {
        if (error instanceof Error && "code" in error) return false;
        throw error;
    }
}
