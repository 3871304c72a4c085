import { coversAction } from "../../aws/iam-patterns";
import type { PolicyStatement } from "../../aws/iam-policy";
import { patternsMeet } from "../../aws/patterns";
import { meeting, type Narrow, withoutDoubles } from "./denials";
import { contains, doubted, type Party } from "./party";
import { sparedBy, within } from "./things";

/** What of a party the boundary of permissions lets through: what one of its statements allows. */
export function withinBoundary(
    party: Party,
    action: string,
    allowing: readonly PolicyStatement[],
    narrow: Narrow,
): readonly Party[] {
    const left = allowing
        .filter(one => mayAllow(one, action))
        .flatMap(statement => {
            const { conditions, effect, unread } = statement;
            const start = statement.negatedResources
                ? sparedBy(party, { ...statement, negatedResources: false })
                : statement.resources.flatMap(one => within(party, one));
            const isUnread = effect === "unknown" || unread.length > 0;
            const known = isUnread ? start.map(one => doubted(one, "its boundary cannot be read")) : start;
            return meeting(known, conditions, narrow);
        });
    return withoutDoubles(left, party);
}

/** The parts of an action, which may be a pattern, of which the statements of a boundary speak. */
export function actionsWithin(action: string, allowing: readonly PolicyStatement[]): readonly string[] {
    const parts = allowing.flatMap(({ actions, negatedActions }) =>
        negatedActions
            ? [action]
            : actions.map(one => (typeof one === "string" && coversAction(action, one) ? one : action)),
    );
    return [...new Set(parts)];
}

/** Whether a statement of a boundary allows an action, or some of those that a pattern takes in. */
function mayAllow({ actions, negatedActions }: PolicyStatement, action: string): boolean {
    const texts = actions.filter(one => typeof one === "string").map(one => one.toLowerCase());
    const wanted = action.toLowerCase();
    if (negatedActions) return !texts.some(one => contains(one, wanted));
    // Narrower ones are asked for by themselves.
    const takesIn = (one: string) => contains(one, wanted) || (!contains(wanted, one) && patternsMeet(one, wanted));
    return texts.length < actions.length || texts.some(takesIn);
}
