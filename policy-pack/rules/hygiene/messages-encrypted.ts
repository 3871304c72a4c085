import { expectOneOf, expectSet, expectTrue, resourceRule, type Subject, type Verdict } from "../../kernel";

const BECAUSE = "whoever gets at a disk or a copy of the service reads every message";

/** How each type says that its messages are encrypted. Defaults are those of the provider's type documentation. */
const TYPES: Readonly<Record<string, (subject: Subject) => Verdict | readonly Verdict[]>> = {
    "aws:sqs/queue:Queue": judgeQueue,
    "aws:sns/topic:Topic": subject => expectSet(subject, "kmsMasterKeyId", { because: BECAUSE }),
    "aws:kinesis/stream:Stream": subject =>
        expectOneOf(subject, "encryptionType", ["KMS"], { because: BECAUSE, default: "NONE" }),
    "aws:msk/cluster:Cluster": subject => {
        const because = "everybody on the way reads every message";
        const inTransit = "encryptionInfo.encryptionInTransit";
        return [
            expectOneOf(subject, `${inTransit}.clientBroker`, ["TLS"], { because, default: "TLS" }),
            expectTrue(subject, `${inTransit}.inCluster`, { because, default: true }),
        ];
    },
};

export const messagesEncrypted = resourceRule({
    name: "messages-encrypted",
    family: "hygiene",
    severity: "medium",
    description: "Queues, topics, streams and brokers keep their messages encrypted.",
    remediation:
        '`Observability` and `WorkingHoursSchedule` encrypt theirs; elsewhere set `kmsMasterKeyId` of a topic, leave `sqsManagedSseEnabled` of a queue on or set its `kmsMasterKeyId`, set `encryptionType: "KMS"` of a stream, and leave `encryptionInTransit` of MSK at `TLS`.',
    appliesTo: Object.keys(TYPES),
    check(subject) {
        return TYPES[subject.type]?.(subject) ?? [];
    },
    // A key for the others costs something for each use, and who may publish or read has to be allowed to use it.
    remediate: ({ type }) => (type === "aws:sqs/queue:Queue" ? { sqsManagedSseEnabled: true } : undefined),
});

function judgeQueue(subject: Subject): Verdict | readonly Verdict[] {
    const isKeyed = expectSet(subject, "kmsMasterKeyId", { because: BECAUSE });
    if (isKeyed.outcome === "holds") return isKeyed;
    // A new queue is encrypted where nothing is said (SQS, "Encryption at rest"; recalled).
    return expectTrue(subject, "sqsManagedSseEnabled", { because: BECAUSE, default: true });
}
