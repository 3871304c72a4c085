import { z } from "zod";
import { isPropertyMap, Unknown } from "../../../plan/value";
import {
    holds,
    resourceRule,
    type RuleContext,
    show,
    type Subject,
    type SubjectReading,
    type Verdict,
    undecidedBecauseUnknown,
    violated,
} from "../../kernel";
import { judgeReference } from "../support/account-reference";
import type { Trust } from "../support/iam-trust";
import { judgeNamedAccounts } from "../support/named-accounts";
import { AWS_SERVICE, trustedAccounts, trustOf } from "../support/policy-principals";
import { lacksAnswers } from "../../../plan/unplanned-source";
import { readEach } from "../../../plan/readings";
import { bare, parsedJson } from "../../../plan/plain";

const ALARM_ACTIONS = ["alarmActions[]", "okActions[]", "insufficientDataActions[]"];

/** Properties that name where messages and events come from or go to, by type. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
    "aws:autoscaling/notification:Notification": ["topicArn"],
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": ALARM_ACTIONS,
    "aws:cloudwatch/eventTarget:EventTarget": ["arn", "deadLetterConfig.arn"],
    "aws:cloudwatch/logDestination:LogDestination": ["targetArn"],
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ["destinationArn"],
    "aws:cloudwatch/metricAlarm:MetricAlarm": ALARM_ACTIONS,
    "aws:cloudwatch/metricStream:MetricStream": ["firehoseArn"],
    "aws:lambda/eventSourceMapping:EventSourceMapping": [
        "eventSourceArn",
        "functionName",
        "destinationConfig.onFailure.destinationArn",
    ],
    "aws:lambda/function:Function": ["deadLetterConfig.targetArn"],
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [
        "destinationConfig.onFailure.destination",
        "destinationConfig.onSuccess.destination",
    ],
    "aws:oam/link:Link": ["sinkIdentifier"],
    "aws:pipes/pipe:Pipe": ["source", "enrichment", "target"],
    "aws:s3/bucketNotification:BucketNotification": [
        "lambdaFunctions[].lambdaFunctionArn",
        "queues[].queueArn",
        "topics[].topicArn",
    ],
    "aws:scheduler/schedule:Schedule": ["target.arn", "target.deadLetterConfig.arn"],
    "aws:sns/topicSubscription:TopicSubscription": ["topic", "endpoint"],
};

/** Properties that hold a queue's dead letters as JSON, by type. */
const REDRIVES: Readonly<Record<string, string>> = {
    "aws:sqs/queue:Queue": "redrivePolicy",
    "aws:sqs/redrivePolicy:RedrivePolicy": "redrivePolicy",
};

const PERMISSION = "aws:lambda/permission:Permission";
const BUS_PERMISSION = "aws:cloudwatch/eventPermission:EventPermission";

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and may send or receive, such as the one of the log archive.",
    ),
});

export const subscriptionWithinEnvironment = resourceRule({
    name: "subscription-within-environment",
    family: "isolation",
    severity: "high",
    description: "No message, event or log line is sent to, or taken from, another account.",
    remediation:
        "Name a topic, queue, bus, stream or function of the own account as source and target, and give each `aws.lambda.Permission` for a service `sourceArn` or `sourceAccount`; an account that belongs to no environment is named in this rule's setting `trustedAccounts`.",
    appliesTo: [...Object.keys(ENDS), ...Object.keys(REDRIVES), PERMISSION, BUS_PERMISSION],
    settings,
    check(subject, { settings: { trustedAccounts: trusted }, pack }) {
        const trust = trustOf(subject, trusted, "subscription");
        if (subject.type === PERMISSION) return judgePermission(subject, trust, pack);
        if (subject.type === BUS_PERMISSION) return judgeNamedAccounts(subject, "principal", trust);
        const redrive = REDRIVES[subject.type];
        const readings =
            redrive === undefined ? readEach(subject, ENDS[subject.type] ?? []) : deadLetters(subject.read(redrive));
        return readings
            .filter(reading => isWithinAws(subject, reading))
            .flatMap(reading =>
                reading.state === "unknown" && mayHoldMore(subject, reading.path)
                    ? undecidedBecauseUnknown(reading)
                    : judgeReference(subject, reading, trust, pack),
            );
    },
});

/** Ways of delivery that stay within AWS. Mail, text messages and web hooks leave it: their ends have no account. */
const DELIVERIES_WITHIN_AWS: ReadonlySet<string> = new Set(["application", "firehose", "lambda", "sqs"]);

function isWithinAws(subject: Subject, { path }: SubjectReading): boolean {
    if (path !== "endpoint") return true;
    const protocol = subject.read("protocol");
    return (
        protocol.state !== "known" || typeof protocol.value !== "string" || DELIVERIES_WITHIN_AWS.has(protocol.value)
    );
}

/** Of a list that is not known as a whole, nobody can say that a function without an answer gave none of it. */
function mayHoldMore(subject: Subject, path: string): boolean {
    const isList = (ENDS[subject.type] ?? []).some(end => end.startsWith(`${path}[]`));
    return isList && lacksAnswers(subject);
}

function deadLetters(reading: SubjectReading): readonly SubjectReading[] {
    if (reading.state !== "known") return [reading];
    const policy = parsedJson(reading.value);
    const target = isPropertyMap(policy) ? bare(policy["deadLetterTargetArn"] ?? null) : policy;
    if (target === null) return [];
    if (!(target instanceof Unknown)) return [{ ...reading, value: target }];
    const { path, secret } = reading;
    return [{ path, secret, state: "unknown", why: target.why, from: [] }];
}

/** Whoever may have a service call, may have it call this function: the service is told for whom. */
function judgePermission(subject: Subject, trust: Trust, pack: RuleContext["pack"]): readonly Verdict[] {
    const principal = subject.read("principal");
    if (principal.state === "unknown") return judgeUnknownCaller(subject, trust, pack, principal);
    if (principal.state !== "known" || typeof principal.value !== "string" || !AWS_SERVICE.test(principal.value)) {
        // A principal that is no service is judged by resource-policy-within-environment.
        return [];
    }
    const judged = judgeCause(subject, trust, pack);
    if (judged !== undefined) return judged;
    const message = `principal lets ${show(principal, [principal.value])} call for whoever asks it to, expected \`sourceArn\` or \`sourceAccount\`: anyone's topic, bucket or rule in any account can call the function`;
    return [violated({ property: "principal", message })];
}

/** It may be a service, unless it comes from something of IAM. */
function judgeUnknownCaller(
    subject: Subject,
    trust: Trust,
    pack: RuleContext["pack"],
    principal: SubjectReading & { readonly state: "unknown" },
): readonly Verdict[] {
    const origins = subject.comesFrom("principal");
    if (origins.length > 0 && origins.every(({ type }) => type.startsWith("aws:iam/"))) return [];
    const judged = judgeCause(subject, trust, pack);
    return judged?.every(({ outcome }) => outcome === "holds") === true ? judged : [undecidedBecauseUnknown(principal)];
}

/** Judges for whom a service may call; nothing where that is left open. */
function judgeCause(subject: Subject, trust: Trust, pack: RuleContext["pack"]): readonly Verdict[] | undefined {
    const account = subject.read("sourceAccount");
    const source = subject.read("sourceArn");
    if (subject.read("eventSourceToken").state !== "absent" || subject.read("principalOrgId").state !== "absent") {
        return [];
    }
    if (account.state === "absent" && source.state === "absent") return undefined;
    if (account.state === "absent") return judgeReference(subject, source, trust, pack);
    const judged = judgeReference(subject, account, trust, pack, { nameAlone: "unclear" });
    return judged.length === 0 ? [holds()] : judged;
}
