import * as assert from "node:assert/strict";
import { Database, type DatabaseArgs, type NetworkRef } from "../../components";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource, typesByName } from "../support/plan";
import { inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING, tagsOf } from "./support";

/** A network that exists already: the component takes any of the same shape. */
const NETWORK: NetworkRef = {
    vpcId: "vpc-1",
    range: "10.65.0.0/16",
    subnets: [
        { id: "subnet-private-a", zone: "eu-central-1a", range: "10.65.0.0/19", tier: "private" },
        { id: "subnet-data-a", zone: "eu-central-1a", range: "10.65.36.0/22", tier: "data" },
        { id: "subnet-data-b", zone: "eu-central-1b", range: "10.65.100.0/22", tier: "data" },
    ],
};
const STAGING_ARGS: DatabaseArgs = {
    environment: STAGING,
    network: NETWORK,
    engineVersion: "16.6",
    instanceClass: "db.t4g.medium",
    instances: 1,
    callers: [{ name: "nodes", securityGroupId: "sg-nodes" }],
    databaseName: "shop",
};
const PRODUCTION_ARGS: DatabaseArgs = { ...STAGING_ARGS, environment: PRODUCTION, instances: 2 };

const LOG_GROUP = "/aws/rds/cluster/staging-orders/postgresql";

const planned = (args: DatabaseArgs): Promise<Plan> =>
    planOf(() => {
        new Database("orders", args);
    });

describe("Database", () => {
    describe("given only the required arguments of a staging environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planned(STAGING_ARGS);
        });

        it("plans exactly these resources", () => {
            assert.deepEqual(typesByName(plan), {
                orders: "stagewright:database:Database",
                "orders-cluster": "aws:rds/cluster:Cluster",
                "orders-cluster-parameters": "aws:rds/clusterParameterGroup:ClusterParameterGroup",
                "orders-from-nodes": "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                "orders-group": "aws:ec2/securityGroup:SecurityGroup",
                "orders-instance-0": "aws:rds/clusterInstance:ClusterInstance",
                "orders-instance-parameters": "aws:rds/parameterGroup:ParameterGroup",
                "orders-key": "aws:kms/key:Key",
                "orders-key-alias": "aws:kms/alias:Alias",
                "orders-postgresql-log": "aws:cloudwatch/logGroup:LogGroup",
                "orders-monitoring": "aws:iam/role:Role",
                "orders-monitoring-policy": "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                "orders-subnets": "aws:rds/subnetGroup:SubnetGroup",
            });
        });

        it("keeps every child under the component, and lets all of them be deleted", () => {
            const component = resource(plan, "orders").urn;
            for (const { name, parent, options } of plan.resources) {
                assert.equal(parent, name === "orders" ? undefined : component);
                assert.equal(options.protect, false, name);
            }
        });

        it("plans a private, encrypted cluster whose password nobody knows, which goes without a trace", () => {
            assert.deepEqual(inputsOf(plan, "orders-cluster"), {
                allowMajorVersionUpgrade: false,
                applyImmediately: false,
                backupRetentionPeriod: 7,
                clusterIdentifier: "staging-orders",
                copyTagsToSnapshot: true,
                databaseName: "shop",
                dbClusterParameterGroupName: "<unknown>",
                dbSubnetGroupName: "<unknown>",
                deleteAutomatedBackups: true,
                deletionProtection: false,
                enabledCloudwatchLogsExports: ["postgresql"],
                engine: "aurora-postgresql",
                engineLifecycleSupport: "open-source-rds-extended-support-disabled",
                engineMode: "provisioned",
                engineVersion: "16.6",
                iamDatabaseAuthenticationEnabled: true,
                kmsKeyId: "<unknown>",
                manageMasterUserPassword: true,
                masterUserSecretKmsKeyId: "<unknown>",
                masterUsername: "postgres",
                port: 5432,
                preferredBackupWindow: "06:30-07:00",
                preferredMaintenanceWindow: "tue:07:00-tue:08:00",
                skipFinalSnapshot: true,
                storageEncrypted: true,
                tags: tagsOf(STAGING, "orders-cluster"),
                vpcSecurityGroupIds: ["<unknown>"],
            });
            const sources = ["kmsKeyId", "masterUserSecretKmsKeyId", "vpcSecurityGroupIds", "dbSubnetGroupName"];
            assert.deepEqual(
                sources.map(input => sourcesOf(plan, "orders-cluster", input)),
                [["orders-key"], ["orders-key"], ["orders-group"], ["orders-subnets"]],
            );
            assert.deepEqual(sourcesOf(plan, "orders-cluster", "dbClusterParameterGroupName"), [
                "orders-cluster-parameters",
            ]);
        });

        it("plans an instance that is not public, watched closely and never upgraded by itself", () => {
            assert.deepEqual(inputsOf(plan, "orders-instance-0"), {
                applyImmediately: false,
                autoMinorVersionUpgrade: false,
                caCertIdentifier: "rds-ca-rsa2048-g1",
                clusterIdentifier: "staging-orders",
                copyTagsToSnapshot: true,
                dbParameterGroupName: "<unknown>",
                dbSubnetGroupName: "<unknown>",
                engine: "aurora-postgresql",
                instanceClass: "db.t4g.medium",
                monitoringInterval: 60,
                monitoringRoleArn: "<unknown>",
                performanceInsightsEnabled: true,
                performanceInsightsKmsKeyId: "<unknown>",
                performanceInsightsRetentionPeriod: 7,
                preferredMaintenanceWindow: "tue:07:00-tue:08:00",
                promotionTier: 0,
                publiclyAccessible: false,
                tags: tagsOf(STAGING, "orders-instance-0"),
            });
        });

        it("lives in the data tier only", () => {
            assert.deepEqual(inputsOf(plan, "orders-subnets"), {
                description: "Data tier of staging",
                subnetIds: ["subnet-data-a", "subnet-data-b"],
                tags: tagsOf(STAGING, "orders-subnets"),
            });
        });

        it("lets the named caller in on the database's port, nobody else, and nothing out", () => {
            assert.deepEqual(inputsOf(plan, "orders-group"), {
                description: "Named callers of the database",
                vpcId: "vpc-1",
                egress: [],
                tags: tagsOf(STAGING, "orders-group"),
            });
            assert.deepEqual(inputsOf(plan, "orders-from-nodes"), {
                securityGroupId: "<unknown>",
                referencedSecurityGroupId: "sg-nodes",
                ipProtocol: "tcp",
                fromPort: 5432,
                toPort: 5432,
                description: "PostgreSQL from nodes",
                tags: tagsOf(STAGING, "orders-from-nodes"),
            });
        });

        it("rotates its own key, which only its account administers and only its own log group uses", () => {
            const { policy, ...key } = inputsOf(plan, "orders-key");
            assert.deepEqual(key, {
                description: "Encrypts the database staging-orders",
                enableKeyRotation: true,
                deletionWindowInDays: 7,
                tags: tagsOf(STAGING, "orders-key"),
            });
            assert.deepEqual(JSON.parse(policy as string), {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AdministeredByOwnAccount",
                        Effect: "Allow",
                        Principal: { AWS: "arn:aws:iam::111122223333:root" },
                        Action: "kms:*",
                        Resource: "*",
                    },
                    {
                        Sid: "UsedByLogGroups",
                        Effect: "Allow",
                        Principal: { Service: "logs.eu-central-1.amazonaws.com" },
                        Action: [
                            "kms:Encrypt",
                            "kms:Decrypt",
                            "kms:ReEncrypt*",
                            "kms:GenerateDataKey*",
                            "kms:DescribeKey",
                        ],
                        Resource: "*",
                        Condition: {
                            ArnEquals: {
                                "kms:EncryptionContext:aws:logs:arn": [
                                    `arn:aws:logs:eu-central-1:111122223333:log-group:${LOG_GROUP}`,
                                ],
                            },
                        },
                    },
                ],
            });
            assert.deepEqual(inputsOf(plan, "orders-key-alias"), {
                name: "alias/staging-orders",
                targetKeyId: "<unknown>",
            });
        });

        it("requires TLS, and logs connections, waits and slow statements but no statement by its kind", () => {
            const parameter = (name: string, value: string) => ({ name, value, applyMethod: "immediate" });
            assert.deepEqual(inputsOf(plan, "orders-cluster-parameters"), {
                family: "aurora-postgresql16",
                description: "TLS and logging of staging-orders",
                parameters: [
                    parameter("rds.force_ssl", "1"),
                    parameter("log_connections", "1"),
                    parameter("log_disconnections", "1"),
                    parameter("log_lock_waits", "1"),
                    parameter("log_min_duration_statement", "500"),
                ],
                tags: tagsOf(STAGING, "orders-cluster-parameters"),
            });
            assert.deepEqual(inputsOf(plan, "orders-instance-parameters"), {
                family: "aurora-postgresql16",
                description: "Instances of staging-orders",
                parameters: [
                    parameter("idle_in_transaction_session_timeout", "300000"),
                    parameter("track_io_timing", "1"),
                ],
                tags: tagsOf(STAGING, "orders-instance-parameters"),
            });
        });

        it("makes the log group before AWS would make one that keeps everything for ever", () => {
            assert.deepEqual(inputsOf(plan, "orders-postgresql-log"), {
                name: LOG_GROUP,
                retentionInDays: 30,
                kmsKeyId: "<unknown>",
                tags: tagsOf(STAGING, "orders-postgresql-log"),
            });
            assert.ok(
                resource(plan, "orders-cluster").dependencies.includes(resource(plan, "orders-postgresql-log").urn),
            );
        });

        it("makes instances only once the role for their figures holds its rights, or RDS refuses it", () => {
            const instance = resource(plan, "orders-instance-0");
            assert.ok(instance.dependencies.includes(resource(plan, "orders-monitoring-policy").urn));
        });

        it("lets RDS write figures of this account's instances, and nothing else", () => {
            const { assumeRolePolicy, ...role } = inputsOf(plan, "orders-monitoring");
            assert.deepEqual(role, {
                description: "Enhanced monitoring of the database's instances",
                tags: tagsOf(STAGING, "orders-monitoring"),
            });
            assert.deepEqual(JSON.parse(assumeRolePolicy as string), {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AssumedByService",
                        Effect: "Allow",
                        Principal: { Service: "monitoring.rds.amazonaws.com" },
                        Action: "sts:AssumeRole",
                        Condition: {
                            StringEquals: { "aws:SourceAccount": "111122223333" },
                            ArnLike: { "aws:SourceArn": "arn:aws:rds:eu-central-1:111122223333:db:*" },
                        },
                    },
                ],
            });
            assert.deepEqual(inputsOf(plan, "orders-monitoring-policy"), {
                role: "<unknown>",
                policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
            });
        });

        it("registers what others build on, the names among them known", () => {
            assert.deepEqual(plainly(resource(plan, "orders").outputs), {
                clusterIdentifier: "staging-orders",
                clusterArn: "<unknown>",
                endpoint: "<unknown>",
                readerEndpoint: "<unknown>",
                port: 5432,
                secretArn: "<unknown>",
                securityGroupId: "<unknown>",
                keyArn: "<unknown>",
                logGroupNames: [LOG_GROUP],
            });
        });
    });

    describe("given a production environment", () => {
        let plan: Plan;
        before(async () => {
            plan = await planned(PRODUCTION_ARGS);
        });

        it("differs from staging in what protects it and in when it is maintained, and in nothing else", async () => {
            const cluster = inputsOf(plan, "orders-cluster");
            const staging = inputsOf(await planned(STAGING_ARGS), "orders-cluster");
            const differing = [...new Set([...Object.keys(cluster), ...Object.keys(staging)])].filter(
                key => JSON.stringify(cluster[key]) !== JSON.stringify(staging[key]),
            );
            assert.deepEqual(Object.fromEntries(differing.map(key => [key, cluster[key]])), {
                clusterIdentifier: "prod-orders",
                deleteAutomatedBackups: false,
                deletionProtection: true,
                finalSnapshotIdentifier: "prod-orders-final",
                preferredBackupWindow: "01:00-01:30",
                preferredMaintenanceWindow: "sun:02:00-sun:03:00",
                skipFinalSnapshot: false,
                tags: tagsOf(PRODUCTION, "orders-cluster"),
            });
        });

        it("protects cluster, instances and key from deletion, and keeps the key as long as it can", () => {
            assert.deepEqual(
                plan.resources
                    .filter(({ options }) => options.protect)
                    .map(({ name }) => name)
                    .sort(),
                ["orders-cluster", "orders-instance-0", "orders-instance-1", "orders-key"],
            );
            assert.equal(inputsOf(plan, "orders-key")["deletionWindowInDays"], 30);
        });

        it("promotes the instances in their order", () => {
            const tiers = namesOf(plan, "aws:rds/clusterInstance:ClusterInstance").map(
                name => inputsOf(plan, name)["promotionTier"],
            );
            assert.deepEqual(tiers, [0, 1]);
        });
    });

    it("given choices other than the defaults, follows them", async () => {
        const plan = await planned({
            ...STAGING_ARGS,
            engineVersion: "17.4",
            instanceClass: "db.r7g.2xlarge",
            backupRetentionDays: 35,
            logRetentionDays: 90,
            callers: [
                { name: "nodes", securityGroupId: "sg-nodes" },
                { name: "masking-job", securityGroupId: "sg-masking" },
            ],
        });
        const cluster = inputsOf(plan, "orders-cluster");
        assert.deepEqual([cluster["engineVersion"], cluster["backupRetentionPeriod"]], ["17.4", 35]);
        assert.equal(inputsOf(plan, "orders-instance-0")["instanceClass"], "db.r7g.2xlarge");
        assert.equal(inputsOf(plan, "orders-cluster-parameters")["family"], "aurora-postgresql17");
        assert.equal(inputsOf(plan, "orders-instance-parameters")["family"], "aurora-postgresql17");
        assert.equal(inputsOf(plan, "orders-postgresql-log")["retentionInDays"], 90);
        assert.deepEqual(namesOf(plan, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), [
            "orders-from-masking-job",
            "orders-from-nodes",
        ]);
    });
});
