import type { Severity } from "../kernel/verdict";
import type { Rule } from "../kernel/rule";
import type { Settings } from "../settings";
import { type ConfigSchema, configSchemaOf } from "./config-schema";

/** What the CLI is told of a policy, in the words of the policy SDK. */
export interface PolicyMetadata {
    readonly name: string;
    readonly description: string;
    readonly enforcementLevel: "mandatory";
    readonly severity: Severity;
    readonly tags?: string[];
    readonly remediationSteps: string;
    readonly url?: string;
    readonly configSchema?: ConfigSchema;
}

/** What a rule says of itself. */
export function metadataOf(rule: Rule, settings: Settings): PolicyMetadata {
    const { description, family, name, remediation, severity } = rule;
    return {
        name,
        description,
        enforcementLevel: "mandatory",
        severity,
        tags: [family],
        remediationSteps: remediation,
        url: `docs/rules/${name}.md`,
        configSchema: configSchemaOf(rule, settings),
    };
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
