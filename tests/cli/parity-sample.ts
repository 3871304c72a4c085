import { type ParityReport, reportOf } from "../../cli/parity/report";
import { judgeParity } from "../../parity/judge";
import { parseLedger } from "../../parity/ledger/read";
import { compareStacks } from "../../parity/stacks";
import type { Plan } from "../../plan/plan";

const TODAY = "2026-11-21";

/** The report on two plans and the text of a ledger. */
export function parityReport(left: Plan, right: Plan, ledger = "[]", today = TODAY): ParityReport {
    const comparison = compareStacks(left, right);
    const judgement = judgeParity(comparison, parseLedger(ledger), { today });
    return reportOf(comparison, judgement, { strict: false, today });
}
