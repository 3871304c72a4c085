import { arnsMeet } from "../../../aws/arn";
import type { PolicyCondition, PolicyStatement, PolicyText } from "../../../aws/iam-policy";
import { isPattern, patternCovers } from "../../../aws/patterns";
import { requirementOf } from "../../../isolation/policies/requirement";
import { Unknown } from "../../../plan/value";
import { allTrue } from "./all-true";

/** What a key of a condition says in a call. In a value, `*` stands for a part that is not known. */
export type KeyValue =
    | { readonly state: "known"; readonly value: string }
    | { readonly state: "absent" }
    /** The plan does not say, or what the key means is not written down. */
    | { readonly state: "unknown" };

/** What the keys of conditions say in a call, by the key in lower case. */
export type CallContext = (key: string) => KeyValue;

/** Operators that compare texts. What numbers, dates and addresses are in the night, no plan says. */
const COMPARING =
    /^(?:For(?:Any|All)Values:)?(?:(?:String|Arn)(?:Not)?(?:Equals|Like)|String(?:Not)?EqualsIgnoreCase|Bool|Null)(?:IfExists)?$/;
const IGNORING_CASE = /Bool|IgnoreCase/;

/** Whether a call meets a condition; nothing where that cannot be told. */
export function meets(condition: PolicyCondition, context: CallContext): boolean | undefined {
    const requirement = COMPARING.test(condition.operator) ? requirementOf(condition) : undefined;
    const value = context(condition.key);
    if (requirement === undefined || value.state === "unknown") return undefined;
    if (value.state === "absent") return requirement.passesAbsent;
    const ignoresCase = IGNORING_CASE.test(condition.operator);
    const folded = (text: string) => (ignoresCase ? text.toLowerCase() : text);
    const misses = requirement.values.map(text => {
        if (text instanceof Unknown) return undefined;
        const equal = isValue(folded(text), folded(value.value), requirement.takesPatterns);
        return equal === undefined ? undefined : !equal;
    });
    const isNone = allTrue(misses);
    return isNone === undefined ? undefined : isNone !== requirement.isPositive;
}

/** Whether a text of a condition takes in a value, which may be known in part. */
function isValue(text: string, value: string, takesPatterns: boolean): boolean | undefined {
    const isWhole = !isPattern(value);
    if (takesPatterns) return patternCovers(text, value) || (!isWhole && arnsMeet(text, value) ? undefined : false);
    if (isWhole) return text === value;
    // Where no pattern is taken, a star is a star, and no value holds one.
    return !isPattern(text) && patternCovers(value, text) ? undefined : false;
}

/** The first condition of a statement that a call does not meet, and else the first of which that cannot be told. */
export function unmetOf(
    { conditions, path, unread }: PolicyStatement,
    context: CallContext,
): { readonly isMet: boolean | undefined; readonly key?: string } {
    const judged = conditions.map(condition => ({ isMet: meets(condition, context), key: condition.key }));
    const unmet = judged.find(({ isMet }) => isMet === false) ?? judged.find(({ isMet }) => isMet === undefined);
    if (unmet !== undefined) return unmet;
    return unread.some(one => one.path.startsWith(`${path}.Condition`)) ? { isMet: undefined } : { isMet: true };
}

/** Variables of policies, such as `${aws:PrincipalAccount}` (IAM user guide, "Policy variables"). */
const VARIABLE = /\$\{([^}]*)\}/g;

const NOT_KNOWN = new Unknown("a variable of it is not known");

/** A text with what its variables stand for in a call. */
function substituted(text: PolicyText, context: CallContext): PolicyText {
    if (text instanceof Unknown || !text.includes("${")) return text;
    const values = [...text.matchAll(VARIABLE)].map(([, name = ""]) => context(name.trim().toLowerCase()));
    const filled = values.flatMap(value => (value.state === "known" && !isPattern(value.value) ? [value.value] : []));
    if (filled.length < values.length) return NOT_KNOWN;
    let place = 0;
    return text.replace(VARIABLE, () => filled[place++] ?? "");
}

/** A statement with what the variables in its resources and conditions stand for in a call. */
export function withVariables(statement: PolicyStatement, context: CallContext): PolicyStatement {
    const filled = (texts: readonly PolicyText[]) => texts.map(text => substituted(text, context));
    return {
        ...statement,
        resources: filled(statement.resources),
        conditions: statement.conditions.map(one => ({ ...one, values: filled(one.values) })),
    };
}
