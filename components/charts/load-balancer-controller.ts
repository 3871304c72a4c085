import * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, nonEmptyText } from "../arguments";
import { createPodIdentity } from "../cluster/workload-identity";
import type { PermissionStatement } from "../policy-documents";
import { type Environment, environmentTags } from "../environment";
import { regionalArn } from "../partition";
import type { Fields } from "../object-arguments";
import type { NetworkRef } from "../references";
import {
    CHART_ARGUMENTS,
    checkChartArgs,
    clusterReady,
    type ControllerResources,
    controllerResources,
    createRelease,
    DEFAULT_REPLICAS,
    type ReplicatedChartArgs,
} from "./chart";

/** Inputs of `LoadBalancerController`. */
export interface LoadBalancerControllerArgs extends ReplicatedChartArgs {
    /** The network of the cluster. */
    readonly network: Pick<NetworkRef, "vpcId">;
}

/** Values of the chart `aws-load-balancer-controller` that are set here. */
interface Values {
    readonly clusterName: string;
    readonly region: string;
    readonly vpcId: pulumi.Input<string>;
    readonly replicaCount: number;
    readonly serviceAccount: { readonly create: true; readonly name: string };
    readonly podDisruptionBudget: { readonly maxUnavailable: number };
    readonly resources: ControllerResources;
    /** What it may not do is switched off, so that it does not try. */
    readonly createIngressClassResource: false;
    readonly enableServiceMutatorWebhook: false;
    readonly enableShield: false;
    readonly enableWaf: false;
    readonly enableWafv2: false;
}

const ARGUMENTS: Fields<LoadBalancerControllerArgs> = { ...CHART_ARGUMENTS, replicas: true, network: true };
const NAMESPACE = "kube-system";
const CHART = "aws-load-balancer-controller";

/**
 * The AWS Load Balancer Controller, which fills the target groups of `Edge` with pods. It may make no load balancer: one
 * that Kubernetes makes is in no plan.
 */
export class LoadBalancerController extends pulumi.ComponentResource {
    /** Namespace that the controller runs in. */
    readonly namespace: string;
    readonly chartVersion: string;
    readonly roleArn: pulumi.Output<string>;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: LoadBalancerControllerArgs, opts?: pulumi.ComponentResourceOptions) {
        const faults = new ArgumentFaults();
        checkChartArgs(name, args, ARGUMENTS, faults);
        if (typeof args.network.vpcId === "string") faults.check("network.vpcId", args.network.vpcId, nonEmptyText);
        faults.throwIfAny("LoadBalancerController");
        super("stagewright:charts:LoadBalancerController", name, {}, opts);
        const { environment, cluster, network } = args;
        const { clusterName } = cluster;
        const identity = createPodIdentity(
            environment,
            {
                name: `${name}-identity`,
                description: `What the load balancer controller of ${clusterName} may do in AWS`,
                clusterName,
                namespace: NAMESPACE,
                serviceAccount: CHART,
                statements: permissions(environment),
            },
            clusterReady(cluster),
            this,
        );
        createRelease<Values>(
            {
                resource: `${name}-release`,
                releaseName: CHART,
                chart: CHART,
                repository: "https://aws.github.io/eks-charts",
                namespace: NAMESPACE,
                values: {
                    clusterName,
                    region: environment.region,
                    vpcId: network.vpcId,
                    replicaCount: args.replicas ?? DEFAULT_REPLICAS,
                    serviceAccount: { create: true, name: CHART },
                    podDisruptionBudget: { maxUnavailable: 1 },
                    resources: controllerResources("100m", "256Mi"),
                    createIngressClassResource: false,
                    enableServiceMutatorWebhook: false,
                    enableShield: false,
                    enableWaf: false,
                    enableWafv2: false,
                },
            },
            args,
            identity.ready,
            this,
        );
        this.namespace = NAMESPACE;
        this.chartVersion = args.chartVersion;
        this.roleArn = identity.roleArn;
        this.registerOutputs({
            namespace: this.namespace,
            chartVersion: this.chartVersion,
            roleArn: this.roleArn,
        });
    }
}

/**
 * What filling target groups takes, and no more: reading, which knows no resources, in one region, and targets in and out
 * of the target groups that carry the environment's tag.
 */
function permissions(environment: Environment): readonly PermissionStatement[] {
    const environmentKey = environment.tagKeys?.environment ?? "environment";
    const { [environmentKey]: environmentName = environment.name } = environmentTags(environment);
    return [
        {
            Sid: "ReadWhereTargetsAre",
            Action: [
                "ec2:DescribeAvailabilityZones",
                "ec2:DescribeInstances",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets",
                "ec2:DescribeVpcs",
                "elasticloadbalancing:DescribeTags",
                "elasticloadbalancing:DescribeTargetGroupAttributes",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth",
            ],
            Resource: ["*"],
            Condition: { StringEquals: { "aws:RequestedRegion": environment.region } },
        },
        {
            Sid: "FillTargetGroups",
            Action: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
            Resource: [regionalArn(environment, "elasticloadbalancing", "targetgroup/*/*")],
            Condition: { StringEquals: { [`aws:ResourceTag/${environmentKey}`]: environmentName } },
        },
    ];
}
