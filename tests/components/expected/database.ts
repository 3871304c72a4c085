/** What differs between the databases of the two environments: names, what protects them, and when they are maintained. */
interface Facts {
    readonly name: string;
    readonly account: string;
    readonly windows: { readonly backup: string; readonly maintenance: string };
    readonly rotation: string;
    readonly protection: object;
    readonly keyDays: number;
    readonly kept: object;
}

export const STAGING_FACTS: Facts = {
    name: "staging-orders",
    account: "111122223333",
    windows: { backup: "06:30-07:00", maintenance: "tue:07:00-tue:08:00" },
    rotation: "cron(0 7 ? * MON *)",
    protection: { deletionProtection: false, deleteAutomatedBackups: true, skipFinalSnapshot: true },
    keyDays: 7,
    kept: {},
};

export const PRODUCTION_FACTS: Facts = {
    name: "prod-orders",
    account: "444455556666",
    windows: { backup: "01:00-01:30", maintenance: "sun:02:00-sun:03:00" },
    rotation: "cron(0 2 ? * SAT *)",
    protection: {
        deletionProtection: true,
        deleteAutomatedBackups: false,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: "prod-orders-final",
    },
    keyDays: 30,
    kept: { protect: true },
};

const UNKNOWN = "<unknown>";
const PORT_5432 = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
const DATA_SUBNETS = ["subnet-data-a", "subnet-data-b"];
const immediate = (name: string, value: string) => ({ name, value, applyMethod: "immediate" });
const POSTGRESQL_OF_ALL = [
    immediate("rds.force_ssl", "1"),
    immediate("log_connections", "1"),
    immediate("log_disconnections", "1"),
    immediate("log_lock_waits", "1"),
    immediate("log_min_duration_statement", "500"),
];
const POSTGRESQL_OF_INSTANCES = [
    immediate("idle_in_transaction_session_timeout", "300000"),
    immediate("track_io_timing", "1"),
];

const trust = (service: string, condition?: object) => ({
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "AssumedByService",
            Effect: "Allow",
            Principal: { Service: service },
            Action: "sts:AssumeRole",
            ...(condition === undefined ? {} : { Condition: condition }),
        },
    ],
});

const key = ({ name, account, keyDays, kept }: Facts, logGroups: readonly string[]) => ({
    "orders-key": {
        type: "aws:kms/key:Key",
        description: `Encrypts the database ${name}`,
        enableKeyRotation: true,
        deletionWindowInDays: keyDays,
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AdministeredByOwnAccount",
                    Effect: "Allow",
                    Principal: { AWS: `arn:aws:iam::${account}:root` },
                    Action: "kms:*",
                    Resource: "*",
                },
                {
                    Sid: "UsedByLogGroups",
                    Effect: "Allow",
                    Principal: { Service: "logs.eu-central-1.amazonaws.com" },
                    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: {
                        ArnEquals: {
                            "kms:EncryptionContext:aws:logs:arn": logGroups.map(
                                group => `arn:aws:logs:eu-central-1:${account}:log-group:${group}`,
                            ),
                        },
                    },
                },
            ],
        },
        ...kept,
    },
    "orders-key-alias": { type: "aws:kms/alias:Alias", name: `alias/${name}`, targetKeyId: UNKNOWN },
});

const logGroup = (name: string) => ({
    type: "aws:cloudwatch/logGroup:LogGroup",
    name,
    retentionInDays: 30,
    kmsKeyId: UNKNOWN,
});

const caller = (description: string, referencedSecurityGroupId: string) => ({
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    securityGroupId: UNKNOWN,
    referencedSecurityGroupId,
    ...PORT_5432,
    description,
});

const surroundings = ({ name, account, rotation }: Facts) => ({
    "orders-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Named callers of the database",
        vpcId: "vpc-1",
        egress: [],
    },
    "orders-monitoring": {
        type: "aws:iam/role:Role",
        description: "Enhanced monitoring of the database's instances",
        assumeRolePolicy: trust("monitoring.rds.amazonaws.com", {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": `arn:aws:rds:eu-central-1:${account}:db:*` },
        }),
    },
    "orders-monitoring-policy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        role: UNKNOWN,
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    },
    "orders-rotation": {
        type: "aws:secretsmanager/secretRotation:SecretRotation",
        secretId: UNKNOWN,
        rotateImmediately: false,
        rotationRules: { scheduleExpression: rotation, duration: "1h" },
    },
    "orders-subnets": {
        type: "aws:rds/subnetGroup:SubnetGroup",
        description: `Data tier of ${name.replace("-orders", "")}`,
        subnetIds: DATA_SUBNETS,
    },
});

const cluster = ({ name, windows, protection, kept }: Facts) => ({
    type: "aws:rds/cluster:Cluster",
    clusterIdentifier: name,
    engine: "aurora-postgresql",
    engineMode: "provisioned",
    engineVersion: "16.6",
    engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    allowMajorVersionUpgrade: false,
    databaseName: "shop",
    masterUsername: "postgres",
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: UNKNOWN,
    iamDatabaseAuthenticationEnabled: true,
    storageEncrypted: true,
    kmsKeyId: UNKNOWN,
    port: 5432,
    dbSubnetGroupName: UNKNOWN,
    vpcSecurityGroupIds: [UNKNOWN],
    dbClusterParameterGroupName: UNKNOWN,
    enabledCloudwatchLogsExports: ["postgresql"],
    databaseInsightsMode: "standard",
    backupRetentionPeriod: 7,
    preferredBackupWindow: windows.backup,
    preferredMaintenanceWindow: windows.maintenance,
    copyTagsToSnapshot: true,
    applyImmediately: false,
    ...protection,
    ...kept,
});

const member = ({ name, windows, kept }: Facts, promotionTier: number, instanceClass: string) => ({
    type: "aws:rds/clusterInstance:ClusterInstance",
    clusterIdentifier: name,
    engine: "aurora-postgresql",
    instanceClass,
    promotionTier,
    publiclyAccessible: false,
    dbSubnetGroupName: UNKNOWN,
    dbParameterGroupName: UNKNOWN,
    caCertIdentifier: "rds-ca-rsa2048-g1",
    autoMinorVersionUpgrade: false,
    applyImmediately: false,
    preferredMaintenanceWindow: windows.maintenance,
    copyTagsToSnapshot: true,
    monitoringInterval: 60,
    monitoringRoleArn: UNKNOWN,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: UNKNOWN,
    performanceInsightsRetentionPeriod: 7,
    ...kept,
});

const clusterParameters = ({ name }: Facts) => ({
    "orders-cluster-parameters": {
        type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
        family: "aurora-postgresql16",
        description: `TLS and logging of ${name}`,
        parameters: POSTGRESQL_OF_ALL,
    },
    "orders-instance-parameters": {
        type: "aws:rds/parameterGroup:ParameterGroup",
        family: "aurora-postgresql16",
        description: `Instances of ${name}`,
        parameters: POSTGRESQL_OF_INSTANCES,
    },
});

const CLUSTER_LOG = ({ name }: Facts) => `/aws/rds/cluster/${name}/postgresql`;

/** An Aurora cluster of a writer, a stand-in and a reader for reports. */
export const provisionedPlan = (facts: Facts) => ({
    orders: { type: "stagewright:database:Database" },
    ...surroundings(facts),
    ...key(facts, [CLUSTER_LOG(facts)]),
    ...clusterParameters(facts),
    "orders-postgresql-log": logGroup(CLUSTER_LOG(facts)),
    "orders-from-nodes": caller("PostgreSQL from nodes", "sg-nodes"),
    "orders-cluster": cluster(facts),
    "orders-instance-0": member(facts, 0, "db.t4g.medium"),
    "orders-instance-1": member(facts, 1, "db.t4g.medium"),
    "orders-reader-reports": member(facts, 15, "db.r7g.large"),
});

/** An Aurora cluster of one instance whose size Aurora chooses. */
export const serverlessPlan = (facts: Facts, scaling: object) => ({
    orders: { type: "stagewright:database:Database" },
    ...surroundings(facts),
    ...key(facts, [CLUSTER_LOG(facts)]),
    ...clusterParameters(facts),
    "orders-postgresql-log": logGroup(CLUSTER_LOG(facts)),
    "orders-from-nodes": caller("PostgreSQL from nodes", "sg-nodes"),
    "orders-cluster": { ...cluster(facts), serverlessv2ScalingConfiguration: scaling },
    "orders-instance-0": member(facts, 0, "db.serverless"),
});

const instance = ({ name, windows, protection, kept }: Facts) => ({
    type: "aws:rds/instance:Instance",
    identifier: name,
    engine: "postgres",
    engineVersion: "16.8",
    engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    allowMajorVersionUpgrade: false,
    autoMinorVersionUpgrade: false,
    instanceClass: "db.t4g.medium",
    multiAz: false,
    dbName: "shop",
    username: "postgres",
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: UNKNOWN,
    iamDatabaseAuthenticationEnabled: true,
    storageType: "gp3",
    allocatedStorage: 50,
    maxAllocatedStorage: 100,
    storageEncrypted: true,
    kmsKeyId: UNKNOWN,
    port: 5432,
    publiclyAccessible: false,
    dbSubnetGroupName: UNKNOWN,
    vpcSecurityGroupIds: [UNKNOWN],
    parameterGroupName: UNKNOWN,
    caCertIdentifier: "rds-ca-rsa2048-g1",
    enabledCloudwatchLogsExports: ["postgresql"],
    monitoringInterval: 60,
    monitoringRoleArn: UNKNOWN,
    databaseInsightsMode: "standard",
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: UNKNOWN,
    performanceInsightsRetentionPeriod: 7,
    backupRetentionPeriod: 7,
    backupWindow: windows.backup,
    maintenanceWindow: windows.maintenance,
    copyTagsToSnapshot: true,
    applyImmediately: false,
    ...protection,
    ...kept,
});

const ofInstance = (facts: Facts, logGroups: readonly string[]) => ({
    orders: { type: "stagewright:database:DatabaseInstance" },
    ...surroundings(facts),
    ...key(facts, logGroups),
    "orders-postgresql-log": logGroup(INSTANCE_LOG(facts)),
    "orders-parameters": {
        type: "aws:rds/parameterGroup:ParameterGroup",
        family: "postgres16",
        description: `TLS and logging of ${facts.name}`,
        parameters: [...POSTGRESQL_OF_ALL, ...POSTGRESQL_OF_INSTANCES],
    },
    "orders-instance": instance(facts),
});
const INSTANCE_LOG = ({ name }: Facts) => `/aws/rds/instance/${name}/postgresql`;

/** One instance. */
export const instancePlan = (facts: Facts) => ({
    ...ofInstance(facts, [INSTANCE_LOG(facts)]),
    "orders-from-nodes": caller("PostgreSQL from nodes", "sg-nodes"),
});

const PROXY_LOG = ({ name }: Facts) => `/aws/rds/proxy/${name}`;

/** What a proxy adds: callers reach it, and it alone reaches the database. */
const proxy = (facts: Facts, secret: { readonly prefix: string; readonly tag: string; readonly owner: string }) => ({
    "orders-proxy-log": logGroup(PROXY_LOG(facts)),
    "orders-proxy-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Named callers of the database's proxy",
        vpcId: "vpc-1",
    },
    "orders-proxy-from-nodes": caller("PostgreSQL from nodes", "sg-nodes"),
    "orders-proxy-to-database": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        securityGroupId: UNKNOWN,
        referencedSecurityGroupId: UNKNOWN,
        ...PORT_5432,
        description: "PostgreSQL of the database",
    },
    "orders-from-proxy": caller("PostgreSQL from its proxy", UNKNOWN),
    "orders-proxy-role": {
        type: "aws:iam/role:Role",
        description: "Reads the secrets of the database's users for its proxy",
        assumeRolePolicy: trust("rds.amazonaws.com"),
    },
    "orders-proxy-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        role: UNKNOWN,
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ReadSecretOfFirstUser",
                    Effect: "Allow",
                    Action: ["secretsmanager:GetSecretValue"],
                    Resource: [`arn:aws:secretsmanager:eu-central-1:${facts.account}:secret:${secret.prefix}*`],
                    Condition: {
                        StringEquals: {
                            [`secretsmanager:ResourceTag/${secret.tag}`]: `arn:aws:rds:eu-central-1:${facts.account}:${secret.owner}:${facts.name}`,
                        },
                    },
                },
                {
                    Sid: "DecryptSecrets",
                    Effect: "Allow",
                    Action: ["kms:Decrypt"],
                    Resource: [`arn:aws:kms:eu-central-1:${facts.account}:key/*`],
                    Condition: {
                        StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" },
                        "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${facts.name}` },
                    },
                },
            ],
        },
    },
    "orders-proxy": {
        type: "aws:rds/proxy:Proxy",
        name: facts.name,
        engineFamily: "POSTGRESQL",
        requireTls: true,
        debugLogging: false,
        idleClientTimeout: 1800,
        roleArn: UNKNOWN,
        auths: [{ authScheme: "SECRETS", iamAuth: "REQUIRED", secretArn: UNKNOWN }],
        vpcSubnetIds: DATA_SUBNETS,
        vpcSecurityGroupIds: [UNKNOWN],
    },
    "orders-proxy-pool": {
        type: "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
        dbProxyName: facts.name,
        connectionPoolConfig: { maxConnectionsPercent: 100 },
    },
});

const TARGET = { type: "aws:rds/proxyTarget:ProxyTarget", targetGroupName: UNKNOWN };

/** An Aurora cluster of a writer and a stand-in behind a proxy, which has a host name for readers. */
export const proxiedPlan = (facts: Facts) => ({
    orders: { type: "stagewright:database:Database" },
    ...surroundings(facts),
    ...key(facts, [CLUSTER_LOG(facts), PROXY_LOG(facts)]),
    ...clusterParameters(facts),
    ...proxy(facts, { prefix: "rds!cluster-", tag: "aws:rds:primaryDBClusterArn", owner: "cluster" }),
    "orders-postgresql-log": logGroup(CLUSTER_LOG(facts)),
    "orders-cluster": cluster(facts),
    "orders-instance-0": member(facts, 0, "db.t4g.medium"),
    "orders-instance-1": member(facts, 1, "db.t4g.medium"),
    "orders-proxy-target": { ...TARGET, dbProxyName: facts.name, dbClusterIdentifier: facts.name },
    "orders-proxy-readers": {
        type: "aws:rds/proxyEndpoint:ProxyEndpoint",
        dbProxyName: facts.name,
        dbProxyEndpointName: `${facts.name}-readers`,
        targetRole: "READ_ONLY",
        vpcSubnetIds: DATA_SUBNETS,
        vpcSecurityGroupIds: [UNKNOWN],
    },
});

/** One instance behind a proxy. */
export const proxiedInstancePlan = (facts: Facts) => ({
    ...ofInstance(facts, [INSTANCE_LOG(facts), PROXY_LOG(facts)]),
    ...proxy(facts, { prefix: "rds!db-", tag: "aws:rds:primaryDBInstanceArn", owner: "db" }),
    "orders-proxy-target": { ...TARGET, dbProxyName: facts.name, dbInstanceIdentifier: facts.name },
});
