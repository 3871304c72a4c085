import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { placeOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import { MUTATIONS } from "./random-mutations";
import { planFor, PRODUCTION, randomProgram, STAGING } from "./random-programs";

/** Random programs, each with one mutation of every kind that it has a place for. */
const PROGRAMS = 150;
const SEED = 20261121;

interface Miss {
    readonly kind: string;
    readonly expected: readonly string[];
    readonly found: readonly string[];
}

for (const phase of ["declared", "output"] as const) {
    describe(`recall and precision of a comparison of ${phase === "declared" ? "plans" : "states"}`, () => {
        it("given random programs in two environments, finds no difference", () => {
            fc.assert(
                fc.property(randomProgram, program => {
                    const places = differingPlaces(
                        planFor(program, PRODUCTION, phase),
                        planFor(program, STAGING, phase),
                    );
                    assert.deepEqual(places, []);
                }),
                { seed: SEED, numRuns: 300 },
            );
        });

        it("given one mutation of a program, names its place and no other, and says nothing where it means nothing", () => {
            const misses: Miss[] = [];
            const counts = new Map<string, number>();
            const cases = fc.sample(fc.tuple(randomProgram, fc.infiniteStream(fc.nat())), {
                seed: SEED,
                numRuns: PROGRAMS,
            });
            for (const [program, numbers] of cases) {
                for (const [kind, mutate] of Object.entries(MUTATIONS)) {
                    const mutation = mutate(program, bound => Number(numbers.next().value) % bound);
                    if (mutation === undefined) continue;
                    counts.set(kind, (counts.get(kind) ?? 0) + 1);
                    const found = differingPlaces(
                        planFor(program, PRODUCTION, phase),
                        planFor(mutation.program, STAGING, phase),
                    );
                    if (!isRight(mutation.expected, found)) misses.push({ kind, expected: mutation.expected, found });
                }
            }
            const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
            console.log(
                `        seed ${SEED}: ${all} mutations, ${all - misses.length} judged right (${[...counts].map(([kind, count]) => `${kind} ${count}`).join(", ")})`,
            );
            assert.ok(all >= 1000, `${all} mutations`);
            assert.deepEqual(misses.slice(0, 8), [], `${misses.length} of ${all}`);
        });
    });
}

function differingPlaces(left: Parameters<typeof compareStacks>[0], right: Parameters<typeof compareStacks>[1]) {
    return compareStacks(left, right).differences.map(placeOf);
}

/** Whether something was found where it was expected, and nothing anywhere else. */
function isRight(expected: readonly string[], found: readonly string[]): boolean {
    const covers = (place: string) =>
        expected.some(one => place === one || place.startsWith(`${one}.`) || place.startsWith(`${one}[`));
    return expected.length === 0 ? found.length === 0 : found.some(covers) && found.every(covers);
}
