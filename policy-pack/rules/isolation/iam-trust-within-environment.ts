import { z } from "zod";
import { holds, resourceRule, undecided, undecidedBecauseUnknown, type Verdict, violated } from "../../kernel";
import { accountOf } from "../support/account";
import { isAccountId } from "../support/arn";
import { parsePolicy, type PolicyStatement } from "../support/iam-policy";
import { judgePrincipal, type Trust } from "../support/iam-trust";
import { showPart } from "../support/values";

const PROPERTY = "assumeRolePolicy";

const settings = z.object({
    trustedAccounts: z
        .array(z.string().refine(isAccountId, "expected twelve digits"))
        .max(50)
        .default([])
        .describe(
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
        const document = parsePolicy(reading.value);
        const trust = { own: accountOf(subject), trusted: new Set(trustedAccounts) };
        return worstOf([
            ...document.unread.map(({ path, why }) => unreadable(path, why)),
            ...document.statements.flatMap(statement =>
                judgeStatement(statement, trust, principal => showPart(reading, principal)),
            ),
        ]);
    },
});

/** One verdict on the whole policy: the first of the worst, with the others of its kind as evidence. */
function worstOf(verdicts: readonly Verdict[]): Verdict {
    for (const outcome of ["violated", "undecided"] as const) {
        const [first, ...others] = verdicts.flatMap(verdict => (verdict.outcome === outcome ? [verdict] : []));
        if (first !== undefined) return { ...first, evidence: others.map(({ message }) => message) };
    }
    return holds();
}

function unreadable(path: string, why: string): Verdict {
    return undecided({
        property: PROPERTY,
        message: `${[PROPERTY, path].filter(Boolean).join(": ")} cannot be read: ${why}`,
    });
}

function judgeStatement(
    statement: PolicyStatement,
    trust: Trust,
    shown: (principal: string) => string,
): readonly Verdict[] {
    if (statement.effect === "Deny") return [];
    if (statement.negatedPrincipals) {
        const message = `${statement.path} trusts everyone but some (NotPrincipal), expected named principals`;
        return [violated({ property: PROPERTY, message })];
    }
    const doubts = statement.unread.map(({ path, why }) => unreadable(path, why));
    if (doubts.length === 0 && statement.principals.length === 0) {
        return [unreadable(statement.path, "it names no principal")];
    }
    return [
        ...doubts,
        ...statement.principals.map(principal => {
            const judged = judgePrincipal(principal, statement.conditions, trust);
            if (judged.outcome === "holds") return holds();
            const message = `${statement.path} trusts ${shown(principal.value)}: ${judged.why}`;
            return judged.outcome === "violated"
                ? violated({ property: PROPERTY, message })
                : undecided({ property: PROPERTY, message });
        }),
    ];
}
