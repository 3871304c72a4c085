import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { regionalArn } from "../partition";
import { policyDocument, serviceTrust } from "../policy-documents";
import { createRole, roleArn } from "../roles";
import { clusterArn, familyOf } from "./job";

export interface SchedulerArgs {
    readonly environment: Environment;
    /** Short names of the jobs. */
    readonly jobs: readonly string[];
    /** Names of the roles that are handed to tasks. */
    readonly roleNames: readonly string[];
    readonly queueName: string;
}

/** What starts the jobs: exactly these, with exactly these roles. */
export function createScheduler(name: string, physical: string, args: SchedulerArgs, parent: pulumi.Resource) {
    const { environment, jobs } = args;
    const group = new aws.scheduler.ScheduleGroup(
        `${name}-schedules`,
        { name: physical, tags: tagsFor(environment, `${name}-schedules`) },
        { parent },
    );
    const role = createRole(
        environment,
        {
            name: `${name}-scheduler-role`,
            description: `Starts the jobs of ${physical}`,
            trust: serviceTrust("scheduler.amazonaws.com", {
                StringEquals: {
                    "aws:SourceAccount": environment.accountId,
                    "aws:SourceArn": regionalArn(environment, "scheduler", `schedule-group/${physical}`),
                },
            }),
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-scheduler-permissions`,
        {
            role: role.name,
            policy: policyDocument(
                {
                    Sid: "StartJobs",
                    Effect: "Allow",
                    Action: "ecs:RunTask",
                    Resource: jobs.map(job =>
                        regionalArn(environment, "ecs", `task-definition/${familyOf(physical, job)}:*`),
                    ),
                    Condition: { ArnEquals: { "ecs:cluster": clusterArn(environment, physical) } },
                },
                {
                    Sid: "TagWhatIsStarted",
                    Effect: "Allow",
                    Action: "ecs:TagResource",
                    Resource: regionalArn(environment, "ecs", `task/${physical}/*`),
                    Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
                },
                {
                    Sid: "HandOnRoles",
                    Effect: "Allow",
                    Action: "iam:PassRole",
                    Resource: args.roleNames.map(one => roleArn(environment, one)),
                    Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
                },
                {
                    Sid: "KeepWhatFailed",
                    Effect: "Allow",
                    Action: "sqs:SendMessage",
                    Resource: regionalArn(environment, "sqs", args.queueName),
                },
            ),
        },
        { parent },
    );
    return { group, role, permissions };
}
