import { regionalArn } from "./partition";
import type { PolicyStatement } from "./policy-documents";
import { SCHEDULE_DEFAULTS, type WorkingHoursScheduleArgs } from "./schedule-arguments";
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
                      description: `${verb === "start" ? "Starts" : "Stops"} ${database.clusterIdentifier}`,
                      timer: timetable[`${verb}-database`],
                      action: `rds:${verb}DBCluster`,
                      input: { DbClusterIdentifier: database.clusterIdentifier },
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
    return [...databaseAction("start"), ...nodesAction("start"), ...nodesAction("stop"), ...databaseAction("stop")];
}

/** Exactly what the timers call, on exactly what they name. */
export function permissionsFor(args: WorkingHoursScheduleArgs, queueName: string): readonly PolicyStatement[] {
    const { environment, database, nodeGroups = [] } = args;
    const statements: PolicyStatement[] = [];
    if (database !== undefined) {
        statements.push({
            Sid: "StopAndStartDatabase",
            Effect: "Allow",
            Action: ["rds:StartDBCluster", "rds:StopDBCluster"],
            Resource: regionalArn(environment, "rds", `cluster:${database.clusterIdentifier}`),
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
    statements.push({
        Sid: "KeepWhatFailed",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: regionalArn(environment, "sqs", queueName),
    });
    return statements;
}
