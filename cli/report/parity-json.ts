import type { ParityFinding } from "../../parity/judge";
import { placeOf, sidesOf } from "../../parity/shown";
import { type ParityReport, passes } from "../parity/command";

/** Name and version of the shape; a change that is no mere addition raises the number. */
export const PARITY_SCHEMA = "stagewright.parity/1";

/** Renders a report as JSON. */
export function renderParityJson(report: ParityReport): string {
    const { aligned, judgement, left, right, strict } = report;
    const document = {
        schema: PARITY_SCHEMA,
        stacks: [left, right].map(({ project, stack }) => ({ project, stack })),
        strict,
        summary: {
            passes: passes(report),
            aligned: aligned.resources,
            declared: judgement.declared.length,
            undeclared: judgement.undeclared.length,
            score: report.score,
        },
        findings: judgement.findings.map(findingDocument),
        declared: judgement.declared.map(({ difference, entry }) => ({
            at: placeOf(difference),
            entry: entry.at,
            class: entry.class,
            values: Object.fromEntries(
                [left.stack, right.stack].map((stack, side) => [stack, sidesOf(difference)[side]]),
            ),
            reason: entry.reason,
            owner: entry.owner,
            reviewBy: entry.reviewBy,
        })),
        alignedByLikeness: aligned.byLikeness,
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Field by field, so that nothing reaches other programs by chance. */
function findingDocument({ at, evidence, fault, message, remediation, urns, verdict }: ParityFinding) {
    return { fault, verdict, at, message, remediation, evidence, urns };
}
