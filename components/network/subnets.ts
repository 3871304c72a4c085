import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ipv6SubnetRange, planSubnets, subnetPlace } from "../address-plan";
import { type Environment, protectionFor, tagsFor } from "../environment";
import type { Tier } from "../references";

/** A subnet that is there, with what its child resources are called after. */
export interface BuiltSubnet {
    readonly resource: aws.ec2.Subnet;
    readonly tier: Tier;
    readonly zone: string;
    /** The zone's letter, such as `a`. */
    readonly letter: string;
    /** Among all that the address plan has room for: what is numbered by it stays as it is when a zone is appended. */
    readonly place: number;
    readonly range: string;
    /** Its /64, where the network has IPv6; known once the network is there. */
    readonly ipv6Range: pulumi.Output<string> | undefined;
}

export interface SubnetsArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    readonly zones: readonly string[];
    /** Of the whole network. */
    readonly range: string;
    /** Of the whole network, where it has IPv6. */
    readonly ipv6Range: pulumi.Output<string> | undefined;
}

/** What the AWS Load Balancer Controller looks for when it chooses subnets. */
const LOAD_BALANCER_TAGS: Readonly<Record<Tier, Readonly<Record<string, string>>>> = {
    public: { "kubernetes.io/role/elb": "1" },
    private: { "kubernetes.io/role/internal-elb": "1" },
    data: {},
};

/** Makes a subnet of each tier in each zone. */
export function createSubnets(name: string, args: SubnetsArgs, parent: pulumi.Resource): readonly BuiltSubnet[] {
    const { environment, zones } = args;
    const protect = protectionFor(environment.class).deletionProtected;
    return planSubnets(args.range, zones).map(({ tier, zone, range }) => {
        const letter = zone.slice(environment.region.length);
        const role = `${tier}-${letter}`;
        const zoneIndex = zones.indexOf(zone);
        const ipv6Range = args.ipv6Range?.apply(network => ipv6SubnetRange(network, zoneIndex, tier));
        const resource = new aws.ec2.Subnet(
            `${name}-${role}`,
            {
                vpcId: args.vpcId,
                availabilityZone: zone,
                cidrBlock: range,
                mapPublicIpOnLaunch: false,
                ...(ipv6Range === undefined ? {} : ipv6Inputs(ipv6Range, tier)),
                tags: { ...tagsFor(environment, `${name}-${role}`), ...LOAD_BALANCER_TAGS[tier] },
            },
            { parent, protect },
        );
        return { resource, tier, zone, letter, place: subnetPlace(tier, zoneIndex), range, ipv6Range };
    });
}

/**
 * Every address of IPv6 is one of the internet's. What is in the private tier gets one, since it can only ask; in the public
 * tier, where it could be called, only load balancers do, which take theirs themselves; the data tier needs none.
 */
function ipv6Inputs(ipv6CidrBlock: pulumi.Output<string>, tier: Tier) {
    return { ipv6CidrBlock, assignIpv6AddressOnCreation: tier === "private", enableDns64: false };
}
