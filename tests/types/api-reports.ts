import * as path from "node:path";
import type ts from "typescript";
import { apiReport } from "./api-report";
import { ENTRY_POINTS, programOf } from "./compiler";

/** Where the reports are kept. */
export const REPORTS = path.join(__dirname, "api");

/** The report of each entry point, by the file that keeps it. */
export function apiReports(program: ts.Program = programOf()): ReadonlyMap<string, string> {
    return new Map(
        Object.entries(ENTRY_POINTS).map(([name, entry]) => [
            path.join(REPORTS, `${name.replaceAll("/", "-")}.txt`),
            apiReport(program, name, entry),
        ]),
    );
}
