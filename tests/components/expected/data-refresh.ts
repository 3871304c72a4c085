/** Everything that both sides of a data refresh declare, with scripts by their names. */

export const SOURCE_PLAN = {
    masked: {
        type: "stagewright:data-refresh:DataRefreshSource",
    },
    "masked-access": {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "<unknown>",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
    },
    "masked-bucket": {
        type: "aws:s3/bucket:Bucket",
        bucket: "prod-refresh-artefacts-444455556666",
        forceDestroy: false,
        objectLockEnabled: true,
        protect: true,
    },
    "masked-clone-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "The clone that is masked",
        egress: [],
        name: "prod-refresh-clone",
        vpcId: "vpc-1",
    },
    "masked-encryption": {
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                applyServerSideEncryptionByDefault: {
                    kmsMasterKeyId: "<unknown>",
                    sseAlgorithm: "aws:kms",
                },
                bucketKeyEnabled: true,
            },
        ],
    },
    "masked-failed": {
        type: "aws:cloudwatch/eventRule:EventRule",
        description: "A job of the data refresh failed, or could not begin",
        eventPattern: {
            source: ["aws.ecs"],
            "detail-type": ["ECS Task State Change"],
            detail: {
                clusterArn: ["arn:aws:ecs:eu-central-1:444455556666:cluster/prod-refresh"],
                lastStatus: ["STOPPED"],
                $or: [
                    {
                        containers: {
                            exitCode: [
                                {
                                    "anything-but": 0,
                                },
                            ],
                        },
                    },
                    {
                        stopCode: [
                            {
                                "anything-but": "EssentialContainerExited",
                            },
                        ],
                    },
                ],
            },
        },
        name: "prod-refresh-failed",
    },
    "masked-failed-target": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "<unknown>",
        rule: "prod-refresh-failed",
    },
    "masked-failures": {
        type: "aws:sqs/queue:Queue",
        messageRetentionSeconds: 1209600,
        name: "prod-refresh-failures",
        sqsManagedSseEnabled: true,
    },
    "masked-failures-policy": {
        type: "aws:sqs/queuePolicy:QueuePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "WrittenByRule",
                    Effect: "Allow",
                    Principal: {
                        Service: "events.amazonaws.com",
                    },
                    Action: "sqs:SendMessage",
                    Resource: "arn:aws:sqs:eu-central-1:444455556666:prod-refresh-failures",
                    Condition: {
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:444455556666:rule/prod-refresh-failed",
                        },
                    },
                },
                {
                    Sid: "EncryptedTransportOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sqs:*",
                    Resource: "arn:aws:sqs:eu-central-1:444455556666:prod-refresh-failures",
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
        queueUrl: "<unknown>",
    },
    "masked-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Jobs of the data refresh",
        vpcId: "vpc-1",
    },
    "masked-into-clone": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "PostgreSQL from the data refresh",
        fromPort: 5432,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
        toPort: 5432,
    },
    "masked-jobs": {
        type: "aws:ecs/cluster:Cluster",
        name: "prod-refresh",
        settings: [
            {
                name: "containerInsights",
                value: "disabled",
            },
        ],
    },
    "masked-key": {
        type: "aws:kms/key:Key",
        deletionWindowInDays: 30,
        description: "Encrypts artefacts and logs of prod-refresh",
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
                    Sid: "UsedByLogGroups",
                    Effect: "Allow",
                    Principal: {
                        Service: "logs.eu-central-1.amazonaws.com",
                    },
                    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: {
                        ArnEquals: {
                            "kms:EncryptionContext:aws:logs:arn": [
                                "arn:aws:logs:eu-central-1:444455556666:log-group:/stagewright/prod-refresh",
                            ],
                        },
                    },
                },
                {
                    Sid: "DecryptedByStaging",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::111122223333:root",
                    },
                    Action: "kms:Decrypt",
                    Resource: "*",
                    Condition: {
                        ArnEquals: {
                            "aws:PrincipalArn": "arn:aws:iam::111122223333:role/staging-refresh-restore",
                        },
                        StringEquals: {
                            "kms:ViaService": "s3.eu-central-1.amazonaws.com",
                        },
                    },
                },
            ],
        },
        protect: true,
    },
    "masked-key-alias": {
        type: "aws:kms/alias:Alias",
        name: "alias/prod-refresh",
        targetKeyId: "<unknown>",
    },
    "masked-lifecycle": {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                abortIncompleteMultipartUpload: {
                    daysAfterInitiation: 1,
                },
                expiration: {
                    expiredObjectDeleteMarker: true,
                },
                filter: {
                    prefix: "",
                },
                id: "forget-what-was-purged",
                noncurrentVersionExpiration: {
                    noncurrentDays: 1,
                },
                status: "Enabled",
            },
        ],
    },
    "masked-lock": {
        type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        bucket: "<unknown>",
        rule: {
            defaultRetention: {
                days: 60,
                mode: "GOVERNANCE",
            },
        },
    },
    "masked-log": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        kmsKeyId: "<unknown>",
        name: "/stagewright/prod-refresh",
        retentionInDays: 90,
    },
    "masked-ownership": {
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        bucket: "<unknown>",
        rule: {
            objectOwnership: "BucketOwnerEnforced",
        },
    },
    "masked-policy": {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        bucket: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ReadByStaging",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::111122223333:root",
                    },
                    Condition: {
                        ArnEquals: {
                            "aws:PrincipalArn": "arn:aws:iam::111122223333:role/staging-refresh-restore",
                        },
                    },
                    Action: "s3:GetObject",
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666/shop/*",
                },
                {
                    Sid: "ListedByStaging",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::111122223333:root",
                    },
                    Action: "s3:ListBucket",
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666",
                    Condition: {
                        ArnEquals: {
                            "aws:PrincipalArn": "arn:aws:iam::111122223333:role/staging-refresh-restore",
                        },
                        StringEquals: {
                            "s3:prefix": "shop/",
                        },
                    },
                },
                {
                    Sid: "WrittenByTheJobOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: ["s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectTagging"],
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666/*",
                    Condition: {
                        ArnNotEquals: {
                            "aws:PrincipalArn": "arn:aws:iam::444455556666:role/prod-refresh-refresh",
                        },
                    },
                },
                {
                    Sid: "PurgedByTheJobOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:DeleteObject",
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666/*",
                    Condition: {
                        ArnNotEquals: {
                            "aws:PrincipalArn": "arn:aws:iam::444455556666:role/prod-refresh-watch",
                        },
                    },
                },
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [
                        "arn:aws:s3:::prod-refresh-artefacts-444455556666",
                        "arn:aws:s3:::prod-refresh-artefacts-444455556666/*",
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
    "masked-refresh-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        alarmDescription:
            "[ticket] A job of the data refresh failed, or could not begin; its log says why. Runbook: https://runbooks.example.com/refresh-failed",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            QueueName: "prod-refresh-failures",
        },
        evaluationPeriods: 1,
        metricName: "ApproximateNumberOfMessagesVisible",
        namespace: "AWS/SQS",
        period: 300,
        statistic: "Maximum",
        threshold: 0,
        treatMissingData: "notBreaching",
    },
    "masked-refresh-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "FindDatabases",
                    Effect: "Allow",
                    Action: ["rds:DescribeDBClusters", "rds:DescribeDBInstances"],
                    Resource: [
                        "arn:aws:rds:eu-central-1:444455556666:cluster:*",
                        "arn:aws:rds:eu-central-1:444455556666:db:*",
                    ],
                },
                {
                    Sid: "CloneTheSource",
                    Effect: "Allow",
                    Action: "rds:RestoreDBClusterToPointInTime",
                    Resource: [
                        "arn:aws:rds:eu-central-1:444455556666:cluster:prod-orders",
                        "arn:aws:rds:eu-central-1:444455556666:cluster:prod-refresh-clone",
                        "arn:aws:rds:eu-central-1:444455556666:db:prod-refresh-clone",
                        "arn:aws:rds:eu-central-1:444455556666:subgrp:*",
                        "arn:aws:rds:eu-central-1:444455556666:cluster-pg:*",
                        "arn:aws:rds:eu-central-1:444455556666:pg:*",
                        "arn:aws:rds:eu-central-1:444455556666:og:*",
                    ],
                },
                {
                    Sid: "GiveTheCloneAnInstance",
                    Effect: "Allow",
                    Action: "rds:CreateDBInstance",
                    Resource: [
                        "arn:aws:rds:eu-central-1:444455556666:cluster:prod-refresh-clone",
                        "arn:aws:rds:eu-central-1:444455556666:db:prod-refresh-clone",
                        "arn:aws:rds:eu-central-1:444455556666:subgrp:*",
                        "arn:aws:rds:eu-central-1:444455556666:cluster-pg:*",
                        "arn:aws:rds:eu-central-1:444455556666:pg:*",
                        "arn:aws:rds:eu-central-1:444455556666:og:*",
                    ],
                },
                {
                    Sid: "KeepTheClone",
                    Effect: "Allow",
                    Action: [
                        "rds:AddTagsToResource",
                        "rds:DeleteDBCluster",
                        "rds:DeleteDBInstance",
                        "rds:ModifyDBCluster",
                    ],
                    Resource: [
                        "arn:aws:rds:eu-central-1:444455556666:cluster:prod-refresh-clone",
                        "arn:aws:rds:eu-central-1:444455556666:db:prod-refresh-clone",
                    ],
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
                    Action: [
                        "kms:CreateGrant",
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey*",
                    ],
                    Resource: "arn:aws:kms:eu-central-1:444455556666:key/*",
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": "rds.eu-central-1.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "GiveTheCloneAPassword",
                    Effect: "Allow",
                    Action: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
                    Resource: "arn:aws:secretsmanager:eu-central-1:444455556666:secret:rds!cluster-*",
                },
                {
                    Sid: "ReadPassword",
                    Effect: "Allow",
                    Action: "secretsmanager:GetSecretValue",
                    Resource: "arn:aws:secretsmanager:eu-central-1:444455556666:secret:rds!cluster-*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/aws:rds:primaryDBClusterArn":
                                "arn:aws:rds:eu-central-1:444455556666:cluster:prod-refresh-clone",
                        },
                    },
                },
                {
                    Sid: "DecryptPassword",
                    Effect: "Allow",
                    Action: "kms:Decrypt",
                    Resource: "arn:aws:kms:eu-central-1:444455556666:key/*",
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "StoreArtefacts",
                    Effect: "Allow",
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666/shop/*",
                },
                {
                    Sid: "EncryptArtefacts",
                    Effect: "Allow",
                    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                    Resource: "arn:aws:kms:eu-central-1:444455556666:key/*",
                    Condition: {
                        "ForAnyValue:StringEquals": {
                            "kms:ResourceAliases": "alias/prod-refresh",
                        },
                    },
                },
                {
                    Sid: "SignManifests",
                    Effect: "Allow",
                    Action: "kms:Sign",
                    Resource: "arn:aws:kms:eu-central-1:444455556666:key/*",
                    Condition: {
                        "ForAnyValue:StringEquals": {
                            "kms:ResourceAliases": "alias/prod-refresh-signing",
                        },
                    },
                },
                {
                    Sid: "WriteMetrics",
                    Effect: "Allow",
                    Action: "cloudwatch:PutMetricData",
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "cloudwatch:namespace": "Stagewright/DataRefresh",
                        },
                    },
                },
            ],
        },
        role: "prod-refresh-refresh",
    },
    "masked-refresh-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "ecs-tasks.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "444455556666",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:ecs:eu-central-1:444455556666:*",
                        },
                    },
                },
            ],
        },
        description: "Masks a clone of prod-orders and stores it for staging",
        name: "prod-refresh-refresh",
    },
    "masked-refresh-schedule": {
        type: "aws:scheduler/schedule:Schedule",
        description: "Masks a clone of prod-orders and stores it for staging",
        flexibleTimeWindow: {
            mode: "OFF",
        },
        groupName: "prod-refresh",
        scheduleExpression: "cron(15 7 ? * TUE,THU *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: "arn:aws:ecs:eu-central-1:444455556666:cluster/prod-refresh",
            deadLetterConfig: {
                arn: "<unknown>",
            },
            ecsParameters: {
                launchType: "FARGATE",
                networkConfiguration: {
                    assignPublicIp: false,
                    securityGroups: ["<unknown>"],
                    subnets: ["subnet-private-a", "subnet-private-b"],
                },
                propagateTags: "TASK_DEFINITION",
                taskCount: 1,
                taskDefinitionArn: "<unknown>",
            },
            retryPolicy: {
                maximumEventAgeInSeconds: 900,
                maximumRetryAttempts: 185,
            },
            roleArn: "<unknown>",
        },
    },
    "masked-refresh-silent": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        alarmDescription:
            "[ticket] Nobody has said for 7 days how old masked data is. Runbook: https://runbooks.example.com/refresh-silent",
        comparisonOperator: "LessThanThreshold",
        dimensions: {
            Refresh: "prod-refresh",
        },
        evaluationPeriods: 7,
        metricName: "AgeSeconds",
        namespace: "Stagewright/DataRefresh",
        period: 86400,
        statistic: "SampleCount",
        threshold: 1,
        treatMissingData: "breaching",
    },
    "masked-refresh-slow": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        alarmDescription:
            "[ticket] The data refresh took nearly as long as it may, and will soon be stopped before its end. Runbook: https://runbooks.example.com/refresh-slow",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            Refresh: "prod-refresh",
        },
        evaluationPeriods: 1,
        metricName: "DurationSeconds",
        namespace: "Stagewright/DataRefresh",
        period: 300,
        statistic: "Maximum",
        threshold: 8640,
        treatMissingData: "ignore",
    },
    "masked-refresh-task": {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        cpu: "4096",
        ephemeralStorage: {
            sizeInGib: 200,
        },
        executionRoleArn: "<unknown>",
        family: "prod-refresh-refresh",
        memory: "16384",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        runtimePlatform: {
            cpuArchitecture: "X86_64",
            operatingSystemFamily: "LINUX",
        },
        taskRoleArn: "<unknown>",
        volumes: [
            {
                name: "refresh",
            },
        ],
        containers: [
            {
                name: "clone",
                image: "registry.example.com/tools@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
                essential: false,
                entryPoint: ["/bin/sh", "-c"],
                mountPoints: [
                    {
                        sourceVolume: "refresh",
                        containerPath: "/refresh",
                        readOnly: false,
                    },
                ],
                readonlyRootFilesystem: true,
                linuxParameters: {
                    initProcessEnabled: true,
                },
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "/stagewright/prod-refresh",
                        "awslogs-region": "eu-central-1",
                        "awslogs-stream-prefix": "refresh",
                    },
                },
                command: ["<launch>", "clone", "<clone>"],
                environment: {
                    DATABASE_KIND: "cluster",
                    CLONE: "prod-refresh-clone",
                    DATABASE: "shop",
                    SOURCE: "prod-orders",
                    CLONE_CLASS: "db.serverless",
                    CLONE_GROUP: "prod-refresh-clone",
                    CLONE_PORT: "5432",
                    CLONE_TAGS:
                        '[{"Key":"environment","Value":"prod"},{"Key":"owner","Value":"shop-platform"},{"Key":"cost-centre","Value":"CC-1"},{"Key":"managed-by","Value":"pulumi"}]',
                    PERSONAL_COLUMNS:
                        '[{"schema":"public","table":"customers","column":"email"},{"schema":"public","table":"customers","column":"profile","keys":["address","street"]}]',
                    SAMPLE_CHARACTERS: "8",
                    SAMPLE_VALUES: "5000",
                    MASKING_CONFIGURATION:
                        "common:\n  pg_bin_path: /usr/lib/postgresql/16/bin/\n  tmp_dir: /refresh/temporary\nlog:\n  level: info\n  format: json\nstorage:\n  type: directory\n  directory:\n    path: /refresh/dump\ndump:\n  pg_dump_options:\n    jobs: 4\n    exclude-table-data:\n      - public.audit\n    no-privileges: true\n    no-publications: true\n    no-subscriptions: true\n    no-security-labels: true\n  transformation:\n    - schema: public\n      name: customers\n      transformers:\n        - name: RandomEmail\n          params:\n            column: email\n            engine: hash\n        - name: RandomPerson\n          params:\n            columns:\n              - name: name\n                template: \"{{ .FirstName }}\"\n        - name: KeepDomain\n          params:\n            column: contact\n          when: record.contact != null\n      columns_type_override:\n        post_code: int4\n    - schema: public\n      name: orders\n      subset_conds:\n        - public.orders.placed > now() - interval '90 days'\n      transformers:\n        - name: SetNull\n          params:\n            column: message\ncustom_transformers:\n  - name: KeepDomain\n    executable: /usr/local/bin/keep-domain\n",
                    METRIC_NAMESPACE: "Stagewright/DataRefresh",
                    REFRESH_NAME: "prod-refresh",
                    TMPDIR: "/refresh",
                    DEADLINE_SECONDS: "9900",
                    LEAST_SECONDS: "1",
                    PGSSLMODE: "require",
                    WORK_FOLDER: "/refresh",
                },
            },
            {
                name: "mask",
                image: "registry.example.com/greenmask@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                essential: false,
                entryPoint: ["/bin/sh", "-c"],
                dependsOn: [
                    {
                        containerName: "clone",
                        condition: "COMPLETE",
                    },
                ],
                mountPoints: [
                    {
                        sourceVolume: "refresh",
                        containerPath: "/refresh",
                        readOnly: false,
                    },
                ],
                readonlyRootFilesystem: false,
                linuxParameters: {
                    initProcessEnabled: true,
                },
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "/stagewright/prod-refresh",
                        "awslogs-region": "eu-central-1",
                        "awslogs-stream-prefix": "refresh",
                    },
                },
                command: ["<launch>", "mask", "<mask>"],
                environment: {
                    MASKING_COMMAND: 'greenmask --config "$MASKING_FILE" dump',
                    DEADLINE_SECONDS: "9900",
                    LEAST_SECONDS: "1",
                    PGSSLMODE: "require",
                    WORK_FOLDER: "/refresh",
                },
            },
            {
                name: "publish",
                image: "registry.example.com/tools@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
                essential: true,
                entryPoint: ["/bin/sh", "-c"],
                dependsOn: [
                    {
                        containerName: "mask",
                        condition: "COMPLETE",
                    },
                ],
                mountPoints: [
                    {
                        sourceVolume: "refresh",
                        containerPath: "/refresh",
                        readOnly: false,
                    },
                ],
                readonlyRootFilesystem: true,
                linuxParameters: {
                    initProcessEnabled: true,
                },
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "/stagewright/prod-refresh",
                        "awslogs-region": "eu-central-1",
                        "awslogs-stream-prefix": "refresh",
                    },
                },
                command: ["<launch>", "publish", "<publish>"],
                environment: {
                    DATABASE_KIND: "cluster",
                    CLONE: "prod-refresh-clone",
                    DATABASE: "shop",
                    BUCKET: "prod-refresh-artefacts-444455556666",
                    PREFIX: "shop",
                    BUCKET_REGION: "eu-central-1",
                    MASKING_RESULT: "dump",
                    PROVENANCE:
                        '{"refresh":"prod-refresh","account":"444455556666","source":"prod-orders","database":"shop","maskingImage":"registry.example.com/greenmask@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","maskingCommand":"greenmask --config \\"$MASKING_FILE\\" dump","maskingConfigurationSha256":"6b055de80c153b6fb96d077515601f7569e6c29b89eadc3f9697c3ff755abae1","personalColumnsSha256":"4fd69d4bf42914e1bd7c47b8a69ce8aa65f789252fdec51ff22401705332e060","contractSha256":"5c8534140eefeb838e92fa8b8f9ddfd251c66875af1c05833043a04524d4f229","toolsImage":"registry.example.com/tools@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}',
                    SIGNER: "alias/prod-refresh-signing",
                    METRIC_NAMESPACE: "Stagewright/DataRefresh",
                    REFRESH_NAME: "prod-refresh",
                    TMPDIR: "/refresh",
                    DEADLINE_SECONDS: "9900",
                    LEAST_SECONDS: "900",
                    PGSSLMODE: "require",
                    WORK_FOLDER: "/refresh",
                },
            },
        ],
    },
    "masked-refresh-too-old": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:444455556666:alerts"],
        alarmDescription:
            "[ticket] Masked data is older than 10 days. Runbook: https://runbooks.example.com/refresh-too-old",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            Refresh: "prod-refresh",
        },
        evaluationPeriods: 1,
        metricName: "AgeSeconds",
        namespace: "Stagewright/DataRefresh",
        period: 86400,
        statistic: "Maximum",
        threshold: 864000,
        treatMissingData: "ignore",
    },
    "masked-scheduler-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "StartJobs",
                    Effect: "Allow",
                    Action: "ecs:RunTask",
                    Resource: [
                        "arn:aws:ecs:eu-central-1:444455556666:task-definition/prod-refresh-refresh:*",
                        "arn:aws:ecs:eu-central-1:444455556666:task-definition/prod-refresh-watch:*",
                    ],
                    Condition: {
                        ArnEquals: {
                            "ecs:cluster": "arn:aws:ecs:eu-central-1:444455556666:cluster/prod-refresh",
                        },
                    },
                },
                {
                    Sid: "TagWhatIsStarted",
                    Effect: "Allow",
                    Action: "ecs:TagResource",
                    Resource: "arn:aws:ecs:eu-central-1:444455556666:task/prod-refresh/*",
                    Condition: {
                        StringEquals: {
                            "ecs:CreateAction": "RunTask",
                        },
                    },
                },
                {
                    Sid: "HandOnRoles",
                    Effect: "Allow",
                    Action: "iam:PassRole",
                    Resource: [
                        "arn:aws:iam::444455556666:role/prod-refresh-start",
                        "arn:aws:iam::444455556666:role/prod-refresh-refresh",
                        "arn:aws:iam::444455556666:role/prod-refresh-watch",
                    ],
                    Condition: {
                        StringEquals: {
                            "iam:PassedToService": "ecs-tasks.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "KeepWhatFailed",
                    Effect: "Allow",
                    Action: "sqs:SendMessage",
                    Resource: "arn:aws:sqs:eu-central-1:444455556666:prod-refresh-failures",
                },
            ],
        },
        role: "<unknown>",
    },
    "masked-scheduler-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "scheduler.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "444455556666",
                            "aws:SourceArn": "arn:aws:scheduler:eu-central-1:444455556666:schedule-group/prod-refresh",
                        },
                    },
                },
            ],
        },
        description: "Starts the jobs of prod-refresh",
    },
    "masked-schedules": {
        type: "aws:scheduler/scheduleGroup:ScheduleGroup",
        name: "prod-refresh",
    },
    "masked-signing-key": {
        type: "aws:kms/key:Key",
        customerMasterKeySpec: "ECC_NIST_P256",
        deletionWindowInDays: 30,
        description: "Signs the manifests of masked data",
        keyUsage: "SIGN_VERIFY",
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
            ],
        },
        protect: true,
    },
    "masked-signing-key-alias": {
        type: "aws:kms/alias:Alias",
        name: "alias/prod-refresh-signing",
        targetKeyId: "<unknown>",
    },
    "masked-start-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "ecs-tasks.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "444455556666",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:ecs:eu-central-1:444455556666:*",
                        },
                    },
                },
            ],
        },
        description: "Fetches images and writes the logs of the data refresh",
        name: "prod-refresh-start",
    },
    "masked-start-role-amazonecstaskexecutionrolepolicy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        role: "prod-refresh-start",
    },
    "masked-to-aws": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        cidrIpv4: "0.0.0.0/0",
        description: "AWS and the registry of images",
        fromPort: 443,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "masked-to-clone": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        description: "PostgreSQL of the clone",
        fromPort: 5432,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
        toPort: 5432,
    },
    "masked-versioning": {
        type: "aws:s3/bucketVersioning:BucketVersioning",
        bucket: "<unknown>",
        versioningConfiguration: {
            status: "Enabled",
        },
    },
    "masked-watch-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ListArtefacts",
                    Effect: "Allow",
                    Action: "s3:ListBucket",
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666",
                    Condition: {
                        StringLike: {
                            "s3:prefix": "shop/*",
                        },
                    },
                },
                {
                    Sid: "PurgeArtefacts",
                    Effect: "Allow",
                    Action: "s3:DeleteObject",
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666/shop/*",
                },
                {
                    Sid: "WriteMetrics",
                    Effect: "Allow",
                    Action: "cloudwatch:PutMetricData",
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "cloudwatch:namespace": "Stagewright/DataRefresh",
                        },
                    },
                },
            ],
        },
        role: "prod-refresh-watch",
    },
    "masked-watch-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "ecs-tasks.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "444455556666",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:ecs:eu-central-1:444455556666:*",
                        },
                    },
                },
            ],
        },
        description: "Says how old the newest artefact is, and purges old ones",
        name: "prod-refresh-watch",
    },
    "masked-watch-schedule": {
        type: "aws:scheduler/schedule:Schedule",
        description: "Says how old the newest artefact is, and purges old ones",
        flexibleTimeWindow: {
            mode: "OFF",
        },
        groupName: "prod-refresh",
        scheduleExpression: "cron(45 19 ? * MON-FRI *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: "arn:aws:ecs:eu-central-1:444455556666:cluster/prod-refresh",
            deadLetterConfig: {
                arn: "<unknown>",
            },
            ecsParameters: {
                launchType: "FARGATE",
                networkConfiguration: {
                    assignPublicIp: false,
                    securityGroups: ["<unknown>"],
                    subnets: ["subnet-private-a", "subnet-private-b"],
                },
                propagateTags: "TASK_DEFINITION",
                taskCount: 1,
                taskDefinitionArn: "<unknown>",
            },
            retryPolicy: {
                maximumEventAgeInSeconds: 900,
                maximumRetryAttempts: 185,
            },
            roleArn: "<unknown>",
        },
    },
    "masked-watch-task": {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        cpu: "1024",
        executionRoleArn: "<unknown>",
        family: "prod-refresh-watch",
        memory: "4096",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        runtimePlatform: {
            cpuArchitecture: "X86_64",
            operatingSystemFamily: "LINUX",
        },
        taskRoleArn: "<unknown>",
        volumes: [
            {
                name: "refresh",
            },
        ],
        containers: [
            {
                name: "watch",
                image: "registry.example.com/tools@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
                essential: true,
                entryPoint: ["/bin/sh", "-c"],
                mountPoints: [
                    {
                        sourceVolume: "refresh",
                        containerPath: "/refresh",
                        readOnly: false,
                    },
                ],
                readonlyRootFilesystem: true,
                linuxParameters: {
                    initProcessEnabled: true,
                },
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "/stagewright/prod-refresh",
                        "awslogs-region": "eu-central-1",
                        "awslogs-stream-prefix": "watch",
                    },
                },
                command: ["<launch>", "watch", "<watch artefacts>"],
                environment: {
                    BUCKET: "prod-refresh-artefacts-444455556666",
                    PREFIX: "shop",
                    BUCKET_REGION: "eu-central-1",
                    RETENTION_SECONDS: "5184000",
                    METRIC_NAMESPACE: "Stagewright/DataRefresh",
                    REFRESH_NAME: "prod-refresh",
                    TMPDIR: "/refresh",
                    DEADLINE_SECONDS: "900",
                    LEAST_SECONDS: "900",
                    PGSSLMODE: "require",
                    WORK_FOLDER: "/refresh",
                },
            },
        ],
    },
} as const;

export const TARGET_PLAN = {
    masked: {
        type: "stagewright:data-refresh:DataRefreshTarget",
    },
    "masked-failed": {
        type: "aws:cloudwatch/eventRule:EventRule",
        description: "A job of the data refresh failed, or could not begin",
        eventPattern: {
            source: ["aws.ecs"],
            "detail-type": ["ECS Task State Change"],
            detail: {
                clusterArn: ["arn:aws:ecs:eu-central-1:111122223333:cluster/staging-refresh"],
                lastStatus: ["STOPPED"],
                $or: [
                    {
                        containers: {
                            exitCode: [
                                {
                                    "anything-but": 0,
                                },
                            ],
                        },
                    },
                    {
                        stopCode: [
                            {
                                "anything-but": "EssentialContainerExited",
                            },
                        ],
                    },
                ],
            },
        },
        name: "staging-refresh-failed",
    },
    "masked-failed-target": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "<unknown>",
        rule: "staging-refresh-failed",
    },
    "masked-failures": {
        type: "aws:sqs/queue:Queue",
        messageRetentionSeconds: 1209600,
        name: "staging-refresh-failures",
        sqsManagedSseEnabled: true,
    },
    "masked-failures-policy": {
        type: "aws:sqs/queuePolicy:QueuePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "WrittenByRule",
                    Effect: "Allow",
                    Principal: {
                        Service: "events.amazonaws.com",
                    },
                    Action: "sqs:SendMessage",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-refresh-failures",
                    Condition: {
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:111122223333:rule/staging-refresh-failed",
                        },
                    },
                },
                {
                    Sid: "EncryptedTransportOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sqs:*",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-refresh-failures",
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
        queueUrl: "<unknown>",
    },
    "masked-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Jobs of the data refresh",
        vpcId: "vpc-1",
    },
    "masked-into-database": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "PostgreSQL from the data refresh",
        fromPort: 5432,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "sg-database",
        toPort: 5432,
    },
    "masked-jobs": {
        type: "aws:ecs/cluster:Cluster",
        name: "staging-refresh",
        settings: [
            {
                name: "containerInsights",
                value: "disabled",
            },
        ],
    },
    "masked-key": {
        type: "aws:kms/key:Key",
        deletionWindowInDays: 7,
        description: "Encrypts artefacts and logs of staging-refresh",
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
                    Sid: "UsedByLogGroups",
                    Effect: "Allow",
                    Principal: {
                        Service: "logs.eu-central-1.amazonaws.com",
                    },
                    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: {
                        ArnEquals: {
                            "kms:EncryptionContext:aws:logs:arn": [
                                "arn:aws:logs:eu-central-1:111122223333:log-group:/stagewright/staging-refresh",
                            ],
                        },
                    },
                },
            ],
        },
    },
    "masked-key-alias": {
        type: "aws:kms/alias:Alias",
        name: "alias/staging-refresh",
        targetKeyId: "<unknown>",
    },
    "masked-log": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        kmsKeyId: "<unknown>",
        name: "/stagewright/staging-refresh",
        retentionInDays: 14,
    },
    "masked-refresh-failed": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription:
            "[ticket] A job of the data refresh failed, or could not begin; its log says why. Runbook: https://runbooks.example.com/refresh-failed",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            QueueName: "staging-refresh-failures",
        },
        evaluationPeriods: 1,
        metricName: "ApproximateNumberOfMessagesVisible",
        namespace: "AWS/SQS",
        period: 300,
        statistic: "Maximum",
        threshold: 0,
        treatMissingData: "notBreaching",
    },
    "masked-refresh-silent": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription:
            "[ticket] Nobody has said for 7 days how old masked data is. Runbook: https://runbooks.example.com/refresh-silent",
        comparisonOperator: "LessThanThreshold",
        dimensions: {
            Refresh: "staging-refresh",
        },
        evaluationPeriods: 7,
        metricName: "AgeSeconds",
        namespace: "Stagewright/DataRefresh",
        period: 86400,
        statistic: "SampleCount",
        threshold: 1,
        treatMissingData: "breaching",
    },
    "masked-refresh-slow": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription:
            "[ticket] The data refresh took nearly as long as it may, and will soon be stopped before its end. Runbook: https://runbooks.example.com/refresh-slow",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            Refresh: "staging-refresh",
        },
        evaluationPeriods: 1,
        metricName: "DurationSeconds",
        namespace: "Stagewright/DataRefresh",
        period: 300,
        statistic: "Maximum",
        threshold: 4320,
        treatMissingData: "ignore",
    },
    "masked-refresh-too-old": {
        type: "aws:cloudwatch/metricAlarm:MetricAlarm",
        alarmActions: ["arn:aws:sns:eu-central-1:111122223333:alerts"],
        alarmDescription:
            "[ticket] Masked data is older than 10 days. Runbook: https://runbooks.example.com/refresh-too-old",
        comparisonOperator: "GreaterThanThreshold",
        dimensions: {
            Refresh: "staging-refresh",
        },
        evaluationPeriods: 1,
        metricName: "AgeSeconds",
        namespace: "Stagewright/DataRefresh",
        period: 86400,
        statistic: "Maximum",
        threshold: 864000,
        treatMissingData: "ignore",
    },
    "masked-restore-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ListArtefacts",
                    Effect: "Allow",
                    Action: "s3:ListBucket",
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666",
                    Condition: {
                        StringLike: {
                            "s3:prefix": "shop/*",
                        },
                    },
                },
                {
                    Sid: "ReadArtefacts",
                    Effect: "Allow",
                    Action: "s3:GetObject",
                    Resource: "arn:aws:s3:::prod-refresh-artefacts-444455556666/shop/*",
                },
                {
                    Sid: "DecryptArtefacts",
                    Effect: "Allow",
                    Action: "kms:Decrypt",
                    Resource: "arn:aws:kms:eu-central-1:444455556666:key/*",
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": "s3.eu-central-1.amazonaws.com",
                        },
                        "ForAnyValue:StringEquals": {
                            "kms:ResourceAliases": "alias/prod-refresh",
                        },
                    },
                },
                {
                    Sid: "FindDatabases",
                    Effect: "Allow",
                    Action: ["rds:DescribeDBClusters", "rds:DescribeDBInstances"],
                    Resource: [
                        "arn:aws:rds:eu-central-1:111122223333:cluster:*",
                        "arn:aws:rds:eu-central-1:111122223333:db:*",
                    ],
                },
                {
                    Sid: "ReadPassword",
                    Effect: "Allow",
                    Action: "secretsmanager:GetSecretValue",
                    Resource: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/aws:rds:primaryDBClusterArn":
                                "arn:aws:rds:eu-central-1:111122223333:cluster:staging-orders",
                        },
                    },
                },
                {
                    Sid: "DecryptPassword",
                    Effect: "Allow",
                    Action: "kms:Decrypt",
                    Resource: "arn:aws:kms:eu-central-1:111122223333:key/*",
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "WriteMetrics",
                    Effect: "Allow",
                    Action: "cloudwatch:PutMetricData",
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "cloudwatch:namespace": "Stagewright/DataRefresh",
                        },
                    },
                },
            ],
        },
        role: "staging-refresh-restore",
    },
    "masked-restore-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "ecs-tasks.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:*",
                        },
                    },
                },
            ],
        },
        description: "Restores masked data into staging-orders",
        name: "staging-refresh-restore",
    },
    "masked-restore-schedule": {
        type: "aws:scheduler/schedule:Schedule",
        description: "Restores masked data into staging-orders",
        flexibleTimeWindow: {
            mode: "OFF",
        },
        groupName: "staging-refresh",
        scheduleExpression: "cron(15 10 ? * TUE,THU *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: "arn:aws:ecs:eu-central-1:111122223333:cluster/staging-refresh",
            deadLetterConfig: {
                arn: "<unknown>",
            },
            ecsParameters: {
                launchType: "FARGATE",
                networkConfiguration: {
                    assignPublicIp: false,
                    securityGroups: ["<unknown>"],
                    subnets: ["subnet-private-a", "subnet-private-b"],
                },
                propagateTags: "TASK_DEFINITION",
                taskCount: 1,
                taskDefinitionArn: "<unknown>",
            },
            retryPolicy: {
                maximumEventAgeInSeconds: 900,
                maximumRetryAttempts: 185,
            },
            roleArn: "<unknown>",
        },
    },
    "masked-restore-task": {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        cpu: "1024",
        ephemeralStorage: {
            sizeInGib: 21,
        },
        executionRoleArn: "<unknown>",
        family: "staging-refresh-restore",
        memory: "4096",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        runtimePlatform: {
            cpuArchitecture: "X86_64",
            operatingSystemFamily: "LINUX",
        },
        taskRoleArn: "<unknown>",
        volumes: [
            {
                name: "refresh",
            },
        ],
        containers: [
            {
                name: "restore",
                image: "registry.example.com/tools@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
                essential: false,
                entryPoint: ["/bin/sh", "-c"],
                mountPoints: [
                    {
                        sourceVolume: "refresh",
                        containerPath: "/refresh",
                        readOnly: false,
                    },
                ],
                readonlyRootFilesystem: true,
                linuxParameters: {
                    initProcessEnabled: true,
                },
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "/stagewright/staging-refresh",
                        "awslogs-region": "eu-central-1",
                        "awslogs-stream-prefix": "restore",
                    },
                },
                command: ["<launch>", "restore", "<restore>"],
                environment: {
                    DATABASE_KIND: "cluster",
                    IDENTIFIER: "staging-orders",
                    DATABASE: "shop",
                    INCOMING: "shop_incoming",
                    OUTGOING: "shop_outgoing",
                    BUCKET: "prod-refresh-artefacts-444455556666",
                    PREFIX: "shop",
                    BUCKET_REGION: "eu-central-1",
                    CONTRACT_SHA256: "5c8534140eefeb838e92fa8b8f9ddfd251c66875af1c05833043a04524d4f229",
                    MAXIMUM_AGE_SECONDS: "864000",
                    OWNER: "shop_application",
                    RESTORE_JOBS: "1",
                    SIGNING_PUBLIC_KEY:
                        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKglOeploL4A+gB2sJvn7CqTJUX7YENJeRwqC++v1cnkFPWFsr+rAjmenvB5pEtCST9jvpG/fVdmXdwU9LLAI8A==",
                    METRIC_NAMESPACE: "Stagewright/DataRefresh",
                    REFRESH_NAME: "staging-refresh",
                    TMPDIR: "/refresh",
                    DEADLINE_SECONDS: "4500",
                    LEAST_SECONDS: "1",
                    PGSSLMODE: "require",
                    WORK_FOLDER: "/refresh",
                },
            },
            {
                name: "migrate",
                image: "registry.example.com/shop@sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
                essential: false,
                entryPoint: ["/bin/sh", "-c"],
                dependsOn: [
                    {
                        containerName: "restore",
                        condition: "COMPLETE",
                    },
                ],
                mountPoints: [
                    {
                        sourceVolume: "refresh",
                        containerPath: "/refresh",
                        readOnly: false,
                    },
                ],
                readonlyRootFilesystem: false,
                linuxParameters: {
                    initProcessEnabled: true,
                },
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "/stagewright/staging-refresh",
                        "awslogs-region": "eu-central-1",
                        "awslogs-stream-prefix": "restore",
                    },
                },
                command: ["<launch>", "migrate", "<migrate>"],
                environment: {
                    MIGRATION_COMMAND: "npm run migrate",
                    DEADLINE_SECONDS: "4500",
                    LEAST_SECONDS: "1",
                    PGSSLMODE: "require",
                    WORK_FOLDER: "/refresh",
                },
            },
            {
                name: "swap",
                image: "registry.example.com/tools@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
                essential: true,
                entryPoint: ["/bin/sh", "-c"],
                dependsOn: [
                    {
                        containerName: "migrate",
                        condition: "COMPLETE",
                    },
                ],
                mountPoints: [
                    {
                        sourceVolume: "refresh",
                        containerPath: "/refresh",
                        readOnly: false,
                    },
                ],
                readonlyRootFilesystem: true,
                linuxParameters: {
                    initProcessEnabled: true,
                },
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "/stagewright/staging-refresh",
                        "awslogs-region": "eu-central-1",
                        "awslogs-stream-prefix": "restore",
                    },
                },
                command: ["<launch>", "swap", "<swap>"],
                environment: {
                    DATABASE_KIND: "cluster",
                    IDENTIFIER: "staging-orders",
                    DATABASE: "shop",
                    INCOMING: "shop_incoming",
                    OUTGOING: "shop_outgoing",
                    MIGRATES: "yes",
                    METRIC_NAMESPACE: "Stagewright/DataRefresh",
                    REFRESH_NAME: "staging-refresh",
                    TMPDIR: "/refresh",
                    DEADLINE_SECONDS: "4500",
                    LEAST_SECONDS: "900",
                    PGSSLMODE: "require",
                    WORK_FOLDER: "/refresh",
                },
            },
        ],
    },
    "masked-scheduler-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "StartJobs",
                    Effect: "Allow",
                    Action: "ecs:RunTask",
                    Resource: [
                        "arn:aws:ecs:eu-central-1:111122223333:task-definition/staging-refresh-restore:*",
                        "arn:aws:ecs:eu-central-1:111122223333:task-definition/staging-refresh-watch:*",
                    ],
                    Condition: {
                        ArnEquals: {
                            "ecs:cluster": "arn:aws:ecs:eu-central-1:111122223333:cluster/staging-refresh",
                        },
                    },
                },
                {
                    Sid: "TagWhatIsStarted",
                    Effect: "Allow",
                    Action: "ecs:TagResource",
                    Resource: "arn:aws:ecs:eu-central-1:111122223333:task/staging-refresh/*",
                    Condition: {
                        StringEquals: {
                            "ecs:CreateAction": "RunTask",
                        },
                    },
                },
                {
                    Sid: "HandOnRoles",
                    Effect: "Allow",
                    Action: "iam:PassRole",
                    Resource: [
                        "arn:aws:iam::111122223333:role/staging-refresh-start",
                        "arn:aws:iam::111122223333:role/staging-refresh-restore",
                        "arn:aws:iam::111122223333:role/staging-refresh-watch",
                    ],
                    Condition: {
                        StringEquals: {
                            "iam:PassedToService": "ecs-tasks.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "KeepWhatFailed",
                    Effect: "Allow",
                    Action: "sqs:SendMessage",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-refresh-failures",
                },
            ],
        },
        role: "<unknown>",
    },
    "masked-scheduler-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "scheduler.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                            "aws:SourceArn":
                                "arn:aws:scheduler:eu-central-1:111122223333:schedule-group/staging-refresh",
                        },
                    },
                },
            ],
        },
        description: "Starts the jobs of staging-refresh",
    },
    "masked-schedules": {
        type: "aws:scheduler/scheduleGroup:ScheduleGroup",
        name: "staging-refresh",
    },
    "masked-start-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "ecs-tasks.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:*",
                        },
                    },
                },
            ],
        },
        description: "Fetches images and writes the logs of the data refresh",
        name: "staging-refresh-start",
    },
    "masked-start-role-amazonecstaskexecutionrolepolicy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        role: "staging-refresh-start",
    },
    "masked-to-aws": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        cidrIpv4: "0.0.0.0/0",
        description: "AWS and the registry of images",
        fromPort: 443,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "masked-to-database": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        description: "PostgreSQL of the database",
        fromPort: 5432,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "sg-database",
        securityGroupId: "<unknown>",
        toPort: 5432,
    },
    "masked-watch-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "FindDatabases",
                    Effect: "Allow",
                    Action: ["rds:DescribeDBClusters", "rds:DescribeDBInstances"],
                    Resource: [
                        "arn:aws:rds:eu-central-1:111122223333:cluster:*",
                        "arn:aws:rds:eu-central-1:111122223333:db:*",
                    ],
                },
                {
                    Sid: "ReadPassword",
                    Effect: "Allow",
                    Action: "secretsmanager:GetSecretValue",
                    Resource: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-*",
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/aws:rds:primaryDBClusterArn":
                                "arn:aws:rds:eu-central-1:111122223333:cluster:staging-orders",
                        },
                    },
                },
                {
                    Sid: "DecryptPassword",
                    Effect: "Allow",
                    Action: "kms:Decrypt",
                    Resource: "arn:aws:kms:eu-central-1:111122223333:key/*",
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "WriteMetrics",
                    Effect: "Allow",
                    Action: "cloudwatch:PutMetricData",
                    Resource: "*",
                    Condition: {
                        StringEquals: {
                            "cloudwatch:namespace": "Stagewright/DataRefresh",
                        },
                    },
                },
            ],
        },
        role: "staging-refresh-watch",
    },
    "masked-watch-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "ecs-tasks.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:*",
                        },
                    },
                },
            ],
        },
        description: "Says how old the data in staging-orders is",
        name: "staging-refresh-watch",
    },
    "masked-watch-schedule": {
        type: "aws:scheduler/schedule:Schedule",
        description: "Says how old the data in staging-orders is",
        flexibleTimeWindow: {
            mode: "OFF",
        },
        groupName: "staging-refresh",
        scheduleExpression: "cron(45 19 ? * MON-FRI *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: "arn:aws:ecs:eu-central-1:111122223333:cluster/staging-refresh",
            deadLetterConfig: {
                arn: "<unknown>",
            },
            ecsParameters: {
                launchType: "FARGATE",
                networkConfiguration: {
                    assignPublicIp: false,
                    securityGroups: ["<unknown>"],
                    subnets: ["subnet-private-a", "subnet-private-b"],
                },
                propagateTags: "TASK_DEFINITION",
                taskCount: 1,
                taskDefinitionArn: "<unknown>",
            },
            retryPolicy: {
                maximumEventAgeInSeconds: 900,
                maximumRetryAttempts: 185,
            },
            roleArn: "<unknown>",
        },
    },
    "masked-watch-task": {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        cpu: "1024",
        executionRoleArn: "<unknown>",
        family: "staging-refresh-watch",
        memory: "4096",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        runtimePlatform: {
            cpuArchitecture: "X86_64",
            operatingSystemFamily: "LINUX",
        },
        taskRoleArn: "<unknown>",
        volumes: [
            {
                name: "refresh",
            },
        ],
        containers: [
            {
                name: "watch",
                image: "registry.example.com/tools@sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
                essential: true,
                entryPoint: ["/bin/sh", "-c"],
                mountPoints: [
                    {
                        sourceVolume: "refresh",
                        containerPath: "/refresh",
                        readOnly: false,
                    },
                ],
                readonlyRootFilesystem: true,
                linuxParameters: {
                    initProcessEnabled: true,
                },
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "/stagewright/staging-refresh",
                        "awslogs-region": "eu-central-1",
                        "awslogs-stream-prefix": "watch",
                    },
                },
                command: ["<launch>", "watch", "<watch database>"],
                environment: {
                    DATABASE_KIND: "cluster",
                    IDENTIFIER: "staging-orders",
                    DATABASE: "shop",
                    METRIC_NAMESPACE: "Stagewright/DataRefresh",
                    REFRESH_NAME: "staging-refresh",
                    TMPDIR: "/refresh",
                    DEADLINE_SECONDS: "900",
                    LEAST_SECONDS: "900",
                    PGSSLMODE: "require",
                    WORK_FOLDER: "/refresh",
                },
            },
        ],
    },
} as const;
