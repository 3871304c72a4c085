import { existsSync } from "node:fs";
import * as path from "node:path";
import { readProject } from "../../engine/project";
import { LEDGER_FILE, type LedgerEntry } from "../../parity/ledger/entry";
import { readLedger } from "../../parity/ledger/read";
import { MILLISECONDS_PER_DAY } from "../units";

/** An entry, and how long it holds without being looked at. */
export interface DueEntry {
    readonly entry: LedgerEntry;
    /** Days from today to the last day on which it holds; below 0 it is overdue, at 0 today is the last. */
    readonly daysLeft: number;
}

/** What is to be reviewed. */
export interface DueReport {
    /** The date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    /** How many days from today were looked at. */
    readonly days: number;
    /** How many entries there are. */
    readonly declared: number;
    /** Those that are overdue or fall due within the days, the earliest first. */
    readonly entries: readonly DueEntry[];
}

export function isOverdue({ daysLeft }: DueEntry): boolean {
    return daysLeft < 0;
}

/** The entries of a ledger that are to be reviewed within some days of a date. Pure. */
export function dueEntries(ledger: readonly LedgerEntry[], today: string, days: number): DueReport {
    const entries = ledger
        .map(entry => ({ entry, daysLeft: daysBetween(today, entry.reviewBy) }))
        .filter(({ daysLeft }) => daysLeft <= days)
        .sort((one, other) => one.daysLeft - other.daysLeft || one.entry.line - other.entry.line);
    return { today, days, declared: ledger.length, entries };
}

/**
 * Reads the ledger of a folder, and nothing else of the project.
 *
 * @throws UsageError where it cannot be read, or where there is neither a ledger nor a project that could have one.
 */
export function readDueReport(folder: string, today: string, days: number): DueReport {
    if (!existsSync(path.join(folder, LEDGER_FILE))) readProject(folder);
    return dueEntries(readLedger(folder), today, days);
}

function daysBetween(from: string, to: string): number {
    return (Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY;
}
