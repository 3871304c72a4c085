import { Unknown } from "../../../plan/value";
import type { AccountReading } from "../../../aws/account";
import { isAccountId, parseArn } from "../../../aws/arn";
import { judgeSharedIssuer } from "../../../aws/iam-federation";
import type { PolicyCondition, PolicyPrincipal, PolicyText } from "../../../aws/iam-policy";

/** What a policy, a grant or a share may name. */
export interface Trust {
    /** What the permission is given on, as messages call it: `role`, `bucket`. */
    readonly holder: string;
    /** The account that it lives in. */
    readonly own: AccountReading;
    /** Further accounts that are trusted by declaration. */
    readonly trusted: ReadonlySet<string>;
    /** Keys of conditions that hold a caller to an account, in lower case, the most telling first. */
    readonly accountKeys: readonly string[];
}

/** Keys that hold whoever assumes a role to an account. */
export const PRINCIPAL_ACCOUNT_KEYS: readonly string[] = ["aws:principalaccount", "aws:principalarn"];

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
    if (account === "cloudfront") {
        return { outcome: "undecided", why: "an origin access identity does not say which account it belongs to" };
    }
    if (UNIQUE_ID.test(value))
        return { outcome: "undecided", why: "a unique id does not say which account it belongs to" };
    return judgeNarrowing(conditions, trust);
}

function judgeFederation(value: string, conditions: readonly PolicyCondition[], trust: Trust): PrincipalJudgement {
    const shared = judgeSharedIssuer(value, conditions);
    const account = parseArn(value)?.account;
    if (shared !== undefined && (shared.outcome !== "holds" || account === undefined)) return shared;
    if (account !== undefined) return judgeAccount(account, trust);
    return {
        outcome: "violated",
        why: `expected an identity provider of the ${trust.holder}'s own account, named by its ARN`,
    };
}

/** Judges an account by its id. */
export function judgeAccount(account: string, { holder, own, trusted }: Trust): PrincipalJudgement {
    if (trusted.has(account)) return HOLDS;
    switch (own.state) {
        case "known":
            return own.account === account
                ? HOLDS
                : { outcome: "violated", why: `it belongs to another account, expected one of the ${holder}'s own` };
        case "unpinned":
            return {
                outcome: "undecided",
                why: `which account the ${holder} itself lives in is not pinned by its provider`,
            };
        case "unknown":
            return {
                outcome: "undecided",
                why: `which account the ${holder} itself lives in cannot be told: ${own.why}`,
            };
    }
}

/** The variable that stands for the account of what is asked for, which is the holder's own (IAM, "Policy variables"). */
const OWN_ACCOUNT = "${aws:resourceaccount}";

/** Judges the account that a value of a condition names: by its id, or within an ARN. */
function judgeNamed(value: PolicyText, key: string, trust: Trust): PrincipalJudgement {
    if (value instanceof Unknown) return { outcome: "undecided", why: `its condition on ${key} is not known` };
    if (value.toLowerCase() === OWN_ACCOUNT) return HOLDS;
    const account = parseArn(value)?.account ?? value;
    if (account !== "") return judgeAccount(account, trust);
    return { outcome: "undecided", why: "its condition names something whose ARN carries no account" };
}

/** Operators by which a condition names what it allows, and nothing else. */
const NARROWING_OPERATORS: ReadonlySet<string> = new Set(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]);

/** A principal without an account (`*`) is as narrow as its conditions on the caller's account are. */
function judgeNarrowing(conditions: readonly PolicyCondition[], trust: Trust): PrincipalJudgement {
    const narrowing = conditions.filter(({ operator }) => NARROWING_OPERATORS.has(operator));
    const accounts = trust.accountKeys.flatMap(wanted => narrowing.find(({ key }) => key === wanted) ?? [])[0];
    if (accounts !== undefined) {
        const judged = accounts.values.map(value => judgeNamed(value, accounts.key, trust));
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
