import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "./cluster-arguments";
import { tagsFor } from "./environment";
import { partitionOf } from "./partition";

/** Makes the deploying role the cluster's only administrator. */
export function deployAccess(
    name: string,
    { environment, deployRoleArn }: ClusterArgs,
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
            policyArn: `arn:${partitionOf(environment.region)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
            accessScope: { type: "cluster" },
        },
        { parent, dependsOn: [entry] },
    );
}

/** Holds no credentials: the AWS command line asks for a token with whatever identity runs the deployment. */
export function kubeconfig(region: string, cluster: aws.eks.Cluster): pulumi.Output<string> {
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
                    "certificate-authority-data": cluster.certificateAuthority.data,
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
                            cluster.name,
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
