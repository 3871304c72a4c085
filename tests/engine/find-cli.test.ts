import { strict as assert } from "node:assert";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCli, pinnedVersion } from "../support/real-engine/find-cli";
import { removeFolder } from "../support/remove-folder";

describe("finding the Pulumi CLI", () => {
    let folder: string;
    let lines: string[];

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "stagewright-find-cli-"));
        lines = [];
    });

    afterEach(() => {
        removeFolder(folder);
    });

    const find = (environment: NodeJS.ProcessEnv): Promise<string> =>
        findCli(line => lines.push(line), { XDG_CACHE_HOME: join(folder, "cache"), ...environment });

    /** Writes an executable shell script. */
    const script = (path: string, text: string): string => {
        const file = join(folder, path);
        mkdirSync(join(file, ".."), { recursive: true });
        writeFileSync(file, `#!/bin/sh\n${text}\n`);
        chmodSync(file, 0o755);
        return file;
    };

    /** A Go that writes an executable to where `-o` says. */
    const fakeGo = (exitCode: number): void => {
        script(
            "bin/go",
            `echo 'no space left' >&2\nwhile [ "$1" != -o ]; do shift; done\necho built > "$2"; chmod +x "$2"; exit ${exitCode.toString()}`,
        );
    };
    const withGo = (): NodeJS.ProcessEnv => ({ PATH: `${join(folder, "bin")}:/usr/bin:/bin` });

    it("given one on PATH, takes it", async () => {
        const installed = script("bin/pulumi", "exit 0");
        assert.equal(await find({ PATH: join(folder, "bin") }), installed);
        assert.deepEqual(lines, []);
    });

    it("given one built before, takes it without Go", async () => {
        const built = script(`cache/stagewright/pulumi-${pinnedVersion()}/pulumi`, "exit 0");
        assert.equal(await find({ PATH: "" }), built);
    });

    it("given neither it nor Go, says what is missing and which version was wanted", async () => {
        await assert.rejects(find({ PATH: join(folder, "bin") }), error => {
            assert.ok(error instanceof Error);
            assert.match(
                error.message,
                /no pulumi on PATH, none at .*\/cache\/stagewright\/pulumi-v3\.\d+\.\d+\/pulumi, and no go on PATH/,
            );
            return true;
        });
    });

    it("given Go, builds it into the cache, says so, and builds it once", async () => {
        fakeGo(0);
        const [one, other] = await Promise.all([find(withGo()), find(withGo())]);
        assert.equal(one, other);
        assert.match(lines.join("\n"), /building the Pulumi CLI v3[\s\S]*built the Pulumi CLI in \d+ s/);
        lines = [];
        assert.equal(await find(withGo()), one);
        assert.deepEqual(lines, []);
        assert.deepEqual(readdirSync(join(one, "..")), ["pulumi"]);
    });

    it("given a build that fails, shows why and leaves nothing half-built", async () => {
        fakeGo(1);
        await assert.rejects(find(withGo()), /exit code 1:\nno space left/);
        assert.deepEqual(readdirSync(join(folder, "cache/stagewright", `pulumi-${pinnedVersion()}`)), []);
    });
});
