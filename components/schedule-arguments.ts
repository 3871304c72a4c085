import { ArgumentFaults, textMatching, wholeNumber } from "./arguments";
import { checkKnown, isPlainObject } from "./known-arguments";
import { type NodeGroupSize, nodeGroupSizeFaults } from "./node-group";
import { type Environment, environmentFaults } from "./environment";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "./naming";
import { checkObject, type Fields } from "./object-arguments";
import { type AlarmRoute, checkAlarmRoute } from "./planned-alarm";
import { checkDatabaseRef } from "./database-reference";
import type { DatabaseRef } from "./references";
import { checkProbes, checkProbeTimers, probeRoles, type SleepingProbe } from "./probe-timetable";
import { DATABASE_ALONE_MINUTES, timetableFaults } from "./timetable";
import type { WorkingHours } from "./working-hours";

/** A node group that sleeps. `Cluster` knows all of it. */
export interface SleepingNodeGroup {
    /** Name of the cluster in AWS. */
    readonly clusterName: string;
    /** Name of the node group in AWS. */
    readonly nodeGroupName: string;
    /** Size that it gets back in the morning. */
    readonly size: NodeGroupSize;
}

/** Inputs of `WorkingHoursSchedule`. */
export interface WorkingHoursScheduleArgs {
    /** Its working hours are what the timers are compiled from. Refused in production. */
    readonly environment: Environment;
    /**
     * The Aurora cluster or the single instance that is stopped and started, in one zone or two.
     *
     * @default - none: one that pauses by itself needs no timer
     */
    readonly database?: DatabaseRef;
    /**
     * The node groups that are scaled to nothing and back, each once.
     *
     * @default - none
     */
    readonly nodeGroups?: readonly SleepingNodeGroup[];
    /**
     * The probes that start when work begins and stop when it ends, each once.
     *
     * @default - none
     */
    readonly probes?: readonly SleepingProbe[];
    /**
     * How long before work begins the database starts, in minutes; nodes follow 15 minutes later. Valid: 20 to 240.
     *
     * @default 30
     */
    readonly leadMinutes?: number;
    /**
     * Who hears of a timer that gave up.
     *
     * @default - nobody: what failed lies in the dead-letter queue for 14 days
     */
    readonly alerts?: AlarmRoute;
}

const KNOWN: Fields<WorkingHoursScheduleArgs> = {
    environment: true,
    database: true,
    nodeGroups: true,
    probes: true,
    leadMinutes: true,
    alerts: true,
};
const NODE_GROUP_SIZE: Fields<NodeGroupSize> = { minSize: true, maxSize: true, desiredSize: true };

export const SCHEDULE_DEFAULTS = { leadMinutes: 30 } as const;

/** Longest schedule name (64, CreateSchedule) less the dash and seven characters that Pulumi adds. */
const SCHEDULE_NAME_MAX_LENGTH = 56;

const EKS_NAME = textMatching(
    /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/,
    "a name that EKS gives: letters, digits, dashes, underscores",
);

/**
 * Throws one error naming every argument at fault.
 *
 * @returns the working hours, which are known to be there
 */
export function assertWorkingHoursScheduleArgs(name: string, args: WorkingHoursScheduleArgs): WorkingHours {
    const faults = new ArgumentFaults();
    const { environment, database, alerts } = args;
    const nodeGroups = faults.items("nodeGroups", args.nodeGroups ?? [], "a list of node groups");
    const probes = faults.items("probes", args.probes ?? [], "a list of probes");
    const leadMinutes = args.leadMinutes ?? SCHEDULE_DEFAULTS.leadMinutes;
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, KNOWN);
    faults.addAll(environmentFaults(environment));
    if (environment.class === "production") {
        faults.add("environment.class", "staging or ephemeral: production never sleeps", environment.class);
    }
    faults.check("leadMinutes", leadMinutes, wholeNumber(DATABASE_ALONE_MINUTES + 5, 240));
    if (database === undefined && nodeGroups.length === 0 && probes.length === 0) {
        faults.add("database", "a database, or at least one node group: there is nothing to put to sleep", database);
    }
    if (database !== undefined) checkDatabaseRef(faults, "database", database);
    const taken = database === undefined ? [] : ["database"];
    checkNodeGroups(nodeGroups, { name, taken: [...taken, ...probeRoles(environment, probes)] }, faults);
    const longestRole = SCHEDULE_NAME_MAX_LENGTH - `${name}-start-`.length;
    checkProbes(probes, { environment, longestRole }, faults);
    if (alerts !== undefined) checkAlarmRoute(faults, "alerts", alerts);

    const hours = environment.workingHours;
    if (hours !== undefined && faults.all.length === 0) {
        faults.addAll(timetableFaults(hours, leadMinutes, "environment.workingHours"));
        if (probes.length > 0) checkProbeTimers(hours, "environment.workingHours", faults);
    }
    faults.throwIfAny("WorkingHoursSchedule");
    if (hours === undefined) throw new TypeError("an environment without working hours passed its own check");
    return hours;
}

function checkNodeGroups(
    nodeGroups: readonly SleepingNodeGroup[],
    { name, taken }: { readonly name: string; readonly taken: readonly string[] },
    faults: ArgumentFaults,
): void {
    const names = new Set<string>();
    nodeGroups.forEach((nodeGroup, index) => {
        const path = `nodeGroups[${index}]`;
        if (!isPlainObject(nodeGroup)) {
            faults.add(path, "an object with clusterName, nodeGroupName and size", nodeGroup);
            return;
        }
        const { clusterName, nodeGroupName, size } = nodeGroup;
        faults.check(`${path}.clusterName`, clusterName, EKS_NAME);
        faults.check(`${path}.nodeGroupName`, nodeGroupName, EKS_NAME);
        if (names.has(nodeGroupName)) {
            const expected = "a name that no other entry has; a second cluster takes a WorkingHoursSchedule of its own";
            faults.add(`${path}.nodeGroupName`, expected, nodeGroupName);
        }
        names.add(nodeGroupName);
        if (taken.includes(nodeGroupName)) {
            const expected =
                "a name that no timer of the database or of a probe has; a second schedule can take the group";
            faults.add(`${path}.nodeGroupName`, expected, nodeGroupName);
        }
        const longest = SCHEDULE_NAME_MAX_LENGTH - `${name}-start-`.length;
        if (EKS_NAME.fits(nodeGroupName) && nodeGroupName.length > longest) {
            faults.add(
                `${path}.nodeGroupName`,
                `at most ${longest} characters, so that a schedule can be named after it`,
                nodeGroupName,
            );
        }
        if (checkObject(faults, `${path}.size`, size, NODE_GROUP_SIZE)) {
            faults.addAll(nodeGroupSizeFaults(`${path}.size`, size));
        }
    });
}
