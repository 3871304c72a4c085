import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { regionalArn } from "../partition";
import type { PolicyStatement } from "../policy-documents";
import type { DatabaseRef } from "../references";
import { type ContractFacts, kindOf } from "./contract";
import {
    databaseArn,
    describingDatabases,
    keyCalled,
    listingArtefacts,
    readingPassword,
    writingMetrics,
} from "./permissions";

export interface SourcePermissionsArgs {
    readonly environment: Environment;
    readonly facts: ContractFacts;
    readonly source: DatabaseRef;
    readonly clone: DatabaseRef;
    /** Name of the clone, and of its instance. */
    readonly cloneName: string;
}

/** What the refreshing job may do: clone one database, drop that clone, store and sign. Nothing to the database itself. */
export function refreshPermissions(args: SourcePermissionsArgs): readonly PolicyStatement[] {
    const { environment, facts, source, clone, cloneName } = args;
    const own = (service: string, resource: string) => regionalArn(environment, service, resource);
    const isCluster = kindOf(source) === "cluster";
    const clones = isCluster
        ? [own("rds", `cluster:${cloneName}`), own("rds", `db:${cloneName}`)]
        : [own("rds", `db:${cloneName}`)];
    // The groups of parameters, options and subnets that a database is made with; which ones, its source says.
    const groups = ["subgrp", "cluster-pg", "pg", "og"].map(type => own("rds", `${type}:*`));
    const keys = own("kms", "key/*");
    return [
        describingDatabases(environment),
        {
            Sid: "CloneTheSource",
            Effect: "Allow",
            Action: isCluster ? "rds:RestoreDBClusterToPointInTime" : "rds:RestoreDBInstanceToPointInTime",
            Resource: [databaseArn(environment, source), ...clones, ...groups],
        },
        {
            Sid: "GiveTheCloneAnInstance",
            Effect: "Allow",
            Action: "rds:CreateDBInstance",
            Resource: [...clones, ...groups],
        },
        {
            Sid: "KeepTheClone",
            Effect: "Allow",
            Action: [
                "rds:AddTagsToResource",
                "rds:DeleteDBCluster",
                "rds:DeleteDBInstance",
                isCluster ? "rds:ModifyDBCluster" : "rds:ModifyDBInstance",
            ],
            Resource: clones,
        },
        {
            Sid: "FindTheGroupOfTheClone",
            Effect: "Allow",
            Action: "ec2:DescribeSecurityGroups",
            Resource: "*",
        },
        {
            Sid: "EncryptTheCloneAsItsSource",
            Effect: "Allow",
            Action: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"],
            Resource: keys,
            Condition: { StringEquals: { "kms:ViaService": `rds.${environment.region}.amazonaws.com` } },
        },
        {
            // RDS makes the clone's secret in the name of whoever asks for it.
            Sid: "GiveTheCloneAPassword",
            Effect: "Allow",
            Action: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
            Resource: own("secretsmanager", `secret:rds!${isCluster ? "cluster" : "db"}-*`),
        },
        ...readingPassword(environment, clone),
        {
            Sid: "StoreArtefacts",
            Effect: "Allow",
            Action: "s3:PutObject",
            Resource: bucketArn(environment, `${facts.bucket}/${facts.prefix}/*`),
        },
        {
            Sid: "EncryptArtefacts",
            Effect: "Allow",
            // Decrypting is part of an upload in several parts.
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: keys,
            Condition: keyCalled(facts.keyAlias),
        },
        {
            Sid: "SignManifests",
            Effect: "Allow",
            Action: "kms:Sign",
            Resource: keys,
            Condition: keyCalled(facts.signingKeyAlias),
        },
        writingMetrics(),
    ];
}

/** What the watching job may do: see which artefacts there are, and delete them. It can read none. */
export function watchPermissions({ environment, facts }: SourcePermissionsArgs): readonly PolicyStatement[] {
    return [
        listingArtefacts(environment, facts),
        {
            Sid: "PurgeArtefacts",
            Effect: "Allow",
            Action: "s3:DeleteObject",
            Resource: bucketArn(environment, `${facts.bucket}/${facts.prefix}/*`),
        },
        writingMetrics(),
    ];
}
