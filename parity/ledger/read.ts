import { z } from "zod";
import { isDate } from "../../plan/dates";
import { type Fault, UsageError } from "../../plan/faults";
import { parseYaml, readProjectFile } from "../../plan/yaml-file";
import type { ShownValue } from "../shown";
import { APPROVAL_PATTERN } from "./approval";
import { DIFFERENCE_CLASSES, LEDGER_FILE, type LedgerEntry } from "./entry";
import { parsePlace, placeFault } from "./place";

/** A name that people try, and that would be passed over in silence. */
const MISNAMED_FILE = "differences.yml";

const text = (expected: string) => z.string({ error: `expected ${expected}` }).regex(/\S/, `expected ${expected}`);

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
            .describe("Digest of all values that were approved, where the entry covers several.")
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
 * @returns None where there is no file.
 * @throws {UsageError} naming every fault with its line, the value given and what was expected.
 */
export function readLedger(folder: string): readonly LedgerEntry[] {
    const text = readProjectFile(folder, LEDGER_FILE, MISNAMED_FILE);
    return text === undefined ? [] : parseLedger(text);
}

/** Reads the text of a ledger. @throws {UsageError} as {@link readLedger}. */
export function parseLedger(source: string): readonly LedgerEntry[] {
    const read = parseYaml(source, LEDGER_FILE, LEDGER_SCHEMA, []);
    const entries = read.value.map((written, place): LedgerEntry => ({
        ...written,
        values: written.values,
        approves: written.approves,
        line: read.positionOf([place]).line,
    }));
    const faults = entries.flatMap((entry, place) => faultsOf(entry, entries.slice(0, place)));
    if (faults.length > 0) throw new UsageError(`${LEDGER_FILE} contradicts itself`, faults);
    return entries;
}

function faultsOf(entry: LedgerEntry, before: readonly LedgerEntry[]): readonly Fault[] {
    const at = `${LEDGER_FILE}:${entry.line}`;
    const twin = before.find(other => other.at === entry.at);
    const messages = [
        ...(twin === undefined ? [] : [`${entry.at} is declared in line ${twin.line} already`]),
        ...(entry.values !== undefined && entry.approves !== undefined
            ? ["expected either `values` or `approves`, got both"]
            : []),
        ...(entry.class === "scaled" && entry.values === undefined && entry.approves === undefined
            ? ["expected `values` or `approves`: a difference in size is approved with its sizes"]
            : []),
        ...(entry.class === "distinct" && parsePlace(entry.at).property === undefined
            ? [
                  "expected `class: scaled` with present and absent: what one stack alone has is no value that must differ",
              ]
            : []),
    ];
    return messages.map(message => ({ at, message }));
}
