import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { type NetworkRef, subnetsOf } from "../references";
import { type DatabaseEngine, engineFacts } from "./engines";
import { type DatabaseProxyArgs, PROXY_DEFAULTS } from "./proxy-arguments";
import { createProxyRole, type ProxyRoleArgs } from "./proxy-role";
import { createProxySecurityGroup, type DatabaseCaller } from "./security-group";

/** Where a proxy writes its log (RDS user guide, "Monitoring RDS Proxy"). */
export function proxyLogGroupName(proxyName: string): string {
    return `/aws/rds/proxy/${proxyName}`;
}

/** What a proxy is made of, and what for. */
export interface ProxyPlan extends ProxyRoleArgs {
    readonly environment: Environment;
    readonly network: NetworkRef;
    readonly engine: DatabaseEngine;
    readonly proxy: DatabaseProxyArgs;
    readonly secretArn: pulumi.Input<string>;
    readonly callers: readonly DatabaseCaller[];
    /** Of the database, which the proxy is let into. */
    readonly databaseGroup: aws.ec2.SecurityGroup;
    /** Whether there are readers, whom it then gives a host name of their own. */
    readonly hasReaders: boolean;
    /** What must be there before callers come: the log group, the instances. */
    readonly before: readonly pulumi.Resource[];
}

/** What callers connect to. */
export interface DatabaseProxy {
    readonly endpoint: pulumi.Output<string>;
    /** Of the readers; the same where there are none. */
    readonly readerEndpoint: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
}

/** A pool of connections between callers and the database, which speaks TLS to both. */
export function createProxy(name: string, plan: ProxyPlan, parent: pulumi.Resource): DatabaseProxy {
    const { environment, network, engine, proxy, identifier } = plan;
    const subnetIds = subnetsOf(network, "data").map(({ id }) => id);
    const group = createProxySecurityGroup(name, { ...plan, database: plan.databaseGroup }, parent);
    const { role, permissions } = createProxyRole(name, plan, parent);
    const iamAuth = proxy.authentication === "iam" ? "REQUIRED" : "DISABLED";
    const resource = `${name}-proxy`;
    const pool = new aws.rds.Proxy(
        resource,
        {
            name: identifier,
            engineFamily: engineFacts(engine).proxyFamily,
            requireTls: true,
            // It would write the text of statements into the log.
            debugLogging: false,
            idleClientTimeout: proxy.idleClientSeconds ?? PROXY_DEFAULTS.idleClientSeconds,
            roleArn: role.arn,
            auths: [plan.secretArn, ...(proxy.userSecretArns ?? [])].map(secretArn => ({
                authScheme: "SECRETS",
                iamAuth,
                secretArn,
            })),
            vpcSubnetIds: subnetIds,
            vpcSecurityGroupIds: [group.id],
            tags: tagsFor(environment, resource),
        },
        { parent, dependsOn: [permissions, ...plan.before] },
    );
    const targets = new aws.rds.ProxyDefaultTargetGroup(
        `${resource}-pool`,
        {
            dbProxyName: pool.name,
            connectionPoolConfig: {
                maxConnectionsPercent: proxy.maxConnectionsPercent ?? PROXY_DEFAULTS.maxConnectionsPercent,
            },
        },
        { parent },
    );
    new aws.rds.ProxyTarget(
        `${resource}-target`,
        {
            dbProxyName: pool.name,
            targetGroupName: targets.name,
            ...(plan.form === "aurora" ? { dbClusterIdentifier: identifier } : { dbInstanceIdentifier: identifier }),
        },
        { parent, dependsOn: [...plan.before] },
    );
    const reached = { endpoint: pool.endpoint, readerEndpoint: pool.endpoint, securityGroupId: group.id };
    if (!plan.hasReaders) return reached;
    const readersResource = `${resource}-readers`;
    const readers = new aws.rds.ProxyEndpoint(
        readersResource,
        {
            dbProxyName: pool.name,
            dbProxyEndpointName: `${identifier}-readers`,
            targetRole: "READ_ONLY",
            vpcSubnetIds: subnetIds,
            vpcSecurityGroupIds: [group.id],
            tags: tagsFor(environment, readersResource),
        },
        { parent },
    );
    return { ...reached, readerEndpoint: readers.endpoint };
}
