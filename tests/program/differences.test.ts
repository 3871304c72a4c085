import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { judgeParity } from "../../parity/judge";
import { parseLedger } from "../../parity/ledger/read";
import { type Comparison, compareStacks } from "../../parity/stacks";
import { planStack } from "./support";

const LEDGER = readFileSync(path.join(__dirname, "../../differences.yaml"), "utf8");

describe("the declared differences of the reference program", () => {
    const ledger = parseLedger(LEDGER);
    let comparison: Comparison;
    before(async () => {
        comparison = compareStacks(await planStack("prod"), await planStack("staging"));
    });

    it("given all of them, leave nothing to say", () => {
        assert.deepEqual(judgeParity(comparison, ledger, { today: "2026-11-21" }).findings, []);
    });

    for (const entry of ledger) {
        it(`given all but ${entry.at}, leave something to say`, () => {
            const rest = ledger.filter(one => one !== entry);
            const { findings } = judgeParity(comparison, rest, { today: "2026-11-21" });
            assert.notDeepEqual(findings, []);
            assert.ok(findings.every(({ fault }) => fault === "undeclared-difference"));
        });
    }

    it("given the day after their review, ask for one each", () => {
        const { findings } = judgeParity(comparison, ledger, { today: "2027-06-01" });
        assert.deepEqual(
            findings.map(({ at, fault }) => `${fault} ${at}`).sort(),
            ledger.map(({ at }) => `entry-review-due ${at}`).sort(),
        );
    });
});
