import { z } from "zod";
import { holds, type Subject, type SubjectReading, undecided, type Verdict, violated } from "../../kernel";
import { accountOf } from "./account";
import { isAccountId, parseArn } from "../../../aws/arn";
import { parsePolicy, type PolicyStatement } from "../../../aws/iam-policy";
import { judgePrincipal, PRINCIPAL_ACCOUNT_KEYS, type Trust } from "./iam-trust";
import { showPart } from "./values";

/** Most accounts that a setting may name: more are no exception any longer. */
const MAX_TRUSTED_ACCOUNTS = 50;

/** The setting `trustedAccounts` of a rule; each rule says what it trusts them with. */
export const trustedAccounts = z
    .array(z.string().refine(isAccountId, "expected twelve digits"))
    .max(MAX_TRUSTED_ACCOUNTS)
    .default([]);

/** A service's name, such as `s3.amazonaws.com` or, in China, `s3.amazonaws.com.cn`. */
export const AWS_SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/;

/** What may be named beside a resource: its own account, and those that are trusted by declaration. */
export function trustOf(
    subject: Subject,
    trusted: readonly string[],
    holder: string,
    accountKeys: readonly string[] = PRINCIPAL_ACCOUNT_KEYS,
): Trust {
    return { holder, own: accountOf(subject), trusted: new Set(trusted), accountKeys };
}

/** Judges every principal of a policy that was read: whether each is of the own account, or trusted. */
export function judgePolicy(reading: SubjectReading & { state: "known" }, trust: Trust): Verdict {
    const document = parsePolicy(reading.value);
    return worstOf([
        ...document.unread.map(({ path, why }) => unreadable(reading.path, path, why)),
        ...document.statements.flatMap(statement => judgeStatement(statement, reading, trust)),
    ]);
}

/** One verdict on the whole: the first of the worst, with the others of its kind as evidence. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
    for (const outcome of ["violated", "undecided"] as const) {
        const [first, ...others] = verdicts.flatMap(verdict => (verdict.outcome === outcome ? [verdict] : []));
        if (first !== undefined) return { ...first, evidence: others.map(({ message }) => message) };
    }
    return holds();
}

function unreadable(property: string, path: string, why: string): Verdict {
    return undecided({ property, message: `${[property, path].filter(Boolean).join(": ")} cannot be read: ${why}` });
}

function judgeStatement(
    statement: PolicyStatement,
    reading: SubjectReading & { state: "known" },
    trust: Trust,
): readonly Verdict[] {
    const property = reading.path;
    if (statement.effect === "Deny") return [];
    if (statement.negatedPrincipals) {
        const message = `${statement.path} trusts everyone but some (NotPrincipal), expected named principals`;
        return [violated({ property, message })];
    }
    const doubts = statement.unread.map(({ path, why }) => unreadable(property, path, why));
    if (doubts.length === 0 && statement.principals.length === 0) {
        return [unreadable(property, statement.path, "it names no principal")];
    }
    const conditionsUnread = statement.unread.some(({ path }) => path.startsWith(`${statement.path}.Condition`));
    return [
        ...doubts,
        ...statement.principals.map(principal => {
            const judged = judgePrincipal(principal, statement.conditions, trust);
            // A condition that cannot be read may be what keeps the others out.
            const narrowable = !isAccountId(accountNamedBy(principal.value));
            if (judged.outcome === "holds" || (conditionsUnread && narrowable)) return holds();
            const message = `${statement.path} trusts ${showPart(reading, principal.value)}: ${judged.why}`;
            return judged.outcome === "violated" ? violated({ property, message }) : undecided({ property, message });
        }),
    ];
}

function accountNamedBy(principal: string): string {
    return parseArn(principal)?.account ?? principal;
}
