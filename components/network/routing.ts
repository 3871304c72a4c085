import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import type { Tier } from "../references";
import type { BuiltSubnet } from "./subnets";

/** How private subnets reach the internet. */
export const NAT_CHOICES = ["none", "single", "perZone"] as const;
export type NatChoice = (typeof NAT_CHOICES)[number];

export interface RoutingArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    readonly subnets: readonly BuiltSubnet[];
    readonly nat: NatChoice;
    /** Addresses for the NAT gateways, in the order of the zones; nothing where each gets one of its own. */
    readonly natAllocationIds: readonly pulumi.Input<string>[] | undefined;
    /** Whether the network has IPv6. */
    readonly dualStack: boolean;
}

/** What leads where. */
export interface Routing {
    readonly tables: Readonly<Record<Tier, readonly aws.ec2.RouteTable[]>>;
    readonly natGateways: readonly aws.ec2.NatGateway[];
}

const ANYWHERE = "0.0.0.0/0";
const ANYWHERE_IPV6 = "::/0";

/** The zones, among those in their order, that have a NAT gateway. */
export function natZones<Zone>(nat: NatChoice, zones: readonly Zone[]): readonly Zone[] {
    return { none: [], single: zones.slice(0, 1), perZone: zones }[nat];
}

/**
 * Public subnets reach the internet, private ones reach it through NAT, data subnets do not. Each zone has a private route
 * table of its own, so that another choice of NAT changes routes and nothing else.
 */
export function createRouting(name: string, args: RoutingArgs, parent: pulumi.Resource): Routing {
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

    if (args.dualStack) {
        new aws.ec2.Route(
            `${name}-public-internet-ipv6`,
            { routeTableId: publicTable.id, destinationIpv6CidrBlock: ANYWHERE_IPV6, gatewayId: gateway.id },
            { parent },
        );
    }

    const natGateways = createNat(name, args, gateway, parent);
    // The way out over IPv6 is no wider than the one over IPv4: without NAT there is none.
    const egressOnly = args.dualStack && natGateways.length > 0 ? createEgressOnly(name, args, parent) : undefined;
    const privateTables = inTier("private").map((subnet, index) => {
        const routeTable = table(`private-${subnet.letter}`, [subnet]);
        const natGateway = natGateways[index] ?? natGateways[0];
        if (natGateway !== undefined) {
            new aws.ec2.Route(
                `${name}-private-${subnet.letter}-nat`,
                { routeTableId: routeTable.id, destinationCidrBlock: ANYWHERE, natGatewayId: natGateway.id },
                { parent },
            );
        }
        if (egressOnly !== undefined) {
            new aws.ec2.Route(
                `${name}-private-${subnet.letter}-ipv6`,
                {
                    routeTableId: routeTable.id,
                    destinationIpv6CidrBlock: ANYWHERE_IPV6,
                    egressOnlyGatewayId: egressOnly.id,
                },
                { parent },
            );
        }
        return routeTable;
    });

    const dataTable = table("data", inTier("data"));
    return { tables: { public: [publicTable], private: privateTables, data: [dataTable] }, natGateways };
}

/** Lets IPv6 out and answers in, and nothing else. */
function createEgressOnly(name: string, { environment, vpcId }: RoutingArgs, parent: pulumi.Resource) {
    const resource = `${name}-egress-only`;
    return new aws.ec2.EgressOnlyInternetGateway(resource, { vpcId, tags: tagsFor(environment, resource) }, { parent });
}

/** The NAT gateways: none, one that serves all zones, or one in each. */
function createNat(
    name: string,
    { environment, subnets, nat, natAllocationIds }: RoutingArgs,
    gateway: aws.ec2.InternetGateway,
    parent: pulumi.Resource,
): readonly aws.ec2.NatGateway[] {
    const publicSubnets = subnets.filter(({ tier }) => tier === "public");
    const ownAddress = (letter: string) => {
        const resource = `${name}-nat-${letter}-address`;
        return new aws.ec2.Eip(
            resource,
            { domain: "vpc", tags: tagsFor(environment, resource) },
            { parent, dependsOn: [gateway] },
        ).allocationId;
    };
    return natZones(nat, publicSubnets).map(({ resource: subnet, letter }, index) => {
        const natResource = `${name}-nat-${letter}`;
        return new aws.ec2.NatGateway(
            natResource,
            {
                allocationId: natAllocationIds?.[index] ?? ownAddress(letter),
                connectivityType: "public",
                subnetId: subnet.id,
                tags: tagsFor(environment, natResource),
            },
            { parent, dependsOn: [gateway] },
        );
    });
}
