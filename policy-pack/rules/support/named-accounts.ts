import { Unknown } from "../../../plan/value";
import { holds, type Subject, undecided, undecidedBecauseUnknown, type Verdict, violated } from "../../kernel";
import { isAccountId, parseArn } from "../../../aws/arn";
import { judgeAccount, type PrincipalJudgement, type Trust } from "./iam-trust";
import { worstOf } from "./policy-principals";
import { listed } from "../../../plan/plain";
import { showPart } from "./values";

/** The word by which snapshots and images are shared with every account there is. */
const EVERYONE: ReadonlySet<string> = new Set(["all", "*"]);

/**
 * Judges a property that names one account or several, by id or within an ARN: each must be the resource's own, or
 * trusted. Not set passes, for then the provider takes the own account, or nobody is named.
 */
export function judgeNamedAccounts(subject: Subject, property: string, trust: Trust): Verdict {
    const reading = subject.read(property);
    if (reading.state === "absent") return holds();
    if (reading.state === "unknown") return undecidedBecauseUnknown(reading);
    return worstOf(
        listed(reading.value).map(value => {
            if (typeof value !== "string") {
                const why = value instanceof Unknown ? value.why : "not a text";
                return undecided({ property, message: `${property} names something that cannot be read: ${why}` });
            }
            const judged = judgeName(value, trust);
            if (judged.outcome === "holds") return holds();
            const message = `${property} names ${showPart(reading, value, [...EVERYONE])}: ${judged.why}`;
            return judged.outcome === "violated" ? violated({ property, message }) : undecided({ property, message });
        }),
    );
}

function judgeName(value: string, trust: Trust): PrincipalJudgement {
    if (EVERYONE.has(value)) return { outcome: "violated", why: "every account there is may use it" };
    if (isAccountId(value)) return judgeAccount(value, trust);
    const arn = parseArn(value);
    // The account within such an ARN is that of the organisation's management, and not who is meant.
    if (arn?.service === "organizations") {
        return {
            outcome: "violated",
            why: "every account of the organisation gets in, those of other environments among them",
        };
    }
    if (arn !== undefined && isAccountId(arn.account)) return judgeAccount(arn.account, trust);
    return { outcome: "undecided", why: "it does not say which account it belongs to" };
}
