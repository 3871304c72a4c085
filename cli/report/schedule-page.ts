import type { Cost, YearReport } from "../../schedule/simulation/model";
import {
    asleepInProduction,
    type EnvironmentYear,
    isProduction,
    passes,
    type ScheduleReport,
    verdictOfYear,
} from "../schedule/report";
import { type Block, type Line, paragraph, type ReportDocument, type Section, section } from "./document/model";
import { renderDocument } from "./document/render";
import { changesToMake } from "./schedule-changes";
import { drawnYear } from "./schedule-page/environment";
import { faultSections } from "./schedule-page/faults";
import { names } from "./schedule-page/sleepers";
import { stripsDrawing } from "./schedule-page/strips";
import { clockSections, remarkSections, sleeplessSections, specialDaysSection } from "./schedule-page/tables";
import { yearDrawing } from "./schedule-page/year-drawing";
import { dollars, intentWords, percentOf, verdictWords } from "./schedule-words";

/** Renders simulated years as a page for managers: of each environment what it comes to, the year as a picture, and why. */
export function renderSchedulePage(report: ScheduleReport): string {
    return renderDocument(scheduleDocument(report), "html");
}

export function scheduleDocument(report: ScheduleReport): ReportDocument {
    const { environments, today, year } = report;
    const atRest = environments.filter(({ report: one }) => isAtRest(one));
    const others = environments.filter(one => !atRest.includes(one));
    return {
        title: `When environments sleep in ${year}`,
        blocks: [
            paragraph(`Simulated on ${today} from what the programs emit, minute by minute.`),
            ...[...others, ...atRest].map(one => environmentSection(one, report)),
        ],
    };
}

/** Whether nothing of a year has to be looked at: production that is awake. */
function isAtRest(report: YearReport): boolean {
    return isProduction(report) && verdictOfYear(report) === "as intended";
}

function environmentSection(environment: EnvironmentYear, whole: ScheduleReport): Section {
    const { name, report } = environment;
    const year = report.sleepers.length === 0 ? undefined : drawnYear(environment);
    return section(
        [headline(name, report)],
        [
            ...saving(report),
            { kind: "verdict", good: passes({ ...whole, environments: [environment] }), line: verdictLine(report) },
            ...facts(report),
            ...(year === undefined ? [] : [yearDrawing(year)]),
            ...faultSections(report),
            ...(year === undefined ? [] : [section(["What sleeps"], [stripsDrawing(year)])]),
            ...sleeplessSections(report),
            ...specialDaysSection(report),
            ...clockSections(report),
            ...remarkSections(report),
        ],
    );
}

function headline(name: string, report: YearReport): string {
    const { sleepers, stoppable, year } = report;
    if (asleepInProduction(report).length > 0) return `${name} is production, and is put to sleep`;
    if (isProduction(report)) return `${name} never sleeps`;
    if (sleepers.length === 0) return `Nothing sleeps in ${name}`;
    const share = percentOf(stoppable.allMinutes - stoppable.awakeMinutes, stoppable.allMinutes);
    return share === undefined ? `When ${name} sleeps` : `${name} sleeps for ${share} of ${year}`;
}

/** In one sentence what it comes to. What is said of money is an estimate wherever it is said. */
function saving({ cost: { pricesOf, stoppable, total }, sleepers }: YearReport): readonly Block[] {
    const saved = ({ always, simulated }: Cost) => always - simulated;
    const ofStoppable = percentOf(saved(stoppable), stoppable.always);
    const ofTotal = percentOf(saved(total), total.always);
    if (sleepers.length === 0 || ofStoppable === undefined || ofTotal === undefined) return [];
    return [
        paragraph(
            [
                `An estimated ${dollars(saved(total))} is saved:`,
                `${ofStoppable} of the ${dollars(stoppable.always)} that what can sleep would cost awake all year,`,
                `and ${ofTotal} of the ${dollars(total.always)} that everything would. By list prices of ${pricesOf}.`,
            ].join(" "),
        ),
    ];
}

function verdictLine(report: YearReport): Line {
    const verdict = verdictOfYear(report);
    const words = verdictWords(report, verdict);
    const isCompared = verdict === "as intended" && report.intent !== undefined && report.sleepers.length > 0;
    return [isCompared ? `${words}, in every minute of the year.` : `${words}.`];
}

function facts(report: YearReport): readonly Block[] {
    const hours = isProduction(report) ? undefined : intentWords(report.intent);
    const changes = changesToMake(report).map((text): Line => [text]);
    const { unpriced } = report.cost.total;
    const all: readonly (readonly [term: string, lines: readonly Line[]])[] = [
        ["Hours", hours === undefined ? [] : [[hours]]],
        ["To change", changes],
        ["Without a price", unpriced.length === 0 ? [] : [names(unpriced)]],
    ];
    const said = all.filter(([, lines]) => lines.length > 0);
    return said.length === 0 ? [] : [{ kind: "facts", facts: said }];
}
