import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CommandResult } from "../support/real-engine/child-process";
import { compiledPack } from "../support/real-engine/compiled-pack";
import { RealEngine } from "../support/real-engine/real-engine";

const PROJECT = resolve(__dirname, "../fixtures/programs/real-messages");

describe("our pack under the CLI", () => {
    let engine: RealEngine;

    before(async () => {
        engine = await RealEngine.start(PROJECT);
        await engine.succeed(["stack", "init", "staging"]);
    });

    after(() => {
        engine.stop();
    });

    /** @param config What `--policy-pack-config` says. */
    const preview = (step: string, config: object): Promise<CommandResult> => {
        const file = join(engine.folder, "policy-pack-config.json");
        writeFileSync(file, JSON.stringify(config));
        const args = ["preview", "--stack", "staging", "--policy-pack", compiledPack(), "--policy-pack-config", file];
        return engine.run(args, { env: { STAGEWRIGHT_STRICT: "false" }, step: `preview with ${step}` });
    };

    it("shows the value of a tag, and hides one that is marked secret", async () => {
        const { code, stdout } = await preview("wrong tags", {});
        assert.notEqual(code, 0, stdout);
        assert.match(stdout, /is tagged as "elsewhere-in-the-open", expected staging/);
        assert.match(stdout, /is tagged as \(a secret\), expected staging/);
        assert.ok(!stdout.includes("elsewhere-in-secret"), stdout);
    });

    it("given a level, takes it", async () => {
        const { code, stdout } = await preview("a level for all", { all: "advisory" });
        assert.equal(code, 0, stdout);
        assert.match(stdout, /\[advisory\].* environment-tag-matches-stack/);
    });

    it("given a rule that does not exist and a setting out of bounds, judges nothing and names both", async () => {
        const { code, stderr, stdout } = await preview("a faulty configuration", {
            "environment-tag-matches-stacks": "advisory",
            "log-retention-set": { days: 5 },
        });
        assert.notEqual(code, 0, stdout);
        assert.match(stdout + stderr, /did you mean "environment-tag-matches-stack"\?/);
        assert.match(stdout + stderr, /log-retention-set\.days: unknown key/);
    });
});
