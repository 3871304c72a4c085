import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { placeOf, sidesOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import { MUTATIONS } from "./random-mutations";
import { planFor, randomProgram } from "./random-programs";
import { MARK_OF_CREDENTIALS, PRODUCTION, STAGING } from "./random-values";

/** Random programs, each with one mutation of every kind that it has a place for. */
const PROGRAMS = 65;
/** Other seeds are tried by hand: `PARITY_SEED=7 npx mocha ...`. */
const SEED = Number(process.env["PARITY_SEED"] ?? 20261121);

/** Thousands of comparisons, beside whatever else the machine does. */
const TIMEOUT_MS = 180_000;

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
                { seed: SEED, numRuns: 200 },
            );
        });

        it("given one mutation of a program, names its place and no other, and says nothing where it means nothing", () => {
            const misses: Miss[] = [];
            const counts = new Map<string, number>();
            const right = { semantic: 0, named: 0, silent: 0, quiet: 0 };
            const cases = fc.sample(fc.tuple(randomProgram, fc.infiniteStream(fc.nat())), {
                seed: SEED,
                numRuns: PROGRAMS,
            });
            for (const [program, numbers] of cases) {
                for (const [kind, mutate] of Object.entries(MUTATIONS)) {
                    const mutation = mutate(program, bound => Number(numbers.next().value) % bound);
                    if (mutation === undefined) continue;
                    counts.set(kind, (counts.get(kind) ?? 0) + 1);
                    const isInStaging = Number(numbers.next().value) % 2 === 0;
                    const found = differingPlaces(
                        planFor(isInStaging ? program : mutation.program, PRODUCTION, phase),
                        planFor(isInStaging ? mutation.program : program, STAGING, phase),
                    );
                    const isRight = isFoundRight(mutation.expected, found);
                    const isSilent = mutation.expected.length === 0;
                    right[isSilent ? "silent" : "semantic"] += 1;
                    if (isRight) right[isSilent ? "quiet" : "named"] += 1;
                    else misses.push({ kind, expected: mutation.expected, found });
                }
            }
            const all = right.semantic + right.silent;
            const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} % of ${whole}`;
            console.log(
                [
                    `        seed ${SEED}: recall ${share(right.named, right.semantic)}, precision ${share(right.quiet, right.silent)}`,
                    `        ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(", ")}`,
                ].join("\n"),
            );
            assert.ok(all >= 2000, `${all} mutations`);
            assert.deepEqual([...counts.keys()].sort(), Object.keys(MUTATIONS).sort());
            assert.deepEqual(misses.slice(0, 8), [], `${misses.length} of ${all}`);
        }).timeout(TIMEOUT_MS);
    });
}

function differingPlaces(left: Parameters<typeof compareStacks>[0], right: Parameters<typeof compareStacks>[1]) {
    const { differences } = compareStacks(left, right);
    assert.ok(!JSON.stringify(differences.map(sidesOf)).includes(MARK_OF_CREDENTIALS));
    return differences.map(placeOf);
}

/** Whether something was found where it was expected, and nothing anywhere else. */
function isFoundRight(expected: readonly string[], found: readonly string[]): boolean {
    const covers = (place: string) =>
        expected.some(one => place === one || place.startsWith(`${one}.`) || place.startsWith(`${one}[`));
    return expected.length === 0 ? found.length === 0 : found.some(covers) && found.every(covers);
}
