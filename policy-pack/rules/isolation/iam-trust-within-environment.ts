import { z } from "zod";
import { resourceRule, undecidedBecauseUnknown, violated } from "../../kernel";
import { PRINCIPAL_ACCOUNT_KEYS } from "../support/iam-trust";
import { judgePolicy, trustedAccounts as trustedAccountsSetting, trustOf } from "../support/policy-principals";

const PROPERTY = "assumeRolePolicy";

const settings = z.object({
    trustedAccounts: trustedAccountsSetting.describe(
        "Accounts that belong to no environment and may assume roles here, such as the one of the deployment runners.",
    ),
});

export const iamTrustWithinEnvironment = resourceRule({
    name: "iam-trust-within-environment",
    family: "isolation",
    severity: "critical",
    description: "Only AWS services and principals of the role's own account can assume a role.",
    remediation:
        "Name a principal of the role's own account in `assumeRolePolicy`, or narrow it with a condition on `aws:PrincipalAccount`; an account that belongs to no environment is named in this rule's setting `trustedAccounts`.",
    appliesTo: ["aws:iam/role:Role"],
    settings,
    check(subject, { settings: { trustedAccounts } }) {
        const reading = subject.read(PROPERTY);
        if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
        if (reading.state === "absent") {
            return violated({ property: PROPERTY, message: `${PROPERTY} is not set, expected a trust policy` });
        }
        const trust = trustOf(subject, trustedAccounts, "role", PRINCIPAL_ACCOUNT_KEYS);
        return judgePolicy(reading, trust);
    },
});
