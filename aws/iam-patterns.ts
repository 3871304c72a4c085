import { Unknown } from "../plan/value";
import { patternCovers } from "./patterns";
import type { PolicyStatement, PolicyText } from "./iam-policy";

/** Whether an action of a policy, which may hold `*` and `?`, takes in an action. IAM compares without regard to case. */
export function coversAction(pattern: string, action: string): boolean {
    return patternCovers(pattern.toLowerCase(), action.toLowerCase());
}

/** Whether a statement speaks of an action; nothing where an unknown keeps it from being told. */
export function speaksOf({ actions, negatedActions }: PolicyStatement, action: string): boolean | undefined {
    if (actions.some(one => coversText(one, action))) return !negatedActions;
    // Without any action it could not be read: IAM refuses a statement that names none.
    if (actions.length === 0 || actions.some(one => one instanceof Unknown)) return undefined;
    return negatedActions;
}

function coversText(text: PolicyText, action: string): boolean {
    return typeof text === "string" && coversAction(text, action);
}
