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

/** A year in which two get in each other's way on working days, and two others all the time. */
export function conflictsPage(): string {
    const moments = yearOf(BERLIN, 2027).sleepers.flatMap(({ awake, path }) =>
        path === "app/nodes" ? awake.map(({ to }) => to) : [],
    );
    return renderSchedulePage(
        reportOf(
            yearOf(BERLIN, 2027, {
                conflicts: [
                    {
                        path: "app/nodes",
                        message: "stop and night: together stop twice this node group from 2027-01-04 to 2027-12-23",
                        at: moments[0],
                        moments,
                    },
                    { path: "app/workloads", message: "is scaled by two", at: undefined },
                ],
                notes: ["public holidays are known up to 2027-12-31: after it, every week is an ordinary one"],
            }),
        ),
    );
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
