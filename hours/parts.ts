import { type WorkingHours, WORKING_HOURS_DEFAULTS } from "./working-hours";

/**
 * What sleeps, in the order in which it starts; it stops in reverse. Alarms and probes ask whether the rest works, and so
 * are awake exactly while people are.
 */
export const PARTS = ["database", "nodes", "workloads", "probes", "alarms"] as const;
export type Part = (typeof PARTS)[number];

/** The part that is awake exactly while people work, whatever else asks for their hours. */
export const PEOPLE: Part = "alarms";

/** How much longer than people a part is awake, in minutes. */
export interface Leads {
    readonly before: number;
    readonly after: number;
}

/** How long a database takes to start or to be left by its callers: nodes start so much later and stop so much earlier. */
const DATABASE_ALONE_MINUTES = 15;
/** How long nodes take to join, and pods to leave them: workloads start so much later and stop so much earlier. */
const NODES_ALONE_MINUTES = 10;

/** The shortest warm-up: database, nodes and workloads one after the other, and five minutes for workloads to be ready. */
export const SHORTEST_WARM_UP_MINUTES = DATABASE_ALONE_MINUTES + NODES_ALONE_MINUTES + 5;
/** The longest: a table that has to be read into memory first, not a second shift. */
export const LONGEST_WARM_UP_MINUTES = 240;

/** How much longer than people each part is awake. */
export function leadsOf(part: Part, { warmUpMinutes = WORKING_HOURS_DEFAULTS.warmUpMinutes }: WorkingHours): Leads {
    switch (part) {
        case "database":
            return { before: warmUpMinutes, after: NODES_ALONE_MINUTES + DATABASE_ALONE_MINUTES };
        case "nodes":
            return { before: warmUpMinutes - DATABASE_ALONE_MINUTES, after: NODES_ALONE_MINUTES };
        case "workloads":
            return { before: warmUpMinutes - DATABASE_ALONE_MINUTES - NODES_ALONE_MINUTES, after: 0 };
        case "probes":
        case "alarms":
            return { before: 0, after: 0 };
    }
}
