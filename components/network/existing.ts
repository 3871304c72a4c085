import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults } from "../arguments";
import type { NetworkRef } from "../references";
import { assertExistingNetworkArgs, type ExistingNetworkArgs } from "./existing-arguments";

/** A network that exists already, checked, and at deployment compared with what AWS says of it. */
export function existingNetwork(args: ExistingNetworkArgs, opts: pulumi.InvokeOptions = {}): NetworkRef {
    assertExistingNetworkArgs(args);
    const declared = { vpcId: args.vpcId, range: args.range, subnets: args.subnets };
    // A preview works without a network to ask, and nothing in it becomes unknown on this account.
    if (pulumi.runtime.isDryRun()) return declared;
    const compared = lookedUp(args, opts).apply(real => {
        assertAsDeclared(args, real);
    });
    const afterwards = (id: pulumi.Input<string>) => pulumi.all([id, compared]).apply(([known]) => known);
    return {
        ...declared,
        vpcId: afterwards(args.vpcId),
        subnets: args.subnets.map(subnet => ({ ...subnet, id: afterwards(subnet.id) })),
    };
}

/** What AWS says of a network and of those of its subnets that were declared, in their order. */
export interface RealNetwork {
    readonly vpcId: string;
    readonly ranges: readonly string[];
    readonly subnets: readonly {
        readonly id: string;
        readonly vpcId: string;
        readonly zone: string;
        readonly range: string;
        /** Whether whatever is started in it gets an address of the internet. */
        readonly givesPublicAddresses: boolean;
    }[];
}

function lookedUp(args: ExistingNetworkArgs, opts: pulumi.InvokeOptions): pulumi.Output<RealNetwork> {
    const vpc = aws.ec2.getVpcOutput({ id: args.vpcId }, opts);
    const subnets = pulumi.all(args.subnets.map(({ id }) => aws.ec2.getSubnetOutput({ id }, opts)));
    return pulumi.all([vpc, subnets]).apply(([{ id: vpcId, cidrBlockAssociations }, found]) => ({
        vpcId,
        ranges: cidrBlockAssociations.filter(({ state }) => state === "associated").map(({ cidrBlock }) => cidrBlock),
        subnets: found.map(one => ({
            id: one.id,
            vpcId: one.vpcId,
            zone: one.availabilityZone,
            range: one.cidrBlock,
            givesPublicAddresses: one.mapPublicIpOnLaunch,
        })),
    }));
}

/**
 * Compares what was declared of a network with what AWS says of it: every judgement before the deployment believed it.
 *
 * @throws pulumi.InputPropertiesError naming every difference
 */
export function assertAsDeclared(args: ExistingNetworkArgs, real: RealNetwork): void {
    const faults = new ArgumentFaults();
    const { vpcId, ranges } = real;
    const { range: first, additionalRanges = [] } = args;
    const had = `a range that ${vpcId} has, ${ranges.join(" or ")}`;
    if (!ranges.includes(first)) faults.add("range", had, first);
    additionalRanges.forEach((range, index) => {
        if (!ranges.includes(range)) faults.add(`additionalRanges[${index}]`, had, range);
    });
    const further = ranges.filter(range => range !== first);
    if (ranges.includes(first) && further.some(range => !additionalRanges.includes(range))) {
        const expected = `all that ${vpcId} has beside ${first}, which is ${further.join(" and ")}`;
        faults.add("additionalRanges", expected, additionalRanges);
    }
    args.subnets.forEach(({ zone, range, tier }, index) => {
        const found = real.subnets[index];
        if (found === undefined) return;
        const path = `subnets[${index}]`;
        if (found.vpcId !== vpcId) faults.add(`${path}.id`, `a subnet of ${vpcId}`, `${found.id} of ${found.vpcId}`);
        if (found.zone !== zone) faults.add(`${path}.zone`, `the zone of ${found.id}, ${found.zone}`, zone);
        if (found.range !== range) faults.add(`${path}.range`, `the range of ${found.id}, ${found.range}`, range);
        if (tier !== "public" && found.givesPublicAddresses) {
            faults.add(
                `${path}.tier`,
                `"public", since ${found.id} gives all that starts in it a public address`,
                tier,
            );
        }
    });
    faults.throwIfAny("Network.existing");
}
