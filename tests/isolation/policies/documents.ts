import type { AccountReading } from "../../../aws/account";
import { parsePolicy, type PolicyDocument } from "../../../aws/iam-policy";
import type { Reference } from "../../../isolation/connection";
import { admittedBy } from "../../../isolation/policies/admitted";
import type { Entry } from "../../../isolation/policies/entries";
import type { PolicyContext } from "../../../isolation/policies/party";
import { permittedBy } from "../../../isolation/policies/permitted";
import type { PropertyValue } from "../../../plan/value";

export const OWN = "111111111111";
export const OTHER = "222222222222";
export const THIRD = "333333333333";

const OWN_ACCOUNT: AccountReading = { state: "known", account: OWN, path: "allowedAccountIds" };

/** What a policy is read with: the own account is known and the parts that are not known are anybody's. */
export const CONTEXT: PolicyContext = {
    own: OWN_ACCOUNT,
    secret: false,
    unread: why => ({ kind: "unknown", why }),
};

/** A document of statements, each of which allows unless it says otherwise. */
export function documentOf(...statements: readonly Readonly<Record<string, PropertyValue>>[]): PolicyDocument {
    return parsePolicy({ Statement: statements.map(one => ({ Effect: "Allow", ...one })) });
}

/** Whom the policy of a resource lets in, as short texts: `account 2222`, `anyone?` where it is undecided. */
export function admits(
    statements: readonly Readonly<Record<string, PropertyValue>>[],
    { context = CONTEXT, holder = "resource" as const }: { context?: PolicyContext; holder?: "role" | "resource" } = {},
): readonly string[] {
    return admittedBy(documentOf(...statements), context, holder).map(short);
}

/** What policies permit elsewhere, as short texts. */
export function permits(
    statements: readonly Readonly<Record<string, PropertyValue>>[],
    boundary?: readonly Readonly<Record<string, PropertyValue>>[],
    context: PolicyContext = CONTEXT,
): readonly string[] {
    const bounds = boundary === undefined ? undefined : documentOf(...boundary);
    return permittedBy(documentOf(...statements), context, bounds).map(short);
}

function short({ certainty, reference }: Entry): string {
    return `${nameOf(reference)}${certainty === "undecided" ? "?" : ""}`;
}

function nameOf(reference: Reference): string {
    switch (reference.kind) {
        case "account":
            return reference.account;
        case "name":
            return reference.pattern;
        case "organisation":
            return reference.organisation;
        case "range":
            return reference.range;
        case "host":
            return reference.host;
        case "thing":
            return `${reference.thing} ${reference.id}`;
        case "tokens":
            return `${reference.issuer} ${reference.subjects.join(" ")}`;
        case "anyone":
        case "unknown":
            return reference.kind;
    }
}
