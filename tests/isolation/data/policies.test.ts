import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { PRODUCTION_ACCOUNT as OWN, STAGING_ACCOUNT as OTHER } from "../fragments";
import { admittedBy, lineOf, OF_OTHER, statement } from "./declared";

/** What a queue's policy of some statements lets in, in lines. */
async function lines(policy: pulumi.Input<string>): Promise<readonly string[]> {
    const found = await admittedBy(pinned => {
        new aws.sqs.QueuePolicy(
            "orders",
            { queueUrl: "https://sqs.eu-central-1.amazonaws.com/111111111111/orders", policy },
            pinned,
        );
    });
    return found.map(lineOf);
}

describe("policies of resources", () => {
    it("given another account, let it in", async () => {
        assert.deepEqual(await lines(statement({ Principal: OF_OTHER })), [
            `resource-policy in read declared policy: Statement[0] ${OTHER}`,
        ]);
    });

    it("given the own account, let in nobody from outside", async () => {
        assert.deepEqual(await lines(statement({ Principal: { AWS: `arn:aws:iam::${OWN}:root` } })), []);
    });

    it("given reading and writing, are a way of each", async () => {
        const action = ["sqs:ReceiveMessage", "sqs:SendMessage"];
        assert.deepEqual(await lines(statement({ Principal: OF_OTHER, Action: action })), [
            `resource-policy in read declared policy: Statement[0] ${OTHER}`,
            `resource-policy in write declared policy: Statement[0] ${OTHER}`,
        ]);
    });

    it("given everybody, let in anyone; held to the own account, nobody", async () => {
        assert.deepEqual(await lines(statement({ Principal: "*" })), [
            "resource-policy in read declared policy: Statement[0] anyone",
        ]);
        const Condition = { StringEquals: { "aws:PrincipalAccount": OWN } };
        assert.deepEqual(await lines(statement({ Principal: "*", Condition })), []);
    });

    it("given a condition whose effect is not modelled, are undecided", async () => {
        const Condition = { StringEquals: { "aws:PrincipalTag/team": "orders" } };
        const [line, ...others] = await lines(statement({ Principal: OF_OTHER, Condition }));
        assert.deepEqual(others, []);
        assert.match(line ?? "", /^resource-policy in read undecided /);
    });

    it("given a policy that is not known and comes from nothing, are undecided", async () => {
        const found = await admittedBy(pinned => {
            const { policy } = aws.s3.getBucketPolicyOutput({ bucket: "orders" }, pinned);
            new aws.sqs.QueuePolicy("orders", { queueUrl: "orders", policy }, pinned);
        });
        assert.ok(found.length > 0);
        for (const line of found.map(lineOf)) assert.match(line, /^resource-policy in \w+ undecided policy unknown: /);
    });

    it("given a text that is made of the stack's own things, are undecided: anybody may stand beside them", async () => {
        const found = await admittedBy(pinned => {
            const queue = new aws.sqs.Queue("orders", {}, pinned);
            const policy = pulumi.jsonStringify({
                Statement: [{ Effect: "Allow", Principal: { AWS: queue.arn }, Action: "*", Resource: "*" }],
            });
            new aws.sqs.QueuePolicy("orders-policy", { queueUrl: queue.id, policy }, pinned);
        });
        assert.ok(found.length > 0);
        assert.ok(found.every(({ certainty, remote }) => certainty === "undecided" && remote.kind === "unknown"));
    });

    it("given a policy that is secret, name nobody of it", async () => {
        const found = await lines(pulumi.secret(statement({ Principal: OF_OTHER })));
        assert.equal(found.length, 1);
        assert.doesNotMatch(found.join(), new RegExp(OTHER));
        assert.match(found.join(), / undecided /);
    });

    it("given a principal that is secret within a known document, name nobody of it", async () => {
        const found = await admittedBy(pinned => {
            const policy: aws.iam.PolicyDocument = {
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Principal: { AWS: pulumi.secret(OTHER) },
                        Action: "s3:GetObject",
                        Resource: "*",
                    },
                ],
            };
            new aws.s3.BucketPolicy("orders", { bucket: "orders", policy }, pinned);
        });
        assert.equal(found.length, 1);
        assert.doesNotMatch(JSON.stringify(found), new RegExp(OTHER));
    });

    it("given a service that only makes an empty log stream, let in nobody; that writes lines, the world", async () => {
        const lines_ = async (action: string) =>
            (
                await admittedBy(pinned => {
                    const policyDocument = JSON.stringify({
                        Statement: [
                            {
                                Effect: "Allow",
                                Principal: { Service: "events.amazonaws.com" },
                                Action: action,
                                Resource: "*",
                            },
                        ],
                    });
                    new aws.cloudwatch.LogResourcePolicy("logs", { policyName: "logs", policyDocument }, pinned);
                })
            ).map(lineOf);
        assert.deepEqual(await lines_("logs:CreateLogStream"), []);
        assert.deepEqual(await lines_("logs:PutLogEvents"), [
            "resource-policy in write declared policyDocument: Statement[0] anyone",
        ]);
    });

    it("given a policy within a nested input, is read there", async () => {
        const found = await admittedBy(pinned => {
            new aws.s3control.MultiRegionAccessPointPolicy(
                "points",
                { details: { name: "points", policy: statement({ Principal: OF_OTHER, Action: "s3:GetObject" }) } },
                pinned,
            );
        });
        assert.deepEqual(found.map(lineOf), [`resource-policy in read declared details.policy: Statement[0] ${OTHER}`]);
    });

    it("given a resource that is only looked up, declare nothing", async () => {
        const found = await admittedBy(pinned => {
            aws.sqs.Queue.get("theirs", "theirs", { policy: statement({ Principal: OF_OTHER }) }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given a program without a pinned account, name every account, the own one among them", async () => {
        const found = await admittedBy(() => {
            const policy = statement({ Principal: OF_OTHER });
            new aws.sqs.QueuePolicy("orders", {
                queueUrl: "https://sqs.eu-central-1.amazonaws.com/111111111111/orders",
                policy,
            });
        });
        assert.deepEqual(found.map(lineOf), [`resource-policy in read declared policy: Statement[0] ${OTHER}`]);
    });
});
