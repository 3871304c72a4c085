import type { PolicyCondition, PolicyText } from "../../aws/iam-policy";

/** What must be so for a statement to count: one condition of it, taken apart. */
export interface Requirement {
    /** In lower case. */
    readonly key: string;
    /** Whether one of the values must be there; else none of them may. */
    readonly isPositive: boolean;
    readonly values: readonly PolicyText[];
    /** Whether `*` and `?` stand for others in the values. */
    readonly takesPatterns: boolean;
    /** Whether a call of which the key says nothing passes. */
    readonly passesAbsent: boolean;
}

const OPERATOR =
    /^(?<sets>ForAnyValue:|ForAllValues:)?(?<name>String|Arn|IpAddress|NotIpAddress|Bool|Null|Numeric|Date|Binary)(?<not>Not)?(?<form>Equals|EqualsIgnoreCase|Like|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals)?(?<ifExists>IfExists)?$/;

/** Takes a condition apart. Nothing where what its operator means is not known. */
export function requirementOf({ key, operator, values }: PolicyCondition): Requirement | undefined {
    const groups = OPERATOR.exec(operator)?.groups;
    if (groups === undefined) return undefined;
    const { form, ifExists, name, not, sets } = groups;
    if (name === "Null") return presenceOf(key, values);
    // Which of the two decides on a key that is not there, no guide says.
    if (sets === "ForAnyValue:" && ifExists !== undefined) return undefined;
    const isPositive = not === undefined && name !== "NotIpAddress";
    return {
        key,
        isPositive,
        values,
        takesPatterns: form === "Like" || name === "Arn",
        // One that denies is true of what is not there; one that asks for all of none is, too (IAM, "Multivalued keys").
        passesAbsent: ifExists !== undefined || sets === "ForAllValues:" || (!isPositive && sets === undefined),
    };
}

/** `Null: true` asks for a key that is not there, `Null: false` for one that is. */
function presenceOf(key: string, values: readonly PolicyText[]): Requirement | undefined {
    const [value, ...others] = values;
    if (others.length > 0 || (value !== "true" && value !== "false")) return undefined;
    const isPositive = value === "false";
    return { key, isPositive, values: ["*"], takesPatterns: true, passesAbsent: !isPositive };
}

/** What must be so for a condition not to be met. */
export function opposite(requirement: Requirement): Requirement {
    return { ...requirement, isPositive: !requirement.isPositive, passesAbsent: !requirement.passesAbsent };
}
