import { judgeParity, type ParityFinding } from "../../parity/judge";
import { parseLedger } from "../../parity/ledger/read";
import { placeOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import type { Plan } from "../../plan/plan";
import { planOf, PROD, STAGING, type WrittenResource } from "./plans";

/** The day on which every test of parity judges. */
export const TODAY = "2026-11-21";

/** Production and staging of some resources. */
export function stacksOf(prod: readonly WrittenResource[], staging: readonly WrittenResource[]): readonly [Plan, Plan] {
    return [planOf(PROD, prod), planOf(STAGING, staging)];
}

/** What is wrong with two stacks and the entries of a ledger, each of which lacks nothing but what a test leaves out. */
export function findingsOf(
    [left, right]: readonly [Plan, Plan],
    ...entries: readonly Readonly<Record<string, unknown>>[]
): readonly ParityFinding[] {
    const ledger = entries.map(entry => ({ reason: "r", owner: "o", reviewBy: "2027-01-31", ...entry }));
    return judgeParity(compareStacks(left, right), parseLedger(JSON.stringify(ledger)), { today: TODAY }).findings;
}

/** Every place in which two stacks differ. */
export function placesOf([left, right]: readonly [Plan, Plan]): readonly string[] {
    return compareStacks(left, right).differences.map(placeOf);
}
