import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import type { NetworkRef } from "../references";
import { type DatabaseEngine, DATABASE_PORTS, engineFacts } from "./engines";

/** Somebody who may connect to the database. */
export interface DatabaseCaller {
    /** Lower-case letters, digits and dashes; each name once. */
    readonly name: string;
    readonly securityGroupId: pulumi.Input<string>;
}

export interface DatabaseSecurityGroupArgs {
    readonly environment: Environment;
    readonly network: NetworkRef;
    readonly engine: DatabaseEngine;
    readonly callers: readonly DatabaseCaller[];
}

/** Lets named callers in on the database's port, nobody else, and nothing out: a database answers, it does not ask. */
export function createDatabaseSecurityGroup(
    name: string,
    { environment, network, engine, callers }: DatabaseSecurityGroupArgs,
    parent: pulumi.Resource,
): aws.ec2.SecurityGroup {
    const groupResource = `${name}-group`;
    const group = new aws.ec2.SecurityGroup(
        groupResource,
        {
            description: "Named callers of the database",
            vpcId: network.vpcId,
            egress: [],
            tags: tagsFor(environment, groupResource),
        },
        { parent },
    );
    for (const caller of callers) {
        const resource = `${name}-from-${caller.name}`;
        new aws.vpc.SecurityGroupIngressRule(
            resource,
            {
                securityGroupId: group.id,
                referencedSecurityGroupId: caller.securityGroupId,
                ipProtocol: "tcp",
                fromPort: DATABASE_PORTS[engine],
                toPort: DATABASE_PORTS[engine],
                description: `${engineFacts(engine).title} from ${caller.name}`,
                tags: tagsFor(environment, resource),
            },
            { parent },
        );
    }
    return group;
}
