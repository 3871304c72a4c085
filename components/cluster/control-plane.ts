import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { protectionFor, tagsFor } from "../environment";
import { physicalName } from "../naming";
import { regionalArn } from "../partition";
import { serviceTrust } from "../policy-documents";
import { subnetsOf } from "../references";
import { roleWith } from "../roles";
import type { AnyClusterArgs } from "./arguments";
import { endpointOf } from "./endpoint-access";
import { clusterKey, controlPlaneLogs } from "./logs";

/** Every log that the control plane writes (EKS User Guide, "Control plane logs"). */
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** Makes the control plane, its role, its key and its logs. */
export function createControlPlane(
    name: string,
    args: AnyClusterArgs,
    securityGroupId: pulumi.Input<string>,
    parent: pulumi.Resource,
): aws.eks.Cluster {
    const { environment, network } = args;
    const clusterName = physicalName(environment, name);
    const keyArn = args.key?.keyArn ?? clusterKey(name, args, parent).arn;
    const logs = controlPlaneLogs(name, args, keyArn, parent);
    const { role, attachments } = roleWith(
        environment,
        {
            name: `${name}-role`,
            description: `What the control plane of ${clusterName} may do in AWS`,
            trust: serviceTrust("eks.amazonaws.com", {
                StringEquals: { "aws:SourceAccount": environment.accountId },
                ArnEquals: { "aws:SourceArn": regionalArn(environment, "eks", `cluster/${clusterName}`) },
            }),
            managedPolicies: ["AmazonEKSClusterPolicy"],
        },
        parent,
    );
    const protect = protectionFor(environment.class).deletionProtected;
    return new aws.eks.Cluster(
        `${name}-cluster`,
        {
            name: clusterName,
            version: args.version,
            roleArn: role.arn,
            vpcConfig: {
                subnetIds: subnetsOf(network, "private").map(subnet => subnet.id),
                securityGroupIds: [securityGroupId],
                ...endpointOf(args.endpointAccess),
            },
            accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
            bootstrapSelfManagedAddons: false,
            enabledClusterLogTypes: LOG_TYPES,
            encryptionConfig: { provider: { keyArn }, resources: ["secrets"] },
            upgradePolicy: { supportType: "STANDARD" },
            deletionProtection: protect,
            tags: tagsFor(environment, `${name}-cluster`),
        },
        { parent, protect, dependsOn: [logs, ...attachments] },
    );
}
