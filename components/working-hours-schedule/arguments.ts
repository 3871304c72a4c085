import { type Part, schedulerFaults, type WorkingHours, workingHoursFaults } from "../../hours";
import { ArgumentFaults } from "../arguments";
import { checkDatabaseRef } from "../database-reference";
import { type Environment, environmentFaults } from "../environment";
import { checkKnown, isPlainObject } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import { type AlarmRoute, checkAlarmRoute } from "../planned-alarm";
import type { DatabaseRef } from "../references";
import { hoursFaultsAt } from "../working-hours";
import { callsOf } from "./database-calls";
import { checkHoursParameter } from "./hours-parameter";
import { checkNodeGroups, type SleepingNodeGroup } from "./node-groups";
import { checkProbes, probeRole, type SleepingProbe } from "./probes";
import { checkTimerNames, type Sleeper } from "./timer-names";

/** Inputs of `WorkingHoursSchedule`. */
export interface WorkingHoursScheduleArgs {
    /**
     * Its working hours are what the timers are compiled from, those of days that are over as well: the same program plans the
     * same on every day. Refused in production.
     */
    readonly environment: Environment;
    /**
     * The Aurora cluster or the single instance that is stopped and started, in one zone or two. One that pauses by itself
     * needs no timer, and is refused.
     *
     * @default - none
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
    alerts: true,
};

/**
 * Throws one error naming every argument at fault.
 *
 * @returns the working hours, which are known to be there
 */
export function assertWorkingHoursScheduleArgs(name: string, args: WorkingHoursScheduleArgs): WorkingHours {
    const faults = new ArgumentFaults();
    const { alerts, database, environment } = args;
    const nodeGroups = faults.items("nodeGroups", args.nodeGroups ?? [], "a list of node groups");
    const probes = faults.items("probes", args.probes ?? [], "a list of probes");
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, KNOWN);
    faults.addAll(environmentFaults(environment));
    if (environment.class === "production") {
        faults.add("environment.class", "staging or ephemeral: production never sleeps", environment.class);
    }
    if (database === undefined && nodeGroups.length === 0 && probes.length === 0) {
        faults.add("database", "a database, a node group or a probe: there is nothing to put to sleep", database);
    }
    if (database !== undefined) checkDatabase(database, faults);
    checkNodeGroups(nodeGroups, faults);
    checkProbes(probes, faults);
    if (alerts !== undefined) checkAlarmRoute(faults, "alerts", alerts);

    const hours = environment.workingHours;
    if (hours !== undefined && workingHoursFaults(hours).length === 0) {
        checkHoursParameter(name, environment, hours, faults);
        const sleepers = sleepersOf({ ...args, nodeGroups, probes }, faults);
        const impossible = checkParts(hours, { database, nodes: nodeGroups[0], probes: probes[0] }, faults);
        const named = sleepers.filter(({ part }) => !impossible.includes(part));
        checkTimerNames(named, { component: name, hours }, faults);
    }
    faults.throwIfAny("WorkingHoursSchedule");
    if (hours === undefined) throw new TypeError("an environment without working hours passed its own check");
    return hours;
}

/**
 * Records what keeps timers from stopping and starting what there is of each part.
 *
 * @returns the parts for which there can be no timers
 */
function checkParts(
    hours: WorkingHours,
    given: Readonly<Record<"database" | "nodes" | "probes", unknown>>,
    faults: ArgumentFaults,
): readonly Part[] {
    return (["database", "nodes", "probes"] as const).filter(part => {
        const found = given[part] === undefined ? [] : schedulerFaults(hours, part);
        faults.addAll(hoursFaultsAt("environment.workingHours", found));
        return found.length > 0;
    });
}

function checkDatabase(database: DatabaseRef, faults: ArgumentFaults): void {
    checkDatabaseRef(faults, "database", database);
    if (isPlainObject(database) && database.pausesByItself === true) {
        const expected =
            "no database that pauses by itself: it needs no timer, and a stopped one would not wake for who calls it";
        faults.add("database.pausesByItself", expected, true);
    }
}

/** What timers can be called after: every part of the arguments whose name is in order. */
function sleepersOf(args: WorkingHoursScheduleArgs, faults: ArgumentFaults): readonly Sleeper[] {
    const { database, environment, nodeGroups = [], probes = [] } = args;
    const faulty = new Set(faults.all.map(({ propertyPath }) => propertyPath));
    const isGood = (place: string, name: string) => !faulty.has(place) && !faulty.has(`${place}.${name}`);
    const sleepers: Sleeper[] = [];
    if (database !== undefined && isGood("database", "clusterIdentifier") && isGood("database", "instanceIdentifier")) {
        sleepers.push({ propertyPath: "database", given: callsOf(database).name, part: "database", role: "database" });
    }
    probes.forEach((probe, index) => {
        if (!isGood(`probes[${index}]`, "canaryName")) return;
        const role = probeRole(environment, probe);
        sleepers.push({ propertyPath: `probes[${index}].canaryName`, given: probe.canaryName, part: "probes", role });
    });
    nodeGroups.forEach((nodeGroup, index) => {
        const place = `nodeGroups[${index}]`;
        if (!isGood(place, "nodeGroupName")) return;
        const given = nodeGroup.nodeGroupName;
        sleepers.push({ propertyPath: `${place}.nodeGroupName`, given, part: "nodes", role: given });
    });
    return sleepers;
}
