import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import { physicalName } from "../naming";
import { subnetsOf } from "../references";
import { DATABASE_DEFAULTS, type DatabaseBaseArgs } from "./base-arguments";
import { DEFAULT_ENGINE, type DatabaseForm, engineFacts } from "./engines";
import { databaseKey, type DatabaseKey } from "./key";
import { proxyLogGroupName } from "./proxy";
import { createDatabaseSecurityGroup } from "./security-group";

/** Where AWS writes the logs of a database, by form (RDS and Aurora user guides, "Publishing logs to CloudWatch Logs"). */
const LOG_FOLDERS: Readonly<Record<DatabaseForm, string>> = { aurora: "cluster", instance: "instance" };

/** What a database stands on, whatever its form. */
export interface DatabaseFoundation {
    readonly key: DatabaseKey;
    readonly subnetGroup: aws.rds.SubnetGroup;
    readonly securityGroup: aws.ec2.SecurityGroup;
    readonly logGroups: readonly aws.cloudwatch.LogGroup[];
    /** Names of the log groups, known while planning. */
    readonly logGroupNames: readonly string[];
}

export function createFoundation(
    name: string,
    form: DatabaseForm,
    args: DatabaseBaseArgs,
    parent: pulumi.Resource,
): DatabaseFoundation {
    const { environment, network, callers, proxy } = args;
    const engine = args.engine ?? DEFAULT_ENGINE;
    const identifier = physicalName(environment, name);
    const ofDatabase = engineFacts(engine).logs.map(log => ({
        role: `${log}-log`,
        logGroup: `/aws/rds/${LOG_FOLDERS[form]}/${identifier}/${log}`,
    }));
    const ofProxy = proxy === undefined ? [] : [{ role: "proxy-log", logGroup: proxyLogGroupName(identifier) }];
    const logs = [...ofDatabase, ...ofProxy];
    const logGroupNames = logs.map(({ logGroup }) => logGroup);
    const key = databaseKey(name, { environment, key: args.key, logGroupNames }, parent);
    const subnetsResource = `${name}-subnets`;
    const subnetGroup = new aws.rds.SubnetGroup(
        subnetsResource,
        {
            description: `Data tier of ${environment.name}`,
            subnetIds: subnetsOf(network, "data").map(({ id }) => id),
            tags: tagsFor(environment, subnetsResource),
        },
        { parent },
    );
    const securityGroup = createDatabaseSecurityGroup(
        name,
        // Behind a proxy, that alone is let in.
        { environment, network, engine, callers: proxy === undefined ? callers : [] },
        parent,
    );
    // AWS makes these groups itself at the first line, and keeps them for ever, unless they are there first.
    const logGroups = logs.map(
        ({ role, logGroup }) =>
            new aws.cloudwatch.LogGroup(
                `${name}-${role}`,
                {
                    name: logGroup,
                    retentionInDays: args.logRetentionDays ?? DATABASE_DEFAULTS.logRetentionDays,
                    kmsKeyId: key.arn,
                    tags: tagsFor(environment, `${name}-${role}`),
                },
                { parent },
            ),
    );
    return { key, subnetGroup, securityGroup, logGroups, logGroupNames };
}
