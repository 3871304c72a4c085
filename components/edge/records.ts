import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type EdgeArgs, hostsOf, hostRole } from "./edge-args";

/** Makes the names lead to the load balancer, once it answers. */
export function createRecords(
    name: string,
    args: EdgeArgs,
    { balancer, listener }: { readonly balancer: aws.lb.LoadBalancer; readonly listener: aws.lb.Listener },
    parent: pulumi.Resource,
): void {
    const types = args.ipAddressType === "dualstack" ? (["A", "AAAA"] as const) : (["A"] as const);
    hostsOf(args).forEach((host, index) => {
        for (const type of types) {
            new aws.route53.Record(
                `${name}-host${hostRole(index)}${type === "AAAA" ? "-ipv6" : ""}`,
                {
                    zoneId: args.zone.zoneId,
                    name: host,
                    type,
                    aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
                },
                { parent, dependsOn: [listener] },
            );
        }
    });
}
