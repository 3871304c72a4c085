import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { networkRange, planSubnets } from "./address-plan";
import { type Environment, protectionFor, tagsFor, thirdPartiesByNameOnly } from "./environment";
import { createAccessLists } from "./network/access-lists";
import { assertNetworkArgs, privateZoneNameOf } from "./network/arguments";
import { createDnsFirewall } from "./network/dns-firewall";
import { createGatewayEndpoints } from "./network/endpoints";
import { createFlowLogs } from "./network/flow-logs";
import { createRouting, type NatChoice } from "./network/routing";
import type { NetworkRef, SubnetRef, Tier } from "./references";

/** Inputs of {@link Network}. */
export interface NetworkArgs {
    readonly environment: Environment;

    /**
     * Availability zones of the environment's region, such as `["eu-central-1a", "eu-central-1b"]`. Valid: 2 or 3.
     * Their order is a contract: append a zone and no range moves; change the order and the subnets are replaced.
     */
    readonly zones: readonly string[];

    /**
     * How private subnets reach the internet: not at all, through one gateway (about 35 USD a month, and without it all
     * zones are cut off), or through one in each zone.
     *
     * @default "single"
     */
    readonly nat?: NatChoice;

    /**
     * How long flow logs are kept, in days. Valid: 1 to 3653.
     *
     * @default 30
     */
    readonly flowLogRetentionDays?: number;

    /**
     * Name of the environment's private hosted zone. Changing it replaces the zone and its records.
     *
     * @default - the environment's name and `.internal`
     */
    readonly privateDomain?: string;

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

const DEFAULTS = { nat: "single", flowLogRetentionDays: 30 } as const;

/** What the AWS Load Balancer Controller looks for when it chooses subnets. */
const LOAD_BALANCER_TAGS: Readonly<Record<Tier, Readonly<Record<string, string>>>> = {
    public: { "kubernetes.io/role/elb": "1" },
    private: { "kubernetes.io/role/internal-elb": "1" },
    data: {},
};

/** A network of three tiers over the zones, with a private zone, flow logs, and no way out but the declared one. */
export class Network extends pulumi.ComponentResource implements NetworkRef {
    readonly vpcId: pulumi.Output<string>;
    /** IPv4 range in CIDR notation, from the environment's address slot. */
    readonly range: string;
    readonly subnets: readonly SubnetRef[];
    /** Id of the environment's private hosted zone. */
    readonly privateZoneId: pulumi.Output<string>;
    readonly privateZoneName: string;

    constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        assertNetworkArgs(name, args);
        super("stagewright:network:Network", name, {}, opts);
        const { environment } = args;
        const protect = protectionFor(environment.class).deletionProtected;
        this.range = networkRange(environment.addressSlot);
        this.privateZoneName = privateZoneNameOf(args);

        const vpc = new aws.ec2.Vpc(
            `${name}-vpc`,
            {
                cidrBlock: this.range,
                enableDnsHostnames: true,
                enableDnsSupport: true,
                tags: tagsFor(environment, `${name}-vpc`),
            },
            { parent: this, protect },
        );
        const subnets = planSubnets(environment.addressSlot, args.zones).map(({ tier, zone, range }) => {
            const letter = zone.slice(environment.region.length);
            const role = `${tier}-${letter}`;
            const resource = new aws.ec2.Subnet(
                `${name}-${role}`,
                {
                    vpcId: vpc.id,
                    availabilityZone: zone,
                    cidrBlock: range,
                    mapPublicIpOnLaunch: false,
                    tags: { ...tagsFor(environment, `${name}-${role}`), ...LOAD_BALANCER_TAGS[tier] },
                },
                { parent: this, protect },
            );
            return { tier, zone, range, letter, resource };
        });
        const zone = new aws.route53.Zone(
            `${name}-zone`,
            {
                name: this.privateZoneName,
                comment: `Private names of ${environment.name}`,
                vpcs: [{ vpcId: vpc.id, vpcRegion: environment.region }],
                // Controllers in the cluster write records that this program does not know.
                forceDestroy: !protect,
                tags: tagsFor(environment, `${name}-zone`),
            },
            { parent: this, protect },
        );

        const vpcId = vpc.id;
        createAccessLists(name, { environment, vpc, networkRange: this.range, subnets }, this);
        const nat = args.nat ?? DEFAULTS.nat;
        const routeTables = createRouting(name, { environment, vpcId, subnets, nat }, this);
        createGatewayEndpoints(name, { environment, vpcId, routeTables }, this);
        const retentionDays = args.flowLogRetentionDays ?? DEFAULTS.flowLogRetentionDays;
        createFlowLogs(name, { environment, vpcId, retentionDays }, this);
        createDnsFirewall(
            name,
            {
                environment,
                vpcId,
                privateZoneName: this.privateZoneName,
                blockedDomains: args.blockedDomains ?? [],
                allowedDomains: args.allowedDomains ?? (thirdPartiesByNameOnly(environment.class) ? [] : undefined),
            },
            this,
        );

        this.vpcId = vpcId;
        this.subnets = subnets.map(({ tier, zone: subnetZone, range, resource }) => ({
            id: resource.id,
            zone: subnetZone,
            range,
            tier,
        }));
        this.privateZoneId = zone.zoneId;
        this.registerOutputs({
            vpcId: this.vpcId,
            range: this.range,
            subnets: this.subnets,
            privateZoneId: this.privateZoneId,
            privateZoneName: this.privateZoneName,
        });
    }
}
