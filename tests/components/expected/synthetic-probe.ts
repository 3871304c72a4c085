/** All that the smallest probe declares, in production. */
export const PROBE_IN_PRODUCTION = {
    probe: {
        type: "stagewright:probe:SyntheticProbe",
    },
    "probe-canary": {
        type: "aws:synthetics/canary:Canary",
        artifactConfig: {
            s3Encryption: {
                encryptionMode: "SSE_S3",
            },
        },
        artifactS3Location: "s3://prod-probe-runs-444455556666/runs",
        deleteLambda: true,
        executionRoleArn: "<unknown>",
        failureRetentionPeriod: 14,
        handler: "probe.handler",
        name: "prod-probe",
        runConfig: {
            environmentVariables: {
                PROBE_STATUS: "200",
                PROBE_TIMEOUT_MS: "10000",
                PROBE_URL: "https://shop.example.com",
            },
            timeoutInSeconds: 40,
        },
        runtimeVersion: "syn-nodejs-3.0",
        s3Bucket: "prod-probe-runs-444455556666",
        s3Key: "script/90ddef0d3e7777ca.zip",
        schedule: {
            expression: "rate(5 minutes)",
        },
        startCanary: true,
        successRetentionPeriod: 14,
    },
    "probe-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "WriteRuns",
                    Effect: "Allow",
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::prod-probe-runs-444455556666/runs/*",
                },
                {
                    Sid: "FindBucket",
                    Effect: "Allow",
                    Action: "s3:GetBucketLocation",
                    Resource: "arn:aws:s3:::prod-probe-runs-444455556666",
                },
                {
                    Sid: "ListBuckets",
                    Effect: "Allow",
                    Action: "s3:ListAllMyBuckets",
                    Resource: "*",
                },
                {
                    Sid: "WriteMetrics",
                    Effect: "Allow",
                    Action: "cloudwatch:PutMetricData",
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "cloudwatch:namespace": "CloudWatchSynthetics",
                        },
                    },
                },
            ],
        },
        role: "<unknown>",
    },
    "probe-probe-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        alarmDescription:
            "[page] https://shop.example.com does not answer as it should. Runbook: https://runbooks.example.com/probe-failed",
        comparisonOperator: "LessThanThreshold",
        dimensions: {
            CanaryName: "prod-probe",
        },
        evaluationPeriods: 2,
        insufficientDataActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        metricName: "SuccessPercent",
        namespace: "CloudWatchSynthetics",
        okActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        period: 300,
        statistic: "Average",
        threshold: 100,
        treatMissingData: "missing",
    },
    "probe-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "lambda.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                },
            ],
        },
        description: "Lets a probe write down what it found",
    },
    "probe-runs-access": {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "<unknown>",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
    },
    "probe-runs-bucket": {
        type: "aws:s3/bucket:Bucket",
        bucket: "prod-probe-runs-444455556666",
        forceDestroy: false,
        protect: true,
    },
    "probe-runs-encryption": {
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
    "probe-runs-lifecycle": {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                abortIncompleteMultipartUpload: {
                    daysAfterInitiation: 7,
                },
                expiration: {
                    days: 14,
                },
                filter: {
                    prefix: "runs/",
                },
                id: "expire",
                status: "Enabled",
            },
            {
                expiration: {
                    expiredObjectDeleteMarker: true,
                },
                filter: {
                    prefix: "",
                },
                id: "old-versions",
                noncurrentVersionExpiration: {
                    noncurrentDays: 7,
                },
                status: "Enabled",
            },
        ],
    },
    "probe-runs-ownership": {
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        bucket: "<unknown>",
        rule: {
            objectOwnership: "BucketOwnerEnforced",
        },
    },
    "probe-runs-policy": {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        bucket: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [
                        "arn:aws:s3:::prod-probe-runs-444455556666",
                        "arn:aws:s3:::prod-probe-runs-444455556666/*",
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
    "probe-runs-versions": {
        type: "aws:s3/bucketVersioning:BucketVersioning",
        bucket: "<unknown>",
        versioningConfiguration: {
            status: "Enabled",
        },
    },
    "probe-script": {
        type: "aws:s3/bucketObjectv2:BucketObjectv2",
        bucket: "prod-probe-runs-444455556666",
        key: "script/90ddef0d3e7777ca.zip",
        source: {
            kind: "archive",
            hash: undefined,
            origin: undefined,
        },
    },
};

/** All that a probe with every argument declares, in staging. */
export const PROBE_IN_STAGING = {
    probe: {
        type: "stagewright:probe:SyntheticProbe",
    },
    "probe-canary": {
        type: "aws:synthetics/canary:Canary",
        artifactConfig: {
            s3Encryption: {
                encryptionMode: "SSE_S3",
            },
        },
        artifactS3Location: "s3://staging-probe-runs-111122223333/runs",
        deleteLambda: true,
        executionRoleArn: "<unknown>",
        failureRetentionPeriod: 7,
        handler: "probe.handler",
        name: "staging-probe",
        runConfig: {
            environmentVariables: {
                PROBE_STATUS: "204",
                PROBE_TEXT: "open",
                PROBE_TIMEOUT_MS: "30000",
                PROBE_URL: "https://shop.staging.example.com/healthz",
            },
            timeoutInSeconds: 60,
        },
        runtimeVersion: "syn-nodejs-puppeteer-11.0",
        s3Bucket: "staging-probe-runs-111122223333",
        s3Key: "script/90ddef0d3e7777ca.zip",
        schedule: {
            expression: "rate(1 minute)",
        },
        startCanary: true,
        successRetentionPeriod: 7,
        vpcConfig: {
            securityGroupIds: ["<unknown>"],
            subnetIds: ["subnet-private-a", "subnet-private-b"],
        },
    },
    "probe-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "A probe: asks, and is not asked",
        vpcId: "vpc-1",
    },
    "probe-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "WriteRuns",
                    Effect: "Allow",
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::staging-probe-runs-111122223333/runs/*",
                },
                {
                    Sid: "FindBucket",
                    Effect: "Allow",
                    Action: "s3:GetBucketLocation",
                    Resource: "arn:aws:s3:::staging-probe-runs-111122223333",
                },
                {
                    Sid: "ListBuckets",
                    Effect: "Allow",
                    Action: "s3:ListAllMyBuckets",
                    Resource: "*",
                },
                {
                    Sid: "WriteMetrics",
                    Effect: "Allow",
                    Action: "cloudwatch:PutMetricData",
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "cloudwatch:namespace": "CloudWatchSynthetics",
                        },
                    },
                },
                {
                    Sid: "PlugIntoNetwork",
                    Effect: "Allow",
                    Action: [
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets",
                        "ec2:UnassignPrivateIpAddresses",
                    ],
                    Resource: "*",
                },
            ],
        },
        role: "<unknown>",
    },
    "probe-probe-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription:
            "[page] https://shop.staging.example.com/healthz does not answer as it should. Runbook: https://runbooks.example.com/probe-failed",
        comparisonOperator: "LessThanThreshold",
        dimensions: {
            CanaryName: "staging-probe",
        },
        evaluationPeriods: 2,
        metricName: "SuccessPercent",
        namespace: "CloudWatchSynthetics",
        okActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        period: 60,
        statistic: "Average",
        threshold: 100,
        treatMissingData: "notBreaching",
    },
    "probe-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "lambda.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                },
            ],
        },
        description: "Lets a probe write down what it found",
    },
    "probe-runs-access": {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "<unknown>",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
    },
    "probe-runs-bucket": {
        type: "aws:s3/bucket:Bucket",
        bucket: "staging-probe-runs-111122223333",
        forceDestroy: true,
    },
    "probe-runs-encryption": {
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
    "probe-runs-lifecycle": {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                abortIncompleteMultipartUpload: {
                    daysAfterInitiation: 7,
                },
                expiration: {
                    days: 7,
                },
                filter: {
                    prefix: "runs/",
                },
                id: "expire",
                status: "Enabled",
            },
            {
                expiration: {
                    expiredObjectDeleteMarker: true,
                },
                filter: {
                    prefix: "",
                },
                id: "old-versions",
                noncurrentVersionExpiration: {
                    noncurrentDays: 7,
                },
                status: "Enabled",
            },
        ],
    },
    "probe-runs-ownership": {
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        bucket: "<unknown>",
        rule: {
            objectOwnership: "BucketOwnerEnforced",
        },
    },
    "probe-runs-policy": {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        bucket: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [
                        "arn:aws:s3:::staging-probe-runs-111122223333",
                        "arn:aws:s3:::staging-probe-runs-111122223333/*",
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
    "probe-runs-versions": {
        type: "aws:s3/bucketVersioning:BucketVersioning",
        bucket: "<unknown>",
        versioningConfiguration: {
            status: "Enabled",
        },
    },
    "probe-script": {
        type: "aws:s3/bucketObjectv2:BucketObjectv2",
        bucket: "staging-probe-runs-111122223333",
        key: "script/90ddef0d3e7777ca.zip",
        source: {
            kind: "archive",
            hash: undefined,
            origin: undefined,
        },
    },
    "probe-to-endpoint": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        cidrIpv4: "0.0.0.0/0",
        description: "The endpoint, by its public address, and AWS",
        fromPort: 443,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
};
