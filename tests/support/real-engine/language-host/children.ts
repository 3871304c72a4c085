import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";

const running = new Set<ChildProcess>();

process.once("exit", () => {
    for (const child of running) child.kill("SIGKILL");
});

/** Starts node with some arguments, as a process that ends with this one. */
export function spawnNode(args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(process.execPath, args, options);
    running.add(child);
    child.once("close", () => running.delete(child));
    return child;
}
