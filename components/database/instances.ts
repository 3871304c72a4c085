import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { type CapacityArgs, instanceClassOf } from "./capacity";
import { type DatabaseEngine, engineFacts } from "./engines";
import { type DatabaseInsights, insightsRetentionDays } from "./insights";
import type { DatabaseKey } from "./key";
import { createMonitoringRole } from "./monitoring-role";
import { DEFAULT_READER_TIER } from "./readers";
import type { DatabaseWindows } from "./windows";

/** The certificate authority of the instances, valid until 2061 (RDS user guide). */
export const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";
/** How often the operating system's figures are taken: once a minute, the resolution of the alarms. */
export const MONITORING_SECONDS = 60;

export type InstancesArgs = CapacityArgs & {
    readonly environment: Environment;
    readonly engine: DatabaseEngine;
    readonly instances: number;
    readonly insights: DatabaseInsights;
};

/** What the instances are made in and with. */
export interface InstancesSurroundings {
    readonly cluster: aws.rds.Cluster;
    readonly subnetGroup: aws.rds.SubnetGroup;
    readonly key: DatabaseKey;
    readonly parameters: aws.rds.ParameterGroup;
    readonly windows: DatabaseWindows;
}

/** The writer and its stand-ins, promoted in their order when the writer is lost, and the readers. */
export function createInstances(
    name: string,
    args: InstancesArgs,
    { cluster, subnetGroup, key, parameters, windows }: InstancesSurroundings,
    parent: pulumi.Resource,
): readonly aws.rds.ClusterInstance[] {
    const { environment, engine, instances, readers = [], insights } = args;
    const monitoring = createMonitoringRole(name, environment, parent);
    const ownClass = instanceClassOf(args);
    const standIns = Array.from({ length: instances }, (_, index) => ({
        resource: `${name}-instance-${index}`,
        promotionTier: index,
        instanceClass: ownClass,
    }));
    const plans = [
        ...standIns,
        ...readers.map(reader => ({
            resource: `${name}-reader-${reader.name}`,
            promotionTier: reader.promotionTier ?? DEFAULT_READER_TIER,
            instanceClass: reader.instanceClass ?? ownClass,
        })),
    ];
    return plans.map(
        ({ resource, promotionTier, instanceClass }) =>
            new aws.rds.ClusterInstance(
                resource,
                {
                    clusterIdentifier: cluster.clusterIdentifier,
                    engine: engineFacts(engine).aurora.engine,
                    instanceClass,
                    promotionTier,
                    publiclyAccessible: false,
                    dbSubnetGroupName: subnetGroup.name,
                    dbParameterGroupName: parameters.name,
                    caCertIdentifier: CERTIFICATE_AUTHORITY,
                    // A version changes in staging first, by a change of `engineVersion`, never by itself.
                    autoMinorVersionUpgrade: false,
                    applyImmediately: false,
                    preferredMaintenanceWindow: windows.maintenance,
                    copyTagsToSnapshot: true,
                    monitoringInterval: MONITORING_SECONDS,
                    monitoringRoleArn: monitoring.role.arn,
                    performanceInsightsEnabled: true,
                    performanceInsightsKmsKeyId: key.arn,
                    performanceInsightsRetentionPeriod: insightsRetentionDays(insights),
                    tags: tagsFor(environment, resource),
                },
                {
                    parent,
                    protect: protectionFor(environment.class).deletionProtected,
                    dependsOn: [monitoring.attachment],
                },
            ),
    );
}
