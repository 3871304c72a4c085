import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { createMonitoringRole } from "./monitoring-role";
import { type CapacityArgs, instanceClassOf } from "./capacity";
import { type DatabaseEngine, engineFacts } from "./engines";
import type { DatabaseWindows } from "./windows";

/** The certificate authority of the instances, valid until 2061 (RDS user guide). */
const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";
/** How often the operating system's figures are taken: once a minute, the resolution of the alarms. */
const MONITORING_SECONDS = 60;
/** The length for which Performance Insights is free. */
const INSIGHTS_RETENTION_DAYS = 7;

export interface InstancesArgs extends CapacityArgs {
    readonly environment: Environment;
    readonly engine: DatabaseEngine;
    readonly instances: number;
}

/** What the instances are made in and with. */
export interface InstancesSurroundings {
    readonly cluster: aws.rds.Cluster;
    readonly subnetGroup: aws.rds.SubnetGroup;
    readonly key: aws.kms.Key;
    readonly parameters: aws.rds.ParameterGroup;
    readonly windows: DatabaseWindows | undefined;
}

/** The writer and its readers, promoted in their order when the writer is lost. */
export function createInstances(
    name: string,
    args: InstancesArgs,
    { cluster, subnetGroup, key, parameters, windows }: InstancesSurroundings,
    parent: pulumi.Resource,
): void {
    const { environment, engine, instances } = args;
    const monitoring = createMonitoringRole(name, environment, parent);
    for (let index = 0; index < instances; index++) {
        const resource = `${name}-instance-${index}`;
        new aws.rds.ClusterInstance(
            resource,
            {
                clusterIdentifier: cluster.clusterIdentifier,
                engine: engineFacts(engine).engine,
                instanceClass: instanceClassOf(args),
                promotionTier: index,
                publiclyAccessible: false,
                dbSubnetGroupName: subnetGroup.name,
                dbParameterGroupName: parameters.name,
                caCertIdentifier: CERTIFICATE_AUTHORITY,
                // A version changes in staging first, by a change of `engineVersion`, never by itself.
                autoMinorVersionUpgrade: false,
                applyImmediately: false,
                preferredMaintenanceWindow: windows?.maintenance,
                copyTagsToSnapshot: true,
                monitoringInterval: MONITORING_SECONDS,
                monitoringRoleArn: monitoring.role.arn,
                performanceInsightsEnabled: true,
                performanceInsightsKmsKeyId: key.arn,
                performanceInsightsRetentionPeriod: INSIGHTS_RETENTION_DAYS,
                tags: tagsFor(environment, resource),
            },
            {
                parent,
                protect: protectionFor(environment.class).deletionProtected,
                dependsOn: [monitoring.attachment],
            },
        );
    }
}
