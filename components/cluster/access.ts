import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import type { ClusterEndpoint } from "../references";
import { accessPolicyArn } from "./access-grants";
import type { ClusterFoundationArgs } from "./arguments";

/** Makes the deploying role the cluster's only administrator. */
export function deployAccess(
    name: string,
    { environment, deployRoleArn }: Pick<ClusterFoundationArgs, "environment" | "deployRoleArn">,
    clusterName: pulumi.Input<string>,
    parent: pulumi.Resource,
): aws.eks.AccessPolicyAssociation {
    const entry = new aws.eks.AccessEntry(
        `${name}-deploy-access`,
        {
            clusterName,
            principalArn: deployRoleArn,
            type: "STANDARD",
            tags: tagsFor(environment, `${name}-deploy-access`),
        },
        { parent },
    );
    return new aws.eks.AccessPolicyAssociation(
        `${name}-deploy-administration`,
        {
            clusterName,
            principalArn: entry.principalArn,
            policyArn: accessPolicyArn(environment, "AmazonEKSClusterAdminPolicy"),
            accessScope: { type: "cluster" },
        },
        { parent, dependsOn: [entry] },
    );
}

/** Makes what acts in a cluster with the rights of whoever deploys. */
export function createProvider(
    name: string,
    region: string,
    cluster: ClusterEndpoint,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): kubernetes.Provider {
    return new kubernetes.Provider(
        `${name}-kubernetes`,
        {
            kubeconfig: kubeconfig(region, cluster),
            // The endpoint lives exactly as long as the cluster: another one means that all objects are gone.
            clusterIdentifier: cluster.endpoint,
            enableServerSideApply: true,
        },
        { parent, dependsOn: [...after] },
    );
}

/** Holds no credentials: the AWS command line asks for a token with whatever identity runs the deployment. */
function kubeconfig(region: string, cluster: ClusterEndpoint): pulumi.Output<string> {
    return pulumi.jsonStringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "cluster",
        contexts: [{ name: "cluster", context: { cluster: "cluster", user: "deployer" } }],
        clusters: [
            {
                name: "cluster",
                cluster: {
                    server: cluster.endpoint,
                    "certificate-authority-data": cluster.certificateAuthority,
                },
            },
        ],
        users: [
            {
                name: "deployer",
                user: {
                    exec: {
                        apiVersion: "client.authentication.k8s.io/v1beta1",
                        command: "aws",
                        args: [
                            "eks",
                            "get-token",
                            "--region",
                            region,
                            "--cluster-name",
                            cluster.clusterName,
                            "--output",
                            "json",
                        ],
                        interactiveMode: "Never",
                    },
                },
            },
        ],
    });
}
