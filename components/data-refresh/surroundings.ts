import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { keyDeletionDays } from "../key-deletion";
import { keyAlias, physicalName } from "../naming";
import { regionalArn } from "../partition";
import {
    keyAdministration,
    logEncryption,
    policyDocument,
    type PolicyStatement,
    serviceTrust,
} from "../policy-documents";
import { type NetworkRef, subnetsOf } from "../references";
import { roleWith } from "../roles";
import { createWatchedFailures } from "./failure-queue";
import { clusterArn, type JobSurroundings } from "./job";
import { createScheduler } from "./scheduler";

const HTTPS_PORT = 443;

export interface SurroundingsArgs {
    readonly environment: Environment;
    /** Name in the contract. */
    readonly refresh: string;
    readonly network: NetworkRef;
    readonly timeZone: string;
    readonly logRetentionDays: number;
    /** Short names of the jobs. */
    readonly jobs: readonly string[];
    /** Names of the roles that tasks take. */
    readonly taskRoleNames: readonly string[];
    /** Who else may use the key. */
    readonly keyUsers: readonly PolicyStatement[];
}

/** What the jobs of one side share, and the key of that side. */
export interface Surroundings extends JobSurroundings {
    readonly key: aws.kms.Key;
    readonly queueName: string;
}

/** Makes all that the jobs of one side share. */
export function createSurroundings(name: string, args: SurroundingsArgs, parent: pulumi.Resource): Surroundings {
    const { environment, refresh } = args;
    const physical = physicalName(environment, refresh);
    const tags = (role: string) => tagsFor(environment, `${name}-${role}`);
    const logGroupName = `/stagewright/${physical}`;
    const key = new aws.kms.Key(
        `${name}-key`,
        {
            description: `Encrypts artefacts and logs of ${physical}`,
            enableKeyRotation: true,
            deletionWindowInDays: keyDeletionDays(environment.class),
            policy: policyDocument(
                keyAdministration(environment),
                logEncryption(environment, [logGroupName]),
                ...args.keyUsers,
            ),
            tags: tags("key"),
        },
        { parent, protect: protectionFor(environment.class).deletionProtected },
    );
    new aws.kms.Alias(
        `${name}-key-alias`,
        { name: keyAlias(environment, refresh), targetKeyId: key.keyId },
        { parent },
    );
    const logGroup = new aws.cloudwatch.LogGroup(
        `${name}-log`,
        { name: logGroupName, retentionInDays: args.logRetentionDays, kmsKeyId: key.arn, tags: tags("log") },
        { parent },
    );
    const cluster = new aws.ecs.Cluster(
        `${name}-jobs`,
        { name: physical, settings: [{ name: "containerInsights", value: "disabled" }], tags: tags("jobs") },
        { parent },
    );
    const group = new aws.ec2.SecurityGroup(
        `${name}-group`,
        { description: "Jobs of the data refresh", vpcId: args.network.vpcId, tags: tags("group") },
        { parent },
    );
    new aws.vpc.SecurityGroupEgressRule(
        `${name}-to-aws`,
        {
            securityGroupId: group.id,
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: HTTPS_PORT,
            toPort: HTTPS_PORT,
            description: "AWS and the registry of images",
            tags: tags("to-aws"),
        },
        { parent },
    );
    const { queue, queueName, watched } = createWatchedFailures(name, physical, environment, parent);
    const executionRoleName = `${physical}-start`;
    const taskTrust = serviceTrust("ecs-tasks.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": regionalArn(environment, "ecs", "*") },
    });
    const execution = roleWith(
        environment,
        {
            name: `${name}-start-role`,
            description: "Fetches images and writes the logs of the data refresh",
            trust: taskTrust,
            physicalName: executionRoleName,
            managedPolicies: ["service-role/AmazonECSTaskExecutionRolePolicy"],
        },
        parent,
    );
    const roleNames = [executionRoleName, ...args.taskRoleNames];
    const scheduler = createScheduler(name, physical, { environment, jobs: args.jobs, roleNames, queueName }, parent);
    return {
        environment,
        physical,
        timeZone: args.timeZone,
        clusterArn: clusterArn(environment, physical),
        logGroupName,
        queue,
        queueName,
        executionRole: execution.role,
        schedulerRole: scheduler.role,
        taskTrust,
        subnetIds: subnetsOf(args.network, "private").map(({ id }) => id),
        securityGroupId: group.id,
        key,
        ready: [cluster, logGroup, scheduler.group, scheduler.permissions, ...execution.attachments, ...watched],
    };
}
