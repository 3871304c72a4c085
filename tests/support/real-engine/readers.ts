import { strict as assert } from "node:assert";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../../plan/plan";
import { planFromPreview } from "../../../plan/preview";
import { readInput } from "../../../plan/read";
import { planFromState } from "../../../plan/state";
import { unknownWithin } from "../../../plan/plain";
import type { CommandResult } from "./child-process";
import { policyEvents, type PolicyEvent } from "./policy-events";
import type { RealEngine } from "./real-engine";
import { type Difference, differences, type Judged } from "./verdicts";

/** One stack as a preview shows it, and what the pack said while it was previewed. */
export interface StackReaders {
    readonly stack: string;
    readonly preview: CommandResult;
    readonly previewed: Plan;
    readonly events: readonly PolicyEvent[];
}

/** Previews a stack with a pack that is not strict, and keeps the plan and the findings. */
export async function previewWithPack(engine: RealEngine, stack: string, pack: string): Promise<StackReaders> {
    const log = join(engine.project, `${stack}.events`);
    // A second preview is not to be read with what the first one said.
    rmSync(log, { force: true });
    const preview = await engine.run(
        ["preview", "--json", "--show-sames", "--event-log", log, "--stack", stack, "--policy-pack", pack],
        // The flag for the event log belongs to the commands for debugging.
        {
            env: { PULUMI_DEBUG_COMMANDS: "true", STAGEWRIGHT_STRICT: "false" },
            step: `${stack}: preview with the pack`,
        },
    );
    return {
        stack,
        preview,
        previewed: planFromPreview(JSON.parse(preview.stdout), `the preview of ${stack}`),
        events: policyEvents(readFileSync(log, "utf8")),
    };
}

/** Exports a stack's state and reads it. */
export async function exportedPlan(engine: RealEngine, stack: string): Promise<Plan> {
    const { stdout } = await engine.succeed(["stack", "export", "--stack", stack], { step: `${stack}: export` });
    return planFromState(JSON.parse(stdout), `the state of ${stack}`);
}

/** What one reader says, and the plans that it read. */
export interface Reader {
    readonly name: string;
    readonly plans: readonly Plan[];
    readonly verdicts: ReadonlyMap<string, Judged>;
}

/**
 * Holds two readers to the promise: of what both can read they say the same. Where they differ, one of them says
 * *undecided* and names a property whose value it does not have.
 */
export function assertDifferOnlyByKnowledge(one: Reader, other: Reader): void {
    const unexplained = differences(one.verdicts, other.verdicts).filter(
        difference =>
            !isExplained(difference, difference.one, one) && !isExplained(difference, difference.other, other),
    );
    assert.deepEqual(unexplained, [], `${one.name} and ${other.name} differ where both can read`);
}

function isExplained({ key }: Difference, judged: Judged | undefined, reader: Reader): boolean {
    const urn = key.split(" ")[2] ?? "";
    return judged?.outcome === "undecided" && judged.unread.some(property => !hasValue(reader, urn, property));
}

function hasValue({ plans }: Reader, urn: string, property: string): boolean {
    return plans.some(plan =>
        plan.resources.some(resource => {
            if (resource.urn !== urn) return false;
            const reading = readInput(resource, property, plan.phase);
            // What is absent from a program's own text may yet be filled in by the provider.
            if (reading.state === "absent") return reading.why === "not set";
            return reading.state === "known" && unknownWithin(reading.value) === undefined;
        }),
    );
}
