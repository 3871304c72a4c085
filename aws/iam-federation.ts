import { parseArn } from "./arn";
import { type PolicyCondition, unknownText } from "./iam-policy";

/** What is said of an issuer that anyone can get a token from; `why` ends the sentence "it trusts ...: ". */
export type IssuerJudgement =
    { readonly outcome: "holds" } | { readonly outcome: "violated" | "undecided"; readonly why: string };

/**
 * Issuers that anyone can get a token from, with the claims that do not say whose it is. Those that IAM knows by itself
 * issue tokens for an audience that is somebody's own (IAM, "Principal: web identity"); at those that serve all the
 * world's pipelines, the audience is alike for everyone (IAM, "Configuring a role for GitHub OIDC identity provider").
 */
const SHARED_ISSUERS: Readonly<Record<string, readonly string[]>> = {
    "accounts.google.com": [],
    "cognito-identity.amazonaws.com": ["amr"],
    "graph.facebook.com": [],
    "www.amazon.com": [],
    "agent.buildkite.com": ["aud"],
    "app.terraform.io": ["aud"],
    "gitlab.com": ["aud"],
    "token.actions.githubusercontent.com": ["aud"],
};

const OIDC_PROVIDER = "oidc-provider/";

/** By equality, or by a pattern; with `ForAnyValue:` before it, a claim that is missing does not match either. */
const NARROWING_OPERATOR = /^(?:ForAnyValue:)?String(?<kind>Equals|EqualsIgnoreCase|Like)$/;

/** Judges an issuer that anyone can get a token from. Nothing where it is none of those. */
export function judgeSharedIssuer(
    principal: string,
    conditions: readonly PolicyCondition[],
): IssuerJudgement | undefined {
    const issuer = issuerOf(principal);
    if (!Object.hasOwn(SHARED_ISSUERS, issuer)) return undefined;
    const meaningless = (SHARED_ISSUERS[issuer] ?? []).map(claim => `${issuer}:${claim}`);
    const narrowing = conditions.filter(
        ({ key, operator }) =>
            key.startsWith(`${issuer}:`) && !meaningless.includes(key) && NARROWING_OPERATOR.test(operator),
    );
    if (narrowing.some(isNarrow)) return { outcome: "holds" };
    const doubt = narrowing.find(({ values }) => unknownText(values) !== undefined);
    return doubt === undefined
        ? {
              outcome: "violated",
              why: "anyone with an account there gets in, expected a condition on whose tokens count",
          }
        : { outcome: "undecided", why: `its condition on ${doubt.key} is not known` };
}

/** The name of an issuer, given by itself or as the provider that stands for it in an account. */
function issuerOf(principal: string): string {
    const resource = parseArn(principal)?.resource;
    const name = resource?.startsWith(OIDC_PROVIDER) === true ? resource.slice(OIDC_PROVIDER.length) : principal;
    return name.toLowerCase();
}

function isNarrow({ operator, values }: PolicyCondition): boolean {
    if (values.length === 0 || unknownText(values) !== undefined) return false;
    const like = NARROWING_OPERATOR.exec(operator)?.groups?.["kind"] === "Like";
    return !like || values.every(value => typeof value === "string" && namesSomebody(value));
}

/** Whether a pattern says more than a kind before its first wildcard: `repo:acme/*` does, `repo:*` is everyone. */
function namesSomebody(pattern: string): boolean {
    const fixed = pattern.split(/[*?]/, 1)[0] ?? "";
    return fixed.replace(/^[a-z_]+:/, "") !== "";
}
