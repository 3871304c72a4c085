import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { UsageError } from "../../plan/faults";

/** The text of a file; nothing where there is none. */
export function readIfThere(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw notWritten(file, error);
    }
}

/**
 * Writes new files, then replaces one that may be there: all of it, or nothing.
 *
 * @throws {UsageError} where one cannot be written. Those written before are gone again.
 */
export function writeTogether(
    files: ReadonlyMap<string, string>,
    replaced: { readonly file: string; readonly text: string },
): void {
    const written: string[] = [];
    const write = (file: string, text: string) => {
        try {
            mkdirSync(path.dirname(file), { recursive: true });
            // Never over a file that came in between.
            writeFileSync(file, text, { flag: "wx" });
            written.push(file);
        } catch (error) {
            throw notWritten(file, error);
        }
    };
    const draft = `${replaced.file}.${process.pid}`;
    try {
        for (const [file, text] of files) write(file, text);
        write(draft, replaced.text);
        renameSync(draft, replaced.file);
    } catch (error) {
        for (const file of written) rmSync(file, { force: true });
        throw error instanceof UsageError ? error : notWritten(replaced.file, error);
    }
}

function notWritten(file: string, error: unknown): UsageError {
    const { code } = error as NodeJS.ErrnoException;
    return new UsageError("the rule is not written", [
        { at: file, message: `it cannot be written: ${code ?? String(error)}` },
    ]);
}
