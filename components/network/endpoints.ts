import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { dynamodbEndpointPolicy, interfaceEndpointPolicy, s3EndpointPolicy } from "./endpoint-policies";
import type { InterfaceEndpointService } from "./interface-endpoint-services";
import type { BuiltSubnet } from "./subnets";

export interface GatewayEndpointsArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    readonly routeTables: readonly aws.ec2.RouteTable[];
}

/** Free ways to S3 and DynamoDB that need neither NAT nor an address of the internet. */
export function createGatewayEndpoints(name: string, args: GatewayEndpointsArgs, parent: pulumi.Resource): void {
    const { environment } = args;
    const policies = { s3: s3EndpointPolicy(environment), dynamodb: dynamodbEndpointPolicy(environment) };
    for (const [service, policy] of Object.entries(policies)) {
        const resource = `${name}-${service}`;
        new aws.ec2.VpcEndpoint(
            resource,
            {
                vpcId: args.vpcId,
                vpcEndpointType: "Gateway",
                serviceName: serviceName(environment, service),
                routeTableIds: args.routeTables.map(table => table.id),
                policy,
                tags: tagsFor(environment, resource),
            },
            { parent },
        );
    }
}

export interface InterfaceEndpointsArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    /** IPv4 range of the whole network: who may call. */
    readonly range: string;
    readonly subnets: readonly BuiltSubnet[];
    readonly services: readonly InterfaceEndpointService[];
    readonly registryAccountIds: readonly string[];
}

const HTTPS_PORT = 443;

/**
 * Ways to other services of AWS that need no NAT: an address in each private subnet, under the service's own name. They
 * answer over IPv4 in a network with IPv6 as well, since not every service's endpoint has both.
 */
export function createInterfaceEndpoints(name: string, args: InterfaceEndpointsArgs, parent: pulumi.Resource): void {
    const { environment, vpcId, services } = args;
    if (services.length === 0) return;
    const groupResource = `${name}-endpoints`;
    const group = new aws.ec2.SecurityGroup(
        groupResource,
        {
            description: "Interface endpoints",
            vpcId,
            egress: [],
            tags: tagsFor(environment, groupResource),
        },
        { parent },
    );
    const ruleResource = `${name}-endpoints-from-network`;
    const rule = new aws.vpc.SecurityGroupIngressRule(
        ruleResource,
        {
            securityGroupId: group.id,
            cidrIpv4: args.range,
            ipProtocol: "tcp",
            fromPort: HTTPS_PORT,
            toPort: HTTPS_PORT,
            description: "HTTPS from the network",
            tags: tagsFor(environment, ruleResource),
        },
        { parent },
    );
    for (const service of services) {
        const resource = `${name}-endpoint-${service.replaceAll(".", "-")}`;
        new aws.ec2.VpcEndpoint(
            resource,
            {
                vpcId,
                vpcEndpointType: "Interface",
                serviceName: serviceName(environment, service),
                subnetIds: args.subnets.filter(({ tier }) => tier === "private").map(subnet => subnet.resource.id),
                securityGroupIds: [group.id],
                privateDnsEnabled: true,
                ipAddressType: "ipv4",
                dnsOptions: { dnsRecordIpType: "ipv4" },
                policy: interfaceEndpointPolicy(environment, service, args.registryAccountIds),
                tags: tagsFor(environment, resource),
            },
            // The endpoint takes over the service's name: nobody may be led there before they are let in.
            { parent, dependsOn: [rule] },
        );
    }
}

function serviceName({ region }: Environment, service: string): string {
    return `com.amazonaws.${region}.${service}`;
}
