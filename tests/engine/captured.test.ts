import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CAPTURED, captureSamples, comparable, type Samples } from "../support/real-engine/capture";
import { sayProgress } from "../support/real-engine/real-engine";

describe("the captured samples", () => {
    let samples: Samples;

    before(async () => {
        samples = await captureSamples(sayProgress);
    });

    for (const name of readdirSync(CAPTURED)) {
        it(`given ${name}, is what the real engine says today`, () => {
            assert.deepEqual(
                comparable(samples[name] ?? "null"),
                comparable(readFileSync(join(CAPTURED, name), "utf8")),
            );
        });
    }

    it("given a capture, writes down nothing of this machine", () => {
        for (const [name, text] of Object.entries(samples)) {
            assert.ok(!text.includes(process.cwd()), `${name} names the checkout`);
            assert.ok(!text.includes("stagewright-real-engine-"), `${name} names a temporary folder`);
        }
    });
});
