import { renderSchedulePage } from "../../cli/report/schedule-page";
import { BERLIN, LORD_HOWE, wrongYear, yearOf } from "../cli/schedule-page-sample";
import { production, reportOf, sleeper, TODAY, year } from "../cli/schedule-sample";
import { runCli } from "../cli/support";
import { HOSTILE } from "./pages";

/** A year as it should be beside a production that never sleeps. */
export function goodYearPage(): string {
    return renderSchedulePage(reportOf(yearOf(BERLIN, 2027), production()));
}

/** A year in which something is wrong of every kind. */
export function wrongYearPage(): string {
    return renderSchedulePage(reportOf(wrongYear()));
}

/** Nights at half-hour clock changes, and names that are markup and have no place to break them. */
function hostileYearPage(): string {
    const hostile = year({
        stack: HOSTILE,
        specialDays: [{ date: "2027-05-17", kind: "holiday", reason: HOSTILE }],
        sleepers: [sleeper(HOSTILE, "nodes", { what: HOSTILE, by: [HOSTILE] })],
        conflicts: [{ path: HOSTILE, message: HOSTILE, at: undefined }],
        notes: [HOSTILE],
    });
    return renderSchedulePage(reportOf(yearOf(LORD_HOWE, 2027, { stack: "nights" }), hostile));
}

/** What the command makes of the reference project. */
async function referenceYearPage(): Promise<string> {
    return (await runCli(["schedule", "simulate", "--year", "2027", "--today", TODAY, "--format", "html"])).stdout;
}

/** Pages of years, and what they begin with. */
export const SCHEDULE_PAGES: readonly (readonly [name: string, says: RegExp, html: () => Promise<string>])[] = [
    ["year", /^When environments sleep in 2027/, () => Promise.resolve(goodYearPage())],
    ["year-wrong", /^When environments sleep in 2027/, () => Promise.resolve(wrongYearPage())],
    ["year-hostile", /^When environments sleep in 2027/, () => Promise.resolve(hostileYearPage())],
    ["year-reference", /^When environments sleep in 2027/, referenceYearPage],
];
