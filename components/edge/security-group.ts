import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import type { EdgeArgs } from "./edge-args";

const HTTP = 80;
const HTTPS = 443;

/** Lets callers in on the two ports of the web, and the load balancer out to the pods' port and nowhere else. */
export function createEdgeSecurityGroup(
    name: string,
    { environment, network, callers, target, ipAddressType }: EdgeArgs,
    parent: pulumi.Resource,
): aws.ec2.SecurityGroup {
    const tags = (resource: string) => tagsFor(environment, resource);
    const groupResource = `${name}-group`;
    const group = new aws.ec2.SecurityGroup(
        groupResource,
        { description: "Callers of the load balancer", vpcId: network.vpcId, tags: tags(groupResource) },
        { parent },
    );
    const ranges = callers === "internet" ? ["0.0.0.0/0"] : callers;
    ranges.forEach((range, index) => {
        for (const port of [HTTPS, HTTP]) {
            const resource = `${name}-from-callers-${index}-${port}`;
            new aws.vpc.SecurityGroupIngressRule(
                resource,
                {
                    securityGroupId: group.id,
                    cidrIpv4: range,
                    ipProtocol: "tcp",
                    fromPort: port,
                    toPort: port,
                    description: purposeOf(port),
                    tags: tags(resource),
                },
                { parent },
            );
        }
    });
    if (ipAddressType === "dualstack") {
        for (const port of [HTTPS, HTTP]) {
            const resource = `${name}-from-callers-ipv6-${port}`;
            new aws.vpc.SecurityGroupIngressRule(
                resource,
                {
                    securityGroupId: group.id,
                    cidrIpv6: "::/0",
                    ipProtocol: "tcp",
                    fromPort: port,
                    toPort: port,
                    description: purposeOf(port),
                    tags: tags(resource),
                },
                { parent },
            );
        }
    }
    const port = { ipProtocol: "tcp", fromPort: target.podPort, toPort: target.podPort };
    new aws.vpc.SecurityGroupEgressRule(
        `${name}-to-pods`,
        {
            securityGroupId: group.id,
            referencedSecurityGroupId: target.securityGroupId,
            description: "Pods behind the load balancer",
            ...port,
            tags: tags(`${name}-to-pods`),
        },
        { parent },
    );
    new aws.vpc.SecurityGroupIngressRule(
        `${name}-pods-from-edge`,
        {
            securityGroupId: target.securityGroupId,
            referencedSecurityGroupId: group.id,
            description: `Load balancer of ${name}`,
            ...port,
            tags: tags(`${name}-pods-from-edge`),
        },
        { parent },
    );
    return group;
}

function purposeOf(port: number): string {
    return port === HTTPS ? "Callers" : "Callers, who are sent on to HTTPS";
}
