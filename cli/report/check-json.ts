import type { Finding } from "../../policy-pack/kernel/judgement";
import { type CheckReport, failureOf, overallVerdict, unansweredFunctions } from "./report";

/** Name and version of the shape; a change that is no mere addition raises the number. */
export const CHECK_SCHEMA = "stagewright.check/1";

/** Renders a report as JSON in the shape of `schemas/check.schema.json`. */
export function renderCheckJson(report: CheckReport): string {
    return `${JSON.stringify(checkDocument(report), undefined, 2)}\n`;
}

function checkDocument(report: CheckReport) {
    const { project, stacks, preset, strict, minimumCoverage, judgement, plans, warnings, timingsMs } = report;
    return {
        schema: CHECK_SCHEMA,
        project,
        stacks,
        preset,
        strict,
        summary: {
            verdict: overallVerdict(judgement),
            passes: failureOf(report) === undefined,
            families: judgement.families,
            coverage: { ...judgement.coverage, minimum: minimumCoverage },
            timingsMs,
        },
        findings: judgement.findings.map(findingDocument),
        plans: plans.map(plan => ({
            stack: plan.stack,
            resources: plan.resources.length,
            source: plan.source,
            phase: plan.phase,
        })),
        unanswered: unansweredFunctions(plans),
        notRun: judgement.notRun,
        warnings,
        gaps: plans.flatMap(plan => plan.gaps.map(gap => ({ stack: plan.stack, ...gap }))),
    };
}

/** Field by field, so that nothing reaches other programs that the schema does not describe. */
function findingDocument(finding: Finding) {
    const {
        rule,
        family,
        verdict,
        severity,
        stacks,
        urn,
        path,
        property,
        message,
        remediation,
        evidence,
        also,
        source,
        digest,
        fingerprint,
    } = finding;
    return {
        rule,
        family,
        verdict,
        severity,
        stacks,
        urn,
        path,
        property,
        message,
        remediation,
        evidence,
        also,
        source,
        digest,
        fingerprint,
    };
}
