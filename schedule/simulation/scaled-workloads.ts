import type { UtcMinute } from "../../hours/local-time";
import { groupBy } from "../../plan/group-by";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { asleepByKeda, movedByJobs, type Scaled } from "./clock-scalers";
import { type Controllers, rivalsIn, type ScaledWorkload, type WorkloadScaler } from "./controllers";
import { dozeBy } from "./dozing";
import { downscaledBy } from "./downscaled";
import { partings } from "./intervals";
import type { Interval } from "./model";
import type { Contested, Observed, Sleeping } from "./sleeping";
import { JOB_TYPE, WORKLOAD_HOURS_TYPE } from "./workloads";

/** What is known of workloads that something scales by the clock. */
export interface ScaledWorkloads extends Observed {
    /** What scales workloads, and yet puts none to sleep that anybody could foresee. */
    readonly notes: readonly string[];
    readonly contested: Contested;
}

/** Workloads that a downscaler, KEDA or jobs of a program put to sleep, as their annotations, triggers and schedules say. */
export function scaledWorkloads(stack: Stack, window: Interval, { ofWorkloads }: Controllers): ScaledWorkloads {
    const sleeping: Sleeping[] = [];
    const undecided: string[] = [];
    const notes: string[] = [];
    const contested = new Map<string, readonly UtcMinute[]>();
    for (const workload of ofWorkloads(stack)) {
        const { path } = workload.subject;
        const controllers = workload.controllers.filter(({ carrier }) => !isOfWorkloadHours(carrier));
        const [first] = controllers;
        if (first === undefined) continue;
        const names = [...new Set(controllers.map(({ what }) => what))].join(" and ");
        const rivals = rivalsIn(controllers);
        if (rivals !== undefined) {
            notes.push(`${path}: scaled by ${names}, whose hours are not simulated`);
            contested.set(path, partingsOf(workload, rivals, window));
            continue;
        }
        if (controllers.some(({ certain }) => !certain)) {
            undecided.push(`${path}: whether ${names} puts it to sleep cannot be told`);
            continue;
        }
        const { awake, by = [first.carrier], doubt, moves, note } = scaledBy(workload.subject, controllers, window);
        if (doubt !== undefined) undecided.push(`${path}: when ${names} puts it to sleep cannot be told: ${doubt}`);
        if (note !== undefined) notes.push(`${path}: scaled by ${names}, but ${note}`);
        if (awake !== undefined) sleeping.push(sleepingOf(workload.subject, { awake, by, moves, window }));
    }
    return { sleeping, undecided, notes, contested };
}

/** When two that scale a workload begin to want different things; none where that cannot be told. */
function partingsOf(
    { controllers, subject }: ScaledWorkload,
    rivals: readonly WorkloadScaler[],
    window: Interval,
): readonly UtcMinute[] {
    const [one, other] = rivals.map(rival => {
        const same = rival.kind === "KEDA" ? [rival] : controllers.filter(({ kind }) => kind === rival.kind);
        return scaledBy(subject, same, window).awake;
    });
    return one === undefined || other === undefined ? [] : partings(one, other);
}

/** Jobs of our component switch all workloads of a namespace, which are one thing that sleeps. */
function isOfWorkloadHours(carrier: Subject): boolean {
    return carrier.type === JOB_TYPE && carrier.parents.some(({ type }) => type === WORKLOAD_HOURS_TYPE);
}

function scaledBy(subject: Subject, controllers: readonly WorkloadScaler[], window: Interval): Scaled {
    const [first] = controllers;
    switch (first?.kind) {
        case "downscaler": {
            const downscaled = downscaledBy([subject, ...(first.beside ?? [])], window);
            if (downscaled.kind === "undecided") return { doubt: downscaled.why };
            if (downscaled.kind === "shrinks") return { note: `it ${downscaled.why}` };
            return { awake: downscaled.awake, by: [{ name: first.what, parents: [] }] };
        }
        case "KEDA":
            return asleepByKeda(first.carrier, window);
        case "jobs": {
            const moves = movedByJobs(controllers, window);
            if (typeof moves === "string") return { doubt: moves };
            const { awake } = dozeBy(moves, window, { restarts: false, runsAtFirst: true });
            return { awake, by: controllers.map(({ carrier }) => carrier), moves };
        }
        case undefined:
            return {};
    }
}

interface Asleep extends Required<Pick<Scaled, "awake" | "by">> {
    readonly moves: Scaled["moves"];
    readonly window: Interval;
}

function sleepingOf(subject: Subject, { awake, by, moves, window }: Asleep): Sleeping {
    const edges = new Set<UtcMinute>(awake.flatMap(({ from, to }) => [from, to]));
    const moved = groupBy(moves ?? [], ({ at, wakes }) => `${at} ${String(wakes)}`);
    const movedAt = (at: UtcMinute, wakes: boolean) => (moved.get(`${at} ${String(wakes)}`) ?? []).map(one => one.by);
    return {
        subject,
        what: WORDS[subject.type] ?? "workload",
        part: "workloads",
        paidByTime: false,
        by,
        moves: [],
        switchersAt: (at, wakes) => (!edges.has(at) ? [] : moves === undefined ? by : movedAt(at, wakes)),
        window,
        awake,
        restarted: [],
        stoppedAgain: [],
    };
}

const WORDS: Readonly<Record<string, string>> = {
    "kubernetes:apps/v1:Deployment": "deployment",
    "kubernetes:apps/v1:StatefulSet": "stateful set",
};
