import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { DATABASE_PORTS } from "../database/engines";
import { tagsFor } from "../environment";
import { physicalName } from "../naming";
import type { DataRefreshSourceArgs } from "./arguments";
import type { JobSurroundings } from "./job";

/** Known while planning, so that the script finds the group by it. */
export function cloneGroupName({ environment, contract }: DataRefreshSourceArgs): string {
    return `${physicalName(environment, contract.name)}-clone`;
}

/** Only the job enters the clone, which reaches nothing. */
export function createCloneGroup(
    name: string,
    args: DataRefreshSourceArgs,
    around: JobSurroundings,
    parent: pulumi.Resource,
): void {
    const tags = (role: string) => tagsFor(args.environment, `${name}-${role}`);
    const port = DATABASE_PORTS.postgresql;
    const group = new aws.ec2.SecurityGroup(
        `${name}-clone-group`,
        {
            name: cloneGroupName(args),
            description: "The clone that is masked",
            vpcId: args.network.vpcId,
            egress: [],
            tags: tags("clone-group"),
        },
        { parent },
    );
    openPort(name, "clone", { jobGroupId: around.securityGroupId, databaseGroupId: group.id, port, tags }, parent);
}

/** Lets the jobs into a database: out of their own group, and into the database's. */
export function openPort(
    name: string,
    what: string,
    args: {
        readonly jobGroupId: pulumi.Input<string>;
        readonly databaseGroupId: pulumi.Input<string>;
        readonly port: number;
        readonly tags: (role: string) => Readonly<Record<string, string>>;
    },
    parent: pulumi.Resource,
): void {
    const port = { ipProtocol: "tcp", fromPort: args.port, toPort: args.port };
    new aws.vpc.SecurityGroupEgressRule(
        `${name}-to-${what}`,
        {
            securityGroupId: args.jobGroupId,
            referencedSecurityGroupId: args.databaseGroupId,
            ...port,
            description: `PostgreSQL of the ${what}`,
            tags: args.tags(`to-${what}`),
        },
        { parent },
    );
    new aws.vpc.SecurityGroupIngressRule(
        `${name}-into-${what}`,
        {
            securityGroupId: args.databaseGroupId,
            referencedSecurityGroupId: args.jobGroupId,
            ...port,
            description: "PostgreSQL from the data refresh",
            tags: args.tags(`into-${what}`),
        },
        { parent },
    );
}
