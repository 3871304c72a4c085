import assert from "node:assert/strict";

import { planFixture, SOUND_PROGRAMS, unordered, withPlainStart } from "./support";

describe("planning engine: one plan by every way", () => {
    for (const name of SOUND_PROGRAMS) {
        describe(`given the program ${name}`, () => {
            it("plans the same over sockets", async () => {
                const [near, far] = await Promise.all([
                    planFixture(name),
                    planFixture(name, { transport: "sockets" }),
                ]);

                assert.deepEqual(unordered(far.plan), unordered(near.plan));
                assert.deepEqual(far.diagnostics, near.diagnostics);
            });

            it("plans the same with the levers off", async () => {
                const fast = await planFixture(name);
                const plain = await withPlainStart(() => planFixture(name));

                assert.deepEqual(unordered(plain.plan), unordered(fast.plan));
            }).timeout(60_000);
        });
    }
});
