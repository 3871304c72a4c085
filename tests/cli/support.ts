import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setImmediate } from "node:timers/promises";
import { removeFolder } from "../support/remove-folder";

const ROOT = path.join(__dirname, "..", "..");

/** The command as it is published. `npm test` builds it first. */
const MAIN = path.join(ROOT, "dist", "cli", "main.js");

/** The day on which tests judge: versions of today are supported on it. */
const TODAY = "2026-11-21";

/** How a run of the command ended. */
export interface CliRun {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** What a run is given beside its arguments. */
export interface CliOptions {
    /** @default the folder of this repository */
    readonly cwd?: string;
    /** Variables beside those that every command has. CI is not among them, so nothing is strict by itself. */
    readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built command; its outputs are pipes. */
export function startCli(args: readonly string[], { cwd = ROOT, env = {} }: CliOptions = {}): ChildProcess {
    const { PATH = "", HOME = "", NODE_V8_COVERAGE } = process.env;
    return spawn(process.execPath, [MAIN, ...args], {
        cwd,
        env: {
            PATH,
            HOME,
            STAGEWRIGHT_TODAY: TODAY,
            ...(NODE_V8_COVERAGE !== undefined && { NODE_V8_COVERAGE }),
            ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
}

/** Waits for a command to end. */
export function ended(child: ChildProcess): Promise<CliRun> {
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
        child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
            output[name] += chunk;
        });
    }
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", code => {
            resolve({ code, ...output });
        });
    });
}

/** Runs the built command to its end. */
export function runCli(args: readonly string[], options?: CliOptions): Promise<CliRun> {
    return ended(startCli(args, options));
}

/** A folder of its own for a test, gone after it. */
export class TestFolder {
    readonly path = mkdtempSync(path.join(tmpdir(), "stagewright-cli-"));

    /** Writes files by their paths inside. */
    write(files: Readonly<Record<string, string | Buffer>>): this {
        for (const [name, content] of Object.entries(files)) {
            const file = this.file(name);
            mkdirSync(path.dirname(file), { recursive: true });
            writeFileSync(file, content);
        }
        return this;
    }

    /** Makes a Pulumi project in JavaScript that can load what this repository has installed. */
    writeProject(program: string, files: Readonly<Record<string, string>>): this {
        symlinkSync(path.join(ROOT, "node_modules"), this.file("node_modules"));
        return this.write({
            "Pulumi.yaml": "name: quay\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
            "package.json": '{ "name": "quay", "main": "index.js" }',
            "index.js": program,
            ...files,
        });
    }

    file(name: string): string {
        return path.join(this.path, name);
    }

    read(name: string): string {
        return readFileSync(this.file(name), "utf8");
    }

    remove(): void {
        removeFolder(this.path);
    }
}

/** How long a process that was killed may take to be gone, in milliseconds; it takes none but on a busy machine. */
const END_LIMIT_MS = 5_000;

/** Whether all processes have ended, or end at once. One that has ended may keep its id until somebody asks for it. */
export async function haveEnded(...pids: readonly number[]): Promise<boolean> {
    const deadline = Date.now() + END_LIMIT_MS;
    while (pids.some(isRunning)) {
        if (Date.now() > deadline) return false;
        await setImmediate();
    }
    return true;
}

function isRunning(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return process.platform !== "linux" || !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ESRCH" || code === "ENOENT") return false;
        throw error;
    }
}
