import type { SecretComparison } from "../../secrets/compare";
import { type OverallVerdict } from "../report/report";

/** Everything that a report of `compare` is made of. */
export interface CompareReport {
    readonly run: string;
    readonly strict: boolean;
    readonly comparison: SecretComparison;
}

/** The worst of the findings. */
export function verdictOf({ comparison: { findings } }: CompareReport): OverallVerdict {
    if (findings.some(({ verdict }) => verdict === "violated")) return "violated";
    return findings.length > 0 ? "undecided" : "holds";
}

/** Whether nothing is violated, nor in strict mode undecided. */
export function passes(report: CompareReport): boolean {
    const verdict = verdictOf(report);
    return verdict === "holds" || (verdict === "undecided" && !report.strict);
}

/** What it comes to, in a few words. */
export const VERDICT_TEXTS: Readonly<Record<OverallVerdict, string>> = {
    holds: "No credential is shared",
    violated: "Credentials are shared",
    undecided: "Whether credentials are shared cannot be told of all of them",
};
