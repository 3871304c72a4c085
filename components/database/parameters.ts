import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { physicalName } from "../naming";
import { parameterFamily } from "./version";

/** One engine parameter. All of these take effect without a restart. */
interface EngineParameter {
    readonly name: string;
    readonly value: string;
    readonly applyMethod: "immediate";
}

/** A statement that takes longer is logged: half of what a page of the shop may take in all. */
const SLOW_STATEMENT_MS = 500;
/** A transaction that does nothing holds its locks no longer than this. */
const IDLE_TRANSACTION_MS = 300_000;

/**
 * For the whole cluster. Statements are not logged by kind: `log_statement = ddl` would write the passwords of
 * `ALTER ROLE` into the log.
 */
const CLUSTER_PARAMETERS: readonly EngineParameter[] = [
    immediate("rds.force_ssl", 1),
    immediate("log_connections", 1),
    immediate("log_disconnections", 1),
    immediate("log_lock_waits", 1),
    immediate("log_min_duration_statement", SLOW_STATEMENT_MS),
];

/** For each instance. */
const INSTANCE_PARAMETERS: readonly EngineParameter[] = [
    immediate("idle_in_transaction_session_timeout", IDLE_TRANSACTION_MS),
    immediate("track_io_timing", 1),
];

function immediate(name: string, value: number): EngineParameter {
    return { name, value: String(value), applyMethod: "immediate" };
}

export interface ParameterGroupsArgs {
    readonly environment: Environment;
    readonly engineVersion: string;
}

export interface ParameterGroups {
    readonly cluster: aws.rds.ClusterParameterGroup;
    readonly instance: aws.rds.ParameterGroup;
}

/** The parameter groups of a cluster and its instances, of the family that its version needs. */
export function createParameterGroups(
    name: string,
    { environment, engineVersion }: ParameterGroupsArgs,
    parent: pulumi.Resource,
): ParameterGroups {
    const family = parameterFamily(engineVersion);
    const identifier = physicalName(environment, name);
    const clusterResource = `${name}-cluster-parameters`;
    const instanceResource = `${name}-instance-parameters`;
    return {
        cluster: new aws.rds.ClusterParameterGroup(
            clusterResource,
            {
                family,
                description: `TLS and logging of ${identifier}`,
                parameters: [...CLUSTER_PARAMETERS],
                tags: tagsFor(environment, clusterResource),
            },
            { parent },
        ),
        instance: new aws.rds.ParameterGroup(
            instanceResource,
            {
                family,
                description: `Instances of ${identifier}`,
                parameters: [...INSTANCE_PARAMETERS],
                tags: tagsFor(environment, instanceResource),
            },
            { parent },
        ),
    };
}
