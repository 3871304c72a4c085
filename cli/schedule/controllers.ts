import type { Stack } from "../../plan/stack";
import type { SubjectVerdict } from "../../policy-pack/kernel/rule";
import { contextOf, rulingOf } from "../../policy-pack/kernel/ruling";
import { productionNeverScheduled } from "../../policy-pack/rules/schedule/production-never-scheduled";
import type { Settings } from "../../policy-pack/settings";
import { rivalControllers } from "../../policy-pack/rules/support/rival-controllers";
import { CONTROLLER_SETTINGS, controllerTagOf } from "../../policy-pack/rules/support/schedule-controllers";
import { controlledWorkloads } from "../../policy-pack/rules/support/workload-controllers";
import type { FindController } from "../../schedule/simulation/controllers";
import { WORKLOAD_HOURS_TYPE } from "../../schedule/simulation/workloads";
import type { Conflict, YearReport } from "../../schedule/simulation/model";

/** What of controllers outside of the plan counts as coverage, by the settings of the rule that asks for coverage. */
export function controllersOf(settings: Settings): FindController {
    const { controllersRun, controllerTags } = said(settings, "stoppable-outside-production-is-scheduled");
    return subject => {
        const tag = controllerTagOf(subject, controllerTags);
        if (tag === undefined || tag.says.stop === "no") return undefined;
        if (tag.unread !== undefined) {
            const doubt = `whether it has the tag of a controller that stops it cannot be told: ${tag.unread}`;
            return { isShown: false, doubt };
        }
        const doubt = controllersRun
            ? `a controller outside of the plan stops it, as its tag ${tag.key} asks: when, the plan does not say`
            : `its tag ${tag.key} asks a controller outside of the plan to stop it: when that does, the plan does not say`;
        return { isShown: true, doubt };
    };
}

/** A year with what controllers do that are simulated by nobody, as the rules find it. */
export function withControllers(report: YearReport, stack: Stack, settings: Settings, today: string): YearReport {
    const isProduction = stack.environment.class === "production";
    const told = isProduction
        ? scheduledInProduction(stack, settings, today)
        : rivalControllers(stack, said(settings, "scheduled-by-one-controller"));
    const known = new Set(report.conflicts.map(({ path }) => path));
    const found = told.flatMap(({ subject, verdict }) => {
        const path = subject?.path ?? stack.name;
        return verdict.outcome === "holds" || (isProduction && known.has(path)) ? [] : [{ path, verdict }];
    });
    return {
        ...report,
        conflicts: [
            ...report.conflicts,
            ...found.flatMap(({ path, verdict: { message, outcome, property = "" } }): readonly Conflict[] =>
                outcome === "violated" ? [{ path, message, at: undefined, isMark: MARKS.includes(property) }] : [],
            ),
        ],
        undecided: [
            ...report.undecided,
            ...found.flatMap(({ path, verdict: { message, outcome } }) =>
                outcome === "undecided" ? [`${path}: ${message}`] : [],
            ),
        ],
        notes: [...workloadNotes(stack, report), ...report.notes],
    };
}

/** Properties by which a controller finds what it is to stop. */
const MARKS: readonly string[] = ["tags", "metadata.annotations"];

/** All that takes something of production down or lets it go: the rule knows more ways than a year has moments for. */
function scheduledInProduction(stack: Stack, settings: Settings, today: string): readonly SubjectVerdict[] {
    const context = contextOf(productionNeverScheduled, settings, today);
    return rulingOf(productionNeverScheduled, [stack], context).outcomes.flatMap(({ subject, verdicts }) =>
        verdicts.map(verdict => (subject === undefined ? { verdict } : { subject, verdict })),
    );
}

/** Pods that something scales by the clock: they cost nothing by themselves, but nobody is to take them for awake. */
function workloadNotes(stack: Stack, { sleepers }: YearReport): readonly string[] {
    const areJobsOurs = sleepers.some(({ type }) => type === WORKLOAD_HOURS_TYPE);
    return controlledWorkloads(stack).flatMap(({ controllers, subject }) => {
        const others = controllers.filter(({ kind }) => kind !== "jobs" || !areJobsOurs).map(({ what }) => what);
        if (others.length === 0) return [];
        return [`${subject.path}: scaled by ${[...new Set(others)].join(" and ")}, whose hours are not simulated`];
    });
}

/** What the settings of a rule say of controllers; they were judged when the file was read. */
function said({ rules }: Settings, rule: string) {
    return CONTROLLER_SETTINGS.parse(rules[rule] ?? {});
}
