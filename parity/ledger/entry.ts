import type { ShownValue } from "../shown";

/** Name of the ledger, beside `Pulumi.yaml`. */
export const LEDGER_FILE = "differences.yaml";

/**
 * What a difference is. `scaled`: the same thing in another size, number or duration. `distinct`: the two must differ, and
 * being equal is a fault. `identical`: the two must be the same to the letter, with no name taken for its role.
 */
export const DIFFERENCE_CLASSES = ["identical", "scaled", "distinct"] as const;
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

/** A difference that people declared. */
export interface LedgerEntry {
    /** Where: see `place.ts`. */
    readonly at: string;
    readonly class: DifferenceClass;
    /** The values that were approved, by stack. `null` stands for nothing. */
    readonly values: Readonly<Record<string, ShownValue>> | undefined;
    /** Digest of all that was approved, where an entry covers several values. */
    readonly approves: string | undefined;
    readonly reason: string;
    readonly owner: string;
    /** The last day on which nobody needs to look at it again, as `YYYY-MM-DD`. */
    readonly reviewBy: string;
    /** Where it stands in {@link LEDGER_FILE}, from 1. */
    readonly line: number;
}
