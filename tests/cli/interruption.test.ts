import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, watch } from "node:fs";
import { InterruptedError, interruptible } from "../../cli/interruption";
import { ended, haveEnded, startCli, TestFolder } from "./support";

/** Tells its process id, starts a process of its own that tells its id too, and waits for ever. */
const WAITING = `const { spawn } = require("node:child_process");
const { renameSync, writeFileSync } = require("node:fs");
process.on("SIGINT", () => {});
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
writeFileSync("pids.new", process.pid + " " + child.pid);
renameSync("pids.new", "pids");
setInterval(() => {}, 1000);
`;

describe("interruptible", () => {
    it("given an action that ends, returns its result and listens no more", async () => {
        const before = process.listenerCount("SIGINT");
        assert.equal(await interruptible(() => Promise.resolve(process.listenerCount("SIGINT"))), before + 1);
        assert.equal(process.listenerCount("SIGINT"), before);
    });

    it("given an action that fails by itself, fails with its error", async () => {
        const error = new Error("own");
        await assert.rejects(
            interruptible(() => Promise.reject(error)),
            error,
        );
    });

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        it(`given ${signal}, aborts the action and fails as interrupted, whatever the action makes of it`, async () => {
            const interrupted = (error: unknown) => error instanceof InterruptedError && error.signalName === signal;
            await assert.rejects(
                interruptible(async aborted => {
                    process.emit(signal, signal);
                    assert.equal(aborted.aborted, true);
                    return Promise.reject(new Error("children ended"));
                }),
                interrupted,
            );
            await assert.rejects(
                interruptible(() => {
                    process.emit(signal, signal);
                    return Promise.resolve("too late");
                }),
                interrupted,
            );
        });
    }
});

describe("Ctrl-C", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    let command: ChildProcess;
    beforeEach(() => {
        folder = new TestFolder().writeProject(WAITING, { "Pulumi.one.yaml": "" });
        command = startCli(["--output", "report.txt"], { cwd: folder.path });
    });
    afterEach(() => {
        command.kill("SIGKILL");
        folder.remove();
    });

    /** The ids of the program's processes, as soon as all of them run. */
    function programRuns(): Promise<readonly number[]> {
        return new Promise(resolve => {
            const look = () => {
                if (!existsSync(folder.file("pids"))) return;
                watcher.close();
                resolve(folder.read("pids").split(" ").map(Number));
            };
            const watcher = watch(folder.path, look);
            look();
        });
    }

    it("given once, ends the program and all that it started, and exits with 2", async () => {
        const end = ended(command);
        const pids = await programRuns();
        command.kill("SIGINT");
        const { code, stdout, stderr } = await end;
        assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
        assert.equal(stderr, "stagewright: interrupted by SIGINT; nothing was written and nothing is left running\n");
        assert(await haveEnded(...pids));
        assert.deepEqual(
            readdirSync(folder.path).filter(name => name.includes("report")),
            [],
        );
    });

    it("given twice, leaves nothing running or lying about either", async () => {
        const end = ended(command);
        const pids = await programRuns();
        command.kill("SIGINT");
        command.kill("SIGINT");
        const { code, stdout } = await end;
        assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
        assert(await haveEnded(...pids));
        assert.deepEqual(
            readdirSync(folder.path).filter(name => name.includes("report")),
            [],
        );
    });
});
