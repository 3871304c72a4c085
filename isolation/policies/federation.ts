import { parseArn } from "../../aws/arn";
import type { PolicyCondition, PolicyPrincipal } from "../../aws/iam-policy";
import { isPattern } from "../../aws/patterns";
import { Unknown } from "../../plan/value";
import type { TokensReference } from "../connection";
import type { Party } from "./party";
import { type Requirement, requirementOf } from "./requirement";

const OIDC_PROVIDER = "oidc-provider/";
const SAML_PROVIDER = "saml-provider/";

/** Claims that say whose a token is where `sub` does not, by issuer: the application, the organisation or the pool. */
const CLAIMS_OF_OWNER: Readonly<Record<string, readonly string[]>> = {
    "accounts.google.com": ["aud", "oaud"],
    "cognito-identity.amazonaws.com": ["aud"],
    "graph.facebook.com": ["app_id"],
    "www.amazon.com": ["app_id"],
};
/** Issuers that IAM knows without a provider of the account's own. */
const BUILT_IN = Object.keys(CLAIMS_OF_OWNER);

const COGNITO = "cognito-identity.amazonaws.com";

/** Issuers at which all the world can have an account, and so a token. */
const PUBLIC_ISSUERS: ReadonlySet<string> = new Set([
    ...BUILT_IN,
    "app.terraform.io",
    "gitlab.com",
    "token.actions.githubusercontent.com",
]);
/** A subject that leaves open whose it is: `*`, `repo:*`, `project_path:*`. */
const OPEN_SUBJECT = /^(?:[a-z_]+:)?[*?]/;

/** Whether tokens that are asked for are those of everybody, for whoever wants one gets one. */
export function isOpenToAll({ issuer, subjects }: TokensReference): boolean {
    return PUBLIC_ISSUERS.has(issuer) && subjects.some(subject => OPEN_SUBJECT.test(subject));
}

/** The issuer of the tokens that a principal stands for; nothing for one of SAML. */
export function issuerOf(principal: string): string | undefined {
    const resource = parseArn(principal)?.resource ?? "";
    if (resource.startsWith(OIDC_PROVIDER)) return bareIssuer(resource.slice(OIDC_PROVIDER.length));
    return BUILT_IN.includes(principal.toLowerCase()) ? principal.toLowerCase() : undefined;
}

/** An issuer as policies write it: without its scheme, and without a slash at its end. */
export function bareIssuer(url: string): string {
    return url
        .replace(/^https?:\/\//i, "")
        .replace(/\/$/, "")
        .replace(/^[^/]+/, host => host.toLowerCase());
}

/** What a federated principal is, and the conditions that are about something else than the claims of its tokens. */
export interface Federation {
    readonly party: Party;
    readonly rest: readonly PolicyCondition[];
}

/** Who holds a token that a principal stands for, under the conditions on its claims. */
export function federated({ value }: PolicyPrincipal, conditions: readonly PolicyCondition[]): Federation {
    const issuer = issuerOf(value);
    if (issuer === undefined) return { party: ofSaml(value), rest: conditions };
    const prefix = `${issuer.toLowerCase()}:`;
    const ofToken = conditions.filter(({ key }) => key.startsWith(prefix));
    return { party: ofTokens(issuer, ofToken), rest: conditions.filter(({ key }) => !key.startsWith(prefix)) };
}

function ofSaml(principal: string): Party {
    const resource = parseArn(principal)?.resource ?? "";
    if (!isDirectory(resource)) {
        const why = "a federated principal is neither a provider of tokens nor one of SAML";
        return { role: "holder", reference: { kind: "unknown", why } };
    }
    return {
        role: "holder",
        reference: { kind: "tokens", issuer: resource, subjects: ["*"] },
        doubt: "to whom the directory gives it is in no plan",
    };
}

/** Whether what is called an issuer is a directory that speaks SAML, by the name of its provider. */
export function isDirectory(issuer: string): boolean {
    return issuer.startsWith(SAML_PROVIDER);
}

/** A guest of an application has a token as well, and anyone is a guest. */
const UNAUTHENTICATED = "unauthenticated";

function ofTokens(issuer: string, conditions: readonly PolicyCondition[]): Party {
    const claims = ["sub", ...(CLAIMS_OF_OWNER[issuer] ?? [])];
    let subjects: readonly string[] = ["*"];
    let doubt: string | undefined;
    let isGuest = false;
    for (const condition of conditions) {
        const claim = condition.key.slice(issuer.length + 1);
        const requirement = requirementOf(condition);
        if (issuer === COGNITO && claim === "amr") isGuest = condition.values.includes(UNAUTHENTICATED);
        if (!claims.includes(claim)) {
            // Who asks for a token chooses its audience.
            if (claim !== "aud" && claim !== "amr") doubt ??= `the effect of its condition on ${claim} is not modelled`;
            continue;
        }
        const named = requirement?.isPositive === true ? valuesOf(requirement) : undefined;
        if (named === undefined) {
            doubt ??= `its condition on ${claim} cannot be read`;
            continue;
        }
        const marked = claim === "sub" ? named : named.map(value => `${claim}=${value}`);
        if (subjects.length === 1 && subjects[0] === "*") subjects = marked;
        else if (claim === "sub" && !named.some(isPattern)) subjects = marked;
    }
    const reference = isGuest ? ({ kind: "anyone" } as const) : ({ kind: "tokens", issuer, subjects } as const);
    return { role: "holder", reference, ...(doubt === undefined ? {} : { doubt }) };
}

/** What a claim may be; nothing where that is not known. A star stands for itself where no pattern is asked for. */
function valuesOf({ takesPatterns, values }: Requirement): readonly string[] | undefined {
    if (values.some(value => value instanceof Unknown)) return undefined;
    const texts = values.filter(value => typeof value === "string");
    return takesPatterns
        ? texts.map(text => text.replace(/\$\{[^}]*\}/g, "*"))
        : texts.filter(text => !isPattern(text));
}
