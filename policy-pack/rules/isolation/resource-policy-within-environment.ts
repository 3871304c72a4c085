import { z } from "zod";
import {
    holds,
    resourceRule,
    show,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { judgePrincipal, PRINCIPAL_ACCOUNT_KEYS, type Trust } from "../support/iam-trust";
import { judgePolicy, trustedAccounts, trustOf } from "../support/policy-principals";

/** Types with a policy of their own: what messages call them, and the property that holds it. */
const POLICY_TYPES: Readonly<Record<string, { readonly holder: string; readonly property: string }>> = {
    "aws:s3/bucket:Bucket": { holder: "bucket", property: "policy" },
    "aws:s3/bucketV2:BucketV2": { holder: "bucket", property: "policy" },
    "aws:s3/bucketPolicy:BucketPolicy": { holder: "bucket", property: "policy" },
    "aws:s3/accessPoint:AccessPoint": { holder: "access point", property: "policy" },
    "aws:kms/key:Key": { holder: "key", property: "policy" },
    "aws:kms/replicaKey:ReplicaKey": { holder: "key", property: "policy" },
    "aws:kms/externalKey:ExternalKey": { holder: "key", property: "policy" },
    "aws:kms/keyPolicy:KeyPolicy": { holder: "key", property: "policy" },
    "aws:sqs/queue:Queue": { holder: "queue", property: "policy" },
    "aws:sqs/queuePolicy:QueuePolicy": { holder: "queue", property: "policy" },
    "aws:sns/topic:Topic": { holder: "topic", property: "policy" },
    "aws:sns/topicPolicy:TopicPolicy": { holder: "topic", property: "policy" },
    "aws:secretsmanager/secret:Secret": { holder: "secret", property: "policy" },
    "aws:secretsmanager/secretPolicy:SecretPolicy": { holder: "secret", property: "policy" },
    "aws:ecr/repositoryPolicy:RepositoryPolicy": { holder: "repository", property: "policy" },
    "aws:ecr/registryPolicy:RegistryPolicy": { holder: "registry", property: "policy" },
    "aws:dynamodb/resourcePolicy:ResourcePolicy": { holder: "table", property: "policy" },
    "aws:kinesis/resourcePolicy:ResourcePolicy": { holder: "stream", property: "policy" },
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": { holder: "event bus", property: "policy" },
    "aws:backup/vaultPolicy:VaultPolicy": { holder: "vault", property: "policy" },
};

const LAMBDA_PERMISSION = "aws:lambda/permission:Permission";

/** Keys that hold a caller to an account: of the caller itself, of the service's customer, of an access point. */
const ACCOUNT_KEYS: readonly string[] = [
    ...PRINCIPAL_ACCOUNT_KEYS,
    "kms:calleraccount",
    "aws:sourceaccount",
    "aws:sourceowner",
    "s3:dataaccesspointaccount",
    "aws:sourcearn",
];

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and may be named here, such as the one of the log archive.",
    ),
});

export const resourcePolicyWithinEnvironment = resourceRule({
    name: "resource-policy-within-environment",
    family: "isolation",
    severity: "critical",
    description:
        "No policy of a bucket, key, queue, topic, secret or repository lets a principal of another account in.",
    remediation:
        "Name principals of the own account in `policy`, or narrow `*` with a condition on `aws:PrincipalAccount`; an account that belongs to no environment is named in this rule's setting `trustedAccounts`.",
    appliesTo: [...Object.keys(POLICY_TYPES), LAMBDA_PERMISSION],
    settings,
    check(subject, { settings: { trustedAccounts: trusted } }) {
        const policy = POLICY_TYPES[subject.type];
        if (policy === undefined) {
            return judgePermission(subject, trustOf(subject, trusted, "function", ACCOUNT_KEYS));
        }
        const reading = subject.read(policy.property);
        // Without a policy, AWS lets in the own account alone.
        if (reading.state === "absent") return [];
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        return judgePolicy(reading, trustOf(subject, trusted, policy.holder, ACCOUNT_KEYS));
    },
});

/** A service's name, such as `s3.amazonaws.com` or, in China, `s3.amazonaws.com.cn`. */
const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/;

/** Lambda takes the statement apart into properties. */
function judgePermission(subject: Subject, trust: Trust): Verdict | readonly Verdict[] {
    const property = "principal";
    const reading = subject.read(property);
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    const principal = typeof reading.value === "string" ? reading.value : "";
    const kind = SERVICE.test(principal) ? "Service" : "AWS";
    const source = subject.read("sourceAccount");
    if (source.state === "unknown" && principal === "*") return undecidedBecauseUnknown(source);
    const conditions =
        source.state === "known" && typeof source.value === "string"
            ? [{ operator: "StringEquals", key: "aws:sourceaccount", values: [source.value] }]
            : [];
    const judged = judgePrincipal({ kind, value: principal }, conditions, trust);
    if (judged.outcome === "holds") return holds();
    const message = `${property} is ${show(reading, ["*"])}: ${judged.why}`;
    return judged.outcome === "violated" ? violated({ property, message }) : undecided({ property, message });
}
