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
    args: DatabaseSecurityGroupArgs,
    parent: pulumi.Resource,
): aws.ec2.SecurityGroup {
    const resource = `${name}-group`;
    const group = new aws.ec2.SecurityGroup(
        resource,
        {
            description: "Named callers of the database",
            vpcId: args.network.vpcId,
            egress: [],
            tags: tagsFor(args.environment, resource),
        },
        { parent },
    );
    for (const caller of args.callers) letIn(`${name}-from-${caller.name}`, { ...args, group, caller }, parent);
    return group;
}

/** Lets named callers in to a proxy, the proxy on to the database, and in there. */
export function createProxySecurityGroup(
    name: string,
    { database, ...args }: DatabaseSecurityGroupArgs & { readonly database: aws.ec2.SecurityGroup },
    parent: pulumi.Resource,
): aws.ec2.SecurityGroup {
    const { environment, network, engine } = args;
    const resource = `${name}-proxy-group`;
    const group = new aws.ec2.SecurityGroup(
        resource,
        {
            description: "Named callers of the database's proxy",
            vpcId: network.vpcId,
            tags: tagsFor(environment, resource),
        },
        { parent },
    );
    for (const caller of args.callers) letIn(`${name}-proxy-from-${caller.name}`, { ...args, group, caller }, parent);
    const onward = `${name}-proxy-to-database`;
    new aws.vpc.SecurityGroupEgressRule(
        onward,
        {
            securityGroupId: group.id,
            referencedSecurityGroupId: database.id,
            ...portOf(engine),
            description: `${engineFacts(engine).title} of the database`,
            tags: tagsFor(environment, onward),
        },
        { parent },
    );
    const caller = { name: "its proxy", securityGroupId: group.id };
    letIn(`${name}-from-proxy`, { ...args, group: database, caller }, parent);
    return group;
}

interface Opening {
    readonly environment: Environment;
    readonly engine: DatabaseEngine;
    readonly group: aws.ec2.SecurityGroup;
    readonly caller: DatabaseCaller;
}

function letIn(resource: string, { environment, engine, group, caller }: Opening, parent: pulumi.Resource): void {
    new aws.vpc.SecurityGroupIngressRule(
        resource,
        {
            securityGroupId: group.id,
            referencedSecurityGroupId: caller.securityGroupId,
            ...portOf(engine),
            description: `${engineFacts(engine).title} from ${caller.name}`,
            tags: tagsFor(environment, resource),
        },
        { parent },
    );
}

function portOf(engine: DatabaseEngine) {
    return { ipProtocol: "tcp", fromPort: DATABASE_PORTS[engine], toPort: DATABASE_PORTS[engine] };
}
