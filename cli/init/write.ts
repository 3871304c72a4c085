import { linkSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "../../plan/faults";

/**
 * Writes a new file: whole or not at all, and never over one that is there.
 *
 * @throws {UsageError} where it cannot be written.
 */
export function writeNewFile(file: string, text: string): void {
    const draft = `${file}.${process.pid}.tmp`;
    try {
        writeFileSync(draft, text);
        // A link is refused where something is there already; a new name for the draft would take its place.
        linkSync(draft, file);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const message =
            code === "EEXIST"
                ? "it is there already, and is left as it is"
                : `it cannot be written: ${code ?? String(error)}`;
        throw new UsageError("no stack file is written", [{ at: file, message }]);
    } finally {
        rmSync(draft, { force: true });
    }
}
