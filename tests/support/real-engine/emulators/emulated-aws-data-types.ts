import type { AwsTypeFacts } from "./emulated-aws-facts";

/** What keeps data, and its keys. From the schemas of provider 7.48.0, as far as its documentation shows them. */
export const DATA_TYPES: Readonly<Record<string, AwsTypeFacts>> = {
    "aws:kms/key:Key": {
        defaults: {
            bypassPolicyLockoutSafetyCheck: false,
            customerMasterKeySpec: "SYMMETRIC_DEFAULT",
            isEnabled: true,
            keyUsage: "ENCRYPT_DECRYPT",
        },
        arnResource: "key/{id}",
        replaceOn: ["customerMasterKeySpec", "keyUsage", "multiRegion", "customKeyStoreId"],
        outputs: { keyId: made => made.id },
    },
    "aws:kms/alias:Alias": { arnResource: "{name}" },
    "aws:rds/cluster:Cluster": {
        nameProperty: "clusterIdentifier",
        lowerCaseName: true,
        arnResource: "cluster:{id}",
        defaults: { copyTagsToSnapshot: false, engineMode: "provisioned", skipFinalSnapshot: false },
        replaceOn: [
            "databaseName",
            "dbSubnetGroupName",
            "engine",
            "engineMode",
            "kmsKeyId",
            "masterUsername",
            "snapshotIdentifier",
            "storageEncrypted",
            "availabilityZones",
        ],
        outputs: {
            endpoint: made => `${made.id}.cluster-emulated.${made.region}.rds.amazonaws.com`,
            readerEndpoint: made => `${made.id}.cluster-ro-emulated.${made.region}.rds.amazonaws.com`,
            port: () => 5432,
            clusterResourceId: made => `cluster-${made.hex.toUpperCase()}`,
            masterUserSecrets: made => [
                {
                    secretArn: `arn:${made.partition}:secretsmanager:${made.region}:${made.account}:secret:rds!cluster-${made.hex}`,
                    secretStatus: "active",
                    kmsKeyId: `arn:${made.partition}:kms:${made.region}:${made.account}:key/${made.hex}`,
                },
            ],
        },
    },
    "aws:rds/clusterInstance:ClusterInstance": {
        nameProperty: "identifier",
        lowerCaseName: true,
        arnResource: "db:{id}",
        defaults: {
            autoMinorVersionUpgrade: true,
            copyTagsToSnapshot: false,
            forceDestroy: false,
            promotionTier: 0,
            publiclyAccessible: false,
        },
        replaceOn: ["clusterIdentifier", "engine", "dbSubnetGroupName", "availabilityZone", "publiclyAccessible"],
    },
    "aws:rds/instance:Instance": {
        nameProperty: "identifier",
        lowerCaseName: true,
        arnResource: "db:{id}",
        defaults: {
            applyImmediately: false,
            autoMinorVersionUpgrade: true,
            copyTagsToSnapshot: false,
            publiclyAccessible: false,
            skipFinalSnapshot: false,
        },
        replaceOn: ["dbName", "engine", "kmsKeyId", "storageEncrypted", "username", "snapshotIdentifier"],
    },
    "aws:rds/subnetGroup:SubnetGroup": {
        lowerCaseName: true,
        arnResource: "subgrp:{id}",
        defaults: { description: "Managed by Pulumi" },
    },
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
        lowerCaseName: true,
        arnResource: "cluster-pg:{id}",
        defaults: { description: "Managed by Pulumi" },
        replaceOn: ["family", "description"],
    },
    "aws:rds/parameterGroup:ParameterGroup": {
        lowerCaseName: true,
        arnResource: "pg:{id}",
        defaults: { description: "Managed by Pulumi", skipDestroy: false },
        replaceOn: ["family", "description"],
    },
    "aws:s3/bucket:Bucket": {
        nameProperty: "bucket",
        lowerCaseName: true,
        global: true,
        arnResource: "{id}",
        defaults: { forceDestroy: false },
    },
    "aws:s3/bucketPolicy:BucketPolicy": { idFrom: ["bucket"], replaceOn: ["bucket"] },
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
        idFrom: ["bucket"],
        defaults: {
            blockPublicAcls: false,
            blockPublicPolicy: false,
            ignorePublicAcls: false,
            restrictPublicBuckets: false,
        },
        replaceOn: ["bucket"],
    },
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": { idFrom: ["bucket"], replaceOn: ["bucket"] },
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { idFrom: ["bucket"], replaceOn: ["bucket"] },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
        idFrom: ["bucket"],
        replaceOn: ["bucket"],
    },
};
