import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { podIdentityTrust } from "../policy-documents";
import { roleWith } from "../roles";
import type { AddonName, ClusterFoundationArgs } from "./arguments";

/** Where the service accounts of the add-ons below live. */
const SYSTEM_NAMESPACE = "kube-system";

/** Rights that an add-on gets for one service account, through Pod Identity rather than through the node's role. */
interface AddonIdentity {
    readonly serviceAccount: string;
    /** Policies that AWS maintains, by the end of their ARNs. */
    readonly managedPolicies: readonly string[];
}

const IDENTITIES: Readonly<Partial<Record<AddonName, AddonIdentity>>> = {
    "vpc-cni": { serviceAccount: "aws-node", managedPolicies: ["AmazonEKS_CNI_Policy"] },
    "aws-ebs-csi-driver": {
        serviceAccount: "ebs-csi-controller-sa",
        managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
    },
};

/**
 * Settings other than an add-on's own. Network policies are enforced in the CNI's `standard` mode: `strict` closes every
 * pod until a policy opens it, those of kube-system too, and would leave a new cluster without DNS.
 */
const CONFIGURATION: Readonly<Partial<Record<AddonName, object>>> = {
    "vpc-cni": { enableNetworkPolicy: "true" },
};

/** Add-ons that a node needs to become ready, so they are there before the first. */
export const ADDONS_BEFORE_NODES = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"] as const satisfies AddonName[];
/** Add-ons whose pods need a node to run on, without which they never become active. */
export const ADDONS_AFTER_NODES = ["coredns", "aws-ebs-csi-driver"] as const satisfies AddonName[];

/** The cluster that add-ons are made for. */
export interface AddonTarget {
    readonly clusterName: pulumi.Input<string>;
    /** ARN of the cluster, known before it exists: the trust of the add-ons' roles names it. */
    readonly clusterArn: string;
    readonly after: readonly pulumi.Resource[];
}

/** Makes add-ons at the versions that the caller states, each with a role of its own where it calls AWS. */
export function addons(
    name: string,
    names: readonly AddonName[],
    { environment, addonVersions }: Pick<ClusterFoundationArgs, "environment" | "addonVersions">,
    target: AddonTarget,
    parent: pulumi.Resource,
): readonly aws.eks.Addon[] {
    return names.map(addonName => {
        const configuration = CONFIGURATION[addonName];
        const identity = identityOf(`${name}-${addonName}`, addonName, environment, target.clusterArn, parent);
        return new aws.eks.Addon(
            `${name}-${addonName}`,
            {
                clusterName: target.clusterName,
                addonName,
                addonVersion: addonVersions[addonName],
                configurationValues: configuration === undefined ? undefined : JSON.stringify(configuration),
                podIdentityAssociations: identity?.associations,
                // The program is the truth, at creation and afterwards.
                resolveConflictsOnCreate: "OVERWRITE",
                resolveConflictsOnUpdate: "OVERWRITE",
                tags: tagsFor(environment, `${name}-${addonName}`),
            },
            { parent, dependsOn: [...target.after, ...(identity?.attachments ?? [])] },
        );
    });
}

/** Makes the role of an add-on that calls AWS; the others get none. */
function identityOf(
    resourceName: string,
    addonName: AddonName,
    environment: Environment,
    clusterArn: string,
    parent: pulumi.Resource,
) {
    const identity = IDENTITIES[addonName];
    if (identity === undefined) return undefined;
    const plan = {
        name: `${resourceName}-role`,
        description: `What ${addonName} may do in AWS`,
        trust: podIdentityTrust(environment, clusterArn, SYSTEM_NAMESPACE, identity.serviceAccount),
        managedPolicies: identity.managedPolicies,
    };
    const { role, attachments } = roleWith(environment, plan, parent);
    return { attachments, associations: [{ serviceAccount: identity.serviceAccount, roleArn: role.arn }] };
}
