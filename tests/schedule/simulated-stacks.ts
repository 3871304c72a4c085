import { controllersOf } from "../../cli/schedule/controllers";
import type { Part } from "../../hours/parts";
import { schedulerTimers } from "../../hours/targets/scheduler";
import type { WorkingHours } from "../../hours/working-hours";
import { type EnvironmentClass, Stack } from "../../plan/stack";
import type { PlannedResource } from "../../plan/plan";
import type { PropertyMap, PropertyValue } from "../../plan/value";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { simulateYear } from "../../schedule/simulation/year";
import type { Disagreeing, Intent, Sleeper, YearReport } from "../../schedule/simulation/model";
import { plan, type PlanExtras, resource } from "../support/policy";

export const CLUSTER = "aws:rds/cluster:Cluster";
export const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
export const SCHEDULE = "aws:scheduler/schedule:Schedule";
export const PARAMETER = "aws:ssm/parameter:Parameter";
export const TODAY = "2026-11-21";

/** Working days in Berlin, seven to eight. */
export const BERLIN: WorkingHours = {
    timeZone: "Europe/Berlin",
    week: [{ days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" }],
};

export const cluster = (inputs: PropertyMap = {}): PlannedResource =>
    resource(CLUSTER, { clusterIdentifier: "orders", engine: "aurora-postgresql", ...inputs }, { name: "orders" });

export const nodeGroup = (inputs: PropertyMap = {}): PlannedResource =>
    resource(
        NODE_GROUP,
        {
            clusterName: "shop",
            nodeGroupName: "workers",
            instanceTypes: ["t3.medium"],
            scalingConfig: { minSize: 1, maxSize: 4, desiredSize: 2 },
            ...inputs,
        },
        { name: "workers" },
    );

/** A target of EventBridge Scheduler that makes a call. */
export const target = (call: string, input: PropertyValue): PropertyMap => ({
    arn: `arn:aws:scheduler:::aws-sdk:${call}`,
    input: typeof input === "string" ? input : JSON.stringify(input),
});

export const onDatabase = (verb: "start" | "stop"): PropertyMap =>
    target(`rds:${verb}DBCluster`, { DbClusterIdentifier: "orders" });

export const onNodes = (verb: "start" | "stop"): PropertyMap => {
    const size = verb === "start" ? 2 : 0;
    return target("eks:updateNodegroupConfig", {
        ClusterName: "shop",
        NodegroupName: "workers",
        ScalingConfig: { MinSize: 0, MaxSize: 4, DesiredSize: size },
    });
};

const component = resource("stagewright:schedule:WorkingHoursSchedule", {}, { name: "hours", custom: false });

/** Working hours as the component writes them beside its schedules. */
export const carrier = (hours: unknown, name = "hours-hours"): PlannedResource =>
    resource(
        PARAMETER,
        { value: JSON.stringify({ schema: "stagewright.working-hours/1", ...(hours as object) }) },
        { name, parent: component },
    );

/** The schedules that the component plans for one part. */
export function compiled(
    hours: WorkingHours,
    part: Part,
    on: (verb: "start" | "stop") => PropertyMap,
): PlannedResource[] {
    return (["start", "stop"] as const).flatMap(verb =>
        schedulerTimers(hours, part, verb).map(({ expression, role }) =>
            resource(
                SCHEDULE,
                { scheduleExpression: expression, scheduleExpressionTimezone: hours.timeZone, target: on(verb) },
                { name: `${verb}-${part}-${role}`, parent: component },
            ),
        ),
    );
}

/** What stops a database again that AWS has started after seven days. */
export function reaction(event = "RDS-EVENT-0153"): PlannedResource[] {
    const eventPattern = JSON.stringify({ source: ["aws.rds"], detail: { EventID: [event] } });
    const rule = resource("aws:cloudwatch/eventRule:EventRule", { eventPattern }, { name: "restarted" });
    const inputs = { arn: "arn:aws:states:eu-central-1:111122223333:stateMachine:stop", rule: "restarted" };
    return [
        rule,
        resource("aws:cloudwatch/eventTarget:EventTarget", inputs, { name: "restarted", comesFrom: { rule: [rule] } }),
    ];
}

/** A database and nodes that our component puts to sleep. */
export function ours(hours: WorkingHours): PlannedResource[] {
    return [
        ...reaction(),
        component,
        carrier(hours),
        cluster(),
        nodeGroup(),
        ...compiled(hours, "database", onDatabase),
        ...compiled(hours, "nodes", onNodes),
    ];
}

/** When our component starts and stops the database of the office in Berlin. */
export const START = "cron(30 6 ? * MON-FRI *)";
export const STOP = "cron(25 20 ? * MON-FRI *)";

/** The same resources, one of which has other inputs. */
export const changed = (resources: readonly PlannedResource[], name: string, inputs: PlannedResource["inputs"]) =>
    resources.map(one => (one.name === name ? { ...one, inputs: { ...one.inputs, ...inputs } } : one));

/** A schedule of a program that is not ours. */
export function foreign(
    name: string,
    scheduleExpression: PropertyValue,
    does: PropertyMap = onDatabase(name.startsWith("start") ? "start" : "stop"),
    more: PropertyMap = {},
): PlannedResource {
    const inputs = { scheduleExpression, scheduleExpressionTimezone: "Europe/Berlin", target: does, ...more };
    return resource(SCHEDULE, inputs, { name });
}

export function stackOf(
    resources: readonly PlannedResource[],
    { environmentClass = "staging", ...extras }: PlanExtras & { readonly environmentClass?: EnvironmentClass } = {},
): Stack {
    const planned = plan(resources, extras);
    return new Stack(planned, { name: planned.stack, class: environmentClass });
}

export function yearOf(
    resources: readonly PlannedResource[],
    {
        year = 2027,
        hours,
        ...extras
    }: {
        readonly year?: number;
        readonly hours?: WorkingHours;
        readonly environmentClass?: EnvironmentClass;
    } & PlanExtras = {},
): YearReport {
    const intent: Intent | undefined = hours === undefined ? undefined : { hours, source: "stagewright.yaml" };
    return simulateYear(stackOf(resources, extras), {
        year,
        intent,
        controllers: controllersOf(DEFAULT_SETTINGS, TODAY),
        today: TODAY,
    });
}

export function sleeperOf({ sleepers }: YearReport, name: string): Sleeper {
    const found = sleepers.find(({ path }) => path === name);
    if (found === undefined) throw new Error(`no sleeper ${name} among ${sleepers.map(({ path }) => path).join(", ")}`);
    return found;
}

/** Disagreements as texts: kind, from and to in UTC. */
export function told(disagreements: readonly Disagreeing[] | undefined): readonly string[] {
    return (disagreements ?? []).map(({ from, kind, to }) => `${kind}: ${utc(from)} to ${utc(to)}`);
}

export function utc(minute: number): string {
    return new Date(minute * 60_000).toISOString().slice(0, 16);
}
