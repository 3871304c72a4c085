import * as assert from "node:assert/strict";
import { plainly, resource } from "../support/plan";
import { planDatabase, PROVISIONED, within } from "./database-support";
import { inputsOf, namesOf, PRODUCTION, sourcesOf } from "./support";

describe("Database", () => {
    it("given one, is made after its log group, and its instances after the rights of the role that watches them", async () => {
        const plan = await planDatabase(PROVISIONED);
        const after = (name: string) => resource(plan, name).dependencies;
        assert.ok(after("orders-cluster").includes(resource(plan, "orders-postgresql-log").urn));
        assert.ok(after("orders-instance-0").includes(resource(plan, "orders-monitoring-policy").urn));
    });

    it("given one, is encrypted, let in and configured by what was made for it", async () => {
        const plan = await planDatabase(PROVISIONED);
        const sources = {
            kmsKeyId: "orders-key",
            masterUserSecretKmsKeyId: "orders-key",
            vpcSecurityGroupIds: "orders-group",
            dbSubnetGroupName: "orders-subnets",
            dbClusterParameterGroupName: "orders-cluster-parameters",
        };
        for (const [input, source] of Object.entries(sources)) {
            assert.deepEqual(sourcesOf(plan, "orders-cluster", input), [source]);
        }
        assert.deepEqual(sourcesOf(plan, "orders-instance-0", "dbParameterGroupName"), ["orders-instance-parameters"]);
        assert.deepEqual(sourcesOf(plan, "orders-instance-0", "monitoringRoleArn"), ["orders-monitoring"]);
        assert.deepEqual(sourcesOf(plan, "orders-from-nodes", "securityGroupId"), ["orders-group"]);
        assert.deepEqual(sourcesOf(plan, "orders-postgresql-log", "kmsKeyId"), ["orders-key"]);
        assert.deepEqual(sourcesOf(plan, "orders-rotation", "secretId"), ["orders-cluster"]);
    });

    it("given one, registers what others build on, the names among them known", async () => {
        const plan = await planDatabase(PROVISIONED);
        assert.deepEqual(plainly(resource(plan, "orders").outputs), {
            clusterIdentifier: "staging-orders",
            serverless: false,
            pausesByItself: false,
            clusterArn: "<unknown>",
            endpoint: "<unknown>",
            readerEndpoint: "<unknown>",
            port: 5432,
            secretArn: "<unknown>",
            securityGroupId: "<unknown>",
            keyArn: "<unknown>",
            logGroupNames: ["/aws/rds/cluster/staging-orders/postgresql"],
        });
    });

    it("given production, protects cluster, instances, readers and key from deletion; given staging, nothing", async () => {
        const args = { ...PROVISIONED, instances: 2, readers: [{ name: "reports" }] };
        const protectedOnes = (plan: Awaited<ReturnType<typeof planDatabase>>) =>
            plan.resources.filter(({ options }) => options.protect).map(({ name }) => name);
        assert.deepEqual(protectedOnes(await planDatabase(within(PRODUCTION, args))).sort(), [
            "orders-cluster",
            "orders-instance-0",
            "orders-instance-1",
            "orders-key",
            "orders-reader-reports",
        ]);
        assert.deepEqual(protectedOnes(await planDatabase(args)), []);
    });

    it("given choices other than the defaults, follows them", async () => {
        const plan = await planDatabase({
            ...PROVISIONED,
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

    it("given all requests in the price, and insights of fifteen months, says so to cluster and instances", async () => {
        const plan = await planDatabase({ ...PROVISIONED, storageType: "aurora-iopt1", insights: "advanced" });
        const cluster = inputsOf(plan, "orders-cluster");
        assert.deepEqual(
            [
                "storageType",
                "databaseInsightsMode",
                "performanceInsightsEnabled",
                "performanceInsightsRetentionPeriod",
            ].map(input => cluster[input]),
            ["aurora-iopt1", "advanced", true, 465],
        );
        assert.deepEqual(sourcesOf(plan, "orders-cluster", "performanceInsightsKmsKeyId"), ["orders-key"]);
        assert.equal(inputsOf(plan, "orders-instance-0")["performanceInsightsRetentionPeriod"], 465);
    });

    it("given requests that are paid one by one, leaves the type of storage out, as AWS spells it", async () => {
        const plan = await planDatabase({ ...PROVISIONED, storageType: "aurora" });
        assert.equal("storageType" in inputsOf(plan, "orders-cluster"), false);
    });

    it("given one, has the password rotated once its instances are there, or AWS would set a rotation of its own", async () => {
        const plan = await planDatabase({ ...PROVISIONED, instances: 2 });
        const { dependencies } = resource(plan, "orders-rotation");
        for (const name of ["orders-instance-0", "orders-instance-1"]) {
            assert.ok(dependencies.includes(resource(plan, name).urn), name);
        }
    });
});
