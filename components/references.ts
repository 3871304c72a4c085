import type * as pulumi from "@pulumi/pulumi";

/** Who a subnet is for: reached from the internet, reaching the internet, or neither. */
export const TIERS = ["public", "private", "data"] as const;
export type Tier = (typeof TIERS)[number];

/** A subnet, ours or one that already exists. Everything but its id is plain, so that a plan can be judged. */
export interface SubnetRef {
    readonly id: pulumi.Input<string>;
    /** Availability zone, such as `eu-central-1a`. */
    readonly zone: string;
    /** IPv4 range in CIDR notation. */
    readonly range: string;
    readonly tier: Tier;
}

/** A network, ours or one that already exists. `Network` is one. */
export interface NetworkRef {
    readonly vpcId: pulumi.Input<string>;
    /** IPv4 range of the whole network in CIDR notation. */
    readonly range: string;
    readonly subnets: readonly SubnetRef[];
}

/** The subnets of one tier, in the order of their zones. */
export function subnetsOf(network: NetworkRef, tier: Tier): readonly SubnetRef[] {
    return network.subnets.filter(subnet => subnet.tier === tier);
}

/** A public hosted zone that the environment owns, ours or one that already exists. */
export interface ZoneRef {
    readonly zoneId: pulumi.Input<string>;
    /** Name of the zone, such as `staging.example.com`. Plain, so that names below it can be judged. */
    readonly domain: string;
}
