import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import { subnetsOf } from "../references";
import type { RestoreDrillArgs } from "./arguments";

/** Where the restored copy is put. */
export interface DrillPlace {
    readonly subnetGroup: aws.rds.SubnetGroup;
    readonly securityGroup: aws.ec2.SecurityGroup;
}

/** The data tier, behind a group that lets in those who validate, and nothing out: the copy holds what the database holds. */
export function createPlace(name: string, args: RestoreDrillArgs, parent: pulumi.Resource): DrillPlace {
    const { environment, network, validation } = args;
    const subnetsResource = `${name}-subnets`;
    const subnetGroup = new aws.rds.SubnetGroup(
        subnetsResource,
        {
            description: `Restored copies in the data tier of ${environment.name}`,
            subnetIds: subnetsOf(network, "data").map(({ id }) => id),
            tags: tagsFor(environment, subnetsResource),
        },
        { parent },
    );
    const groupResource = `${name}-group`;
    const securityGroup = new aws.ec2.SecurityGroup(
        groupResource,
        {
            description: "Restored copies: only those who validate come in",
            vpcId: network.vpcId,
            egress: [],
            tags: tagsFor(environment, groupResource),
        },
        { parent },
    );
    for (const caller of validation?.callers ?? []) {
        const resource = `${name}-from-${caller.name}`;
        new aws.vpc.SecurityGroupIngressRule(
            resource,
            {
                securityGroupId: securityGroup.id,
                referencedSecurityGroupId: caller.securityGroupId,
                ipProtocol: "tcp",
                fromPort: validation?.port,
                toPort: validation?.port,
                description: `Validated by ${caller.name}`,
                tags: tagsFor(environment, resource),
            },
            { parent },
        );
    }
    return { subnetGroup, securityGroup };
}
