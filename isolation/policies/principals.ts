import { isAccountId, parseArn } from "../../aws/arn";
import { isPattern } from "../../aws/patterns";
import type { PolicyPrincipal } from "../../aws/iam-policy";
import type { Party } from "./party";

const ANYONE: Party = { role: "anyone", reference: { kind: "anyone" } };

/** The account in the ARN of a user that stands for a distribution of CloudFront. */
const CLOUDFRONT = "cloudfront";
/** Ids by which IAM stores principals, which name no account (IAM user guide, "Unique identifiers"). */
const UNIQUE_ID = /^(?:AIDA|AROA|AGPA|ASCA|ACCA)[A-Z0-9]+$/;

/** Whom a principal of a policy stands for, but one that is federated. */
export function partyOf({ kind, value }: PolicyPrincipal): Party {
    switch (kind) {
        case "AWS":
            return ofIam(value);
        case "Service":
            return { role: "service", reference: { kind: "anyone" }, service: value };
        case "CanonicalUser":
            return somebody("a canonical user does not say which account it belongs to");
        default:
            return somebody("a principal of its kind is not known");
    }
}

function ofIam(value: string): Party {
    if (value === "*") return ANYONE;
    if (isAccountId(value)) return { role: "caller", reference: { kind: "account", account: value } };
    const arn = parseArn(value);
    if (arn === undefined) {
        return somebody(
            UNIQUE_ID.test(value)
                ? "a unique id does not say which account it belongs to"
                : "a principal is neither an account nor an ARN",
        );
    }
    if (arn.account === CLOUDFRONT) {
        return somebody("an origin access identity does not say which account it belongs to");
    }
    // IAM refuses such a principal; whoever wrote it means everyone.
    if (isPattern(arn.account)) return ANYONE;
    if (arn.resource === "root") return { role: "caller", reference: { kind: "account", account: arn.account } };
    return { role: "caller", reference: { kind: "name", pattern: value } };
}

function somebody(why: string): Party {
    return { role: "caller", reference: { kind: "unknown", why } };
}
