import type { Edge } from "../../hours/edges";
import { type Part, type SchedulerTimer, schedulerTimers, type WorkingHours } from "../../hours";
import { regionalArn } from "../partition";
import type { PolicyStatement } from "../policy-documents";
import type { WorkingHoursScheduleArgs } from "./arguments";
import { callsOf } from "./database-calls";
import { probeRole } from "./probes";
import { timerName } from "./timer-names";

/** One action of one timer. */
export interface ActionPlan {
    /** What its resource is called after the component's name. */
    readonly role: string;
    readonly description: string;
    readonly timer: SchedulerTimer;
    /** Action of the AWS SDK, as EventBridge Scheduler names it. */
    readonly action: string;
    /** What the action is called with; keys begin with a capital, whatever the service's own spelling. */
    readonly input: object;
}

type PlannedAction = Omit<ActionPlan, "timer">;

/** Every action: database, nodes, probes wake in this order, and fall asleep in reverse. */
export function actionPlans(args: WorkingHoursScheduleArgs, hours: WorkingHours): readonly ActionPlan[] {
    const at = (part: Part, edge: Edge, actions: readonly PlannedAction[]): readonly ActionPlan[] => {
        // Of a part that there is not, nothing asks whether it could follow the hours.
        if (actions.length === 0) return [];
        const timers = schedulerTimers(hours, part, edge);
        return actions.flatMap(action =>
            timers.map(timer => ({ ...action, role: timerName(edge, action.role, timer), timer })),
        );
    };
    return [
        ...at("database", "start", databaseActions("start", args)),
        ...at("nodes", "start", nodeActions("start", args)),
        ...at("probes", "start", probeActions("start", args)),
        ...at("probes", "stop", probeActions("stop", args)),
        ...at("nodes", "stop", nodeActions("stop", args)),
        ...at("database", "stop", databaseActions("stop", args)),
    ];
}

function databaseActions(edge: Edge, { database }: WorkingHoursScheduleArgs): readonly PlannedAction[] {
    if (database === undefined) return [];
    const { kind, name, parameter } = callsOf(database);
    return [
        {
            role: "database",
            description: `${edge === "start" ? "Starts" : "Stops"} ${name}`,
            action: `rds:${edge}${kind}`,
            input: { [parameter]: name },
        },
    ];
}

function nodeActions(edge: Edge, { nodeGroups = [] }: WorkingHoursScheduleArgs): readonly PlannedAction[] {
    return nodeGroups.map(({ clusterName, nodeGroupName, size }) => ({
        role: nodeGroupName,
        description: `${edge === "start" ? "Scales up" : "Scales to nothing"} ${clusterName}/${nodeGroupName}`,
        action: "eks:updateNodegroupConfig",
        input: {
            ClusterName: clusterName,
            NodegroupName: nodeGroupName,
            ScalingConfig:
                edge === "start"
                    ? { MinSize: size.minSize, MaxSize: size.maxSize, DesiredSize: size.desiredSize }
                    : { MinSize: 0, MaxSize: size.maxSize, DesiredSize: 0 },
        },
    }));
}

function probeActions(edge: Edge, { environment, probes = [] }: WorkingHoursScheduleArgs): readonly PlannedAction[] {
    return probes.map(probe => ({
        role: probeRole(environment, probe),
        description: `${edge === "start" ? "Starts" : "Stops"} ${probe.canaryName}`,
        action: `synthetics:${edge}Canary`,
        input: { Name: probe.canaryName },
    }));
}

/** Exactly what the timers call, on exactly what they name. */
export function permissionsFor(args: WorkingHoursScheduleArgs, queueName: string): readonly PolicyStatement[] {
    const { environment, database, nodeGroups = [], probes = [] } = args;
    const statements: PolicyStatement[] = [];
    if (database !== undefined) {
        const { inArns, kind, name } = callsOf(database);
        statements.push({
            Sid: "StopAndStartDatabase",
            Effect: "Allow",
            Action: [`rds:Start${kind}`, `rds:Stop${kind}`],
            Resource: regionalArn(environment, "rds", `${inArns}:${name}`),
        });
    }
    if (nodeGroups.length > 0) {
        statements.push({
            Sid: "ScaleNodeGroups",
            Effect: "Allow",
            Action: "eks:UpdateNodegroupConfig",
            // The last part is an id that EKS gives; names before it are unique.
            Resource: nodeGroups.map(({ clusterName, nodeGroupName }) =>
                regionalArn(environment, "eks", `nodegroup/${clusterName}/${nodeGroupName}/*`),
            ),
        });
    }
    if (probes.length > 0) {
        statements.push({
            Sid: "StopAndStartProbes",
            Effect: "Allow",
            Action: ["synthetics:StartCanary", "synthetics:StopCanary"],
            Resource: probes.map(({ canaryName }) => regionalArn(environment, "synthetics", `canary:${canaryName}`)),
        });
    }
    statements.push({
        Sid: "KeepWhatFailed",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: regionalArn(environment, "sqs", queueName),
    });
    return statements;
}
