import { speaksOf } from "../../../aws/iam-patterns";
import { parsePolicy, type PolicyDocument, type PolicyStatement } from "../../../aws/iam-policy";
import type { SubjectReading } from "../../kernel";
import { allTrue } from "./all-true";
import { type CallContext, unmetOf, withVariables } from "./call-conditions";

/** What policies are asked. */
export interface Question {
    /** As IAM writes it, such as `rds:StopDBCluster`. */
    readonly action: string;
    /** Whether a statement is about what it is done to, or about who does it; nothing where that cannot be told. */
    readonly concerns: (statement: PolicyStatement) => boolean | undefined;
    readonly call: CallContext;
}

/** What policies say. */
export type Answer = { readonly outcome: "allowed" } | { readonly outcome: "unclear"; readonly why: string } | Refusal;

/** One that denies; none that allows; one that allows it with others alone, or on a condition that is not met. */
export type Refusal =
    | { readonly outcome: "denied" | "none" | "elsewhere"; readonly by: string }
    | { readonly outcome: "conditional"; readonly by: string; readonly condition: string };

/** The statements of one or several policies. */
export interface Statements {
    /** What they stand in, for people to read: `a policy of sleeper`. */
    readonly by: string;
    readonly statements: readonly Readable[];
    /** Why there may be more. */
    readonly doubt: string | undefined;
}

interface Readable {
    readonly statement: PolicyStatement;
    /** Whether a message may show a part of it. */
    readonly isOpen: boolean;
    readonly takesVariables: boolean;
}

/** The statements of a policy as the plan says it. */
export function readPolicy(reading: SubjectReading, by: string): Statements {
    if (reading.state === "absent") return { by, statements: [], doubt: undefined };
    if (reading.state === "unknown") return { by, statements: [], doubt: `${by} is not known: ${reading.why}` };
    const document = parsePolicy(reading.value);
    return {
        by,
        statements: statementsOf(document, !reading.secret && reading.marksLost !== true),
        doubt: document.unread.length > 0 ? `${by} cannot be read` : undefined,
    };
}

/** @param isOpen Whether a message may show a part of it. */
export function statementsOf({ statements, takesVariables }: PolicyDocument, isOpen: boolean): readonly Readable[] {
    return statements.map(statement => ({ statement, isOpen, takesVariables }));
}

/** What some statements together say. One that denies counts before all that allow. */
export function answerOf({ by, doubt, statements }: Statements, question: Question): Answer {
    const judged = statements.map(one => judge(one, question));
    const denials = judged.filter(({ effect }) => effect === "Deny");
    if (denials.some(({ speaks }) => speaks === true)) return { outcome: "denied", by };
    const others = judged.filter(({ effect }) => effect !== "Deny");
    const isAllowed = others.some(({ effect, speaks }) => effect === "Allow" && speaks === true);
    const unclear = (isAllowed ? denials : others).find(({ speaks }) => speaks === undefined);
    if (unclear !== undefined) return { outcome: "unclear", why: whyUnclear(unclear, by) };
    if (isAllowed) return { outcome: "allowed" };
    if (doubt !== undefined) return { outcome: "unclear", why: doubt };
    const unmet = others.find(one => one.ofAction === true && one.isConcerned === true);
    if (unmet !== undefined) return { outcome: "conditional", by, condition: unmet.condition };
    return { outcome: others.some(({ ofAction }) => ofAction === true) ? "elsewhere" : "none", by };
}

/** What a statement says of a question. */
interface Judged {
    readonly effect: PolicyStatement["effect"];
    /** Whether it speaks of it; nothing where that cannot be told. */
    readonly speaks: boolean | undefined;
    readonly ofAction: boolean | undefined;
    readonly isConcerned: boolean | undefined;
    /** The condition that decides, as a message may show it. */
    readonly condition: string;
}

function judge({ isOpen, statement: written, takesVariables }: Readable, { action, call, concerns }: Question): Judged {
    const statement = takesVariables ? withVariables(written, call) : written;
    const ofAction = speaksOf(statement, action);
    const isConcerned = concerns(statement);
    const { isMet, key } = unmetOf(statement, call);
    // Behind the stroke is the key of a tag, which is the program's own word.
    const shown = isOpen ? key?.split("/")[0] : undefined;
    return {
        effect: statement.effect,
        speaks: allTrue([ofAction, isConcerned, isMet, ...(statement.effect === "unknown" ? [undefined] : [])]),
        ofAction,
        isConcerned,
        condition: shown === undefined ? "a condition" : `a condition on ${shown}`,
    };
}

function whyUnclear({ condition, effect, isConcerned, ofAction }: Judged, by: string): string {
    if (effect !== "unknown" && ofAction === true && isConcerned === true)
        return `whether ${condition} of ${by} is met is not known`;
    return `a statement of ${by} cannot be read, or what it is to act on`;
}
