import { strict as assert } from "node:assert";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { runCli } from "../../cli/support";

/** What `stagewright schedule simulate --format json` says of a stack, as far as tests ask. */
const YEAR = z.object({
    environments: z.tuple([
        z.object({
            verdict: z.string(),
            sleepers: z.array(
                z.object({
                    path: z.string(),
                    asleepMinutes: z.number(),
                    by: z.array(z.string()),
                    /** Missing where nobody says what is intended. */
                    disagreements: z.array(z.object({ from: z.string(), kind: z.string() })).optional(),
                }),
            ),
            sleepless: z.array(z.object({ path: z.string() })),
            conflicts: z.array(z.unknown()),
            undecided: z.array(z.string()),
        }),
    ]),
});
export type SimulatedYear = z.infer<typeof YEAR>["environments"][0];

/** Simulates a year of what the CLI of Pulumi printed of a stack, in the project's folder. */
export async function simulatedYear(
    folder: string,
    stack: string,
    preview: string,
    year: number,
): Promise<{ readonly code: number | null; readonly year: SimulatedYear }> {
    const file = join(folder, `${stack}.preview.json`);
    writeFileSync(file, preview);
    const { code, stdout, stderr } = await runCli(
        ["schedule", "simulate", "--plan", file, "--year", year.toString(), "--format", "json"],
        { cwd: folder },
    );
    assert.equal(stderr, "");
    return { code, year: YEAR.parse(JSON.parse(stdout)).environments[0] };
}
