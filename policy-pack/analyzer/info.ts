import type { AnalyzerInfo, PolicyInfo, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Severity } from "../kernel/verdict";
import type { ConfigSchema } from "../pulumi/config-schema";
import { LEVELS } from "./configuration";
import type { PackDefinition, ServedPolicy } from "./pack";
import { protocol } from "./protocol";

const { messages, struct } = protocol;

const SEVERITIES: Readonly<Record<Severity, PolicySeverity>> = {
    low: messages.PolicySeverity.POLICY_SEVERITY_LOW,
    medium: messages.PolicySeverity.POLICY_SEVERITY_MEDIUM,
    high: messages.PolicySeverity.POLICY_SEVERITY_HIGH,
    critical: messages.PolicySeverity.POLICY_SEVERITY_CRITICAL,
};

/** How serious a policy is, as a message says it. */
export function severityOf(severity: Severity): PolicySeverity {
    return SEVERITIES[severity];
}

/** What the pack says of itself. */
export function infoOf(
    { description, name, version }: PackDefinition,
    policies: readonly ServedPolicy[],
): AnalyzerInfo {
    return new messages.AnalyzerInfo()
        .setName(name)
        .setVersion(version)
        .setSupportsconfig(true)
        .setDescription(description)
        .setPoliciesList(policies.map(policyInfo));
}

function policyInfo(policy: ServedPolicy): PolicyInfo {
    const { configSchema, description, enforcementLevel, looksAtOne, name, remediationSteps, severity } = policy;
    const { tags = [], url = "" } = policy;
    return new messages.PolicyInfo()
        .setName(name)
        .setDescription(description)
        .setEnforcementlevel(LEVELS[enforcementLevel])
        .setPolicyType(looksAtOne ? messages.PolicyType.POLICY_TYPE_RESOURCE : messages.PolicyType.POLICY_TYPE_STACK)
        .setSeverity(severityOf(severity))
        .setTagsList(tags)
        .setRemediationSteps(remediationSteps)
        .setUrl(url)
        .setConfigschema(configSchema === undefined ? undefined : schemaOf(configSchema));
}

function schemaOf({ properties }: ConfigSchema) {
    return new messages.PolicyConfigSchema().setProperties(struct.Struct.fromJavaScript(properties));
}
