import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmPlan, silencePlan } from "./alarm-plans";
import { type Environment, tagsFor } from "./environment";
import { createLogBucket, type LogBucket } from "./log-bucket";
import { physicalName } from "./naming";
import { createPlannedAlarm } from "./planned-alarm";
import { type NetworkRef, subnetsOf } from "./references";
import { assertSyntheticProbeArgs, PROBE_DEFAULTS, type SyntheticProbeArgs } from "./synthetic-probe/arguments";
import { createProbeRole } from "./synthetic-probe/role";
import { SCRIPT_DIGEST, SCRIPT_NAME, scriptArchive } from "./synthetic-probe/script";

export type { SyntheticProbeArgs } from "./synthetic-probe/arguments";

/** Where in the bucket the record of each run is; Synthetics wants it without the slash. */
const RUNS = "runs/";
/** What a run has for itself beside the time that the answer may take, in seconds: to start, and to write down what it found. */
const OVERHEAD_SECONDS = 30;
/** One failure may be a packet; of two in a row callers know already. */
const FAILURES_IN_A_ROW = 2;
const HTTPS = 443;

/** Asks a public endpoint, again and again, whether it answers as it should, and rings when it does not. */
export class SyntheticProbe extends pulumi.ComponentResource {
    /** Name of the canary, known while planning: what stops it at night names it. */
    readonly canaryName: string;
    /** Name of the bucket that keeps what each run found, known while planning. */
    readonly bucketName: string;
    readonly alarmArn: pulumi.Output<string>;
    /** Name of the alarm: what mutes it while nobody works takes it. */
    readonly alarmNames: readonly [pulumi.Output<string>];

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: SyntheticProbeArgs, opts?: pulumi.ComponentResourceOptions) {
        assertSyntheticProbeArgs(name, args);
        super("stagewright:probe:SyntheticProbe", name, {}, opts);
        const { environment, network } = args;
        const retentionDays = args.retentionDays ?? PROBE_DEFAULTS.retentionDays;
        const everyMinutes = args.everyMinutes ?? PROBE_DEFAULTS.everyMinutes;
        const timeoutSeconds = args.timeoutSeconds ?? PROBE_DEFAULTS.timeoutSeconds;
        this.canaryName = physicalName(environment, name);

        const bucket = createLogBucket(
            `${name}-runs`,
            { environment, component: name, role: "runs", retentionDays, logPrefix: RUNS, writers: () => [] },
            this,
        );
        this.bucketName = bucket.name;
        const script = uploadScript(name, environment, bucket, this);
        const { role, permissions } = createProbeRole(
            name,
            { environment, bucket: bucket.name, prefix: RUNS, insideNetwork: network !== undefined },
            this,
        );
        const canaryResource = `${name}-canary`;
        new aws.synthetics.Canary(
            canaryResource,
            {
                name: this.canaryName,
                runtimeVersion: args.runtimeVersion,
                handler: `${SCRIPT_NAME}.handler`,
                s3Bucket: bucket.name,
                s3Key: script.key,
                executionRoleArn: role.arn,
                artifactS3Location: `s3://${bucket.name}/${RUNS.slice(0, -1)}`,
                artifactConfig: { s3Encryption: { encryptionMode: "SSE_S3" } },
                schedule: { expression: everyMinutes === 1 ? "rate(1 minute)" : `rate(${everyMinutes} minutes)` },
                runConfig: {
                    timeoutInSeconds: timeoutSeconds + OVERHEAD_SECONDS,
                    environmentVariables: {
                        PROBE_URL: args.url,
                        PROBE_STATUS: String(args.expectedStatus ?? PROBE_DEFAULTS.expectedStatus),
                        ...(args.expectedText === undefined ? {} : { PROBE_TEXT: args.expectedText }),
                        PROBE_TIMEOUT_MS: String(timeoutSeconds * 1000),
                    },
                },
                vpcConfig: network === undefined ? undefined : insideNetwork(name, environment, network, this),
                successRetentionPeriod: retentionDays,
                failureRetentionPeriod: retentionDays,
                startCanary: true,
                // Its function would stay behind and hold the network's interfaces.
                deleteLambda: true,
                tags: tagsFor(environment, canaryResource),
            },
            { parent: this, dependsOn: [permissions, ...bucket.ready] },
        );
        const alarm = this.#alarm(name, args, everyMinutes);
        this.alarmArn = alarm.arn;
        this.alarmNames = [alarm.name];
        this.registerOutputs({
            canaryName: this.canaryName,
            bucketName: this.bucketName,
            alarmArn: this.alarmArn,
            alarmNames: this.alarmNames,
        });
    }

    /** Rings when the probe failed twice in a row and, where nothing sleeps, when it runs no more. */
    #alarm(name: string, args: SyntheticProbeArgs, everyMinutes: number): aws.cloudwatch.MetricAlarm {
        const { environment, alerts } = args;
        const plan: AlarmPlan = {
            name: "probe-failed",
            severity: "page",
            meaning: `${args.url} does not answer as it should`,
            namespace: "CloudWatchSynthetics",
            metricName: "SuccessPercent",
            dimensions: { CanaryName: this.canaryName },
            statistic: "Average",
            period: everyMinutes * 60,
            evaluationPeriods: FAILURES_IN_A_ROW,
            comparison: "LessThanThreshold",
            threshold: 100,
            unit: "percent",
            reportsAlways: true,
        };
        const silence = silencePlan(plan, environment.workingHours !== undefined);
        return createPlannedAlarm(name, plan, { environment, alerts, silence }, this);
    }
}

/** Puts the script where Synthetics takes it from. */
function uploadScript(
    name: string,
    environment: Environment,
    bucket: LogBucket,
    parent: pulumi.Resource,
): aws.s3.BucketObjectv2 {
    const resource = `${name}-script`;
    return new aws.s3.BucketObjectv2(
        resource,
        {
            bucket: bucket.name,
            key: `script/${SCRIPT_DIGEST}.zip`,
            source: scriptArchive(),
            tags: tagsFor(environment, resource),
        },
        { parent, dependsOn: [...bucket.ready] },
    );
}

/** Plugs the probe into the private subnets, with a way out over HTTPS: to the endpoint, and to AWS for what it found. */
function insideNetwork(
    name: string,
    environment: Environment,
    network: NetworkRef,
    parent: pulumi.Resource,
): aws.types.input.synthetics.CanaryVpcConfig {
    const groupResource = `${name}-group`;
    const group = new aws.ec2.SecurityGroup(
        groupResource,
        {
            description: "A probe: asks, and is not asked",
            vpcId: network.vpcId,
            tags: tagsFor(environment, groupResource),
        },
        { parent },
    );
    const wayOut = `${name}-to-endpoint`;
    new aws.vpc.SecurityGroupEgressRule(
        wayOut,
        {
            securityGroupId: group.id,
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: HTTPS,
            toPort: HTTPS,
            description: "The endpoint, by its public address, and AWS",
            tags: tagsFor(environment, wayOut),
        },
        { parent },
    );
    return { subnetIds: subnetsOf(network, "private").map(({ id }) => id), securityGroupIds: [group.id] };
}
