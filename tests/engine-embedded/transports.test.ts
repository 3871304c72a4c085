import assert from "node:assert/strict";

import type { Plan } from "../../plan/plan";
import { planFixture, SOUND_PROGRAMS, unordered, usualPlan, withPlainStart } from "./support";

function withoutSources(plan: Plan): Plan {
    const sorted = unordered(plan);
    return { ...sorted, resources: sorted.resources.map(resource => ({ ...resource, source: undefined })) };
}

describe("planning engine: one plan by every way", () => {
    for (const name of SOUND_PROGRAMS) {
        describe(`given the program ${name}`, () => {
            it("plans the same over sockets", async () => {
                const near = await usualPlan(name);
                const far = await planFixture(name, { transport: "sockets" });

                assert.deepEqual(unordered(far.plan), unordered(near.plan));
                assert.deepEqual(far.diagnostics, near.diagnostics);
            });

            it("plans the same with the levers off", async () => {
                const fast = await usualPlan(name);
                const plain = await withPlainStart(() => planFixture(name));

                // Without the levers the SDK itself says where a resource comes from, which is less and of compiled text.
                assert.deepEqual(withoutSources(plain.plan), withoutSources(fast.plan));
            }).timeout(60_000);
        });
    }
});
