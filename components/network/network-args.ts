import type * as pulumi from "@pulumi/pulumi";
import type { TakenRange } from "../address-plan";
import type { Environment } from "../environment";
import type { LogSinkRef, ZoneRef } from "../references";
import type { InterfaceEndpointService } from "./interface-endpoint-services";
import type { NatChoice } from "./routing";

/** A range of the organisation's choice in place of the environment's slot. */
export interface RangeAddressing {
    /**
     * IPv4 range of the network in CIDR notation: /16 to /21, private addresses (RFC 1918, RFC 6598). The same plan lies in
     * it as in a slot, smaller where the range is smaller. Changing it replaces the network.
     */
    readonly range: string;
    /**
     * The IPAM pool that the range is taken from, which must hold it and allow its size. The range stays a plain value: what
     * a pool picks by size alone is not known before it is too late to judge it. Changing it replaces the network.
     *
     * @default - the range belongs to no pool
     */
    readonly ipamPoolId?: pulumi.Input<string>;
}

/** Which addresses the network has. */
export const IP_ADDRESS_TYPES = ["ipv4", "dualstack"] as const;
export type IpAddressType = (typeof IP_ADDRESS_TYPES)[number];

/** Inputs of `Network`. */
export interface NetworkArgs {
    readonly environment: Environment;

    /**
     * Availability zones of the environment's region, such as `["eu-central-1a", "eu-central-1b"]`. Valid: 2 to 4.
     * Their order is a contract: append a zone and no range moves; change the order and the subnets are replaced.
     */
    readonly zones: readonly string[];

    /**
     * Where the IPv4 range comes from: the /16 of the environment's slot, or a range of the organisation's own.
     * Changing it replaces the network.
     *
     * @default "slot"
     */
    readonly addressing?: "slot" | RangeAddressing;

    /**
     * Ranges that others have: offices, other environments, networks that exist already. A network that would share an
     * address with one of them is refused.
     *
     * @default - none
     */
    readonly takenRanges?: readonly TakenRange[];

    /**
     * Whether there is IPv6 beside IPv4: a /56 of Amazon's, a /64 in each subnet. Public subnets are then reached over IPv6
     * on the ports of the web; private ones only ask, through an egress-only gateway, where there is NAT; data subnets do
     * neither. Going back takes the ranges away from whatever uses them.
     *
     * @default "ipv4"
     */
    readonly ipAddressType?: IpAddressType;

    /**
     * How private subnets reach the internet: not at all (over IPv6 neither), through one gateway (about 42 USD a month, and
     * without it all zones are cut off), or through one in each zone.
     *
     * @default "single"
     */
    readonly nat?: NatChoice;

    /**
     * Elastic IP addresses of the account, by allocation id, for the NAT gateways in the order of the zones: one for each.
     * For addresses that partners let in already. Changing one replaces its gateway.
     *
     * @default - each gateway gets an address of its own, which goes with it
     */
    readonly natAllocationIds?: readonly pulumi.Input<string>[];

    /**
     * AWS services that are reached through an interface endpoint in each zone's private subnet, under their usual names,
     * and there only what the environment's own account owns. Each costs about 9 USD a month and zone. S3 and DynamoDB are
     * always reached through gateway endpoints, which cost nothing.
     *
     * @default - none
     */
    readonly interfaceEndpoints?: readonly InterfaceEndpointService[];

    /**
     * Accounts other than the environment's own whose images may be pulled through the endpoints `ecr.api` and `ecr.dkr`,
     * such as that of the organisation's registry. The registry of EKS add-ons is always among them.
     *
     * @default - none
     */
    readonly registryAccountIds?: readonly string[];

    /**
     * How long flow logs are kept, in days. Valid: 1 to 3653. Not with `flowLogSink`.
     *
     * @default 30
     */
    readonly flowLogRetentionDays?: number;

    /**
     * The organisation's bucket that flow logs go to, which must let the log delivery of the environment's account in and
     * keeps them for as long as its owner says. Changing it replaces the flow log; what is written stays where it is.
     *
     * @default - a bucket of the network's own
     */
    readonly flowLogSink?: LogSinkRef;

    /**
     * Name of the environment's private hosted zone. Changing it replaces the zone and its records. Not with `privateZone`.
     *
     * @default - the environment's name and `.internal`
     */
    readonly privateDomain?: string;

    /**
     * The private zone that exists already. The network is associated with it and makes none of its own; a zone of another
     * account must have authorised the network.
     *
     * @default - a zone of the network's own
     */
    readonly privateZone?: ZoneRef;

    /**
     * Domains that nobody here may resolve, with all below them: the names of the other environments.
     *
     * @default - none
     */
    readonly blockedDomains?: readonly string[];

    /**
     * The only domains of third parties that may be resolved; `*.` before a name stands for all below it, not for itself.
     * AWS's own endpoints and the private zone are always allowed.
     *
     * @default - in production every domain, elsewhere none
     */
    readonly allowedDomains?: readonly string[];
}

export const NETWORK_DEFAULTS = {
    addressing: "slot",
    ipAddressType: "ipv4",
    nat: "single",
    flowLogRetentionDays: 30,
} as const;
