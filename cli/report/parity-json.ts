import type { z } from "zod";
import type { Explanation } from "../../parity/explain";
import type { ParityFinding } from "../../parity/judge";
import type { LedgerEntry } from "../../parity/ledger/entry";
import { placeOf, sidesOf } from "../../parity/shown";
import { untestable } from "../../parity/untestable";
import { type DueReport, isOverdue } from "../parity/due";
import { namesOf, type ParityReport, passes } from "../parity/report";
import { json } from "./json";
import type { PARITY_DOCUMENT, PARITY_DUE_DOCUMENT, PARITY_EXPLAIN_DOCUMENT } from "./parity-schema";

/** Renders a report in the shape of `schemas/parity.schema.json`. */
export function renderParityJson(report: ParityReport): string {
    const { aligned, judgement, left, right, strict, today } = report;
    const names = namesOf(report);
    const keys = left.stack === right.stack ? names : { left: left.stack, right: right.stack };
    return json<typeof PARITY_DOCUMENT>({
        schema: "stagewright.parity/1",
        stacks: [stackDocument(left), stackDocument(right)],
        strict,
        today,
        summary: {
            passes: passes(report),
            aligned: aligned.resources,
            declared: judgement.declared.length,
            undeclared: judgement.undeclared.length,
            score: { score: report.score.score, capabilities: [...report.score.capabilities] },
        },
        findings: judgement.findings.map(findingDocument),
        declared: judgement.declared.map(({ difference, entry }) => {
            const [ofLeft, ofRight] = sidesOf(difference);
            return {
                at: placeOf(difference),
                entry: entry.at,
                ...declarationDocument(entry),
                values: { [keys.left]: ofLeft, [keys.right]: ofRight } as JsonMap,
                cannotShow: [...untestable(difference, entry.class, names)],
            };
        }),
        unread: [...report.unread],
        alignedByLikeness: aligned.byLikeness.map(pair => [...pair]),
    });
}

/** Renders what is to be reviewed in the shape of `schemas/parity-due.schema.json`. */
export function renderDueJson({ days, declared, entries, today }: DueReport): string {
    const overdue = entries.filter(isOverdue).length;
    return json<typeof PARITY_DUE_DOCUMENT>({
        schema: "stagewright.parity-due/1",
        today,
        days,
        summary: { declared, due: entries.length - overdue, overdue },
        entries: entries.map(({ daysLeft, entry }) => ({
            at: entry.at,
            ...declarationDocument(entry),
            line: entry.line,
            daysLeft,
            values: entry.values as JsonMap | undefined,
            approves: entry.approves,
        })),
    });
}

/** Renders explanations in the shape of `schemas/parity-explain.schema.json`. */
export function renderExplanationsJson(explanations: readonly Explanation[]): string {
    return json<typeof PARITY_EXPLAIN_DOCUMENT>({
        schema: "stagewright.parity-explain/1",
        places: explanations.map(({ alignedBy, at, entries, neverDiffers, type, values, verdict }) => ({
            at,
            type,
            alignedBy,
            verdict,
            values: values.map(({ compared, planned, stack }) => ({
                stack,
                planned: planned as JsonValue,
                compared: compared as JsonValue,
            })),
            neverDiffers,
            entries: entries.map(entry => ({ at: entry.at, ...declarationDocument(entry), line: entry.line })),
        })),
    });
}

/** What is shown of values is plain data, which JSON takes as it is. */
type JsonMap = Readonly<z.input<typeof PARITY_DOCUMENT>["declared"][number]["values"]>;
type JsonValue = JsonMap[string];

function stackDocument({ project, stack }: ParityReport["left"]) {
    return { project, stack };
}

/** Field by field, so that nothing reaches other programs by chance. */
function declarationDocument({ class: kind, owner, reason, reviewBy }: LedgerEntry) {
    return { class: kind, reason, owner, reviewBy };
}

/** Field by field, so that nothing reaches other programs by chance. */
function findingDocument({ at, evidence, fault, message, remediation, urns, verdict }: ParityFinding) {
    return { fault, verdict, at, message, remediation, evidence: [...evidence], urns: [...urns] };
}
