import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parseSettings, rules } from "../../policy-pack/index";
import { edgeKindRows } from "./edge-kinds";

const PAGE = readFileSync(path.join(__dirname, "../../docs/isolation.md"), "utf8");

describe("the page about isolation", () => {
    it("has a row for each kind of step, as the code describes it", () => {
        const rows = PAGE.split("\n").filter(line => line.startsWith("| `"));
        assert.deepEqual(rows, edgeKindRows(), "write it anew: npx tsx tests/docs/write-edge-kinds.ts");
    });

    it("has samples of settings that can be read, of boundaries, commons and gateways", () => {
        const samples = [...PAGE.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);
        const read = samples.map(text => parseSettings(text, rules, tmpdir()).isolation);
        assert.deepEqual(Object.keys(read[0]!.boundaries), ["prod"]);
        assert.deepEqual(Object.keys(read[1]!.commons), ["registry", "log-archive"]);
        assert.deepEqual(Object.keys(read[2]!.gateways), ["shadow-traffic", "masked-artefacts"]);
    });

    it("names the fifteen sorts of breaches that the catalogue plants", () => {
        assert.equal(PAGE.match(/^\d+\. /gm)?.length, 15);
    });
});
