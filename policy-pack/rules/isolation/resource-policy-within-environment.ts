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
import { AWS_SERVICE, judgePolicy, trustedAccounts, trustOf } from "../support/policy-principals";
import { RESOURCE_POLICIES } from "../../../aws/resource-policies";

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
    appliesTo: [...Object.keys(RESOURCE_POLICIES), LAMBDA_PERMISSION],
    settings,
    check(subject, { settings: { trustedAccounts: trusted } }) {
        const policy = RESOURCE_POLICIES[subject.type];
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

/** Lambda takes the statement apart into properties. */
function judgePermission(subject: Subject, trust: Trust): Verdict | readonly Verdict[] {
    const property = "principal";
    const reading = subject.read(property);
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    const principal = typeof reading.value === "string" ? reading.value : "";
    const kind = AWS_SERVICE.test(principal) ? "Service" : "AWS";
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
