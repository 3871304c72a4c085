import { z } from "zod";
import type { ParityFault } from "../../parity/judge";
import { DIFFERENCE_CLASSES } from "../../parity/ledger/entry";
import { CAPABILITIES } from "../../parity/score";
import { PARITY_FAULTS } from "./parity-faults";

/*
 * The shapes of what `parity` writes as JSON. Only additions are made under a number; a reader ignores what it does not
 * know. The types of the documents are taken from here, so that none is written that no schema describes.
 */

const text = (meaning: string) => z.string().describe(meaning);
const amount = (meaning: string) => z.int().min(0).describe(meaning);
const date = (meaning: string) =>
    z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .describe(meaning);
const place = (meaning: string) => text(`${meaning}: <component path>[#<property>].`);

const value = z.json().describe("A value as it was planned: null for nothing, <secret> for what is secret.");
const byStack = (meaning: string) =>
    z.record(z.string(), value).describe(`${meaning}, by stack; by project/stack where both stacks have one name.`);

const stack = z
    .object({ project: text("Name of the Pulumi project."), stack: text("Name of the stack.") })
    .describe("One of the two stacks.");
const stacks = z.array(stack).length(2).describe("The two stacks, production first.");

const declaration = {
    class: z.enum(DIFFERENCE_CLASSES).describe("What kind of difference it is."),
    reason: text("Why they differ."),
    owner: text("Who answers for it."),
    reviewBy: date("The last day before somebody looks at it again."),
};
const line = z.int().min(1).describe("Where the entry begins in differences.yaml.");

const share = z.number().min(0).max(100);
const capabilityScore = z.object({
    capability: z.enum(CAPABILITIES).describe("What is scored."),
    weight: z.number().min(0).describe("How much of the whole it is, if it is there."),
    compared: amount("How many resources, or of versions how many properties, were compared."),
    alike: amount("In how many of these nothing differs but what must."),
    scaled: amount("In how many nothing differs but what was declared."),
    undeclared: amount("In how many something differs that nobody declared."),
    score: share.describe("From 0 to 100."),
});

const faults = Object.keys(PARITY_FAULTS) as [ParityFault, ...ParityFault[]];
const finding = z.object({
    fault: z.enum(faults).describe("What is wrong."),
    verdict: z.enum(["violated", "undecided"]).describe("Undecided fails in strict mode only."),
    at: place("Where it is"),
    message: text("What was found."),
    remediation: text("What to change."),
    evidence: z.array(z.string()).describe("What belongs to it: values, resources, lines of the ledger."),
    urns: z.array(z.string()).describe("The resources concerned."),
});

const declared = z.object({
    at: place("Where they differ"),
    entry: text("The `at` of the entry that declares it."),
    ...declaration,
    values: byStack("What each has; present and absent for what only one has"),
    cannotShow: z.array(z.string()).describe("What a test in the second stack therefore cannot show, in clauses."),
});

/** What `parity --format json` writes. */
export const PARITY_DOCUMENT = z
    .object({
        schema: z.literal("stagewright.parity/1").describe("Name and version of this shape."),
        stacks,
        strict: z.boolean().describe("Whether what is undecided fails."),
        today: date("The date of the judgement."),
        summary: z
            .object({
                passes: z.boolean().describe("Whether the command exits with 0."),
                aligned: amount("How many resources both have."),
                declared: amount("How many differences are declared."),
                undeclared: amount("How many are not, or may not be."),
                score: z
                    .object({
                        score: share.describe("From 0 to 100; 100 where nothing is undeclared and nothing scaled."),
                        capabilities: z.array(capabilityScore).describe("How it comes about."),
                    })
                    .describe("How alike the two are."),
            })
            .describe("What it comes to."),
        findings: z.array(finding).describe("What is wrong, or could not be decided."),
        declared: z.array(declared).describe("The differences that an entry of the ledger declares."),
        unread: z
            .array(z.string())
            .describe("Places of which a source says nothing: @config for settings, @outputs for outputs."),
        alignedByLikeness: z
            .array(z.array(z.string()).length(2))
            .describe("Paths of resources that were taken for one another by their looks alone."),
    })
    .meta({ title: "Report of `stagewright parity --format json`" });

/** What `parity --due --format json` writes. */
export const PARITY_DUE_DOCUMENT = z
    .object({
        schema: z.literal("stagewright.parity-due/1").describe("Name and version of this shape."),
        today: date("The date of the judgement."),
        days: z.int().min(1).describe("How many days from today were looked at."),
        summary: z
            .object({
                declared: amount("How many entries the ledger has."),
                due: amount("How many are to be reviewed within the days, and not overdue."),
                overdue: amount(
                    "How many should have been reviewed by now. The command exits with 1 if there are any.",
                ),
            })
            .describe("What it comes to."),
        entries: z
            .array(
                z.object({
                    at: place("Where they differ"),
                    ...declaration,
                    line,
                    daysLeft: z.int().describe("Days from today to reviewBy; below 0 it is overdue."),
                    values: byStack("The values that were approved").optional(),
                    approves: text("Digest of the values that were approved, where there are several.").optional(),
                }),
            )
            .describe("What is overdue or due, the earliest first."),
    })
    .meta({ title: "Report of `stagewright parity --due --format json`" });

/** What `parity explain --format json` writes. */
export const PARITY_EXPLAIN_DOCUMENT = z
    .object({
        schema: z.literal("stagewright.parity-explain/1").describe("Name and version of this shape."),
        places: z
            .array(
                z.object({
                    at: place("What is explained"),
                    type: text("Type of the resource."),
                    alignedBy: text("How the two resources were taken for one another; `likeness` is the weakest."),
                    verdict: z.enum(["alike", "different", "undecided"]).describe("What came of the comparison."),
                    values: z
                        .array(
                            z.object({
                                stack: text("Name of the stack."),
                                planned: value,
                                compared: value.describe("The same with roles in place of names, as it was compared."),
                            }),
                        )
                        .describe("What each stack has, production's first."),
                    neverDiffers: text("Why it may never differ.").optional(),
                    entries: z
                        .array(z.object({ at: place("What the entry covers"), ...declaration, line }))
                        .describe("The entries of the ledger that declare it."),
                }),
            )
            .describe("Every place at or below the one that was asked for."),
    })
    .meta({ title: "Report of `stagewright parity explain --format json`" });
