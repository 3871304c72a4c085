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
import { restOf } from "../support/database-rest";
import { type ScheduledAction, scheduledActions } from "../support/schedule-target";
import {
    actsAs,
    both,
    type Certainty,
    names,
    opaqueParts,
    STOPPABLE_KINDS,
    type StoppableKind,
} from "../support/stoppable";

export const stoppableOutsideProductionIsScheduled = stackRule({
    name: "stoppable-outside-production-is-scheduled",
    family: "schedule",
    severity: "medium",
    description:
        "Outside production, every database, node group and instance is stopped by a schedule and started again by one.",
    remediation:
        "Hand it to `WorkingHours`, or plan two `aws.scheduler.Schedule` whose target calls stop and start (or resize to 0 and back) on it, with the parameters in PascalCase.",
    appliesTo: Object.keys(STOPPABLE_KINDS),
    check(stack) {
        if (stack.environment.class === "production") return [];
        const actions = scheduledActions(stack);
        return Object.entries(STOPPABLE_KINDS).flatMap(([type, kind]) =>
            stack
                .byType(type)
                .filter(({ resource }) => !resource.external)
                .flatMap(subject => judge(subject, kind, { stack, actions })),
        );
    },
});

interface Surroundings {
    readonly stack: Stack;
    readonly actions: readonly ScheduledAction[];
}

function judge(subject: Subject, kind: StoppableKind, surroundings: Surroundings): readonly SubjectVerdict[] {
    const rest = restOf(subject, surroundings.stack);
    if (rest === "not stoppable") return [];
    if (rest === "by itself") return [{ subject, verdict: holds() }];
    return (["stop", "start"] as const).map(wanted => ({
        subject,
        verdict: judgeHalf(wanted, subject, kind, { ...surroundings, mayRestByItself: rest === "unknown" }),
    }));
}

function judgeHalf(
    wanted: "stop" | "start",
    subject: Subject,
    kind: StoppableKind,
    { stack, actions, mayRestByItself }: Surroundings & { readonly mayRestByItself: boolean },
): Verdict {
    const certainties = actions.map(
        action => [action, both(actsAs(wanted, kind, action), names(action, kind, subject))] as const,
    );
    if (has(certainties, "yes") !== undefined) return holds();
    const doubtful = has(certainties, "maybe");
    if (doubtful !== undefined) {
        const why = doubtful.doubt ?? "which resource it names is not known before deployment";
        return undecided({
            message: `whether a schedule will ${wanted} this ${kind.what} cannot be told: of ${doubtful.schedule.name}, ${why}`,
        });
    }
    if (mayRestByItself)
        return undecided({
            message: `whether this ${kind.what} pauses by itself cannot be told: its capacity is not known`,
        });
    const [hidden] = opaqueParts(stack);
    if (hidden !== undefined) {
        return undecided({
            message: `no schedule that is planned in the open will ${wanted} this ${kind.what}; there may be one inside ${hidden.name}, which a plan does not show`,
        });
    }
    const calls = (wanted === "stop" ? kind.stopCalls : kind.startCalls).join(" or ");
    return violated({
        message: `no recurring schedule will ${wanted} this ${kind.what}, expected one that calls ${calls} on it: ${CONSEQUENCES[wanted]}`,
    });
}

const CONSEQUENCES = {
    stop: "it is paid for through nights and weekends",
    start: "it stays down until somebody notices",
} as const;

function has(
    certainties: readonly (readonly [ScheduledAction, Certainty])[],
    wanted: Certainty,
): ScheduledAction | undefined {
    return certainties.find(([, certainty]) => certainty === wanted)?.[0];
}
