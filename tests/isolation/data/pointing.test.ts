import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { STAGING_ACCOUNT } from "../fragments";
import { declaredBy, lineOf, type Pinned } from "./declared";

/** What a queue's dead letters, a topic's subscription or a cluster's snapshot names, in lines. */
async function lines(build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await declaredBy(build)).map(lineOf);
}

const SNAPSHOT = `arn:aws:rds:eu-central-1:${STAGING_ACCOUNT}:cluster-snapshot:orders`;

function cluster(snapshotIdentifier: pulumi.Input<string> | undefined) {
    return (pinned: Pinned) => {
        const settings = snapshotIdentifier === undefined ? {} : { snapshotIdentifier };
        new aws.rds.Cluster("orders", { engine: "aurora-postgresql", ...settings }, pinned);
    };
}

describe("what inputs of a resource name", () => {
    it("given an ARN of another account, leads there", async () => {
        assert.deepEqual(await lines(cluster(SNAPSHOT)), [`restore out read declared snapshotIdentifier ${SNAPSHOT}`]);
    });

    it("given a name alone, means what is called so in the own account and region", async () => {
        assert.deepEqual(await lines(cluster("orders-final")), [
            "restore out read declared snapshotIdentifier arn:aws:rds:eu-central-1:111111111111:cluster-snapshot:orders-final",
        ]);
    });

    it("given nothing, leads nowhere", async () => {
        assert.deepEqual(await lines(cluster(undefined)), []);
    });

    it("given a value that the stack's own resource makes, leads nowhere", async () => {
        const found = await lines(pinned => {
            const queue = new aws.sqs.Queue("failures", {}, pinned);
            const redrivePolicy = pulumi.jsonStringify({ deadLetterTargetArn: queue.arn, maxReceiveCount: 3 });
            new aws.sqs.Queue("orders", { redrivePolicy }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given a value that is only looked up, does not know whose it is", async () => {
        const found = await lines(pinned => {
            const topic = aws.sns.Topic.get(
                "theirs",
                `arn:aws:sns:eu-central-1:${STAGING_ACCOUNT}:orders`,
                undefined,
                pinned,
            );
            new aws.cloudwatch.MetricAlarm(
                "errors",
                { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, alarmActions: [topic.arn] },
                pinned,
            );
        });
        assert.equal(found.length, 1);
        assert.match(
            found[0] ?? "",
            /^delivery out write undecided alarmActions\[0\] unknown: .*theirs.*made elsewhere$/,
        );
    });

    it("given a value of a function that had no answer, does not know whose it is", async () => {
        const found = await lines(pinned => {
            const arn = aws.sns.getTopicOutput({ name: "orders" }, pinned).arn;
            new aws.sns.TopicSubscription(
                "orders",
                { topic: arn, protocol: "email", endpoint: "ops@shop.example" },
                pinned,
            );
        });
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /^subscription out read undecided topic unknown: /);
    });

    it("given an own value and one of a function that had no answer, does not know whose each is", async () => {
        const found = await lines(pinned => {
            const own = new aws.sns.Topic("own", {}, pinned).arn;
            const looked = aws.sns.getTopicOutput({ name: "orders" }, pinned).arn;
            const common = { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1 };
            new aws.cloudwatch.MetricAlarm("errors", { ...common, alarmActions: [own, looked] }, pinned);
        });
        assert.ok(found.length > 0);
        for (const line of found) assert.match(line, /^delivery out write undecided alarmActions/);
    });

    it("given what another stack exports, leads to that stack", async () => {
        const found = await lines(pinned => {
            const other = new pulumi.StackReference("organization/shop/staging");
            cluster(other.getOutput("snapshot").apply(String))(pinned);
        });
        assert.deepEqual(found, ["restore out read declared snapshotIdentifier stack organization/shop/staging"]);
    });

    it("given a secret, says nothing of it", async () => {
        const [connection, ...others] = await declaredBy(cluster(pulumi.secret(SNAPSHOT)));
        assert.deepEqual(others, []);
        assert.deepEqual(connection?.remote, { kind: "unknown", why: "snapshotIdentifier is secret" });
        assert.equal(connection.certainty, "undecided");
        assert.doesNotMatch(JSON.stringify(connection), new RegExp(STAGING_ACCOUNT));
    });

    it("given a secret within a list, says nothing of it", async () => {
        const found = await lines(pinned => {
            new aws.lambda.Function(
                "f",
                {
                    role: "arn:aws:iam::111111111111:role/f",
                    layers: [pulumi.secret(`arn:aws:lambda:eu-central-1:${STAGING_ACCOUNT}:layer:l:1`)],
                },
                pinned,
            );
        });
        assert.equal(found.length, 2);
        assert.doesNotMatch(found.join(), new RegExp(STAGING_ACCOUNT));
    });

    it("given JSON that is secret as a whole, says nothing of it", async () => {
        const found = await declaredBy(pinned => {
            const arn = `arn:aws:sqs:eu-central-1:${STAGING_ACCOUNT}:failures`;
            const redrivePolicy = pulumi.secret(JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 3 }));
            new aws.sqs.Queue("orders", { redrivePolicy }, pinned);
        });
        assert.deepEqual(found.map(lineOf), [
            "delivery out write undecided redrivePolicy.deadLetterTargetArn unknown: redrivePolicy.deadLetterTargetArn is secret",
        ]);
    });

    it("given JSON that cannot be read, does not know what it names", async () => {
        const found = await lines(pinned => {
            new aws.sqs.Queue("orders", { redrivePolicy: "{" }, pinned);
        });
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /^delivery out write undecided /);
    });

    it("given a resource that is only looked up, takes nothing of it for declared", async () => {
        const found = await lines(pinned => {
            aws.rds.Cluster.get("theirs", "orders", { snapshotIdentifier: SNAPSHOT }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given a program without a pinned account, leaves account and region open", async () => {
        const found = await declaredBy(() => {
            new aws.rds.Cluster("orders", { engine: "aurora-postgresql", snapshotIdentifier: "orders-final" });
        });
        assert.deepEqual(found.map(lineOf), [
            "restore out read declared snapshotIdentifier arn:*:rds:*:*:cluster-snapshot:orders-final",
        ]);
    });

    it("given a type of which nothing is known, says nothing", async () => {
        const found = await lines(pinned => {
            new aws.ec2.Eip("address", { tags: { snapshotIdentifier: SNAPSHOT } }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given a destination, leads out by writing and in by reading", async () => {
        const vault = `arn:aws:backup:eu-central-1:${STAGING_ACCOUNT}:backup-vault:copies`;
        const found = await lines(pinned => {
            new aws.backup.Plan(
                "nightly",
                { rules: [{ ruleName: "r", targetVaultName: "own", copyActions: [{ destinationVaultArn: vault }] }] },
                pinned,
            );
        });
        assert.deepEqual(found, [
            `backup-copy out write declared rules[0].copyActions[0].destinationVaultArn ${vault}`,
            `backup-copy in read declared rules[0].copyActions[0].destinationVaultArn ${vault}`,
        ]);
    });

    it("given machine images, follows an id and leaves what is looked up", async () => {
        const found = await lines(pinned => {
            const latest = aws.ec2.getAmiOutput({ mostRecent: true }, pinned).id;
            new aws.ec2.Instance("looked-up", { ami: latest }, pinned);
            new aws.ec2.Instance("named", { ami: "ami-0123456789abcdef0" }, pinned);
        });
        assert.deepEqual(found, ["machine-image out read declared ami image ami-0123456789abcdef0"]);
    });
});
