import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { WEIGHTS } from "../../parity/score";
import { rewritten } from "./page-session";
import { PARITY_PAGES, parityProject } from "./parity-samples";

const DOCS = path.join(__dirname, "../../docs");
const HOW_TO = "how-to";
const page = readFileSync(path.join(DOCS, "parity.md"), "utf8");

describe("the pages about parity", function () {
    this.timeout(60_000);

    for (const file of PARITY_PAGES) {
        it(`given ${path.basename(file)}, prints what it says, command by command`, async () => {
            const text = readFileSync(file, "utf8");
            assert.ok([...text.matchAll(/^\$ stagewright /gm)].length >= 1);
            assert.equal(
                await rewritten(text, parityProject()),
                text,
                "write it anew: npx tsx tests/docs/write-parity-pages.ts",
            );
        });
    }

    it("are all run, and each is led to from the page of parity", () => {
        const all = readdirSync(path.join(DOCS, HOW_TO)).filter(name =>
            /^\$ stagewright parity/m.test(readFileSync(path.join(DOCS, HOW_TO, name), "utf8")),
        );
        assert.deepEqual(all.sort(), PARITY_PAGES.map(file => path.basename(file)).sort());
        for (const name of all) assert.ok(page.includes(`](${HOW_TO}/${name})`), name);
    });

    it("say the weights as they are, with their reasons", () => {
        const rows = [...page.matchAll(/^\| (\w+) \| (\d+) \| (.*) \|$/gm)].map(([, capability, weight, reason]) => [
            capability,
            Number(weight),
            reason,
        ]);
        assert.deepEqual(
            rows,
            Object.entries(WEIGHTS).map(([capability, { reason, weight }]) => [capability, weight, reason]),
        );
    });
});
