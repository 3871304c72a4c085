import type * as pulumi from "@pulumi/pulumi";
import { Cluster, type ClusterFoundationArgs, MetricsServer, Workloads } from "../../components";
import { STAGING as staging } from "../components/support";

/* The two stacks on the page of Cluster. They stand here so that they are planned; a test compares the page with this. */

// sample first stack
export function firstStack(foundation: ClusterFoundationArgs) {
    const { endpoint, certificateAuthority, nodeSecurityGroupId } = new Cluster("platform", {
        ...foundation,
        endpointAccess: { kind: "two-stacks" },
    });
    return { endpoint, certificateAuthority, nodeSecurityGroupId };
}
// end

// sample second stack
export function secondStack(first: pulumi.StackReference) {
    const workloads = new Workloads("workloads", {
        environment: staging,
        cluster: {
            clusterName: "staging-platform",
            version: "1.35",
            endpoint: first.requireOutput("endpoint").apply(String),
            certificateAuthority: first.requireOutput("certificateAuthority").apply(String),
            nodeSecurityGroupId: first.requireOutput("nodeSecurityGroupId").apply(String),
        },
        namespaces: [
            {
                name: "shop",
                quota: { cpu: "4", memory: "8Gi", pods: 40 },
                containerDefaults: { cpuRequest: "100m", memoryRequest: "128Mi", memoryLimit: "256Mi" },
            },
        ],
    });
    const metrics = new MetricsServer("metrics", { environment: staging, cluster: workloads, chartVersion: "3.13.0" });
    return [workloads, metrics];
}
// end
