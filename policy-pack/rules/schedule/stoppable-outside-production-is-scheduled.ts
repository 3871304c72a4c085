import {
    holds,
    type Stack,
    stackRule,
    type Subject,
    type SubjectVerdict,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import type { z } from "zod";
import { type Rest, restOf } from "../../../schedule/database-rest";
import { CONTROLLER_SETTINGS, controllerTagOf } from "../support/schedule-controllers";
import { localText } from "../../../hours/local-time";
import { missingPart } from "../../../schedule/missing-parts";
import { calendarOf, type Coverage, coveredStoppables } from "../../../schedule/schedule-coverage";
import { scheduleIndex } from "../../../schedule/schedule-index";
import { type ScheduledAction, SCHEDULING_TYPES } from "../../../schedule/schedule-target";
import { sinceEpoch } from "../../../schedule/schedule-times";
import { SCHEDULED_FUNCTION_TYPES, scheduledFunctionWith } from "../../../schedule/scheduled-functions";
import { actsAs, both, type Certainty, names, STOPPABLE_KINDS, type StoppableKind } from "../../../schedule/stoppable";

export const stoppableOutsideProductionIsScheduled = stackRule({
    name: "stoppable-outside-production-is-scheduled",
    family: "schedule",
    severity: "medium",
    description:
        "Outside production, everything that is paid by the hour and can be stopped is stopped by a schedule and started again by one.",
    remediation:
        "Hand it to `WorkingHours`, or plan two `aws.scheduler.Schedule` whose target calls stop and start (or resize to 0 and back) on it, with the parameters in PascalCase.",
    appliesTo: Object.keys(STOPPABLE_KINDS),
    alsoReads: [...SCHEDULING_TYPES, ...SCHEDULED_FUNCTION_TYPES],
    settings: CONTROLLER_SETTINGS,
    check(stack, { settings, today }) {
        if (stack.environment.class === "production") return [];
        const index = scheduleIndex(stack);
        return coveredStoppables(stack).flatMap(({ subject, kind, coverage }) =>
            judge(subject, kind, { stack, actions: index.candidates(subject, kind), coverage, settings, today }),
        );
    },
});

interface Surroundings {
    readonly stack: Stack;
    /** The actions that may act on the resource. */
    readonly actions: readonly ScheduledAction[];
    readonly coverage: Coverage;
    readonly settings: z.output<typeof CONTROLLER_SETTINGS>;
    readonly today: string;
}

function judge(subject: Subject, kind: StoppableKind, surroundings: Surroundings): readonly SubjectVerdict[] {
    const rest = restOf(subject, surroundings.stack);
    if (rest === "not stoppable") return [];
    if (rest === "by itself") return [{ subject, verdict: holds() }];
    const halves = (["stop", "start"] as const).map(half => judgeHalf(half, subject, kind, surroundings));
    const missing = halves.filter(({ certainty }) => certainty === "no").map(({ half }) => half);
    if (missing.length > 0) {
        const tagged = judgeTag(subject, missing, kind, surroundings.settings);
        return [{ subject, verdict: tagged ?? judgeMissing(missing, kind, surroundings.stack, rest) }];
    }
    const doubtful = halves.find(({ certainty }) => certainty === "maybe");
    if (doubtful === undefined) return [{ subject, verdict: judgeTimetable(kind, surroundings) }];
    const { half, action } = doubtful;
    const why = action?.doubt ?? "which resource it names is not known before deployment";
    const message = `whether a schedule will ${half} this ${kind.what} cannot be told: of ${String(action?.schedule.name)}, ${why}`;
    return [{ subject, verdict: undecided({ message }) }];
}

/** Whether a resource is stopped, or started, and the action that says so. */
interface Half {
    readonly half: "stop" | "start";
    readonly certainty: Certainty;
    readonly action: ScheduledAction | undefined;
}

function judgeHalf(half: Half["half"], subject: Subject, kind: StoppableKind, { actions }: Surroundings): Half {
    for (const certainty of ["yes", "maybe"] as const) {
        const action = actions.find(one => both(actsAs(half, kind, one), names(one, kind, subject)) === certainty);
        if (action !== undefined) return { half, certainty, action };
    }
    return { half, certainty: "no", action: undefined };
}

/** Whether no part of a timetable is missing that is split into years and months. Times that cannot be read, other rules judge. */
function judgeTimetable(kind: StoppableKind, { coverage: { stops, starts }, today }: Surroundings): Verdict {
    const calendar = calendarOf([...new Set([...stops, ...starts])], today);
    if (typeof calendar === "string") return holds();
    const missing = missingPart(calendar, new Set(stops));
    if (missing === undefined) return holds();
    const [from, to] = [missing.from, missing.to].map(minute => localText(sinceEpoch(minute)).replace("T", " "));
    return violated({
        message: `no schedule will ${missing.half} this ${kind.what} from ${String(from)} to ${String(to)} (${calendar.zone}), expected one ${missing.due}: ${CONSEQUENCES[missing.half]}`,
    });
}

/** What a tag says that a controller outside of the plan obeys; nothing where there is none. */
function judgeTag(
    subject: Subject,
    missing: readonly Half["half"][],
    kind: StoppableKind,
    { controllerTags, controllersRun }: Surroundings["settings"],
): Verdict | undefined {
    const tag = controllerTagOf(subject, controllerTags);
    if (tag === undefined) return undefined;
    const verbs = missing.join(" or ");
    if (tag.unread !== undefined) {
        const message = `no schedule will ${verbs} this ${kind.what}, and whether it has the tag of a controller that does cannot be told: ${tag.unread}`;
        return undecided({ property: "tags", message });
    }
    const says = missing.map(half => tag.says[half]);
    if (says.includes("no")) return undefined;
    if (controllersRun && says.every(one => one === "yes")) return holds();
    if (controllersRun) {
        const message = `no schedule will ${verbs} this ${kind.what}, and whether the controller that its tag ${tag.key} is for does cannot be told by its value`;
        return undecided({ property: "tags", message });
    }
    const message = `no schedule will ${verbs} this ${kind.what}; its tag ${tag.key} is one that a controller outside of the plan may obey: say in the setting controllersRun whether one does`;
    return undecided({ property: "tags", message });
}

function judgeMissing(missing: readonly Half["half"][], kind: StoppableKind, stack: Stack, rest: Rest): Verdict {
    const verbs = missing.join(" or ");
    if (rest === "unknown") {
        return undecided({
            message: `whether this ${kind.what} pauses by itself cannot be told: its capacity is not known`,
        });
    }
    const [hidden] = stack.opaque;
    if (hidden !== undefined) {
        const message = `no schedule that is planned in the open will ${verbs} this ${kind.what}; there may be one inside ${hidden.name}, which a plan does not show`;
        return undecided({ message });
    }
    const calls = missing.flatMap(half => (half === "stop" ? kind.stopCalls : kind.startCalls).slice(0, 1));
    const stopping = scheduledFunctionWith(calls, stack);
    if (stopping !== undefined) {
        const message = `no schedule will ${verbs} this ${kind.what} itself; the function ${stopping.name}, which a schedule calls, is allowed to, and what it does a plan does not show`;
        return undecided({ message });
    }
    const consequences = missing.map(half => CONSEQUENCES[half]).join(", and ");
    return violated({
        message: `no recurring schedule will ${verbs} this ${kind.what}, expected one that calls ${[...new Set(calls)].join(", one that calls ")} on it: ${consequences}`,
    });
}

const CONSEQUENCES = {
    stop: "it is paid for through nights and weekends",
    start: "it stays down until somebody notices",
} as const;
