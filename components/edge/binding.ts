import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { EdgeArgs } from "./edge-args";

/**
 * Tells the AWS Load Balancer Controller to keep the target group filled with the pods of the service.
 *
 * A load balancer that Kubernetes made itself would not be in the plan, and nothing could be said of it before it exists.
 */
export function createTargetGroupBinding(
    name: string,
    { environment, target }: EdgeArgs,
    targetGroupArn: pulumi.Input<string>,
    parent: pulumi.Resource,
): void {
    new kubernetes.apiextensions.CustomResource(
        `${name}-binding`,
        {
            apiVersion: "elbv2.k8s.aws/v1beta1",
            kind: "TargetGroupBinding",
            metadata: { name, namespace: target.namespace, labels: { environment: environment.name } },
            spec: {
                targetGroupARN: targetGroupArn,
                targetType: "ip",
                serviceRef: { name: target.serviceName, port: target.servicePort },
            },
        },
        {
            parent,
            provider: target.provider,
            // Its controller refuses another target group in place; with two of one name there is only one.
            replaceOnChanges: ["spec.targetGroupARN"],
            deleteBeforeReplace: true,
        },
    );
}
