import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { RealEngine } from "../support/real-engine/real-engine";
import { simulatedYear } from "../support/real-engine/simulated-year";

const REPOSITORY = resolve(__dirname, "../..");
/** The last years with holidays, and the first without. */
const YEARS = [2026, 2027, 2028] as const;

describe("the hours of the reference program under the real engine", () => {
    let engine: RealEngine;
    let staging: string;
    let prod: string;

    before(async () => {
        engine = await RealEngine.start(REPOSITORY);
        const previewed = async (stack: string): Promise<string> => {
            await engine.succeed(["stack", "init", stack]);
            return (await engine.succeed(["preview", "--json", "--stack", stack])).stdout;
        };
        staging = await previewed("staging");
        prod = await previewed("prod");
    });

    after(() => {
        engine.stop();
    });

    for (const year of YEARS) {
        it(`given production as the CLI previews it, nothing is scheduled in any minute of ${year}`, async () => {
            const { code, year: simulated } = await simulatedYear(engine.project, "prod", prod, year);
            assert.equal(code, 0);
            assert.equal(simulated.verdict, "as intended");
            assert.deepEqual(simulated.sleepers, []);
            assert.deepEqual(simulated.undecided, []);
            const named = simulated.sleepless.map(({ path }) => path);
            for (const path of ["orders/orders-cluster", "platform/platform-workers"])
                assert.ok(named.includes(path), path);
        });

        it(`given staging as the CLI previews it, every minute of ${year} is as intended`, async () => {
            const { code, year: simulated } = await simulatedYear(engine.project, "staging", staging, year);
            assert.equal(code, 0);
            assert.equal(simulated.verdict, "as intended");
            assert.deepEqual(
                simulated.sleepers.filter(({ disagreements }) => disagreements?.length !== 0),
                [],
            );
            const named = simulated.sleepers.map(({ path }) => path);
            for (const path of ["orders/orders-cluster", "platform/platform-workers"])
                assert.ok(named.includes(path), path);
            assert.deepEqual([simulated.conflicts, simulated.undecided], [[], []]);
        });
    }
});
