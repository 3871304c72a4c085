import { rmSync } from "node:fs";

/** For how long what still writes into a folder is waited for, in milliseconds. */
const GONE_WITHIN_MS = 10_000;

/**
 * Removes a temporary folder with all that is in it, though a process that was just ended may write its last file meanwhile:
 * `rmSync` lists a folder once, and fails where there is something more in it afterwards.
 */
export function removeFolder(folder: string): void {
    const deadline = Date.now() + GONE_WITHIN_MS;
    for (;;) {
        try {
            rmSync(folder, { recursive: true, force: true });
            return;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY" || Date.now() > deadline) throw error;
        }
    }
}
