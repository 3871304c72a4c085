import type { AwsTypeFacts } from "./emulated-aws-facts";

/**
 * Settings of an account, records of what happens in it, backups and their trials, cost. What replaces them is recalled
 * from the provider's schemas: its documentation says it of few.
 */
export const GOVERNANCE_TYPES: Readonly<Record<string, AwsTypeFacts>> = {
    "aws:accessanalyzer/analyzer:Analyzer": { replaceOn: ["analyzerName", "type"] },
    "aws:backup/restoreTestingPlan:RestoreTestingPlan": {},
    "aws:backup/restoreTestingSelection:RestoreTestingSelection": {
        replaceOn: ["restoreTestingPlanName", "protectedResourceType"],
    },
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
        idFrom: ["backupVaultName"],
        replaceOn: ["backupVaultName", "changeableForDays", "maxRetentionDays", "minRetentionDays"],
    },
    "aws:cfg/deliveryChannel:DeliveryChannel": {},
    "aws:cfg/recorder:Recorder": {},
    "aws:cfg/recorderStatus:RecorderStatus": {},
    "aws:cloudtrail/trail:Trail": { idFrom: "arn" },
    "aws:cloudwatch/logAccountPolicy:LogAccountPolicy": { replaceOn: ["policyName", "policyType"] },
    "aws:costexplorer/anomalyMonitor:AnomalyMonitor": {
        idFrom: "arn",
        global: true,
        service: "ce",
        replaceOn: ["monitorType", "monitorDimension", "monitorSpecification"],
    },
    "aws:costexplorer/anomalySubscription:AnomalySubscription": {
        idFrom: "arn",
        global: true,
        service: "ce",
        replaceOn: ["accountId"],
    },
    "aws:ebs/encryptionByDefault:EncryptionByDefault": {},
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": {},
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": {},
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": {},
    "aws:ec2/serialConsoleAccess:SerialConsoleAccess": {},
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": {},
    "aws:guardduty/detector:Detector": {},
    "aws:guardduty/detectorFeature:DetectorFeature": { replaceOn: ["detectorId"] },
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": { global: true },
    "aws:iam/instanceProfile:InstanceProfile": { global: true, replaceOn: ["path"] },
    "aws:rds/proxyEndpoint:ProxyEndpoint": {
        nameProperty: "dbProxyEndpointName",
        replaceOn: ["dbProxyEndpointName", "dbProxyName", "targetRole", "vpcSubnetIds"],
    },
    "aws:rds/snapshotCopy:SnapshotCopy": {
        replaceOn: [
            "copyTags",
            "destinationRegion",
            "kmsKeyId",
            "sourceDbSnapshotIdentifier",
            "targetDbSnapshotIdentifier",
        ],
    },
    "aws:route53/zoneAssociation:ZoneAssociation": {
        idFrom: ["zoneId", "vpcId"],
        replaceOn: ["zoneId", "vpcId", "vpcRegion"],
    },
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": { replaceOn: ["accountId"] },
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
        idFrom: ["bucket"],
        replaceOn: ["bucket", "objectLockEnabled"],
    },
    "aws:s3/bucketObjectv2:BucketObjectv2": { idFrom: ["bucket", "key"], replaceOn: ["bucket", "key"] },
    "aws:s3/bucketVersioning:BucketVersioning": { idFrom: ["bucket"], replaceOn: ["bucket"] },
    "aws:secretsmanager/secretRotation:SecretRotation": { idFrom: ["secretId"], replaceOn: ["secretId"] },
    "aws:securityhub/account:Account": {},
    "aws:securityhub/standardsSubscription:StandardsSubscription": { replaceOn: ["standardsArn"] },
};
