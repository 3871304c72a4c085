import { strict as assert } from "node:assert";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { RealEngine } from "../support/real-engine/real-engine";

const FIXTURES = resolve(__dirname, "../fixtures");
const ENVIRONMENT_PACK = join(FIXTURES, "packs/environment");

/** Processes of this machine that were started with a path inside a folder, or in it. */
function processesIn(folder: string): readonly string[] {
    return readdirSync("/proc")
        .filter(name => /^\d+$/.test(name))
        .filter(pid => {
            try {
                return (
                    readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder) ||
                    readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
                );
            } catch {
                // It ended while we looked.
                return false;
            }
        });
}

/** Longest wait for processes to be gone, and the pause between two looks, in milliseconds. */
const GONE_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** The processes that are still there when they should be gone. */
async function leftBehind(folder: string): Promise<readonly string[]> {
    for (let waited = 0; waited < GONE_WITHIN_MS; waited += LOOK_EVERY_MS) {
        if (processesIn(folder).length === 0) return [];
        await setTimeout(LOOK_EVERY_MS);
    }
    return processesIn(folder);
}

describe("the test language host", () => {
    let engine: RealEngine;

    before(async () => {
        engine = await RealEngine.start(join(FIXTURES, "programs/real-host"));
        await engine.run(["stack", "init", "staging"]);
    });

    after(() => {
        engine.stop();
    });

    /** Runs a program of its own under the host. */
    const preview = async (program: string, ...flags: readonly string[]) => {
        writeFileSync(join(engine.project, "index.ts"), program);
        return engine.run(["preview", "--stack", "staging", ...flags]);
    };

    it("given nodeargs in Pulumi.yaml, runs a TypeScript program with them", async () => {
        const { code, stdout } = await preview(
            `const said: string = "typed"; console.log(said, process.execArgv.join(" "));`,
        );
        assert.equal(code, 0, stdout);
        assert.match(stdout, /typed --require tsx\/cjs/);
    });

    it("given a program, hands it configuration, stack, project and that this is a preview", async () => {
        const { stdout } = await preview(`
            import * as pulumi from "@pulumi/pulumi";
            const config = new pulumi.Config();
            console.log(JSON.stringify({
                stack: pulumi.getStack(), project: pulumi.getProject(), organization: pulumi.getOrganization(),
                dryRun: pulumi.runtime.isDryRun(), plain: config.require("plain"), keys: process.env["PULUMI_CONFIG_SECRET_KEYS"],
            }));
        `);
        assert.deepEqual(JSON.parse(/\{"stack".*\}/.exec(stdout)?.[0] ?? "null"), {
            stack: "staging",
            project: "real-host",
            organization: "organization",
            dryRun: true,
            plain: "value",
            keys: "[]",
        });
    });

    it("given a program that throws, shows its error once and says nothing of an exit code", async () => {
        const { code, stdout } = await preview(`throw new Error("the program's own fault");`);
        assert.notEqual(code, 0);
        assert.match(stdout, /the program's own fault/);
        assert.doesNotMatch(stdout, /exit code/);
    });

    it("given a program that exits by itself, says with which code", async () => {
        const { code, stdout } = await preview(`process.exit(7);`);
        assert.notEqual(code, 0);
        assert.match(stdout, /exited with non-zero exit code: 7/);
    });

    it("given a command that takes too long, ends it and everything that it started", async () => {
        writeFileSync(join(engine.project, "index.ts"), `console.log("running"); setInterval(() => {}, 1000);`);
        const hanging = engine.run(["preview", "--stack", "staging"], { limitMs: 5_000 });
        await assert.rejects(hanging, /was ended after/);
        assert.deepEqual(await leftBehind(engine.folder), []);
    });

    it("given a policy pack, tells it its stack, project and configuration before it starts", async () => {
        const { code, stdout } = await preview(`export {};`, "--policy-pack", ENVIRONMENT_PACK);
        assert.equal(code, 0, stdout);
        assert.deepEqual(JSON.parse(/told (\{.*\})/.exec(stdout)?.[1] ?? "null"), {
            stack: "staging",
            project: "real-host",
            organization: "organization",
            dryRun: true,
            region: "eu-west-1",
        });
    });

    it("given a policy pack that throws as it loads, shows its error", async () => {
        const pack = join(engine.project, "broken-pack");
        mkdirSync(pack, { recursive: true });
        writeFileSync(join(pack, "PulumiPolicy.yaml"), "runtime:\n  name: nodejs\n  options:\n    typescript: false\n");
        writeFileSync(join(pack, "package.json"), `{ "name": "broken", "version": "0.1.0", "main": "index.js" }`);
        writeFileSync(join(pack, "index.js"), `throw new Error("the pack's own fault");`);
        const { code, stdout, stderr } = await preview(`export {};`, "--policy-pack", pack);
        assert.notEqual(code, 0);
        assert.match(stdout + stderr, /the pack's own fault/);
    });
});
