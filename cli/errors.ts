import { createRequire } from "node:module";
import pc from "picocolors";
import { UsageError } from "../plan/faults";
import type * as hiddenModule from "../secrets/hidden";
import { EXIT_CODES } from "./exit-codes";
import { InterruptedError } from "./interruption";

/** Loads a module when something went wrong, so that nothing else waits for it. */
const load = createRequire(__filename);

/** What went wrong is said in words that others wrote, with whatever they were given. */
function hideCredentials(text: string): string {
    return (load("../secrets/hidden") as typeof hiddenModule).hideCredentials(text);
}

/** How faults stand below the line that says what could not be done. */
const INDENT = "  ";

/**
 * Says on standard error why a command failed: what the user can change, or how to report a defect of ours.
 *
 * @returns The exit code.
 */
export function printError(error: unknown, version: string): number {
    const colors = pc.createColors(process.stderr.isTTY && (process.env["NO_COLOR"] ?? "") === "");
    const name = colors.bold(colors.red("stagewright:"));
    if (error instanceof UsageError) {
        process.stderr.write(`${name} ${usageText(error)}\n`);
        return EXIT_CODES.usage;
    }
    if (error instanceof InterruptedError) {
        process.stderr.write(`${name} ${error.message}; nothing was written and nothing is left running\n`);
        return EXIT_CODES.usage;
    }
    process.stderr.write(`${name} ${defectText(error, version)}\n`);
    return EXIT_CODES.defect;
}

/** What could not be done, every fault on lines of its own, then what the program or the pack itself said. */
export function usageText({ summary, faults, details }: UsageError): string {
    const lines = faults.map(
        ({ at, message }) =>
            `${INDENT}${at}: ${hideCredentials(message)
                .trim()
                .replace(/\s*\n\s*/g, `\n${INDENT.repeat(2)}`)}`,
    );
    const said = hideCredentials(details ?? "").trim();
    return [summary, ...lines, ...(said === "" ? [] : ["", said])].join("\n");
}

/** That the fault is ours, and what a report of it should hold. */
export function defectText(error: unknown, version: string): string {
    return [
        "this is a defect of stagewright, not of your program.",
        "Please open an issue for it with the command you ran and the lines below, without anything confidential.",
        "",
        `stagewright ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
        hideCredentials(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    ].join("\n");
}
