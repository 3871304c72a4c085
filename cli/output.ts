import {
    closeSync,
    existsSync,
    fchmodSync,
    fsyncSync,
    openSync,
    realpathSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../plan/faults";

/** Where a report goes. */
export interface Output {
    /** Writes the report, once. */
    write(text: string): Promise<void>;
    /** Leaves nothing behind where nothing was written. May be called at any time, and more than once. */
    discard(): void;
}

/**
 * Opens a file, or standard output where none is named.
 *
 * @param mode Who may get at the file. By default whoever the process lets at its files.
 */
export function openOutput(file: string | undefined, mode?: number): Output {
    return file === undefined ? new StandardOutput() : new OutputFile(file, mode);
}

/** Only the owner reads and writes the file. */
export const OWNER_ONLY = 0o600;

class StandardOutput implements Output {
    write(text: string): Promise<void> {
        // A pipe takes a long report in pieces. What goes wrong with it is told to the stream's listeners, too.
        return new Promise(resolve => {
            process.stdout.write(text, () => {
                resolve();
            });
        });
    }

    discard(): void {
        // Standard output holds nothing back.
    }
}

/** A file that is whole or absent: written beside its place, then renamed. */
class OutputFile implements Output {
    private readonly target: string;
    private readonly temporary: string;
    private descriptor: number | undefined;

    /** @throws UsageError when the file could not be written. Asked for before any work is done for it. */
    constructor(
        private readonly file: string,
        mode: number | undefined,
    ) {
        try {
            this.target = targetOf(file);
            this.temporary = join(dirname(this.target), `.${basename(this.target)}.${process.pid}.tmp`);
            this.descriptor = openSync(this.temporary, "w", mode);
            // A file that was there before keeps its own.
            if (mode !== undefined) fchmodSync(this.descriptor, mode);
        } catch (error) {
            throw this.unwritable(error);
        }
    }

    write(text: string): Promise<void> {
        const { descriptor } = this;
        if (descriptor === undefined) throw new Error(`the report was written to ${this.file} already`);
        try {
            writeFileSync(descriptor, text);
            fsyncSync(descriptor);
            closeSync(descriptor);
            this.descriptor = undefined;
            renameSync(this.temporary, this.target);
        } catch (error) {
            this.discard();
            throw this.unwritable(error);
        }
        return Promise.resolve();
    }

    discard(): void {
        if (this.descriptor !== undefined) closeSync(this.descriptor);
        this.descriptor = undefined;
        rmSync(this.temporary, { force: true });
    }

    private unwritable(error: unknown): UsageError {
        // Up to the comma: what follows names our temporary file.
        const reason = error instanceof Error ? error.message.replace(/, .*$/, "") : String(error);
        return new UsageError("the report cannot be written", [{ at: `--output ${this.file}`, message: reason }]);
    }
}

/** The file itself, where a symbolic link points at it: renaming must replace the file and leave the link. */
function targetOf(file: string): string {
    const status = statSync(file, { throwIfNoEntry: false });
    if (status === undefined) {
        const target = resolve(file);
        if (!existsSync(dirname(target))) throw new Error(`the folder ${dirname(target)} does not exist`);
        return target;
    }
    if (!status.isFile()) throw new Error("it is no regular file");
    return realpathSync(file);
}
