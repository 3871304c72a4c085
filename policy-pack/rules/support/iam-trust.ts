import type { AccountReading } from "./account";
import { isAccountId, parseArn } from "./arn";
import { judgeSharedIssuer } from "./iam-federation";
import type { PolicyCondition, PolicyPrincipal } from "./iam-policy";

/** What a trust policy may name. */
export interface Trust {
    /** The account that the role itself lives in. */
    readonly own: AccountReading;
    /** Further accounts that are trusted by declaration. */
    readonly trusted: ReadonlySet<string>;
}

/** What is said of one principal; `why` ends the sentence "it trusts ...: ". */
export type PrincipalJudgement =
    { readonly outcome: "holds" } | { readonly outcome: "violated" | "undecided"; readonly why: string };

const HOLDS: PrincipalJudgement = { outcome: "holds" };

/** Unique ids of IAM: a principal that was deleted since, or one that is spelled so. They name no account. */
const UNIQUE_ID = /^(?:AIDA|AROA|AGPA|ASCA)[A-Z0-9]+$/;

/** Judges one principal of a statement that allows a role to be assumed. */
export function judgePrincipal(
    principal: PolicyPrincipal,
    conditions: readonly PolicyCondition[],
    trust: Trust,
): PrincipalJudgement {
    switch (principal.kind) {
        case "Service":
            return HOLDS;
        case "AWS":
            return judgeAwsPrincipal(principal.value, conditions, trust);
        case "Federated":
            return judgeFederation(principal.value, conditions, trust);
        default:
            return {
                outcome: "violated",
                why: `a principal of the kind ${principal.kind} cannot be held to one account`,
            };
    }
}

function judgeAwsPrincipal(value: string, conditions: readonly PolicyCondition[], trust: Trust): PrincipalJudgement {
    const account = isAccountId(value) ? value : parseArn(value)?.account;
    if (account !== undefined && isAccountId(account)) return judgeAccount(account, trust);
    if (UNIQUE_ID.test(value))
        return { outcome: "undecided", why: "a unique id does not say which account it belongs to" };
    return judgeNarrowing(conditions, trust);
}

function judgeFederation(value: string, conditions: readonly PolicyCondition[], trust: Trust): PrincipalJudgement {
    const shared = judgeSharedIssuer(value, conditions);
    const account = parseArn(value)?.account;
    if (shared !== undefined && (shared.outcome !== "holds" || account === undefined)) return shared;
    if (account !== undefined) return judgeAccount(account, trust);
    return { outcome: "violated", why: "expected an identity provider of the role's own account, named by its ARN" };
}

function judgeAccount(account: string, { own, trusted }: Trust): PrincipalJudgement {
    if (trusted.has(account)) return HOLDS;
    switch (own.state) {
        case "known":
            return own.account === account
                ? HOLDS
                : { outcome: "violated", why: "it belongs to another account, expected one of the role's own" };
        case "unpinned":
            return {
                outcome: "undecided",
                why: "which account the role itself lives in is not pinned by its provider",
            };
        case "unknown":
            return { outcome: "undecided", why: `which account the role itself lives in cannot be told: ${own.why}` };
    }
}

/** Operators by which a condition names what it allows, and nothing else. */
const NARROWING_OPERATORS: ReadonlySet<string> = new Set(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]);

/** A principal without an account (`*`) is as narrow as its conditions on the caller's account are. */
function judgeNarrowing(conditions: readonly PolicyCondition[], trust: Trust): PrincipalJudgement {
    const narrowing = conditions.filter(({ operator }) => NARROWING_OPERATORS.has(operator));
    const accounts =
        narrowing.find(({ key }) => key === "aws:principalaccount") ??
        narrowing.find(({ key }) => key === "aws:principalarn");
    if (accounts !== undefined) {
        if (accounts.values === undefined)
            return { outcome: "undecided", why: `its condition on ${accounts.key} is not known` };
        const judged = accounts.values.map(value => judgeAccount(parseArn(value)?.account ?? value, trust));
        return (
            judged.find(({ outcome }) => outcome === "violated") ??
            judged.find(({ outcome }) => outcome === "undecided") ??
            HOLDS
        );
    }
    const organisation = narrowing.some(({ key }) => key === "aws:principalorgid" || key === "aws:principalorgpaths");
    return {
        outcome: "violated",
        why: organisation
            ? "every account of the organisation gets in, those of other environments among them"
            : "anyone in any account gets in",
    };
}
