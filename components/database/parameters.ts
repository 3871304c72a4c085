import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { physicalName } from "../naming";
import { type DatabaseEngine, engineFacts, parameterFamily } from "./engines";

export interface ParameterGroupsArgs {
    readonly environment: Environment;
    readonly engine: DatabaseEngine;
    readonly engineVersion: string;
}

export interface ParameterGroups {
    readonly cluster: aws.rds.ClusterParameterGroup;
    readonly instance: aws.rds.ParameterGroup;
}

/** The parameter groups of a cluster and its instances, of the family that its version needs. */
export function createParameterGroups(
    name: string,
    { environment, engine, engineVersion }: ParameterGroupsArgs,
    parent: pulumi.Resource,
): ParameterGroups {
    const family = parameterFamily(engine, engineVersion);
    const { clusterParameters, instanceParameters } = engineFacts(engine);
    const identifier = physicalName(environment, name);
    const clusterResource = `${name}-cluster-parameters`;
    const instanceResource = `${name}-instance-parameters`;
    return {
        cluster: new aws.rds.ClusterParameterGroup(
            clusterResource,
            {
                family,
                description: `TLS and logging of ${identifier}`,
                parameters: [...clusterParameters],
                tags: tagsFor(environment, clusterResource),
            },
            { parent },
        ),
        instance: new aws.rds.ParameterGroup(
            instanceResource,
            {
                family,
                description: `Instances of ${identifier}`,
                parameters: [...instanceParameters],
                tags: tagsFor(environment, instanceResource),
            },
            { parent },
        ),
    };
}
