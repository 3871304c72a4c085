import type { Subject } from "../plan/subject";
import { awsPattern } from "./schedule-patterns";
import type { ScheduledAction } from "./schedule-target";
import { BY_UTC, whenOf } from "./when";

/** A scheduled action of Amazon Redshift itself. */
export const REDSHIFT_ACTION_TYPE = "aws:redshift/scheduledAction:ScheduledAction";

/** What each of its targets does. A cluster that is resized is awake before and after. */
const TARGETS = [
    { target: "pauseCluster", call: "redshift:pauseCluster", effect: "stops" },
    { target: "resumeCluster", call: "redshift:resumeCluster", effect: "starts" },
    { target: "resizeCluster", call: "redshift:resizeCluster", effect: "other" },
] as const;

/** Reads a scheduled action of Amazon Redshift, whose times are in UTC. */
export function readRedshiftAction(action: Subject): ScheduledAction {
    const enabled = action.read("enable", { default: true }); // the provider's default
    return {
        schedule: action,
        ...targetOf(action),
        capacity: undefined,
        floor: undefined,
        from: action.comesFrom("targetAction"),
        enabled: enabled.state === "known" ? enabled.value !== false : undefined,
        ...whenOf(
            {
                expression: action.read("schedule"),
                zone: BY_UTC,
                from: action.read("startTime"),
                to: action.read("endTime"),
            },
            awsPattern,
        ),
    };
}

function targetOf(action: Subject): Pick<ScheduledAction, "call" | "effect" | "names" | "doubt"> {
    const set = TARGETS.filter(({ target }) => action.read(`targetAction.${target}`).state === "known");
    const [only] = set;
    if (only === undefined || set.length > 1) {
        return { call: undefined, effect: "unknown", names: undefined, doubt: "its target cannot be read" };
    }
    const { call, effect, target } = only;
    const name = action.read(`targetAction.${target}.clusterIdentifier`);
    return name.state === "known" && typeof name.value === "string"
        ? { call, effect, names: [name.value], doubt: undefined }
        : { call, effect, names: undefined, doubt: "the cluster that it names is not known" };
}
