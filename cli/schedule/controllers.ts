import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { SubjectVerdict } from "../../policy-pack/kernel/rule";
import { contextOf, rulingOf } from "../../policy-pack/kernel/ruling";
import { productionNeverScheduled } from "../../policy-pack/rules/schedule/production-never-scheduled";
import type { Settings } from "../../policy-pack/settings";
import { rivalControllers } from "../../policy-pack/rules/support/rival-controllers";
import { CONTROLLER_SETTINGS, controllerTagOf } from "../../policy-pack/rules/support/schedule-controllers";
import { controlledWorkloads } from "../../policy-pack/rules/support/workload-controllers";
import { tagTimings } from "../../schedule/controller-tags";
import type { ControllerFindings, Controllers, OtherController } from "../../schedule/simulation/controllers";
import type { Conflict } from "../../schedule/simulation/model";

/** What is known of controllers beside schedules, by the settings of the rules that ask for them. */
export function controllersOf(settings: Settings, today: string): Controllers {
    return {
        ofResource: subject => controllerOf(subject, said(settings, "stoppable-outside-production-is-scheduled")),
        ofWorkloads: controlledWorkloads,
        findingsIn: stack => findingsIn(stack, settings, today),
    };
}

function controllerOf(subject: Subject, { controllersRun, controllerTags }: Said): OtherController | undefined {
    const tag = controllerTagOf(subject, controllerTags);
    if (tag === undefined || tag.says.stop === "no") return undefined;
    if (tag.unread !== undefined) {
        const doubt = `whether it has the tag of a controller that stops it cannot be told: ${tag.unread}`;
        return { isShown: false, doubt };
    }
    const timings = controllersRun && tag.value !== undefined ? tagTimings(tag.key, tag.value) : undefined;
    if (timings !== undefined) {
        const doubt = `the controller of its tag ${tag.key} acts once an hour: up to 59 minutes later than it is told`;
        return { isShown: true, doubt, timetable: { name: `the tag ${tag.key}`, ...timings } };
    }
    const doubt = controllersRun
        ? `a controller outside of the plan stops it, as its tag ${tag.key} asks: when, the plan does not say`
        : `its tag ${tag.key} asks a controller outside of the plan to stop it: when that does, the plan does not say`;
    return { isShown: true, doubt };
}

/** What controllers do that no moment is simulated of, as the rules find it. */
function findingsIn(stack: Stack, settings: Settings, today: string): ControllerFindings {
    const found =
        stack.environment.class === "production"
            ? scheduledInProduction(stack, settings, today)
            : rivalControllers(stack, said(settings, "scheduled-by-one-controller"));
    const told = found.flatMap(({ subject, verdict }) =>
        verdict.outcome === "holds" ? [] : [{ path: subject?.path ?? stack.name, ...verdict }],
    );
    return {
        conflicts: told.flatMap(({ message, outcome, path, property = "" }): readonly Conflict[] =>
            outcome === "violated" ? [{ path, message, at: undefined, isMark: MARKS.includes(property) }] : [],
        ),
        undecided: told.filter(({ outcome }) => outcome === "undecided"),
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

/** What the settings of a rule say of controllers; they were judged when the file was read. */
function said({ rules }: Settings, rule: string): Said {
    return CONTROLLER_SETTINGS.parse(rules[rule] ?? {});
}

type Said = ReturnType<typeof CONTROLLER_SETTINGS.parse>;
