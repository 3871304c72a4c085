import { z } from "zod";
import { isDate } from "../../plan/dates";
import { UsageError } from "../../plan/faults";
import { parseYaml, readProjectFile, type ReadYaml } from "../../plan/yaml-file";
import type { ShownValue } from "../shown";
import { APPROVAL_PATTERN } from "./approval";
import { contradictions } from "./contradictions";
import { DIFFERENCE_CLASSES, LEDGER_FILE, type LedgerEntry } from "./entry";
import { placeFault } from "./place";

/** A name that people try, and that would be passed over in silence. */
const MISNAMED_FILE = "differences.yml";

/** What people write to come back to it later, and that says nothing. */
const PLACEHOLDER =
    /^[^\p{L}\p{N}]*(?:(?:todo|tbd|fixme|wip)\b.*|xxx|n\/?a|none|placeholder|reason|owner|unknown|later|because)?[^\p{L}\p{N}]*$/isu;

/** A text that says something. */
const text = (expected: string) => {
    const error = `expected ${expected}`;
    return z
        .string({ error })
        .regex(/\S/, { error, abort: true })
        .refine(given => !PLACEHOLDER.test(given), { error });
};

/** The shape of `differences.yaml`. Unknown keys are faults. */
export const LEDGER_SCHEMA = z.array(
    z.strictObject({
        at: z
            .string()
            .superRefine((at, context) => {
                const fault = placeFault(at);
                if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
            })
            .describe("Where: <component path>[#<property>]. * stands for any characters of one segment or step."),
        class: z
            .enum(DIFFERENCE_CLASSES, { error: `expected one of ${DIFFERENCE_CLASSES.join(", ")}` })
            .describe("scaled: another size. distinct: they must differ. identical: they must not differ in a letter."),
        values: z
            .record(z.string(), z.json() as z.ZodType<ShownValue>)
            .describe(
                "The value that was approved for each stack; null for nothing, present and absent for a resource.",
            )
            .optional(),
        approves: z
            .string()
            .regex(APPROVAL_PATTERN, "expected the digest that the report prints, such as v1-0123456789abcdef")
            .describe("Digest of all that was approved, where the entry covers several values or resources.")
            .optional(),
        reason: text("why they differ, and what a test in staging therefore cannot show").describe(
            "Why they differ, and what a test in staging therefore cannot show.",
        ),
        owner: text("who answers for it").describe("Who answers for it."),
        reviewBy: z
            .string()
            .refine(isDate, "expected a date that exists, as YYYY-MM-DD")
            .describe("The last day before somebody looks at it again, as YYYY-MM-DD.")
            .meta({ format: "date" }),
    }),
);

/**
 * Reads `differences.yaml` of a project.
 *
 * @param folder The folder of `Pulumi.yaml`.
 * @param stacks Every stack of the project, where they are known: then a value of one that is none of them is a fault.
 * @returns None where there is no file.
 * @throws {UsageError} naming every fault with its line, the value given and what was expected.
 */
export function readLedger(folder: string, stacks?: readonly string[]): readonly LedgerEntry[] {
    const text = readProjectFile(folder, LEDGER_FILE, MISNAMED_FILE);
    return text === undefined ? [] : parseLedger(text, stacks);
}

/** Reads the text of a ledger. @throws {UsageError} as {@link readLedger}. */
export function parseLedger(source: string, stacks?: readonly string[]): readonly LedgerEntry[] {
    const read = readShape(source, stacks);
    const faults = contradictions(read, stacks);
    if (faults.length > 0) throw new UsageError(`${LEDGER_FILE} contradicts itself`, faults);
    return read.value.map((written, place): LedgerEntry => ({
        ...written,
        values: written.values,
        approves: written.approves,
        line: read.positionOf([place]).line,
    }));
}

/** Reads entries of the right shape. Where one has another, what else is wrong is said along with it. */
function readShape(source: string, stacks: readonly string[] | undefined): ReadYaml<typeof LEDGER_SCHEMA> {
    try {
        return parseYaml(source, LEDGER_FILE, LEDGER_SCHEMA, []);
    } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        const read = anyEntries(source);
        const more = read === undefined ? [] : contradictions(read, stacks);
        throw more.length === 0 ? error : new UsageError(error.summary, [...error.faults, ...more]);
    }
}

const ANY_ENTRIES = z.array(z.record(z.string(), z.unknown()));

/** Entries of whatever shape; nothing where the file is no list of any. */
function anyEntries(source: string): ReadYaml<typeof ANY_ENTRIES> | undefined {
    try {
        return parseYaml(source, LEDGER_FILE, ANY_ENTRIES, []);
    } catch (error) {
        if (error instanceof UsageError) return undefined;
        throw error;
    }
}
