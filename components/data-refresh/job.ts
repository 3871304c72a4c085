import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { regionalArn } from "../partition";
import { policyDocument, type PolicyStatement } from "../policy-documents";
import { createRole } from "../roles";
import type { JobTimers } from "./cadence";
import { WORK_FOLDER } from "./masking";
import { COMMON, LAUNCH } from "./scripts/common";

/** Namespace of the metrics that the jobs write. */
export const METRIC_NAMESPACE = "Stagewright/DataRefresh";
/** What each size of a job has: CPU units (1024 are one processor) and MiB, a pair that Fargate knows. */
export const JOB_SIZES = {
    small: { cpu: 1024, memory: 4096 },
    medium: { cpu: 2048, memory: 8192 },
    large: { cpu: 4096, memory: 16_384 },
} as const;
export type JobSize = keyof typeof JOB_SIZES;
/** Time to clean up in, in seconds, beyond the time that the job itself has. */
export const CLEANING_SECONDS = 900;
const VOLUME = "refresh";
/** How long a timer may try to start a job, in seconds: one that begins later would not end in its time. */
const START_RETRY_SECONDS = 900;
/** Attempts of EventBridge Scheduler: its own maximum, so that the age of the event alone decides (RetryPolicy). */
const START_RETRY_ATTEMPTS = 185;

/** One container of a job. They run one after the other and share {@link WORK_FOLDER}. */
export interface Step {
    readonly name: string;
    readonly image: string;
    readonly script: string;
    /** Whether the script is one of ours, which has the tools that our scripts share. */
    readonly ours: boolean;
    /** Plain, so that what a container is told can be judged before it exists. */
    readonly variables: Readonly<Record<string, string | number>>;
}

/** What a job is made of. */
export interface JobPlan {
    /** Short name of the job: `refresh`, `restore`, `watch`. */
    readonly role: string;
    readonly description: string;
    readonly steps: readonly Step[];
    readonly size: JobSize;
    /** Room for files, in GiB: 21 to 200 (Amazon ECS, "Fargate task ephemeral storage"). */
    readonly workspaceGiB?: number;
    /** Longest that it may take, in seconds. */
    readonly deadlineSeconds: number;
    /** When it begins. */
    readonly timers: JobTimers;
    /** What it may do. */
    readonly permissions: readonly PolicyStatement[];
    /** Name of its role in AWS. */
    readonly roleName: string;
}

/** What all jobs of a side share. */
export interface JobSurroundings {
    readonly environment: Environment;
    /** Begins all physical names. */
    readonly physical: string;
    readonly timeZone: string;
    /** Of the ECS cluster, known before it exists. */
    readonly clusterArn: string;
    readonly logGroupName: string;
    readonly queue: aws.sqs.Queue;
    readonly executionRole: aws.iam.Role;
    readonly schedulerRole: aws.iam.Role;
    /** Trust of roles that tasks take. */
    readonly taskTrust: string;
    readonly subnetIds: readonly pulumi.Input<string>[];
    readonly securityGroupId: pulumi.Input<string>;
    /** What must be there before anything runs. */
    readonly ready: readonly pulumi.Resource[];
}

/** Name of a job's task definition, and of all that its tasks are known by. */
export function familyOf(physical: string, role: string): string {
    return `${physical}-${role}`;
}

/** The ECS cluster that the jobs run in. It costs nothing, and holds nothing between them. */
export function clusterArn(environment: Environment, physical: string): string {
    return regionalArn(environment, "ecs", `cluster/${physical}`);
}

/** Makes a job: what it runs, what it may do, and when it begins. */
export function createJob(name: string, plan: JobPlan, around: JobSurroundings, parent: pulumi.Resource): void {
    const { environment } = around;
    const taskRole = createRole(
        environment,
        {
            name: `${name}-${plan.role}-role`,
            description: plan.description,
            trust: around.taskTrust,
            physicalName: plan.roleName,
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-${plan.role}-permissions`,
        { role: taskRole.name, policy: policyDocument(...plan.permissions) },
        { parent },
    );
    const { cpu, memory } = JOB_SIZES[plan.size];
    const task = new aws.ecs.TaskDefinition(
        `${name}-${plan.role}-task`,
        {
            family: familyOf(around.physical, plan.role),
            requiresCompatibilities: ["FARGATE"],
            networkMode: "awsvpc",
            cpu: String(cpu),
            memory: String(memory),
            runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" },
            ephemeralStorage: plan.workspaceGiB === undefined ? undefined : { sizeInGib: plan.workspaceGiB },
            executionRoleArn: around.executionRole.arn,
            taskRoleArn: taskRole.arn,
            containerDefinitions: JSON.stringify(plan.steps.map((step, at) => containerOf(plan, around, step, at))),
            volumes: [{ name: VOLUME }],
            tags: tagsFor(environment, `${name}-${plan.role}-task`),
        },
        { parent },
    );
    for (const timer of plan.timers) {
        new aws.scheduler.Schedule(
            [name, plan.role, "schedule", ...(timer.role === "" ? [] : [timer.role])].join("-"),
            {
                description: plan.description,
                groupName: around.physical,
                scheduleExpression: timer.expression,
                scheduleExpressionTimezone: around.timeZone,
                flexibleTimeWindow: { mode: "OFF" },
                target: {
                    // Plain, so that what a schedule does can be judged before anything exists.
                    arn: around.clusterArn,
                    roleArn: around.schedulerRole.arn,
                    ecsParameters: {
                        taskDefinitionArn: task.arn,
                        launchType: "FARGATE",
                        taskCount: 1,
                        propagateTags: "TASK_DEFINITION",
                        networkConfiguration: {
                            subnets: [...around.subnetIds],
                            securityGroups: [around.securityGroupId],
                            assignPublicIp: false,
                        },
                    },
                    deadLetterConfig: { arn: around.queue.arn },
                    retryPolicy: {
                        maximumEventAgeInSeconds: START_RETRY_SECONDS,
                        maximumRetryAttempts: START_RETRY_ATTEMPTS,
                    },
                },
            },
            { parent, dependsOn: [permissions, ...around.ready] },
        );
    }
}

/** Each container waits for the one before it to end, however it ends: the last one cleans up, and says how it went. */
function containerOf(plan: JobPlan, around: JobSurroundings, step: Step, at: number): object {
    const before = plan.steps[at - 1];
    const isLast = at === plan.steps.length - 1;
    const variables = {
        ...step.variables,
        ...(step.ours ? { METRIC_NAMESPACE, REFRESH_NAME: around.physical, TMPDIR: WORK_FOLDER } : {}),
        DEADLINE_SECONDS: plan.deadlineSeconds,
        LEAST_SECONDS: isLast ? CLEANING_SECONDS : 1,
        PGSSLMODE: "require",
        WORK_FOLDER,
    };
    return {
        name: step.name,
        image: step.image,
        essential: isLast,
        entryPoint: ["/bin/sh", "-c"],
        command: [LAUNCH, step.name, step.ours ? COMMON + step.script : step.script],
        environment: Object.entries(variables).map(([key, value]) => ({ name: key, value: String(value) })),
        ...(before === undefined ? {} : { dependsOn: [{ containerName: before.name, condition: "COMPLETE" }] }),
        mountPoints: [{ sourceVolume: VOLUME, containerPath: WORK_FOLDER, readOnly: false }],
        readonlyRootFilesystem: step.ours,
        linuxParameters: { initProcessEnabled: true },
        logConfiguration: {
            logDriver: "awslogs",
            options: {
                "awslogs-group": around.logGroupName,
                "awslogs-region": around.environment.region,
                "awslogs-stream-prefix": plan.role,
            },
        },
    };
}
