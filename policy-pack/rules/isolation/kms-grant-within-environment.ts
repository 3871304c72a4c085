import { z } from "zod";
import { resourceRule } from "../../kernel";
import { judgeNamedAccounts } from "../support/named-accounts";
import { trustedAccounts, trustOf } from "../support/policy-principals";

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and may be granted the use of a key, such as the one of the backups.",
    ),
});

export const kmsGrantWithinEnvironment = resourceRule({
    name: "kms-grant-within-environment",
    family: "isolation",
    severity: "critical",
    description: "No key is granted to a principal of another account.",
    remediation:
        "Name a role of the key's own account in `granteePrincipal` and `retiringPrincipal` of `aws.kms.Grant`; an account that belongs to no environment is named in this rule's setting `trustedAccounts`.",
    appliesTo: ["aws:kms/grant:Grant"],
    settings,
    check(subject, { settings: { trustedAccounts: trusted } }) {
        const trust = trustOf(subject, trusted, "key");
        return ["granteePrincipal", "retiringPrincipal"].map(property => judgeNamedAccounts(subject, property, trust));
    },
});
