import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { physicalName } from "../naming";
import type { DatabaseKey } from "./key";
import type { OriginArgs } from "./origin";

/**
 * A copy of the snapshot that an instance begins with, under the key of the database: an instance keeps the key of the
 * snapshot that it is made from (RestoreDBInstanceFromDBSnapshot takes none, API reference), where a cluster is given one.
 *
 * @returns its name; nothing where the database begins empty
 */
export function createSnapshotCopy(
    name: string,
    { environment, restoreFrom, key }: OriginArgs & { readonly environment: Environment; readonly key: DatabaseKey },
    parent: pulumi.Resource,
): pulumi.Input<string> | undefined {
    if (restoreFrom === undefined) return undefined;
    const resource = `${name}-snapshot`;
    const copy = new aws.rds.SnapshotCopy(
        resource,
        {
            sourceDbSnapshotIdentifier: restoreFrom.snapshotArn,
            targetDbSnapshotIdentifier: `${physicalName(environment, name)}-origin`,
            kmsKeyId: key.arn,
            tags: tagsFor(environment, resource),
        },
        { parent, protect: protectionFor(environment.class).deletionProtected },
    );
    return copy.targetDbSnapshotIdentifier;
}
