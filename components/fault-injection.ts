import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "./environment";
import { environmentTagKey, type FaultPlan, faultPlan } from "./fault-injection/actions";
import {
    assertFaultInjectionArgs,
    FAULT_INJECTION_DEFAULTS,
    type FaultInjectionArgs,
} from "./fault-injection/arguments";
import { physicalName } from "./naming";
import { regionalArn } from "./partition";
import { policyDocument, type PolicyStatement, serviceTrust } from "./policy-documents";
import { createRole } from "./roles";

export type { FaultAction, FaultKind } from "./fault-injection/actions";
export type { FaultInjectionArgs } from "./fault-injection/arguments";

/** Version of the log's lines (FIS user guide, "Experiment log schema"). */
const LOG_SCHEMA_VERSION = 2;

/** An experiment that breaks a part of staging on purpose, only of its own, and ends as soon as an alarm rings. */
export class FaultInjection extends pulumi.ComponentResource {
    /** What `aws fis start-experiment --experiment-template-id` starts. */
    readonly templateId: pulumi.Output<string>;
    /** Name of the log group that experiments are written to, known while planning. */
    readonly logGroupName: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: FaultInjectionArgs, opts?: pulumi.ComponentResourceOptions) {
        assertFaultInjectionArgs(name, args);
        super("stagewright:faults:FaultInjection", name, {}, opts);
        const { environment } = args;
        const plans = args.actions.map(action => faultPlan(action, environment));
        this.logGroupName = `/aws/vendedlogs/fis/${physicalName(environment, name)}`;

        const logResource = `${name}-log`;
        const log = new aws.cloudwatch.LogGroup(
            logResource,
            {
                name: this.logGroupName,
                retentionInDays: args.logRetentionDays ?? FAULT_INJECTION_DEFAULTS.logRetentionDays,
                kmsKeyId: args.key?.keyArn,
                tags: tagsFor(environment, logResource),
            },
            { parent: this },
        );
        const role = createRole(
            environment,
            {
                name: `${name}-role`,
                description: `Injects faults into ${environment.name}`,
                trust: serviceTrust("fis.amazonaws.com", {
                    StringEquals: { "aws:SourceAccount": environment.accountId },
                    ArnLike: { "aws:SourceArn": regionalArn(environment, "fis", "experiment/*") },
                }),
            },
            this,
        );
        const permissions = new aws.iam.RolePolicy(
            `${name}-permissions`,
            { role: role.name, policy: policyDocument(...plans.flatMap(plan => plan.permissions), LOGGING) },
            { parent: this },
        );
        const templateResource = `${name}-template`;
        const template = new aws.fis.ExperimentTemplate(
            templateResource,
            {
                description: `Faults of ${physicalName(environment, name)}`,
                roleArn: role.arn,
                stopConditions: args.stopAlarmArns.map(value => ({ source: "aws:cloudwatch:alarm", value })),
                experimentOptions: { accountTargeting: "single-account", emptyTargetResolutionMode: "fail" },
                targets: plans.map(plan => targetOf(plan, environment)),
                actions: plans.map((plan, index) => actionOf(plan, plans[index - 1])),
                logConfiguration: {
                    logSchemaVersion: LOG_SCHEMA_VERSION,
                    cloudwatchLogsConfiguration: {
                        logGroupArn: regionalArn(environment, "logs", `log-group:${this.logGroupName}:*`),
                    },
                },
                tags: tagsFor(environment, templateResource),
            },
            { parent: this, dependsOn: [log, permissions] },
        );
        this.templateId = template.id;
        this.registerOutputs({ templateId: this.templateId, logGroupName: this.logGroupName });
    }
}

/** Has FIS write to the log group (FIS user guide, "Experiment logging"): deliveries of logs have no resources to name. */
const LOGGING: PolicyStatement = {
    Sid: "WriteLog",
    Effect: "Allow",
    Action: [
        "logs:CreateLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:PutResourcePolicy",
    ],
    Resource: "*",
};

/** What carries the environment's own name, and is what the action is for. */
function targetOf(plan: FaultPlan, environment: Environment): aws.types.input.fis.ExperimentTemplateTarget {
    return {
        name: plan.name,
        resourceType: plan.resourceType,
        selectionMode: plan.selectionMode,
        resourceTags: [{ key: environmentTagKey(environment), value: environment.name }],
        filters: plan.filters.map(({ path, values }) => ({ path, values })),
    };
}

/** One after the other: of two faults at a time, nobody could tell which one broke it. */
function actionOf(plan: FaultPlan, before: FaultPlan | undefined): aws.types.input.fis.ExperimentTemplateAction {
    return {
        name: plan.name,
        actionId: plan.actionId,
        parameters: plan.parameters.map(({ key, value }) => ({ key, value })),
        target: { key: plan.targetKey, value: plan.name },
        startAfters: before === undefined ? [] : [before.name],
    };
}
