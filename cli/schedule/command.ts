import { createRequire } from "node:module";
import { FIRST_YEAR, LAST_YEAR } from "../../hours/known-years";
import { type Fault, UsageError } from "../../plan/faults";
import type { Plan } from "../../plan/plan";
import { Stack } from "../../plan/stack";
import { redactionOf } from "../../policy-pack/kernel/redact";
import { isStrict } from "../../policy-pack/kernel/strict";
import { environmentFacts, type Settings, SETTINGS_FILE } from "../../policy-pack/settings";
import type { Controllers } from "../../schedule/simulation/controllers";
import { readIntent } from "../../schedule/simulation/intent";
import type { Intent, StateReport } from "../../schedule/simulation/model";
import { stateAt } from "../../schedule/simulation/moment";
import { timeZoneOf } from "../../schedule/simulation/observed";
import { simulateYear } from "../../schedule/simulation/year";
import type { PlanningOptions } from "../arguments";
import { EXIT_CODES } from "../exit-codes";
import type { Output } from "../output";
import { obtainPlans } from "../plans";
import { type Layout, layoutFor } from "../report/layout";
import { renderScheduleJson } from "../report/schedule-json";
import { renderNextJson, renderStatusJson } from "../report/schedule-moment-json";
import { renderNextText, renderStatusText } from "../report/schedule-moment-text";
import { renderScheduleText } from "../report/schedule-text";
import { terminalColumns, usesColor } from "../terminal";
import { changesAhead } from "./ahead";
import type { NextOptions, SimulateOptions, StatusOptions } from "./arguments";
import { controllersOf } from "./controllers";
import { type AskedMoment, instant } from "./asked-moment";
import { momentIn } from "./moment";
import { nextEnvironment, type StatusEnvironment } from "./moment-reports";
import { redacted } from "./redacted";
import { nameBeside, passes, scheduleReport, type ScheduleReport } from "./report";
import { startCommands } from "./starting";
import { workingAt } from "./working";
import type * as icsModule from "../report/schedule-ics";
import type * as pageModule from "../report/schedule-page";

/** Loads what makes calendars and pages when one is asked for, so that no other format waits for it. */
const load = createRequire(__filename);

/**
 * Simulates a year of each stack.
 *
 * @returns The exit code.
 */
export async function scheduleSimulate(options: SimulateOptions, output: Output, signal: AbortSignal): Promise<number> {
    const year = options.year ?? yearOf(options.today);
    const { environments, settings } = await obtainEnvironments(options, signal);
    const stacks = environments.map(({ stack }) => stack.name);
    const report = scheduleReport(
        environments.map(({ controllers, intent, project, redact, stack }) => {
            const simulated = simulateYear(stack, { year, intent, controllers, today: options.today });
            return { project, report: redacted(simulated, redact) };
        }),
        {
            strict: options.strict ?? isStrict({ settings, stacks, environment: process.env }),
            today: options.today,
            year,
        },
    );
    await output.write(renderYears(report, options));
    return passes(report) ? EXIT_CODES.holds : EXIT_CODES.fails;
}

/** @throws UsageError where it is a year that nothing is known of. */
function yearOf(today: string): number {
    const year = Number(today.slice(0, "2027".length));
    if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
    const message = `got ${today}, whose year is simulated; expected one from ${FIRST_YEAR} to ${LAST_YEAR}, or --year`;
    throw new UsageError("this year cannot be simulated", [{ at: "--today", message }]);
}

function renderYears(report: ScheduleReport, options: SimulateOptions): string {
    switch (options.format) {
        case "text":
            return renderScheduleText(report, layoutOf(options));
        case "json":
            return renderScheduleJson(report);
        case "ics": {
            const { renderScheduleIcs } = load("../report/schedule-ics") as typeof icsModule;
            return renderScheduleIcs(report);
        }
        case "html": {
            const { renderSchedulePage } = load("../report/schedule-page") as typeof pageModule;
            return renderSchedulePage(report);
        }
    }
}

/**
 * Says what wakes or falls asleep next in each stack.
 *
 * @returns The exit code.
 * @throws UsageError where the moment that is asked about is not one in the zone of a stack.
 */
export async function scheduleNext(options: NextOptions, output: Output, signal: AbortSignal): Promise<number> {
    const { environments } = await obtainEnvironments(options, signal);
    const told = atMoment(environments, options.at, (environment, { at, things }) => {
        const { controllers, intent, name, project, redact, stack } = environment;
        const report = redacted(changesAhead(stack, { at, controllers, intent }, options.count), redact);
        return nextEnvironment({ name, project, isScheduled: things.length > 0 }, report);
    });
    await output.write(options.format === "json" ? renderNextJson(told) : renderNextText(told, layoutOf(options)));
    return EXIT_CODES.holds;
}

/**
 * Says how each stack is at a moment.
 *
 * @returns The exit code.
 * @throws UsageError where the moment that is asked about is not one in the zone of a stack.
 */
export async function scheduleStatus(options: StatusOptions, output: Output, signal: AbortSignal): Promise<number> {
    const { environments } = await obtainEnvironments(options, signal);
    const told = atMoment(environments, options.at, ({ name, project, stack }, report): StatusEnvironment => ({
        project,
        name,
        report,
        working: workingAt(report.intent, report.at),
        starts: startCommands(report, stack),
    }));
    await output.write(options.format === "json" ? renderStatusJson(told) : renderStatusText(told, layoutOf(options)));
    return EXIT_CODES.holds;
}

/** One stack, and what is said of it beside its plan. */
interface Environment {
    readonly project: string;
    /** What it is called beside the others. */
    readonly name: string;
    readonly stack: Stack;
    /** Hours that the settings say. */
    readonly intent: Intent | undefined;
    /** What is known of controllers beside its schedules, by what the settings say. */
    readonly controllers: Controllers;
    /** Takes out of a text what is secret. */
    readonly redact: (text: string) => string;
}

async function obtainEnvironments(
    options: PlanningOptions & { readonly today: string },
    signal: AbortSignal,
): Promise<{ readonly environments: readonly Environment[]; readonly settings: Settings }> {
    const { plans, settings } = await obtainPlans(options, signal, { acrossProjects: true, declared: false });
    const stacks = plans.map(plan => new Stack(plan, environmentFacts(plan.stack, settings)));
    const redact = redactionOf(stacks);
    const controllers = controllersOf(settings, options.today);
    const projects = plans.map(({ project }) => project);
    const environments = stacks.map(stack => ({
        project: stack.plan.project,
        name: nameBeside(stack.plan, projects),
        stack,
        intent: saidHours(stack.plan, settings),
        controllers,
        redact: (text: string) => redact(text, () => ""),
    }));
    return { environments, settings };
}

function saidHours({ stack }: Plan, { environments }: Settings): Intent | undefined {
    const hours = environments[stack]?.workingHours;
    return hours === undefined ? undefined : { hours, source: SETTINGS_FILE };
}

/** Tells something of each environment at the moment that is asked about, which clocks of its zone may have to say. */
function atMoment<T>(
    environments: readonly Environment[],
    asked: AskedMoment = instant(Date.now()),
    tell: (environment: Environment, state: StateReport) => T,
): readonly T[] {
    const faults: Fault[] = [];
    const told = environments.flatMap(environment => {
        const { controllers, intent, redact, stack } = environment;
        const at = momentIn(timeZoneOf(stack, readIntent(stack, intent).intent), asked);
        if (typeof at === "object") {
            faults.push(at);
            return [];
        }
        return [tell(environment, redacted(stateAt(stack, { at, controllers, intent }), redact))];
    });
    if (faults.length > 0) throw new UsageError("this moment cannot be told", faults);
    return told;
}

function layoutOf(options: PlanningOptions): Layout {
    return layoutFor(terminalColumns(options), usesColor(options));
}
