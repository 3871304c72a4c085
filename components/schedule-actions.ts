import { regionalArn } from "./partition";
import type { PolicyStatement } from "./policy-documents";
import type { DatabaseRef } from "./references";
import { SCHEDULE_DEFAULTS, type WorkingHoursScheduleArgs } from "./schedule-arguments";
import { probeRole, probeTimers } from "./probe-timetable";
import { type Timer, timetableOf } from "./timetable";
import type { WorkingHours } from "./working-hours";

/** One action of one timer. */
export interface ActionPlan {
    readonly role: string;
    readonly description: string;
    readonly timer: Timer;
    /** Action of the AWS SDK, as EventBridge Scheduler names it. */
    readonly action: string;
    /** What the action is called with; keys begin with a capital, whatever the service's own spelling. */
    readonly input: object;
}

/** Every action of the week, in the order of a day: database, nodes; nodes, database. */
export function actionPlans(args: WorkingHoursScheduleArgs, hours: WorkingHours): readonly ActionPlan[] {
    const { database, nodeGroups = [] } = args;
    const timetable = timetableOf(hours, args.leadMinutes ?? SCHEDULE_DEFAULTS.leadMinutes);
    const databaseAction = (verb: "start" | "stop"): readonly ActionPlan[] =>
        database === undefined
            ? []
            : [
                  {
                      role: `${verb}-database`,
                      description: `${verb === "start" ? "Starts" : "Stops"} ${inRds(database).name}`,
                      timer: timetable[`${verb}-database`],
                      action: `rds:${verb}${inRds(database).kind}`,
                      input: { [inRds(database).parameter]: inRds(database).name },
                  },
              ];
    const nodesAction = (verb: "start" | "stop"): readonly ActionPlan[] =>
        nodeGroups.map(({ clusterName, nodeGroupName, size }) => ({
            role: `${verb}-${nodeGroupName}`,
            description: `${verb === "start" ? "Scales up" : "Scales to nothing"} ${clusterName}/${nodeGroupName}`,
            timer: timetable[`${verb}-nodes`],
            action: "eks:updateNodegroupConfig",
            input: {
                ClusterName: clusterName,
                NodegroupName: nodeGroupName,
                ScalingConfig:
                    verb === "start"
                        ? { MinSize: size.minSize, MaxSize: size.maxSize, DesiredSize: size.desiredSize }
                        : { MinSize: 0, MaxSize: size.maxSize, DesiredSize: 0 },
            },
        }));
    return [
        ...databaseAction("start"),
        ...nodesAction("start"),
        ...probesAction("start", args, hours),
        ...probesAction("stop", args, hours),
        ...nodesAction("stop"),
        ...databaseAction("stop"),
    ];
}

/** Probes run while people work: earlier or later they would find nobody. */
function probesAction(
    verb: "start" | "stop",
    { environment, probes = [] }: WorkingHoursScheduleArgs,
    hours: WorkingHours,
): readonly ActionPlan[] {
    const timers = probes.length === 0 ? undefined : probeTimers(hours);
    if (timers === undefined) return [];
    return probes.map(probe => ({
        role: `${verb}-${probeRole(environment, probe)}`,
        description: `${verb === "start" ? "Starts" : "Stops"} ${probe.canaryName}`,
        timer: timers[verb],
        action: `synthetics:${verb}Canary`,
        input: { Name: probe.canaryName },
    }));
}

/** What RDS calls a database of either form: in the names of calls, in their parameters, in ARNs. */
function inRds({ clusterIdentifier, instanceIdentifier }: DatabaseRef) {
    return clusterIdentifier === undefined
        ? { name: instanceIdentifier, kind: "DBInstance", parameter: "DbInstanceIdentifier", inArns: "db" }
        : { name: clusterIdentifier, kind: "DBCluster", parameter: "DbClusterIdentifier", inArns: "cluster" };
}

/** Exactly what the timers call, on exactly what they name. */
export function permissionsFor(args: WorkingHoursScheduleArgs, queueName: string): readonly PolicyStatement[] {
    const { environment, database, nodeGroups = [], probes = [] } = args;
    const statements: PolicyStatement[] = [];
    if (database !== undefined) {
        const { name, kind, inArns } = inRds(database);
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
