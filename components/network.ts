import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { protectionFor, tagsFor, thirdPartiesByNameOnly } from "./environment";
import { createAccessLists } from "./network/access-lists";
import { rangeOf } from "./network/address-arguments";
import { assertNetworkArgs, privateZoneNameOf } from "./network/arguments";
import { createDnsFirewall } from "./network/dns-firewall";
import { createGatewayEndpoints, createInterfaceEndpoints } from "./network/endpoints";
import { existingNetwork } from "./network/existing";
import type { ExistingNetworkArgs } from "./network/existing-arguments";
import { createFlowLogs } from "./network/flow-logs";
import { NETWORK_DEFAULTS, type NetworkArgs } from "./network/network-args";
import { createPrivateZone } from "./network/private-zone";
import { createRouting } from "./network/routing";
import { createSubnets } from "./network/subnets";
import type { NetworkRef, SubnetRef, Tier } from "./references";

export type { ExistingNetworkArgs } from "./network/existing-arguments";
export type { InterfaceEndpointService } from "./network/interface-endpoint-services";
export type { IpAddressType, NetworkArgs, RangeAddressing } from "./network/network-args";

/** A network of three tiers over the zones, with a private zone, flow logs, and no way out but the declared one. */
export class Network extends pulumi.ComponentResource implements NetworkRef {
    readonly vpcId: pulumi.Output<string>;
    /** IPv4 range in CIDR notation, from the environment's address slot or as declared. */
    readonly range: string;
    /** IPv6 range, Amazon's and so not known before the network is there; nothing without IPv6. */
    readonly ipv6Range: pulumi.Output<string> | undefined;
    readonly subnets: readonly SubnetRef[];
    /** For routes to what lies beside the network. Private subnets have a table in each zone, in the order of the zones. */
    readonly routeTableIds: Readonly<Record<Tier, readonly pulumi.Output<string>[]>>;
    /** Public addresses from which private subnets call the internet over IPv4, for those who let callers in by address. */
    readonly natAddresses: readonly pulumi.Output<string>[];
    /** Id of the environment's private hosted zone. */
    readonly privateZoneId: pulumi.Output<string>;
    readonly privateZoneName: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        assertNetworkArgs(name, args);
        super("stagewright:network:Network", name, {}, opts);
        const { environment } = args;
        this.range = rangeOf(args);
        this.privateZoneName = privateZoneNameOf(args);
        const dualStack = (args.ipAddressType ?? NETWORK_DEFAULTS.ipAddressType) === "dualstack";
        const ipv4IpamPoolId = typeof args.addressing === "object" ? args.addressing.ipamPoolId : undefined;

        const vpc = new aws.ec2.Vpc(
            `${name}-vpc`,
            {
                cidrBlock: this.range,
                ipv4IpamPoolId,
                assignGeneratedIpv6CidrBlock: dualStack ? true : undefined,
                enableDnsHostnames: true,
                enableDnsSupport: true,
                tags: tagsFor(environment, `${name}-vpc`),
            },
            { parent: this, protect: protectionFor(environment.class).deletionProtected },
        );
        const vpcId = vpc.id;
        const { range } = this;
        const ipv6Range = dualStack ? vpc.ipv6CidrBlock : undefined;
        const subnets = createSubnets(name, { environment, vpcId, zones: args.zones, range, ipv6Range }, this);
        const zoneId = createPrivateZone(
            name,
            { environment, vpcId, domain: this.privateZoneName, existing: args.privateZone },
            this,
        );
        createAccessLists(name, { environment, vpc, range, ipv6Range, subnets }, this);
        const { tables, natGateways } = createRouting(
            name,
            {
                environment,
                vpcId,
                subnets,
                nat: args.nat ?? NETWORK_DEFAULTS.nat,
                natAllocationIds: args.natAllocationIds,
                dualStack,
            },
            this,
        );
        const routeTables = [...tables.public, ...tables.private, ...tables.data];
        createGatewayEndpoints(name, { environment, vpcId, routeTables }, this);
        createInterfaceEndpoints(
            name,
            {
                environment,
                vpcId,
                range,
                subnets,
                services: args.interfaceEndpoints ?? [],
                registryAccountIds: args.registryAccountIds ?? [],
            },
            this,
        );
        const retentionDays = args.flowLogRetentionDays ?? NETWORK_DEFAULTS.flowLogRetentionDays;
        createFlowLogs(name, { environment, vpcId, retentionDays, sink: args.flowLogSink }, this);
        createDnsFirewall(
            name,
            {
                environment,
                vpcId,
                privateZoneName: this.privateZoneName,
                blockedDomains: args.blockedDomains ?? [],
                allowedDomains: args.allowedDomains ?? (thirdPartiesByNameOnly(environment.class) ? [] : undefined),
                dualStack,
            },
            this,
        );

        this.vpcId = vpcId;
        this.ipv6Range = ipv6Range;
        this.subnets = subnets.map(({ resource, tier, zone, range: own }) => ({
            id: resource.id,
            zone,
            range: own,
            tier,
        }));
        this.routeTableIds = {
            public: tables.public.map(({ id }) => id),
            private: tables.private.map(({ id }) => id),
            data: tables.data.map(({ id }) => id),
        };
        this.natAddresses = natGateways.map(({ publicIp }) => publicIp);
        this.privateZoneId = pulumi.output(zoneId);
        this.registerOutputs({
            vpcId: this.vpcId,
            range: this.range,
            ipv6Range: this.ipv6Range,
            subnets: this.subnets,
            routeTableIds: this.routeTableIds,
            natAddresses: this.natAddresses,
            privateZoneId: this.privateZoneId,
            privateZoneName: this.privateZoneName,
        });
    }

    /**
     * A network that exists already, as other components take it. What is declared is checked at once, and compared with
     * what AWS says before anything is made in it; a preview asks nobody and takes it at its word.
     *
     * @param opts The provider that looks the network up, where default providers are switched off.
     * @throws pulumi.InputPropertiesError naming every fault in what is declared
     */
    static existing(args: ExistingNetworkArgs, opts?: pulumi.InvokeOptions): NetworkRef {
        return existingNetwork(args, opts);
    }
}
