import * as assert from "node:assert/strict";
import { before, describe, it } from "mocha";

import type { Way } from "../../isolation/ways";
import { titleOf } from "../../isolation/words";
import { planOf } from "../support/plan";
import { BREACHES } from "./breaches/all";
import { kindsOf, strayWays, waysOf, waysThrough } from "./breaches/judged";
import { buildBreaches } from "./breaches/site";

/** Sorts of breaches that docs/isolation.md lists. */
const SORTS = 15;
/** Least number of breaches that are planted. */
const LEAST_BREACHES = 40;

async function planned(twin: boolean): Promise<readonly Way[]> {
    const plans = [];
    for (const stack of ["prod", "staging"] as const) {
        plans.push(
            await planOf(
                () => {
                    buildBreaches(BREACHES, stack, twin);
                },
                { project: "shop", stack },
            ),
        );
    }
    return waysOf(plans);
}

describe("environments as they are really breached", () => {
    let ways: readonly Way[];
    let twins: readonly Way[];

    before(async () => {
        ways = await planned(false);
        twins = await planned(true);
    });

    it(`given the catalogue, holds ${LEAST_BREACHES} breaches or more, of every sort, each of a name of its own`, () => {
        assert.ok(BREACHES.length >= LEAST_BREACHES, `${BREACHES.length} breaches`);
        assert.equal(new Set(BREACHES.map(({ name }) => name)).size, BREACHES.length);
        const missing = Array.from({ length: SORTS }, (_, place) => place + 1).filter(
            sort => !BREACHES.some(breach => breach.sort === sort),
        );
        assert.deepEqual(missing, []);
    });

    for (const breach of BREACHES) {
        it(`given ${breach.title}, finds its shortest way, and nothing in its twin`, () => {
            const found = waysThrough(breach, ways).filter(({ certainty }) => certainty === "declared");
            const expected = `${breach.from}: ${breach.way.join(" > ")}`;
            const seen = found.flatMap(way => {
                const kinds = kindsOf(way);
                const there = `${way.from}: ${kinds.join(" > ")}`;
                return way.bothWays ? [there, `${way.to}: ${[...kinds].reverse().join(" > ")}`] : [there];
            });
            assert.ok(seen.includes(expected), `expected ${expected}, got ${seen.join("; ") || "none"}`);
            assert.deepEqual(waysThrough(breach, twins).map(titleOf), []);
        });
    }

    it("given all of them together, finds no way that none of them made", () => {
        assert.deepEqual(strayWays(BREACHES, ways).map(titleOf), []);
        assert.deepEqual(twins.map(titleOf), []);
    });
});
