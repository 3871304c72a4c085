import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { dynamodbEndpointPolicy, s3EndpointPolicy } from "./documents";

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
                serviceName: `com.amazonaws.${environment.region}.${service}`,
                routeTableIds: args.routeTables.map(table => table.id),
                policy,
                tags: tagsFor(environment, resource),
            },
            { parent },
        );
    }
}
