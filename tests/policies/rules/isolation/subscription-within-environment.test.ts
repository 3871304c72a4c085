import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { subscriptionWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

const own = { provider: { allowedAccountIds: ["111111111111"] } };
const trusting = { ...own, settings: { trustedAccounts: ["333333333333"] } };
const topic = (account: string) => `arn:aws:sns:eu-central-1:${account}:orders`;
const queue = (account: string) => `arn:aws:sqs:eu-central-1:${account}:jobs`;

describe("subscription-within-environment", () => {
    describe("of a subscription", () => {
        const planned = resource("aws:sqs/queue:Queue", {}, { ...own, name: "jobs" });
        const to = (endpoint: PropertyValue, from = topic("111111111111")) => ({
            topic: from,
            protocol: "sqs",
            endpoint,
        });
        tries(rule, "aws:sns/topicSubscription:TopicSubscription", [
            ["a queue of the own account", "holds", to(queue("111111111111")), own],
            ["a queue of another account", "violated", to(queue("222222222222")), own],
            ["a topic of another account", "violated", to(queue("111111111111"), topic("222222222222")), own],
            ["a queue of an account that is trusted", "holds", to(queue("333333333333")), trusting],
            ["an address of mail", "holds", { ...to("on-call@acme.example"), protocol: "email" }, own],
            ["an address that is not known", "holds", { ...to(Unknown.computed), protocol: "https" }, own],
            [
                "a queue of the plan",
                "holds",
                to(Unknown.computed),
                { ...own, beside: [planned], comesFrom: { endpoint: [planned] } },
            ],
            ["a queue that is not known", "undecided", to(Unknown.computed), own],
            ["a number for a topic", "undecided", { topic: 7, protocol: "sqs", endpoint: queue("111111111111") }, own],
            ["a secret queue of another account", "violated", to(new Secret(queue("222222222222"))), own],
            ["a provider that pins no account", "undecided", to(queue("222222222222")), { provider: {} }],
        ]);
    });

    describe("of a target of events", () => {
        tries(rule, "aws:cloudwatch/eventTarget:EventTarget", [
            [
                "a bus of the own account",
                "holds",
                { arn: "arn:aws:events:eu-central-1:111111111111:event-bus/default" },
                own,
            ],
            [
                "a bus of another account",
                "violated",
                { arn: "arn:aws:events:eu-central-1:222222222222:event-bus/default" },
                own,
            ],
            [
                "dead letters to another account",
                "violated",
                { arn: queue("111111111111"), deadLetterConfig: { arn: queue("222222222222") } },
                own,
            ],
        ]);
    });

    describe("of a permission on a bus", () => {
        tries(rule, "aws:cloudwatch/eventPermission:EventPermission", [
            ["the own account", "holds", { principal: "111111111111" }, own],
            ["another account", "violated", { principal: "222222222222" }, own],
            ["everyone", "violated", { principal: "*" }, own],
        ]);
    });

    describe("of an alarm", () => {
        tries(rule, "aws:cloudwatch/metricAlarm:MetricAlarm", [
            ["no actions", "nothing", {}, own],
            ["an action of EC2", "holds", { alarmActions: ["arn:aws:automate:eu-central-1:ec2:recover"] }, own],
            [
                "one topic of another account",
                "violated",
                { alarmActions: [topic("111111111111"), topic("222222222222")] },
                own,
            ],
            [
                "a list with one that is not known",
                "undecided",
                { okActions: [topic("111111111111"), Unknown.computed] },
                own,
            ],
        ]);
    });

    describe("of an alarm whose actions are not known", () => {
        const made = resource("aws:sns/topic:Topic", {}, { ...own, name: "alarms" });
        const built = resource("acme:index:Alarms", {}, { name: "built", custom: false, opaque: true });
        const gaps = [
            {
                kind: "unanswered-function" as const,
                subject: "aws:sns/getTopic:getTopic",
                message: "no answer",
                mayChangeShape: false,
            },
        ];
        const one = { alarmActions: [Unknown.computed] };
        const two = { alarmActions: [Unknown.computed, Unknown.computed] };
        const from = (...beside: readonly PlannedResource[]) => ({
            ...own,
            beside,
            comesFrom: { alarmActions: beside },
        });
        tries(rule, "aws:cloudwatch/metricAlarm:MetricAlarm", [
            ["a topic of the plan", "holds", one, { ...from(made), gaps }],
            ["a topic of the plan and one that a function did not tell", "undecided", two, { ...from(made), gaps }],
            ["two outputs of one topic", "holds", two, from(made)],
            ["a list of a topic of the plan", "holds", { alarmActions: Unknown.computed }, from(made)],
            [
                "a list of a topic of the plan and whatever a function did not tell",
                "undecided",
                { alarmActions: Unknown.computed },
                { ...from(made), gaps },
            ],
            ["a topic of the plan and one of a component of a plugin", "undecided", two, from(made, built)],
        ]);
    });

    describe("of a schedule", () => {
        tries(rule, "aws:scheduler/schedule:Schedule", [
            ["a call of the SDK", "holds", { target: { arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster" } }, own],
            ["a queue of another account", "violated", { target: { arn: queue("222222222222") } }, own],
        ]);
    });

    describe("of a queue", () => {
        const dead = (deadLetterTargetArn: string) => ({ redrivePolicy: JSON.stringify({ deadLetterTargetArn }) });
        tries(rule, "aws:sqs/queue:Queue", [
            ["no dead letters", "nothing", {}, own],
            ["dead letters to the own account", "holds", dead(queue("111111111111")), own],
            ["dead letters to another account", "violated", dead(queue("222222222222")), own],
            ["a text that is no JSON", "undecided", { redrivePolicy: "{" }, own],
            ["a policy that is not known", "undecided", { redrivePolicy: Unknown.computed }, own],
            ["a policy without a target", "nothing", { redrivePolicy: "{}" }, own],
        ]);
    });

    describe("of a permission on a function", () => {
        const bucket = resource("aws:s3/bucket:Bucket", {}, { ...own, name: "uploads" });
        const role = resource("aws:iam/role:Role", {}, { ...own, name: "caller" });
        const by = (principal: PropertyValue, rest = {}) => ({ action: "lambda:InvokeFunction", principal, ...rest });
        tries(rule, "aws:lambda/permission:Permission", [
            ["a service for anyone", "violated", by("s3.amazonaws.com"), own],
            ["a service for the own account", "holds", by("s3.amazonaws.com", { sourceAccount: "111111111111" }), own],
            [
                "a service for another account",
                "violated",
                by("s3.amazonaws.com", { sourceAccount: "222222222222" }),
                own,
            ],
            [
                "a service for an account that is not known",
                "undecided",
                by("s3.amazonaws.com", { sourceAccount: Unknown.computed }),
                own,
            ],
            ["a topic of the own account", "holds", by("sns.amazonaws.com", { sourceArn: topic("111111111111") }), own],
            [
                "a topic of another account",
                "violated",
                by("sns.amazonaws.com", { sourceArn: topic("222222222222") }),
                own,
            ],
            [
                "a topic of any account",
                "violated",
                by("sns.amazonaws.com", { sourceArn: "arn:aws:sns:eu-central-1:*:orders" }),
                own,
            ],
            [
                "a bucket that the plan does not hold, of the own account",
                "holds",
                by("s3.amazonaws.com", { sourceArn: "arn:aws:s3:::uploads", sourceAccount: "111111111111" }),
                own,
            ],
            [
                "a bucket that the plan does not hold",
                "undecided",
                by("s3.amazonaws.com", { sourceArn: "arn:aws:s3:::uploads" }),
                own,
            ],
            [
                "a bucket of the plan",
                "holds",
                by("s3.amazonaws.com", { sourceArn: Unknown.computed }),
                { ...own, beside: [bucket], comesFrom: { sourceArn: [bucket] } },
            ],
            ["an account, which another rule judges", "nothing", by("222222222222"), own],
            ["a caller that is not known", "undecided", by(Unknown.computed), own],
            [
                "a caller that is not known, for the own account",
                "holds",
                by(Unknown.computed, { sourceAccount: "111111111111" }),
                own,
            ],
            [
                "a role of the plan, which another rule judges",
                "nothing",
                by(Unknown.computed),
                { ...own, beside: [role], comesFrom: { principal: [role] } },
            ],
        ]);
    });
});
