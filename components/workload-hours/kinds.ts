/** Annotation by which KEDA holds what it scales at a number of replicas ("Pausing autoscaling", its documentation). */
export const PAUSED_REPLICAS = "autoscaling.keda.sh/paused-replicas";
/** Annotation by which KEDA starts no more jobs (the same page). */
export const PAUSED = "autoscaling.keda.sh/paused";

/** What of an object moves when it falls asleep, and the annotation that keeps what it had at work. */
export const MOVES = {
    /** Its replicas, by way of its scale. */
    scale: { keeps: "replicas-at-work" },
    /** `spec.suspend`. */
    suspend: { keeps: "state-at-work" },
    /** {@link PAUSED_REPLICAS}. */
    pause: { keeps: "paused-replicas-at-work" },
    /** {@link PAUSED}. */
    hold: { keeps: "paused-at-work" },
} as const;

export type Move = keyof typeof MOVES;

/** A kind of object that sleeps, as the API calls it. */
export interface SleepingKind {
    readonly group: string;
    readonly version: string;
    readonly resource: string;
    readonly move: Move;
    /** Whether only clusters have it in which somebody has put what brings it. */
    readonly isBrought: boolean;
}

/**
 * What sleeps, in the order in which it wakes; it falls asleep in reverse. What scales workloads lets go of them before they
 * wake, and takes hold only when they are asleep: it would take the one or the other back.
 */
export const KINDS: readonly SleepingKind[] = [
    { group: "keda.sh", version: "v1alpha1", resource: "scaledobjects", move: "pause", isBrought: true },
    { group: "apps", version: "v1", resource: "deployments", move: "scale", isBrought: false },
    { group: "apps", version: "v1", resource: "statefulsets", move: "scale", isBrought: false },
    { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", move: "scale", isBrought: true },
    { group: "batch", version: "v1", resource: "cronjobs", move: "suspend", isBrought: false },
    { group: "keda.sh", version: "v1alpha1", resource: "scaledjobs", move: "hold", isBrought: true },
];

/** Kinds, by the group of their API. */
export function kindsByGroup(kinds: readonly SleepingKind[]): readonly (readonly [SleepingKind, ...SleepingKind[]])[] {
    const groups = new Map<string, [SleepingKind, ...SleepingKind[]]>();
    for (const kind of kinds) {
        const group = groups.get(kind.group);
        if (group === undefined) groups.set(kind.group, [kind]);
        else group.push(kind);
    }
    return [...groups.values()];
}
