import { z } from "zod";
import { ruleRuns } from "../kernel/preset";
import { canRemediate } from "../kernel/remediate";
import type { Severity } from "../kernel/verdict";
import type { Rule } from "../kernel/rule";
import type { Settings } from "../settings";
import { packSettingsSchema } from "../settings-schema";
import { type ConfigSchema, configSchemaOf, withDefaults } from "./config-schema";

/** What the CLI is told of a policy, in the words of the policy SDK. */
export interface PolicyMetadata {
    readonly name: string;
    readonly description: string;
    readonly enforcementLevel: "mandatory" | "remediate" | "disabled";
    readonly severity: Severity;
    readonly tags?: string[];
    readonly remediationSteps: string;
    readonly url?: string;
    readonly configSchema?: ConfigSchema;
}

/**
 * Among the tags of a policy, says that it is a rule of this package's kind: that its other tag is its family, that what
 * it cannot decide it calls undecided, and that `stagewright check` may run it itself.
 */
export const RULE_TAG = "stagewright";

/** What a rule says of itself, and the level that the settings give it. The user may tell the CLI another one. */
export function metadataOf(rule: Rule, settings: Settings): PolicyMetadata {
    const { description, family, name, remediation, severity } = rule;
    return {
        name,
        description,
        enforcementLevel: levelOf(rule, settings),
        severity,
        tags: [family, RULE_TAG],
        remediationSteps: remediation,
        url: `docs/rules/${name}.md`,
        configSchema: configSchemaOf(rule, settings),
    };
}

/** The level that the settings give a rule. */
export function levelOf(rule: Rule, settings: Settings): PolicyMetadata["enforcementLevel"] {
    if (!ruleRuns(rule, settings)) return "disabled";
    return settings.rules[rule.name]?.remediate === true && canRemediate(rule) ? "remediate" : "mandatory";
}

/** The policy that holds the pack to the setting `minimumCoverage`. */
export const COVERAGE_METADATA: PolicyMetadata = {
    name: "minimum-coverage",
    description: "Enough of what the rules ask of the stack can be decided.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps:
        "Give values that are known before the deployment, or lower `minimumCoverage` in stagewright.yaml.",
};

/**
 * Carries what the user tells the CLI of the pack as a whole, by the names of stagewright.yaml. It judges nothing, so it is
 * disabled: nobody is to count that it found nothing.
 */
export const SETTINGS_METADATA: PolicyMetadata = {
    name: "pack-settings",
    description: "Settings of the whole pack, as in stagewright.yaml.",
    enforcementLevel: "disabled",
    severity: "low",
    remediationSteps: "Set `preset` or `strict` here, or in stagewright.yaml.",
};

/** {@link SETTINGS_METADATA} with its settings; those of stagewright.yaml are the defaults, which the CLI fills in. */
export function settingsMetadata({ preset, strict }: Settings): PolicyMetadata {
    const { properties } = z.toJSONSchema(packSettingsSchema, { io: "input" });
    const said: Readonly<Record<string, unknown>> = { preset, strict };
    return { ...SETTINGS_METADATA, configSchema: withDefaults(properties, said) };
}
