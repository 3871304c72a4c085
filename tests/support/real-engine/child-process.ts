import { spawn } from "node:child_process";

/** How a command ended and what it printed. */
export interface CommandResult {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
    readonly milliseconds: number;
}

/**
 * Runs a command to its end. After the time limit it is ended with every process that it started.
 *
 * @throws Error with the output so far where the command took too long or was ended by a signal.
 */
export async function runCommand(
    file: string,
    args: readonly string[],
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly limitMs: number },
): Promise<CommandResult> {
    const start = Date.now();
    const child = spawn(file, args, {
        cwd: options.cwd,
        env: options.env,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
    });
    if (child.pid !== undefined) running.add(child.pid);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    const timer = setTimeout(() => {
        endGroup(child.pid);
    }, options.limitMs);
    try {
        const code = await new Promise<number | null>((resolve, reject) => {
            child.once("error", reject);
            child.once("close", resolve);
        });
        const result = {
            stdout: Buffer.concat(stdout).toString(),
            stderr: Buffer.concat(stderr).toString(),
            milliseconds: Date.now() - start,
        };
        if (code === null) {
            throw new Error(
                `${file} ${args.join(" ")} was ended after ${result.milliseconds.toString()} ms:\n${result.stdout}\n${result.stderr}`,
            );
        }
        return { code, ...result };
    } finally {
        clearTimeout(timer);
        if (child.pid !== undefined) running.delete(child.pid);
    }
}

/** The commands under way, which lead process groups of their own: an interrupted test run must end them itself. */
const running = new Set<number>();

process.once("exit", () => {
    for (const pid of running) endGroup(pid);
});

/** Ends the process group that a command leads. */
function endGroup(pid: number | undefined): void {
    if (pid !== undefined && running.has(pid)) process.kill(-pid, "SIGKILL");
}
