import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { openOutput } from "../../cli/output";
import { UsageError } from "../../plan/faults";
import { CAPTURED } from "../plan/captured";
import { ended, runCli, startCli, TestFolder } from "./support";

const PREVIEW = path.join(CAPTURED, "real-small.staging.preview.json");

describe("output file", () => {
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    it("given a report, writes it whole and leaves nothing beside it", async () => {
        const output = openOutput(folder.file("report.txt"));
        assert.equal(existsSync(folder.file("report.txt")), false);
        await output.write("all of it\n");
        output.discard();
        assert.equal(folder.read("report.txt"), "all of it\n");
        assert.deepEqual(readdirSync(folder.path), ["report.txt"]);
    });

    it("given a file that is there already, keeps it until the report is whole", async () => {
        folder.write({ "report.txt": "before" });
        const output = openOutput(folder.file("report.txt"));
        assert.equal(folder.read("report.txt"), "before");
        await output.write("after");
        assert.equal(folder.read("report.txt"), "after");
    });

    it("given no report, leaves the file as it was and nothing beside it", () => {
        folder.write({ "report.txt": "before" });
        const output = openOutput(folder.file("report.txt"));
        output.discard();
        output.discard();
        assert.equal(folder.read("report.txt"), "before");
        assert.deepEqual(readdirSync(folder.path), ["report.txt"]);
    });

    it("given a place that was taken in the meantime, fails and leaves nothing beside it", async () => {
        const output = openOutput(folder.file("report.txt"));
        mkdirSync(folder.file("report.txt"));
        await assert.rejects(async () => output.write("all of it"), UsageError);
        assert.deepEqual(readdirSync(folder.path), ["report.txt"]);
    });

    it("given a symbolic link, replaces the file that it points at", async () => {
        folder.write({ "real/report.txt": "before" });
        symlinkSync(folder.file("real/report.txt"), folder.file("link.txt"));
        await openOutput(folder.file("link.txt")).write("after");
        assert.equal(folder.read("real/report.txt"), "after");
        assert.equal(readFileSync(folder.file("link.txt"), "utf8"), "after");
        assert.deepEqual(readdirSync(folder.path), ["link.txt", "real"]);
    });

    for (const [what, name, reason] of [
        ["a folder that is not there", "missing/report.txt", "the folder <folder>/missing does not exist"],
        ["a folder", "folder", "it is no regular file"],
        ["a path through a file", "file/report.txt", "ENOTDIR: not a directory"],
    ] as const) {
        it(`given ${what}, fails before there is a report`, () => {
            mkdirSync(folder.file("folder"));
            folder.write({ file: "" });
            assert.throws(
                () => openOutput(folder.file(name)),
                (error: unknown) => {
                    assert(error instanceof UsageError);
                    assert.deepEqual(error.faults, [
                        { at: `--output ${folder.file(name)}`, message: reason.replace("<folder>", folder.path) },
                    ]);
                    return true;
                },
            );
        });
    }

    it("given a device, refuses to replace it", () => {
        assert.throws(() => openOutput("/dev/null"), /no regular file/);
    });
});

describe("stagewright with --output", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    it("given a file, writes the report there and prints nothing", async () => {
        const args = ["check", "--plan", PREVIEW, "--output", "report.txt"];
        const { stdout, stderr } = await runCli(args, { cwd: folder.path });
        assert.deepEqual({ stdout, stderr }, { stdout: "", stderr: "" });
        assert.match(folder.read("report.txt"), /real-small: staging/);
        assert.deepEqual(readdirSync(folder.path), ["report.txt"]);
    });

    it("given a file that cannot be written, exits with 2 before anything runs", async () => {
        const marker = folder.file("ran");
        folder.writeProject(`require("node:fs").writeFileSync(${JSON.stringify(marker)}, "");`, {
            "Pulumi.one.yaml": "",
        });
        const { code, stdout, stderr } = await runCli(["--output", "missing/report.txt"], { cwd: folder.path });
        assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
        assert.equal(
            stderr,
            `stagewright: the report cannot be written\n  --output missing/report.txt: the folder ${folder.file("missing")} does not exist\n`,
        );
        assert.equal(existsSync(marker), false);
    });

    it("given a command that fails, leaves the file of the run before and nothing beside it", async () => {
        folder.write({ "out/report.txt": "before" });
        const args = ["--plan", "missing.json", "--output", "out/report.txt"];
        assert.equal((await runCli(args, { cwd: folder.path })).code, 2);
        assert.equal(folder.read("out/report.txt"), "before");
        assert.deepEqual(readdirSync(folder.file("out")), ["report.txt"]);
    });

    it("given a reader that has seen enough, ends without a word", async () => {
        const child = startCli(["plan", "--plan", PREVIEW, "--format", "json"], { cwd: folder.path });
        child.stdout?.destroy();
        const { stderr } = await ended(child);
        assert.equal(stderr, "");
    });
});
