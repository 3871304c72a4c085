import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(__dirname, "../../..");

/** What a project needs but never writes to: linked, not copied. */
const LINKED = ["node_modules", "dist"] as const;

/** What no project needs to be deployed. */
const LEFT_OUT: ReadonlySet<string> = new Set([...LINKED, ".git", "coverage", "tests", "docs", "bench", "tools"]);

/**
 * Copies a Pulumi project, for the CLI writes into stack files. What is installed and compiled is linked to the
 * repository's, so the copy runs the same code.
 */
export function copyProject(project: string, target: string): void {
    mkdirSync(target, { recursive: true });
    for (const entry of readdirSync(project)) {
        if (!LEFT_OUT.has(entry)) cpSync(join(project, entry), join(target, entry), { recursive: true });
    }
    for (const entry of LINKED) {
        const source = [join(project, entry), join(REPOSITORY, entry)].find(existsSync);
        if (source !== undefined) symlinkSync(source, join(target, entry), "dir");
    }
}
