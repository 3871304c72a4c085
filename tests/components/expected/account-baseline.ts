/** All that the baseline of production's account declares, given all that it takes. */
export const BASELINE_PLAN = {
    baseline: {
        type: "stagewright:account:AccountBaseline",
    },
    "baseline-analyzer-eu-central-1": {
        type: "aws:accessanalyzer/analyzer:Analyzer",
        "the input type": "ACCOUNT",
        analyzerName: "prod-baseline-analyzer",
        region: "eu-central-1",
        protect: true,
    },
    "baseline-analyzer-us-east-1": {
        type: "aws:accessanalyzer/analyzer:Analyzer",
        "the input type": "ACCOUNT",
        analyzerName: "prod-baseline-analyzer",
        region: "us-east-1",
        protect: true,
    },
    "baseline-cis-aws-foundations-benchmark-v-3-0-0-eu-central-1": {
        type: "aws:securityhub/standardsSubscription:StandardsSubscription",
        region: "eu-central-1",
        standardsArn: "arn:aws:securityhub:eu-central-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
        protect: true,
    },
    "baseline-cis-aws-foundations-benchmark-v-3-0-0-us-east-1": {
        type: "aws:securityhub/standardsSubscription:StandardsSubscription",
        region: "us-east-1",
        standardsArn: "arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
        protect: true,
    },
    "baseline-console-eu-central-1": {
        type: "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
        enabled: false,
        region: "eu-central-1",
        protect: true,
    },
    "baseline-console-us-east-1": {
        type: "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
        enabled: false,
        region: "us-east-1",
        protect: true,
    },
    "baseline-detector-eu-central-1": {
        type: "aws:guardduty/detector:Detector",
        enable: true,
        region: "eu-central-1",
        protect: true,
    },
    "baseline-detector-us-east-1": {
        type: "aws:guardduty/detector:Detector",
        enable: true,
        region: "us-east-1",
        protect: true,
    },
    "baseline-eks-audit-logs-eu-central-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "EKS_AUDIT_LOGS",
        region: "eu-central-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-eks-audit-logs-us-east-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "EKS_AUDIT_LOGS",
        region: "us-east-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-gateways-eu-central-1": {
        type: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
        internetGatewayBlockMode: "block-ingress",
        region: "eu-central-1",
        protect: true,
    },
    "baseline-gateways-us-east-1": {
        type: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
        internetGatewayBlockMode: "block-ingress",
        region: "us-east-1",
        protect: true,
    },
    "baseline-hub-eu-central-1": {
        type: "aws:securityhub/account:Account",
        enableDefaultStandards: false,
        region: "eu-central-1",
        protect: true,
    },
    "baseline-hub-us-east-1": {
        type: "aws:securityhub/account:Account",
        enableDefaultStandards: false,
        region: "us-east-1",
        protect: true,
    },
    "baseline-images-eu-central-1": {
        type: "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
        region: "eu-central-1",
        state: "block-new-sharing",
        protect: true,
    },
    "baseline-images-us-east-1": {
        type: "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
        region: "us-east-1",
        state: "block-new-sharing",
        protect: true,
    },
    "baseline-log-masking-eu-central-1": {
        type: "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
        policyDocument: {
            Name: "prod-baseline-log-masking",
            Version: "2021-06-01",
            Statement: [
                {
                    Sid: "Audit",
                    DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                    Operation: {
                        Audit: {
                            FindingsDestination: {},
                        },
                    },
                },
                {
                    Sid: "Mask",
                    DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                    Operation: {
                        Deidentify: {
                            MaskConfig: {},
                        },
                    },
                },
            ],
        },
        policyName: "prod-baseline-log-masking",
        policyType: "DATA_PROTECTION_POLICY",
        region: "eu-central-1",
        protect: true,
    },
    "baseline-log-masking-us-east-1": {
        type: "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
        policyDocument: {
            Name: "prod-baseline-log-masking",
            Version: "2021-06-01",
            Statement: [
                {
                    Sid: "Audit",
                    DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                    Operation: {
                        Audit: {
                            FindingsDestination: {},
                        },
                    },
                },
                {
                    Sid: "Mask",
                    DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                    Operation: {
                        Deidentify: {
                            MaskConfig: {},
                        },
                    },
                },
            ],
        },
        policyName: "prod-baseline-log-masking",
        policyType: "DATA_PROTECTION_POLICY",
        region: "us-east-1",
        protect: true,
    },
    "baseline-metadata-eu-central-1": {
        type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
        httpPutResponseHopLimit: 1,
        httpTokens: "required",
        region: "eu-central-1",
        protect: true,
    },
    "baseline-metadata-us-east-1": {
        type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
        httpPutResponseHopLimit: 1,
        httpTokens: "required",
        region: "us-east-1",
        protect: true,
    },
    "baseline-passwords": {
        type: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
        allowUsersToChangePassword: true,
        minimumPasswordLength: 14,
        passwordReusePrevention: 24,
        requireLowercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercaseCharacters: true,
        protect: true,
    },
    "baseline-rds-login-events-eu-central-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "RDS_LOGIN_EVENTS",
        region: "eu-central-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-rds-login-events-us-east-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "RDS_LOGIN_EVENTS",
        region: "us-east-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-recording-access": {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "<unknown>",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
    },
    "baseline-recording-bucket": {
        type: "aws:s3/bucket:Bucket",
        bucket: "prod-baseline-config-444455556666",
        forceDestroy: false,
        protect: true,
    },
    "baseline-recording-channel-eu-central-1": {
        type: "aws:cfg/deliveryChannel:DeliveryChannel",
        name: "prod-baseline-recording",
        region: "eu-central-1",
        s3BucketName: "prod-baseline-config-444455556666",
        protect: true,
    },
    "baseline-recording-channel-us-east-1": {
        type: "aws:cfg/deliveryChannel:DeliveryChannel",
        name: "prod-baseline-recording",
        region: "us-east-1",
        s3BucketName: "prod-baseline-config-444455556666",
        protect: true,
    },
    "baseline-recording-delivery": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Write",
                    Effect: "Allow",
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::prod-baseline-config-444455556666/AWSLogs/444455556666/*",
                    Condition: {
                        StringLike: {
                            "s3:x-amz-acl": "bucket-owner-full-control",
                        },
                    },
                },
                {
                    Sid: "Check",
                    Effect: "Allow",
                    Action: "s3:GetBucketAcl",
                    Resource: "arn:aws:s3:::prod-baseline-config-444455556666",
                },
            ],
        },
        role: "<unknown>",
    },
    "baseline-recording-encryption": {
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                applyServerSideEncryptionByDefault: {
                    sseAlgorithm: "AES256",
                },
            },
        ],
    },
    "baseline-recording-eu-central-1": {
        type: "aws:cfg/recorder:Recorder",
        name: "prod-baseline-recording",
        recordingGroup: {
            allSupported: true,
            includeGlobalResourceTypes: true,
        },
        region: "eu-central-1",
        roleArn: "<unknown>",
        protect: true,
    },
    "baseline-recording-lifecycle": {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                abortIncompleteMultipartUpload: {
                    daysAfterInitiation: 7,
                },
                expiration: {
                    days: 90,
                },
                filter: {
                    prefix: "",
                },
                id: "expire",
                status: "Enabled",
            },
        ],
    },
    "baseline-recording-ownership": {
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        bucket: "<unknown>",
        rule: {
            objectOwnership: "BucketOwnerEnforced",
        },
    },
    "baseline-recording-policy": {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        bucket: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ConfigChecksBucket",
                    Effect: "Allow",
                    Principal: {
                        Service: "config.amazonaws.com",
                    },
                    Action: ["s3:GetBucketAcl", "s3:ListBucket"],
                    Resource: "arn:aws:s3:::prod-baseline-config-444455556666",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "444455556666",
                        },
                    },
                },
                {
                    Sid: "ConfigWrites",
                    Effect: "Allow",
                    Principal: {
                        Service: "config.amazonaws.com",
                    },
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::prod-baseline-config-444455556666/AWSLogs/444455556666/Config/*",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "444455556666",
                            "s3:x-amz-acl": "bucket-owner-full-control",
                        },
                    },
                },
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [
                        "arn:aws:s3:::prod-baseline-config-444455556666",
                        "arn:aws:s3:::prod-baseline-config-444455556666/*",
                    ],
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
    },
    "baseline-recording-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "config.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "444455556666",
                        },
                    },
                },
            ],
        },
        description: "Lets AWS Config read how the resources of prod are set",
    },
    "baseline-recording-role-aws-configrole": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
        role: "<unknown>",
    },
    "baseline-recording-status-eu-central-1": {
        type: "aws:cfg/recorderStatus:RecorderStatus",
        isEnabled: true,
        name: "prod-baseline-recording",
        region: "eu-central-1",
        protect: true,
    },
    "baseline-recording-status-us-east-1": {
        type: "aws:cfg/recorderStatus:RecorderStatus",
        isEnabled: true,
        name: "prod-baseline-recording",
        region: "us-east-1",
        protect: true,
    },
    "baseline-recording-us-east-1": {
        type: "aws:cfg/recorder:Recorder",
        name: "prod-baseline-recording",
        recordingGroup: {
            allSupported: true,
            includeGlobalResourceTypes: false,
        },
        region: "us-east-1",
        roleArn: "<unknown>",
        protect: true,
    },
    "baseline-s3-data-events-eu-central-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "S3_DATA_EVENTS",
        region: "eu-central-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-s3-data-events-us-east-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "S3_DATA_EVENTS",
        region: "us-east-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-snapshots-eu-central-1": {
        type: "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
        region: "eu-central-1",
        state: "block-all-sharing",
        protect: true,
    },
    "baseline-snapshots-us-east-1": {
        type: "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
        region: "us-east-1",
        state: "block-all-sharing",
        protect: true,
    },
    "baseline-trail": {
        type: "aws:cloudtrail/trail:Trail",
        enableLogFileValidation: true,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        kmsKeyId: "<unknown>",
        name: "prod-baseline-trail",
        s3BucketName: "prod-baseline-trail-444455556666",
        protect: true,
    },
    "baseline-trail-access": {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "<unknown>",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
    },
    "baseline-trail-bucket": {
        type: "aws:s3/bucket:Bucket",
        bucket: "prod-baseline-trail-444455556666",
        forceDestroy: false,
        protect: true,
    },
    "baseline-trail-encryption": {
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                applyServerSideEncryptionByDefault: {
                    sseAlgorithm: "AES256",
                },
            },
        ],
    },
    "baseline-trail-key": {
        type: "aws:kms/key:Key",
        deletionWindowInDays: 30,
        description: "Encrypts the trail prod-baseline-trail",
        enableKeyRotation: true,
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AdministeredByOwnAccount",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::444455556666:root",
                    },
                    Action: "kms:*",
                    Resource: "*",
                },
                {
                    Sid: "UsedByTrail",
                    Effect: "Allow",
                    Principal: {
                        Service: "cloudtrail.amazonaws.com",
                    },
                    Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:444455556666:trail/prod-baseline-trail",
                        },
                    },
                },
            ],
        },
        protect: true,
    },
    "baseline-trail-key-alias": {
        type: "aws:kms/alias:Alias",
        name: "alias/prod-baseline-trail",
        targetKeyId: "<unknown>",
        protect: true,
    },
    "baseline-trail-lifecycle": {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                abortIncompleteMultipartUpload: {
                    daysAfterInitiation: 7,
                },
                expiration: {
                    days: 400,
                },
                filter: {
                    prefix: "",
                },
                id: "expire",
                status: "Enabled",
            },
        ],
    },
    "baseline-trail-ownership": {
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        bucket: "<unknown>",
        rule: {
            objectOwnership: "BucketOwnerEnforced",
        },
    },
    "baseline-trail-policy": {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        bucket: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TrailChecksBucket",
                    Effect: "Allow",
                    Principal: {
                        Service: "cloudtrail.amazonaws.com",
                    },
                    Action: "s3:GetBucketAcl",
                    Resource: "arn:aws:s3:::prod-baseline-trail-444455556666",
                    Condition: {
                        StringEquals: {
                            "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:444455556666:trail/prod-baseline-trail",
                        },
                    },
                },
                {
                    Sid: "TrailWrites",
                    Effect: "Allow",
                    Principal: {
                        Service: "cloudtrail.amazonaws.com",
                    },
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::prod-baseline-trail-444455556666/AWSLogs/444455556666/*",
                    Condition: {
                        StringEquals: {
                            "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:444455556666:trail/prod-baseline-trail",
                            "s3:x-amz-acl": "bucket-owner-full-control",
                        },
                    },
                },
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [
                        "arn:aws:s3:::prod-baseline-trail-444455556666",
                        "arn:aws:s3:::prod-baseline-trail-444455556666/*",
                    ],
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
    },
    "baseline-volumes-eu-central-1": {
        type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
        enabled: true,
        region: "eu-central-1",
        protect: true,
    },
    "baseline-volumes-us-east-1": {
        type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
        enabled: true,
        region: "us-east-1",
        protect: true,
    },
};

/** All that the baseline of staging's account declares, given no more than it needs. */
export const SMALLEST_BASELINE_PLAN = {
    baseline: {
        type: "stagewright:account:AccountBaseline",
    },
    "baseline-analyzer-eu-central-1": {
        type: "aws:accessanalyzer/analyzer:Analyzer",
        "the input type": "ACCOUNT",
        analyzerName: "staging-baseline-analyzer",
        region: "eu-central-1",
        protect: true,
    },
    "baseline-buckets": {
        type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
        accountId: "111122223333",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
        protect: true,
    },
    "baseline-console-eu-central-1": {
        type: "aws:ec2/serialConsoleAccess:SerialConsoleAccess",
        enabled: false,
        region: "eu-central-1",
        protect: true,
    },
    "baseline-detector-eu-central-1": {
        type: "aws:guardduty/detector:Detector",
        enable: true,
        region: "eu-central-1",
        protect: true,
    },
    "baseline-eks-audit-logs-eu-central-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "EKS_AUDIT_LOGS",
        region: "eu-central-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-images-eu-central-1": {
        type: "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
        region: "eu-central-1",
        state: "block-new-sharing",
        protect: true,
    },
    "baseline-metadata-eu-central-1": {
        type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
        httpPutResponseHopLimit: 1,
        httpTokens: "required",
        region: "eu-central-1",
        protect: true,
    },
    "baseline-passwords": {
        type: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
        allowUsersToChangePassword: true,
        minimumPasswordLength: 14,
        passwordReusePrevention: 24,
        requireLowercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercaseCharacters: true,
        protect: true,
    },
    "baseline-rds-login-events-eu-central-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "RDS_LOGIN_EVENTS",
        region: "eu-central-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-s3-data-events-eu-central-1": {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        detectorId: "<unknown>",
        name: "S3_DATA_EVENTS",
        region: "eu-central-1",
        status: "ENABLED",
        protect: true,
    },
    "baseline-snapshots-eu-central-1": {
        type: "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
        region: "eu-central-1",
        state: "block-all-sharing",
        protect: true,
    },
    "baseline-trail": {
        type: "aws:cloudtrail/trail:Trail",
        enableLogFileValidation: true,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        kmsKeyId: "<unknown>",
        name: "staging-baseline-trail",
        s3BucketName: "staging-baseline-trail-111122223333",
        protect: true,
    },
    "baseline-trail-access": {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "<unknown>",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
    },
    "baseline-trail-bucket": {
        type: "aws:s3/bucket:Bucket",
        bucket: "staging-baseline-trail-111122223333",
        forceDestroy: false,
        protect: true,
    },
    "baseline-trail-encryption": {
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                applyServerSideEncryptionByDefault: {
                    sseAlgorithm: "AES256",
                },
            },
        ],
    },
    "baseline-trail-key": {
        type: "aws:kms/key:Key",
        deletionWindowInDays: 30,
        description: "Encrypts the trail staging-baseline-trail",
        enableKeyRotation: true,
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AdministeredByOwnAccount",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::111122223333:root",
                    },
                    Action: "kms:*",
                    Resource: "*",
                },
                {
                    Sid: "UsedByTrail",
                    Effect: "Allow",
                    Principal: {
                        Service: "cloudtrail.amazonaws.com",
                    },
                    Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "aws:SourceArn":
                                "arn:aws:cloudtrail:eu-central-1:111122223333:trail/staging-baseline-trail",
                        },
                    },
                },
            ],
        },
        protect: true,
    },
    "baseline-trail-key-alias": {
        type: "aws:kms/alias:Alias",
        name: "alias/staging-baseline-trail",
        targetKeyId: "<unknown>",
        protect: true,
    },
    "baseline-trail-lifecycle": {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                abortIncompleteMultipartUpload: {
                    daysAfterInitiation: 7,
                },
                expiration: {
                    days: 365,
                },
                filter: {
                    prefix: "",
                },
                id: "expire",
                status: "Enabled",
            },
        ],
    },
    "baseline-trail-ownership": {
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        bucket: "<unknown>",
        rule: {
            objectOwnership: "BucketOwnerEnforced",
        },
    },
    "baseline-trail-policy": {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        bucket: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TrailChecksBucket",
                    Effect: "Allow",
                    Principal: {
                        Service: "cloudtrail.amazonaws.com",
                    },
                    Action: "s3:GetBucketAcl",
                    Resource: "arn:aws:s3:::staging-baseline-trail-111122223333",
                    Condition: {
                        StringEquals: {
                            "aws:SourceArn":
                                "arn:aws:cloudtrail:eu-central-1:111122223333:trail/staging-baseline-trail",
                        },
                    },
                },
                {
                    Sid: "TrailWrites",
                    Effect: "Allow",
                    Principal: {
                        Service: "cloudtrail.amazonaws.com",
                    },
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::staging-baseline-trail-111122223333/AWSLogs/111122223333/*",
                    Condition: {
                        StringEquals: {
                            "aws:SourceArn":
                                "arn:aws:cloudtrail:eu-central-1:111122223333:trail/staging-baseline-trail",
                            "s3:x-amz-acl": "bucket-owner-full-control",
                        },
                    },
                },
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [
                        "arn:aws:s3:::staging-baseline-trail-111122223333",
                        "arn:aws:s3:::staging-baseline-trail-111122223333/*",
                    ],
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
    },
    "baseline-volumes-eu-central-1": {
        type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
        enabled: true,
        region: "eu-central-1",
        protect: true,
    },
};
