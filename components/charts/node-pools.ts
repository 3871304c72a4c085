import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createNodeRole } from "../cluster/nodes";
import { createPodIdentity } from "../cluster/workload-identity";
import { tagsFor } from "../environment";
import { physicalName } from "../naming";
import { globalArn } from "../partition";
import { clusterReady, type ControllerResources, controllerResources, createRelease, DEFAULT_REPLICAS } from "./chart";
import { assertNodePoolsArgs, type NodePoolsArgs } from "./node-pools/arguments";
import { createInterruptions } from "./node-pools/interruptions";
import { createPool } from "./node-pools/objects";
import { karpenterPermissions } from "./node-pools/permissions";

export type { NodePoolArgs, NodePoolsArgs } from "./node-pools/arguments";

/** Values of the chart `karpenter` that are set here. */
interface Values {
    readonly replicas: number;
    readonly serviceAccount: { readonly create: true; readonly name: string };
    readonly settings: { readonly clusterName: string; readonly interruptionQueue: string };
    readonly controller: {
        /** Of the machine it can learn nothing: pods are kept from its metadata. */
        readonly env: readonly { readonly name: "AWS_REGION"; readonly value: string }[];
        readonly resources: ControllerResources;
    };
}

const NAMESPACE = "kube-system";
const CHART = "karpenter";

/**
 * Karpenter, with pools of nodes that come when pods want them and go when none does. Its controller runs on the managed
 * nodes of the cluster, and so sleeps with them.
 */
export class NodePools extends pulumi.ComponentResource {
    /** Namespace that the controller runs in. */
    readonly namespace: string;
    readonly chartVersion: string;
    /** Names of the pools, as pods choose them: `karpenter.sh/nodepool`. */
    readonly poolNames: readonly string[];
    /** Queue in which the controller hears that nodes are about to be taken away. */
    readonly interruptionQueueName: string;
    readonly nodeRoleArn: pulumi.Output<string>;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: NodePoolsArgs, opts?: pulumi.ComponentResourceOptions) {
        assertNodePoolsArgs(name, args);
        super("stagewright:charts:NodePools", name, {}, opts);
        const { environment, cluster, pools } = args;
        const { clusterName } = cluster;
        const ready = clusterReady(cluster);
        const nodes = createNodeRole(`${name}-nodes-role`, environment, clusterName, this);
        const instanceProfileName = physicalName(environment, `${name}-nodes`);
        const profile = new aws.iam.InstanceProfile(
            `${name}-nodes-profile`,
            {
                name: instanceProfileName,
                role: nodes.role.name,
                path: environment.roles?.path,
                tags: tagsFor(environment, `${name}-nodes-profile`),
            },
            { parent: this },
        );
        const access = new aws.eks.AccessEntry(
            `${name}-nodes-access`,
            {
                clusterName,
                principalArn: nodes.role.arn,
                type: "EC2_LINUX",
                tags: tagsFor(environment, `${name}-nodes-access`),
            },
            { parent: this, dependsOn: [...ready] },
        );
        const interruptions = createInterruptions(name, environment, this);
        const rolePath = environment.roles?.path ?? "/";
        const identity = createPodIdentity(
            environment,
            {
                name: `${name}-identity`,
                description: `What Karpenter of ${clusterName} may do in AWS`,
                clusterName,
                namespace: NAMESPACE,
                serviceAccount: CHART,
                statements: karpenterPermissions(args, {
                    nodeRoleArn: globalArn(environment, "iam", `role${rolePath}${name}-nodes-role*`),
                    instanceProfileArn: globalArn(
                        environment,
                        "iam",
                        `instance-profile${rolePath}${instanceProfileName}`,
                    ),
                    queueArn: interruptions.queueArn,
                }),
            },
            ready,
            this,
        );
        const release = createRelease<Values>(
            {
                resource: `${name}-release`,
                releaseName: CHART,
                chart: "oci://public.ecr.aws/karpenter/karpenter",
                namespace: NAMESPACE,
                values: {
                    replicas: args.replicas ?? DEFAULT_REPLICAS,
                    serviceAccount: { create: true, name: CHART },
                    settings: { clusterName, interruptionQueue: interruptions.queueName },
                    controller: {
                        env: [{ name: "AWS_REGION", value: environment.region }],
                        resources: controllerResources("250m", "512Mi"),
                    },
                },
            },
            args,
            [...identity.ready, ...interruptions.ready],
            this,
        );
        // Nodes could neither start nor join without these, and must be gone before them.
        const after = [release, access, profile, ...nodes.attachments];
        for (const pool of pools) createPool(name, args, pool, instanceProfileName, after, this);

        this.namespace = NAMESPACE;
        this.chartVersion = args.chartVersion;
        this.poolNames = pools.map(pool => pool.name);
        this.interruptionQueueName = interruptions.queueName;
        this.nodeRoleArn = nodes.role.arn;
        this.registerOutputs({
            namespace: this.namespace,
            chartVersion: this.chartVersion,
            poolNames: this.poolNames,
            interruptionQueueName: this.interruptionQueueName,
            nodeRoleArn: this.nodeRoleArn,
        });
    }
}
