import * as assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { removeFolder } from "../../support/remove-folder";

const ROOT = path.join(__dirname, "../../..");
const PACK = path.join(ROOT, "policy-pack");
const RUN_POLICY_PACK = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");

/** Without the measuring of coverage, which would count what is only loaded here, or compiled, as never run. */
const ENVIRONMENT = { ...process.env, NODE_V8_COVERAGE: "" };

/** An engine that is not there: a pack only calls it to log. */
const NO_ENGINE = "127.0.0.1:1";

describe("the policy pack", () => {
    it("has the version of the package in both of its files", () => {
        const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
        const { version } = JSON.parse(read("package.json")) as { version: string };
        const manifest = JSON.parse(read("policy-pack/package.json")) as Record<string, unknown>;
        const policy = parse(read("policy-pack/PulumiPolicy.yaml")) as Record<string, unknown>;
        assert.deepEqual([manifest["version"], manifest["type"], policy["version"]], [version, "commonjs", version]);
        assert.deepEqual(policy["runtime"], { name: "nodejs", options: { typescript: false } });
    });

    it("starts as the CLI starts it, and prints the port it listens on", async () => {
        const { code, stdout } = await start({});
        assert.match(stdout, /^\d+\n$/);
        assert.equal(code, "ended by the test");
    });

    it("given faulty settings of the project, does not start and names the fault", async () => {
        const project = mkdtempSync(path.join(tmpdir(), "pack-"));
        try {
            writeFileSync(path.join(project, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
            writeFileSync(path.join(project, "stagewright.yaml"), "environment: {}\n");
            const { code, stderr, stdout } = await start({ PWD: project, PULUMI_NODEJS_PROJECT: "shop" });
            assert.match(stdout + stderr, /unknown key "environment"; did you mean "environments"\?/);
            assert.notEqual(code, 0);
            assert.notEqual(code, "ended by the test");
        } finally {
            removeFolder(project);
        }
    });

    it("is not started by importing the rules and the kernel", () => {
        const script = `require(${JSON.stringify(path.join(ROOT, "policy-pack/index.ts"))});`;
        const { status, stdout } = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", script], {
            cwd: ROOT,
            env: ENVIRONMENT,
            timeout: 20_000,
        });
        assert.deepEqual([status, stdout.toString()], [0, ""]);
    });
});

/** Runs the compiled pack until it prints its port or ends by itself. */
function start(variables: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [RUN_POLICY_PACK, NO_ENGINE, "."], {
        cwd: PACK,
        env: { ...ENVIRONMENT, ...variables },
    });
    const printed = { stdout: "", stderr: "" };
    let code: number | string | null = null;
    child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
    child.stdout.on("data", (chunk: Buffer) => {
        printed.stdout += chunk.toString();
        code = "ended by the test";
        child.kill();
    });
    return new Promise<{ stdout: string; stderr: string; code: number | string | null }>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", exit => {
            resolve({ ...printed, code: code ?? exit });
        });
    });
}
