import { EXIT_CODES } from "./exit-codes";

/** Says what the user can change, and returns the exit code for it. */
export function printUsageError(error: Error): number {
    process.stderr.write(`stagewright: ${error.message}\n`);
    return EXIT_CODES.usage;
}

/** Says that the fault is ours and what a report of it should hold, and returns the exit code for it. */
export function printDefect(error: unknown, version: string): number {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const platform = `stagewright ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
    process.stderr.write(
        [
            "stagewright: this is a defect of stagewright, not of your program.",
            "Please open an issue for it with the command you ran and the lines below, without anything confidential.",
            "",
            platform,
            stack,
            "",
        ].join("\n"),
    );
    return EXIT_CODES.defect;
}
