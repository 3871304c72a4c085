import { strict as assert } from "node:assert";
import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import type { Way } from "../../isolation/ways";
import { titleOf } from "../../isolation/words";
import { planFromPreview } from "../../plan/preview";
import { BREACHES } from "../isolation/breaches/all";
import { strayWays, waysOf, waysThrough } from "../isolation/breaches/judged";
import { RealEngine } from "../support/real-engine/real-engine";
import { removeFolder } from "../support/remove-folder";

const PROGRAM = resolve(__dirname, "../isolation/breaches/program.ts");
const STACKS = ["prod", "staging"] as const;

/** The catalogue of breaches as a project of its own: one file, and what it imports of Pulumi. */
function writeProject(): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "stagewright-breaches-")));
    buildSync({
        entryPoints: [PROGRAM],
        outfile: join(folder, "index.js"),
        bundle: true,
        platform: "node",
        format: "cjs",
        external: ["@pulumi/*"],
    });
    const runtime = { name: "nodejs", options: { typescript: false } };
    writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name: "shop", runtime }));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", main: "index.js" }));
    return folder;
}

describe("environments as they are really breached, under the real engine", () => {
    let project: string;
    let engine: RealEngine;

    before(async () => {
        project = writeProject();
        engine = await RealEngine.start(project);
        for (const stack of STACKS) await engine.succeed(["stack", "init", stack]);
    });

    after(() => {
        engine.stop();
        removeFolder(project);
    });

    async function previewed(twin: boolean): Promise<readonly Way[]> {
        const plans = [];
        for (const stack of STACKS) {
            const { code, stderr, stdout } = await engine.run(["preview", "--json", "--show-sames", "--stack", stack], {
                env: { BREACHES_TWIN: String(twin) },
            });
            assert.equal(code, 0, stdout + stderr);
            plans.push(planFromPreview(JSON.parse(stdout), stack));
        }
        return waysOf(plans);
    }

    it("given a preview of each breach, finds every one, or says undecided where it lies in a secret", async () => {
        const ways = await previewed(false);
        for (const breach of BREACHES) {
            const found = waysThrough(breach, ways).map(({ certainty }) => certainty);
            assert.ok(found.includes(breach.inSecret === true ? "undecided" : "declared"), breach.name);
        }
        assert.deepEqual(strayWays(BREACHES, ways).map(titleOf), []);
    });

    it("given a preview of each twin, finds none, and nothing undecided but what lies in a secret", async () => {
        const ways = await previewed(true);
        const hidden = BREACHES.filter(({ inSecret }) => inSecret === true);
        assert.deepEqual(strayWays(hidden, ways).map(titleOf), []);
        assert.deepEqual(ways.filter(({ certainty }) => certainty === "declared").map(titleOf), []);
    });
});
