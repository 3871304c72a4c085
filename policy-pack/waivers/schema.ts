import { z } from "zod";
import type { Rule } from "../kernel/rule";
import { nearest } from "../../plan/nearest";
import { isDate } from "../../plan/dates";
import { DIGEST_PATTERN } from "./digest";
import { WAIVER_FAULTS } from "./waiver";

const EXPECTED_DIGEST =
    "expected the digest that the report prints beside the finding, such as v1-0123456789abcdef, or a list of them";

/**
 * The shape of `waivers.yaml` where these rules exist. Unknown keys are faults.
 *
 * @param stacks Every stack of the project; nothing where they are not known, so that any name may be one.
 */
export function waiversSchema(rules: readonly Rule[], stacks?: readonly string[]) {
    const ruleNames = rules.map(({ name }) => name);
    return z.array(
        z.strictObject({
            rule: z
                .enum(ruleNames, { error: ({ input }) => expectedRule(input, ruleNames) })
                .describe("Name of the rule."),
            at: z
                .string()
                .describe(
                    "Where: <component path>[#<property>]. * stands for one segment of the path; / alone is the stack itself.",
                ),
            stacks: z
                .array(stackName(stacks))
                .min(1)
                .describe("The stacks that it is for. By default every stack.")
                .optional(),
            reason: z
                .string()
                .regex(/\S/, "expected why the value may stay")
                .describe("Why the value may stay for now."),
            owner: z.string().regex(/\S/, "expected who answers for it").describe("Who answers for it."),
            expires: z
                .string()
                .refine(isDate, "expected a date that exists, as YYYY-MM-DD")
                .describe("The last day on which it is in force, as YYYY-MM-DD.")
                .meta({ format: "date" }),
            approves: z
                .union([digest(), z.array(digest()).min(1, EXPECTED_DIGEST)], { error: EXPECTED_DIGEST })
                .describe(
                    "Digest of the value that was approved, as the report prints it; a list where stacks differ.",
                ),
            hides: z
                .literal("undecided")
                .describe("Also hides that the rule could not decide. By default only what is violated is hidden.")
                .optional(),
        }),
    );
}

/** One entry of the file. */
export type WrittenWaiver = z.output<ReturnType<typeof waiversSchema>>[number];

/** The JSON Schema of `waivers.yaml`, for editors. */
export function waiversJsonSchema(rules: readonly Rule[]): Readonly<Record<string, unknown>> {
    return z.toJSONSchema(waiversSchema(rules), { io: "input" });
}

function digest() {
    return z.string().regex(DIGEST_PATTERN, EXPECTED_DIGEST);
}

function stackName(stacks: readonly string[] | undefined): z.ZodType<string, string> {
    if (stacks === undefined) return z.string().min(1);
    return z.enum(stacks, { error: ({ input }) => `expected a stack of this project${guess(input, stacks)}` });
}

function expectedRule(given: unknown, ruleNames: readonly string[]): string {
    const isAboutWaivers = WAIVER_FAULTS.some(name => name === given);
    const hint = isAboutWaivers ? " (what is wrong with a waiver cannot be waived)" : guess(given, ruleNames);
    return `expected the name of a rule${hint}`;
}

function guess(given: unknown, known: readonly string[]): string {
    const guess = typeof given === "string" ? nearest(given, known) : undefined;
    return guess === undefined ? "" : ` (did you mean ${JSON.stringify(guess)}?)`;
}
