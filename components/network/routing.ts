import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import type { Tier } from "../references";

/** How private subnets reach the internet. */
export const NAT_CHOICES = ["none", "single", "perZone"] as const;
export type NatChoice = (typeof NAT_CHOICES)[number];

/** A subnet that is there, with what its child resources are called after. */
export interface BuiltSubnet {
    readonly resource: aws.ec2.Subnet;
    readonly tier: Tier;
    readonly zone: string;
    /** The zone's letter, such as `a`. */
    readonly letter: string;
}

export interface RoutingArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    readonly subnets: readonly BuiltSubnet[];
    readonly nat: NatChoice;
}

const ANYWHERE = "0.0.0.0/0";

/**
 * Public subnets reach the internet, private ones reach it through NAT, data subnets do not. Each zone has a private route
 * table of its own, so that another choice of NAT changes routes and nothing else.
 *
 * @returns every route table
 */
export function createRouting(name: string, args: RoutingArgs, parent: pulumi.Resource): readonly aws.ec2.RouteTable[] {
    const { environment, vpcId } = args;
    const inTier = (tier: Tier) => args.subnets.filter(subnet => subnet.tier === tier);
    const table = (role: string, served: readonly BuiltSubnet[]) => {
        const resource = `${name}-${role}-routes`;
        const routeTable = new aws.ec2.RouteTable(
            resource,
            { vpcId, tags: tagsFor(environment, resource) },
            { parent },
        );
        for (const { resource: subnet, tier, letter } of served) {
            new aws.ec2.RouteTableAssociation(
                `${name}-${tier}-${letter}-association`,
                { routeTableId: routeTable.id, subnetId: subnet.id },
                { parent },
            );
        }
        return routeTable;
    };

    const gatewayResource = `${name}-internet`;
    const gateway = new aws.ec2.InternetGateway(
        gatewayResource,
        { vpcId, tags: tagsFor(environment, gatewayResource) },
        { parent },
    );
    const publicTable = table("public", inTier("public"));
    new aws.ec2.Route(
        `${name}-public-internet`,
        { routeTableId: publicTable.id, destinationCidrBlock: ANYWHERE, gatewayId: gateway.id },
        { parent },
    );

    const natGateways = createNat(name, args, gateway, parent);
    const privateTables = inTier("private").map(subnet => {
        const routeTable = table(`private-${subnet.letter}`, [subnet]);
        const natGateway = natGateways.get(subnet.zone);
        if (natGateway !== undefined) {
            new aws.ec2.Route(
                `${name}-private-${subnet.letter}-nat`,
                { routeTableId: routeTable.id, destinationCidrBlock: ANYWHERE, natGatewayId: natGateway.id },
                { parent },
            );
        }
        return routeTable;
    });

    const dataTable = table("data", inTier("data"));
    return [publicTable, ...privateTables, dataTable];
}

/** The NAT gateway that serves each zone, if any. */
function createNat(
    name: string,
    { environment, subnets, nat }: RoutingArgs,
    gateway: aws.ec2.InternetGateway,
    parent: pulumi.Resource,
): ReadonlyMap<string, aws.ec2.NatGateway> {
    const publicSubnets = subnets.filter(({ tier }) => tier === "public");
    const hosts = { none: [], single: publicSubnets.slice(0, 1), perZone: publicSubnets }[nat];
    const gateways = hosts.map(({ resource: subnet, letter }) => {
        const addressResource = `${name}-nat-${letter}-address`;
        const address = new aws.ec2.Eip(
            addressResource,
            { domain: "vpc", tags: tagsFor(environment, addressResource) },
            { parent, dependsOn: [gateway] },
        );
        const natResource = `${name}-nat-${letter}`;
        return new aws.ec2.NatGateway(
            natResource,
            {
                allocationId: address.allocationId,
                connectivityType: "public",
                subnetId: subnet.id,
                tags: tagsFor(environment, natResource),
            },
            { parent, dependsOn: [gateway] },
        );
    });
    return new Map(
        publicSubnets.flatMap(({ zone }, index) => {
            const serving = gateways[index] ?? gateways[0];
            return serving === undefined ? [] : [[zone, serving] as const];
        }),
    );
}
