import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import type { Tier } from "../references";
import { type AclRange, type AclRules, dataAclRules, privateAclRules, publicAclRules } from "./acl-rules";
import type { BuiltSubnet } from "./subnets";

export interface AccessListsArgs {
    readonly environment: Environment;
    readonly vpc: aws.ec2.Vpc;
    /** Of the whole network. */
    readonly range: string;
    /** Of the whole network, where it has IPv6. */
    readonly ipv6Range: pulumi.Output<string> | undefined;
    readonly subnets: readonly BuiltSubnet[];
}

/**
 * Gives each tier a network ACL of its own, and empties what AWS makes with every VPC: its default ACL, security group and
 * route table let everything through, to whatever is put there by an omission.
 */
export function createAccessLists(name: string, args: AccessListsArgs, parent: pulumi.Resource): void {
    const { environment, vpc } = args;
    const network: AclRange = { ipv4: args.range, ipv6: args.ipv6Range };
    const knownToData = (["private", "data"] as const).flatMap(tier =>
        args.subnets.filter(subnet => subnet.tier === tier),
    );
    const rules: Readonly<Record<Tier, AclRules>> = {
        public: publicAclRules(network),
        private: privateAclRules(network),
        data: dataAclRules(knownToData.map(({ place, range, ipv6Range }) => ({ place, ipv4: range, ipv6: ipv6Range }))),
    };
    for (const [tier, { ingress, egress }] of Object.entries(rules)) {
        const resource = `${name}-${tier}-acl`;
        new aws.ec2.NetworkAcl(
            resource,
            {
                vpcId: vpc.id,
                subnetIds: args.subnets.filter(subnet => subnet.tier === tier).map(subnet => subnet.resource.id),
                ingress: [...ingress],
                egress: [...egress],
                tags: tagsFor(environment, resource),
            },
            { parent },
        );
    }

    const tags = tagsFor(environment, `${name}-default-unused`);
    new aws.ec2.DefaultNetworkAcl(
        `${name}-default-acl`,
        { defaultNetworkAclId: vpc.defaultNetworkAclId, ingress: [], egress: [], tags },
        // AWS puts a new subnet here for the moment before its own ACL takes it over.
        { parent, ignoreChanges: ["subnetIds"] },
    );
    new aws.ec2.DefaultSecurityGroup(
        `${name}-default-group`,
        { vpcId: vpc.id, ingress: [], egress: [], tags },
        { parent },
    );
    new aws.ec2.DefaultRouteTable(
        `${name}-default-routes`,
        { defaultRouteTableId: vpc.defaultRouteTableId, routes: [], tags },
        { parent },
    );
}
