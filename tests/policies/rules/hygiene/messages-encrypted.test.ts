import { Secret, Unknown } from "../../../../plan/value";
import { messagesEncrypted as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("messages-encrypted", () => {
    describe("of a queue", () => {
        tries(rule, "aws:sqs/queue:Queue", [
            ["nothing said, which stands for encryption", "holds", {}],
            ["nothing said, after the provider's say", "holds", {}, { phase: "checked" }],
            ["encryption by SQS", "holds", { sqsManagedSseEnabled: true }],
            ["none", "violated", { sqsManagedSseEnabled: false }],
            ["none by SQS, and a key", "holds", { sqsManagedSseEnabled: false, kmsMasterKeyId: "alias/queue" }],
            ["a key that is known after deployment", "holds", { kmsMasterKeyId: Unknown.computed }],
            ["a value that is not known", "undecided", { sqsManagedSseEnabled: Unknown.computed }],
            ["a value of another type", "undecided", { sqsManagedSseEnabled: {} }],
            ["a secret value", "violated", { sqsManagedSseEnabled: new Secret(false) }],
        ]);
    });

    describe("of a topic", () => {
        tries(rule, "aws:sns/topic:Topic", [
            ["a key", "holds", { kmsMasterKeyId: "alias/aws/sns" }],
            ["a key that is known after deployment", "holds", { kmsMasterKeyId: Unknown.computed }],
            ["nothing said", "violated", {}],
        ]);
    });

    describe("of a stream", () => {
        tries(rule, "aws:kinesis/stream:Stream", [
            ["a key", "holds", { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" }],
            ["nothing said", "violated", {}],
            ["none", "violated", { encryptionType: "NONE" }],
            ["a value that is not known", "undecided", { encryptionType: Unknown.computed }],
        ]);
    });

    describe("of a broker", () => {
        const inTransit = (encryptionInTransit: Readonly<Record<string, string | boolean>>) => ({
            encryptionInfo: { encryptionInTransit },
        });
        tries(rule, "aws:msk/cluster:Cluster", [
            ["nothing said, which stands for TLS", "holds", {}],
            ["TLS", "holds", inTransit({ clientBroker: "TLS", inCluster: true })],
            ["plain text, too", "violated", inTransit({ clientBroker: "TLS_PLAINTEXT" })],
            ["plain text between brokers", "violated", inTransit({ inCluster: false })],
            ["a value that is not known", "undecided", { encryptionInfo: Unknown.computed }],
        ]);
    });
});
