import type { ChildProcess } from "node:child_process";

/** Processes that run now, to be ended with this one. */
const running = new Set<ChildProcess>();

process.on("exit", () => {
    for (const child of running) killGroup(child);
});

/** Lets a process end with this one at the latest, until it is forgotten. */
export function endWithThisProcess(child: ChildProcess): void {
    running.add(child);
}

/** What has ended needs no ending. */
export function forget(child: ChildProcess): void {
    running.delete(child);
}

/** Ends a process, and on systems that know groups all that it started: it must be the leader of a group of its own. */
export function killGroup(child: ChildProcess): void {
    if (child.pid === undefined) return;
    try {
        if (process.platform === "win32") child.kill("SIGKILL");
        else process.kill(-child.pid, "SIGKILL");
    } catch (error) {
        // Nothing of the group is left, which is what was wanted.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}
