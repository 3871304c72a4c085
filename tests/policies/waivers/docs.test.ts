import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { MAX_FINDINGS_PER_WAIVER, parseWaivers, rules, WAIVER_FAULTS } from "../../../policy-pack/index";

const ROOT = path.join(__dirname, "..", "..", "..");
const page = readFileSync(path.join(ROOT, "docs", "waivers.md"), "utf8");
const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");

/** The first sample of YAML after a heading. */
function sampleAfter(text: string, heading: string): string {
    const [, after = ""] = text.split(`## ${heading}\n`);
    return /```yaml\n([\s\S]*?)```/.exec(after)?.[1] ?? "";
}

describe("page about waivers", () => {
    it("has samples that can be read", () => {
        assert.equal(parseWaivers(sampleAfter(page, "How do I add one?"), rules).length, 1);
        assert.equal(parseWaivers(sampleAfter(readme, "How do I accept a finding for a while?"), rules).length, 1);
    });

    it("has a part for each fault", () => {
        for (const fault of WAIVER_FAULTS) assert(page.includes(`\n### ${fault}\n`), fault);
    });

    it("says the number of findings that one may match", () => {
        assert.match(page, new RegExp(`more than\\s+${MAX_FINDINGS_PER_WAIVER} findings`));
    });
});
