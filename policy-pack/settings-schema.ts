import { z } from "zod";
import { ISOLATION_SCHEMA } from "../isolation/declared";
import { PRESETS, type Rule } from "./kernel/rule";
import { ENVIRONMENT_CLASSES } from "../plan/stack";
import { SAID_WORKING_HOURS } from "./settings-hours";

/** The shape of `stagewright.yaml` where these rules exist. Unknown keys are faults everywhere. */
export function settingsSchema(rules: readonly Rule[]) {
    return z.strictObject({
        extends: z
            .array(z.string().regex(EXTENDED, EXPECTED_EXTENDED))
            .describe(
                "Files of settings that this one builds on: installed packages, or files beside it. A later one wins over an earlier, this file over all.",
            )
            .optional(),
        preset: z
            .enum(PRESETS)
            .describe(
                "How much is asked for: which rules run. By default standard; strict runs every rule and lets nothing pass that is undecided.",
            )
            .optional(),
        strict: z
            .boolean()
            .describe(
                "Whether what cannot be decided counts as a failure. By default it does on CI and for production.",
            )
            .optional(),
        environments: z
            .record(
                z.string(),
                z.strictObject({
                    class: z
                        .enum(ENVIRONMENT_CLASSES)
                        .describe(
                            "What the environment is for: only production must never sleep and is protected from deletion. By default its name decides.",
                        )
                        .optional(),
                    workingHours: SAID_WORKING_HOURS.describe(
                        "When people work in it, for programs whose plan does not say so itself.",
                    ).optional(),
                }),
            )
            .describe("Facts about stacks, by name. By default stacks named prod, production or live are production.")
            .optional(),
        compare: z
            .tuple([z.string(), z.string()])
            .refine(([one, other]) => one !== other, "expected two different stacks")
            .describe(
                "The two stacks that must be alike. By default the one production and the one staging that there are.",
            )
            .optional(),
        neverDiffer: z
            .record(
                z.string(),
                z.strictObject({
                    types: z.array(z.string().min(1)).min(1).describe("Beginnings of type tokens, such as aws:rds/."),
                    properties: z
                        .array(z.string().min(1))
                        .min(1)
                        .describe(
                            "Properties, each with all that lies inside of it; * stands for any characters of one.",
                        ),
                    reason: z.string().regex(/\S/, "expected why they may never differ").describe("Why."),
                }),
            )
            .describe(
                "What may never differ between two environments, by a name of yours, beside what stagewright knows: no entry of differences.yaml can allow it.",
            )
            .optional(),
        isolation: ISOLATION_SCHEMA.describe(
            "What belongs to an environment, what both may use, and which ways from one into the other are meant.",
        ).optional(),
        tags: z
            .strictObject({
                required: z
                    .record(z.string(), z.array(z.string()).nullable())
                    .describe(
                        "Tags that every taggable resource carries: each key with its allowed values, none for any.",
                    ),
            })
            .describe("What is asked of tags. By default an environment, an owner and a cost centre, in any spelling.")
            .optional(),
        distinctConfig: z
            .array(z.string().regex(/^[^:\s]+:\S+$/, "expected a full configuration key such as shop:domain"))
            .describe("Configuration keys (project:key) that no two stacks may share a value of.")
            .optional(),
        rules: z
            .strictObject(Object.fromEntries(rules.map(rule => [rule.name, ruleSchema(rule).optional()])))
            .describe("Settings of single rules, by name. The CLI's --policy-pack-config takes the same names.")
            .optional(),
        ruleModules: z
            .array(z.string().min(1))
            .describe(
                "Rules of your own: files beside Pulumi.yaml or packages, in JavaScript, that export `rules`. They are judged, set and waived as ours are.",
            )
            .optional(),
        answers: z
            .strictObject({
                functions: z
                    .record(z.string(), z.array(z.strictObject({ args: anyObject().optional(), result: anyObject() })))
                    .describe("Answers of provider functions by token; the first whose arguments agree is taken.")
                    .optional(),
                stackReferences: z
                    .record(z.string(), z.strictObject({ outputs: anyObject() }))
                    .describe("Outputs of other stacks, by the name that the program refers to them by.")
                    .optional(),
                settings: anyObject()
                    .describe("Stand-ins for encrypted settings (project:key) that the program must be able to read.")
                    .optional(),
            })
            .describe("Stand-ins for what cannot be known here. Reports show that they were supplied.")
            .optional(),
        minimumCoverage: z
            .number()
            .min(0)
            .max(1)
            .describe("Share of the judgements that must be decided, from 0 to 1.")
            .optional(),
    });
}

/** A package or a file in one, or a file beside the one that names it. Nothing leads out of a package. */
const EXTENDED = /^(?:\.{1,2}\/.+|(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?:\/(?!\.\.?(?:\/|$))[^/]+)*)$/;
const EXPECTED_EXTENDED =
    "expected a package such as @acme/stagewright-preset, a file in one such as @acme/stagewright-preset/prod.yaml, or a file such as ./shared/base.yaml";

/** What a file of settings holds, before defaults. */
export type WrittenSettings = z.output<ReturnType<typeof settingsSchema>>;

/** The shape of a file that settings extend: what is true of one project only must stand in its own. */
export function sharedSettingsSchema(rules: readonly Rule[]) {
    const elsewhere = z
        .never("expected in the project's own stagewright.yaml, for it is true of one project")
        .optional();
    return settingsSchema(rules).extend({
        environments: elsewhere,
        // What a whole organisation uses is the same for all its projects; their boundaries and gateways are not.
        isolation: ISOLATION_SCHEMA.pick({ commons: true }).optional(),
        compare: elsewhere,
        distinctConfig: elsewhere,
        answers: elsewhere,
        ruleModules: elsewhere,
    });
}

/** What may be said to the Pulumi CLI of the pack as a whole. */
export const packSettingsSchema = settingsSchema([]).pick({ preset: true, strict: true });

/** What may be said of one rule: whether it runs, whether it mends, and its own settings. */
export function ruleSchema(rule: Rule) {
    return z.strictObject({
        enabled: z.boolean().describe("Whether the rule runs. By default the preset decides.").optional(),
        ...(mends(rule) && { remediate: REMEDIATE.optional() }),
        ...rule.settings?.shape,
    });
}

const REMEDIATE = z
    .boolean()
    .describe("Whether the rule mends what it can, under the Pulumi CLI. By default it only reports.");

/** Whether a rule knows how to mend what it finds. */
function mends(rule: Rule): boolean {
    return rule.scope === "resource" && rule.remediate !== undefined;
}

function anyObject() {
    return z.record(z.string(), z.unknown());
}

/** The JSON Schema of `stagewright.yaml`, for editors. */
export function settingsJsonSchema(rules: readonly Rule[]): Readonly<Record<string, unknown>> {
    return z.toJSONSchema(settingsSchema(rules), { io: "input" });
}
