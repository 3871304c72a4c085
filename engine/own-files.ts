import * as path from "node:path";

/** This folder as it runs, and as it was before it was compiled: source maps lead there. */
const FOLDERS = [__dirname, __dirname.replace(/([\\/])dist[\\/](engine)$/, "$1$2")].map(folder => folder + path.sep);

/** Whether a file, or a line of a stack trace that names one, is of the engine itself and says nothing to its users. */
export function namesOwnFile(text: string): boolean {
    return FOLDERS.some(folder => text.includes(folder));
}
