import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarmPlans, type AlarmPlan, silencePlan } from "./alarm-plans";
import { roleWith } from "./roles";
import { dashboardBody, dashboardUrl } from "./dashboard";
import { type Environment, protectionFor, tagsFor } from "./environment";
import { keyDeletionDays } from "./key-deletion";
import { physicalName } from "./naming";
import { assertObservabilityArgs, type ObservabilityArgs } from "./observability-arguments";
import { regionalArn } from "./partition";
import { createPlannedAlarm } from "./planned-alarm";
import {
    encryptedTransportOnly,
    keyAdministration,
    logEncryption,
    podIdentityTrust,
    policyDocument,
    type PolicyStatement,
} from "./policy-documents";

export type { ObservabilityArgs } from "./observability-arguments";

/** Groups that the agent of Container Insights writes to, and would make itself, without retention, were they not there first. */
const LOG_GROUPS = ["application", "dataplane", "host", "performance"] as const;
const AGENT = {
    addon: "amazon-cloudwatch-observability",
    namespace: "amazon-cloudwatch",
    serviceAccount: "cloudwatch-agent",
};
const AGENT_POLICY = "CloudWatchAgentServerPolicy";

/** Errors in the application's log: Fluent Bit puts a line that is JSON under `log_processed`. */
const ERROR_PATTERN = '{ $.log_processed.level = "error" }';
const ERROR_METRIC = "ApplicationErrors";

/** What an environment says of itself: logs, alarms with runbooks and a route, one dashboard. */
export class Observability extends pulumi.ComponentResource {
    /** Where alarms go; more subscribers and alarms of others are welcome. */
    readonly topicArn: pulumi.Output<string>;
    /** Name of the dashboard, known while planning. */
    readonly dashboardName: string;
    readonly dashboardUrl: string;
    /** Names of the log groups, known while planning. */
    readonly logGroupNames: readonly string[];
    /** Names of the alarms, worst first: what mutes them while nobody works takes them. How many there are is plain. */
    readonly alarmNames: readonly pulumi.Output<string>[];

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
        assertObservabilityArgs(name, args);
        super("stagewright:observability:Observability", name, {}, opts);
        const { environment, cluster } = args;
        const groupName = (role: string) => `/aws/containerinsights/${cluster.clusterName}/${role}`;
        const logGroupNames = LOG_GROUPS.map(groupName);
        const topicName = physicalName(environment, `${name}-alerts`);

        const key = new aws.kms.Key(
            `${name}-key`,
            {
                description: `Logs and alerts of ${environment.name}`,
                enableKeyRotation: true,
                deletionWindowInDays: keyDeletionDays(environment.class),
                policy: policyDocument(
                    keyAdministration(environment),
                    logEncryption(environment, logGroupNames),
                    alarmEncryption(environment),
                ),
                tags: tagsFor(environment, `${name}-key`),
            },
            { parent: this, protect: protectionFor(environment.class).deletionProtected },
        );
        const logGroups = LOG_GROUPS.map(
            role =>
                new aws.cloudwatch.LogGroup(
                    `${name}-${role}-logs`,
                    {
                        name: groupName(role),
                        retentionInDays: args.logRetentionDays,
                        kmsKeyId: key.arn,
                        tags: tagsFor(environment, `${name}-${role}-logs`),
                    },
                    { parent: this },
                ),
        );
        agent(name, args, logGroups, this);

        const topic = new aws.sns.Topic(
            `${name}-alerts`,
            { name: topicName, kmsMasterKeyId: key.id, tags: tagsFor(environment, `${name}-alerts`) },
            { parent: this },
        );
        new aws.sns.TopicPolicy(
            `${name}-alerts-policy`,
            { arn: topic.arn, policy: topicPolicy(environment, regionalArn(environment, "sns", topicName)) },
            { parent: this },
        );
        if (args.alertEmail !== undefined) {
            new aws.sns.TopicSubscription(
                `${name}-alerts-email`,
                { topic: topic.arn, protocol: "email", endpoint: args.alertEmail },
                { parent: this },
            );
        }

        const errorMetric = { namespace: `Stagewright/${physicalName(environment, name)}`, name: ERROR_METRIC };
        new aws.cloudwatch.LogMetricFilter(
            `${name}-error-count`,
            {
                logGroupName: groupName("application"),
                pattern: ERROR_PATTERN,
                metricTransformation: { ...errorMetric, value: "1", defaultValue: "0", unit: "Count" },
            },
            { parent: this, dependsOn: logGroups },
        );
        const alarms = alarmPlans({
            clusterName: cluster.clusterName,
            database: args.database,
            errorMetric,
        });
        this.alarmNames = alarms.map(plan => alarm(name, plan, args, topic.arn, this).name);

        this.dashboardName = physicalName(environment, name);
        new aws.cloudwatch.Dashboard(
            `${name}-dashboard`,
            {
                dashboardName: this.dashboardName,
                dashboardBody: dashboardBody({
                    title: environment.name,
                    region: environment.region,
                    runbookBaseUrl: args.runbookBaseUrl,
                    alarms,
                    applicationLogGroup: groupName("application"),
                }),
            },
            { parent: this },
        );
        this.topicArn = topic.arn;
        this.dashboardUrl = dashboardUrl(environment.region, this.dashboardName);
        this.logGroupNames = logGroupNames;
        this.registerOutputs({
            topicArn: this.topicArn,
            dashboardName: this.dashboardName,
            dashboardUrl: this.dashboardUrl,
            logGroupNames: this.logGroupNames,
            alarmNames: this.alarmNames,
        });
    }
}

/** Makes what reads logs and metrics off the nodes, once its log groups are there and, for our own cluster, its nodes. */
function agent(
    name: string,
    { environment, cluster, agentVersion }: ObservabilityArgs,
    logGroups: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): aws.eks.Addon {
    const clusterArn = regionalArn(environment, "eks", `cluster/${cluster.clusterName}`);
    const { role, attachments } = roleWith(
        environment,
        {
            name: `${name}-agent-role`,
            description: `What the CloudWatch agent of ${cluster.clusterName} may do in AWS`,
            trust: podIdentityTrust(environment, clusterArn, AGENT.namespace, AGENT.serviceAccount),
            managedPolicies: [AGENT_POLICY],
        },
        parent,
    );
    return new aws.eks.Addon(
        `${name}-agent`,
        {
            clusterName: cluster.clusterName,
            addonName: AGENT.addon,
            addonVersion: agentVersion,
            podIdentityAssociations: [{ serviceAccount: AGENT.serviceAccount, roleArn: role.arn }],
            resolveConflictsOnCreate: "OVERWRITE",
            resolveConflictsOnUpdate: "OVERWRITE",
            tags: tagsFor(environment, `${name}-agent`),
        },
        {
            parent,
            dependsOn: [...logGroups, ...attachments, ...(pulumi.Resource.isInstance(cluster) ? [cluster] : [])],
        },
    );
}

function alarm(
    name: string,
    plan: AlarmPlan,
    { environment, runbookBaseUrl }: ObservabilityArgs,
    topicArn: pulumi.Input<string>,
    parent: pulumi.Resource,
): aws.cloudwatch.MetricAlarm {
    const silence = silencePlan(plan, environment.workingHours !== undefined);
    return createPlannedAlarm(name, plan, { environment, alerts: { topicArn, runbookBaseUrl }, silence }, parent);
}

/** On behalf of alarms of this account and region, and of nothing else. */
function ownAlarms(environment: Environment) {
    return {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": regionalArn(environment, "cloudwatch", "alarm:*") },
    };
}

/** CloudWatch must be able to encrypt what it publishes; AWS's own key for SNS would not let it. */
function alarmEncryption(environment: Environment): PolicyStatement {
    return {
        Sid: "UsedByAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: ownAlarms(environment),
    };
}

function topicPolicy(environment: Environment, topicArn: string): string {
    return policyDocument(
        {
            Sid: "PublishedToByAlarms",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topicArn,
            Condition: ownAlarms(environment),
        },
        encryptedTransportOnly("sns:Publish", topicArn),
    );
}
