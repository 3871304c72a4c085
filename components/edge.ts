import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertEdgeArgs } from "./edge/arguments";
import { createBalancer } from "./edge/balancer";
import { createTargetGroupBinding } from "./edge/binding";
import { createCertificate } from "./edge/certificate";
import type { EdgeArgs } from "./edge/edge-args";
import { createFirewall } from "./edge/firewall";
import { createRecords } from "./edge/records";
import { createEdgeSecurityGroup } from "./edge/security-group";
import { tagsFor } from "./environment";

export type { EdgeArgs, EdgeTarget } from "./edge/edge-args";

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
        const group = createEdgeSecurityGroup(name, args, this);
        const balancer = createBalancer(name, args, group, this);
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
        const certificateArn = args.certificateArn ?? createCertificate(name, args, this).certificateArn;
        const listener = new aws.lb.Listener(
            `${name}-https`,
            {
                loadBalancerArn: balancer.arn,
                port: 443,
                protocol: "HTTPS",
                sslPolicy: TLS_POLICY,
                certificateArn,
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
        createFirewall(name, args, balancer.arn, this);
        createRecords(name, args, { balancer, listener }, this);
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
