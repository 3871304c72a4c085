import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertEdgeArgs, type EdgeArgs } from "./edge/arguments";
import { createTargetGroupBinding } from "./edge/binding";
import { createCertificate } from "./edge/certificate";
import { createFirewall } from "./edge/firewall";
import { createEdgeSecurityGroup } from "./edge/security-group";
import { protectionFor, tagsFor } from "./environment";
import { bucketArn, createLogBucket } from "./log-bucket";
import { subnetsOf } from "./references";

export type { EdgeArgs, EdgeTarget } from "./edge/arguments";

const DEFAULTS = { rateLimit: 2000, logRetentionDays: 30 } as const;
/** TLS 1.2 and 1.3 (Elastic Load Balancing, "Security policies for your Application Load Balancer"). */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";
/** How long a pod that is going may finish what it has begun, in seconds. */
const DEREGISTRATION_SECONDS = 30;
const HEALTH = { intervalSeconds: 15, timeoutSeconds: 5, healthyThreshold: 2, unhealthyThreshold: 3 } as const;

/** The way in: one host on one load balancer with TLS, a firewall and logs, in front of the pods of one service. */
export class Edge extends pulumi.ComponentResource {
    /** Name that callers use. */
    readonly host: string;
    readonly url: string;
    readonly loadBalancerArn: pulumi.Output<string>;
    /** Security group of the load balancer. */
    readonly securityGroupId: pulumi.Output<string>;
    readonly targetGroupArn: pulumi.Output<string>;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
        assertEdgeArgs(name, args);
        super("stagewright:edge:Edge", name, {}, opts);
        const { environment, network, host, target } = args;
        const retentionDays = args.logRetentionDays ?? DEFAULTS.logRetentionDays;
        const protect = protectionFor(environment.class).deletionProtected;

        const group = createEdgeSecurityGroup(name, args, this);
        const logs = createLogBucket(
            `${name}-logs`,
            {
                environment,
                component: name,
                role: "access",
                retentionDays,
                writers: bucket => [accessLogWriter(args, bucket)],
            },
            this,
        );
        const balancerResource = `${name}-balancer`;
        const balancer = new aws.lb.LoadBalancer(
            balancerResource,
            {
                loadBalancerType: "application",
                internal: false,
                subnets: subnetsOf(network, "public").map(({ id }) => id),
                securityGroups: [group.id],
                enableDeletionProtection: protect,
                dropInvalidHeaderFields: true,
                desyncMitigationMode: "defensive",
                accessLogs: { enabled: true, bucket: logs.name },
                tags: tagsFor(environment, balancerResource),
            },
            { parent: this, protect, dependsOn: [...logs.ready] },
        );
        const targetsResource = `${name}-targets`;
        const targets = new aws.lb.TargetGroup(
            targetsResource,
            {
                vpcId: network.vpcId,
                targetType: "ip",
                port: target.podPort,
                protocol: "HTTP",
                deregistrationDelay: DEREGISTRATION_SECONDS,
                healthCheck: {
                    path: target.healthPath,
                    matcher: "200",
                    interval: HEALTH.intervalSeconds,
                    timeout: HEALTH.timeoutSeconds,
                    healthyThreshold: HEALTH.healthyThreshold,
                    unhealthyThreshold: HEALTH.unhealthyThreshold,
                },
                tags: tagsFor(environment, targetsResource),
            },
            { parent: this },
        );
        const issued = createCertificate(name, args, this);
        const listener = new aws.lb.Listener(
            `${name}-https`,
            {
                loadBalancerArn: balancer.arn,
                port: 443,
                protocol: "HTTPS",
                sslPolicy: TLS_POLICY,
                certificateArn: issued.certificateArn,
                defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
                tags: tagsFor(environment, `${name}-https`),
            },
            { parent: this },
        );
        new aws.lb.Listener(
            `${name}-http`,
            {
                loadBalancerArn: balancer.arn,
                port: 80,
                protocol: "HTTP",
                defaultActions: [
                    { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
                ],
                tags: tagsFor(environment, `${name}-http`),
            },
            { parent: this },
        );
        createFirewall(
            name,
            {
                environment,
                rateLimit: args.rateLimit ?? DEFAULTS.rateLimit,
                logRetentionDays: retentionDays,
                loadBalancerArn: balancer.arn,
            },
            this,
        );
        new aws.route53.Record(
            `${name}-host`,
            {
                zoneId: args.zone.zoneId,
                name: host,
                type: "A",
                aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
            },
            { parent: this, dependsOn: [listener] },
        );
        createTargetGroupBinding(name, args, targets.arn, this);

        this.host = host;
        this.url = `https://${host}`;
        this.loadBalancerArn = balancer.arn;
        this.securityGroupId = group.id;
        this.targetGroupArn = targets.arn;
        this.registerOutputs({
            host: this.host,
            url: this.url,
            loadBalancerArn: this.loadBalancerArn,
            securityGroupId: this.securityGroupId,
            targetGroupArn: this.targetGroupArn,
        });
    }
}

/** Lets load balancers write, under the path of the environment's own account only. */
function accessLogWriter({ environment }: EdgeArgs, bucket: string) {
    return {
        Sid: "WrittenByLoadBalancers",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: bucketArn(environment, `${bucket}/AWSLogs/${environment.accountId}/*`),
    } as const;
}
