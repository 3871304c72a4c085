/** One request to AWS, as far as policies see it. A key that is left out is absent from the request. */
export interface Request {
    readonly action: string;
    readonly resource: string;
    readonly keys?: Readonly<Record<string, string>>;
}

interface Statement {
    readonly Effect: "Allow" | "Deny";
    readonly Action?: string | readonly string[];
    readonly NotAction?: string | readonly string[];
    readonly Resource?: string | readonly string[];
    readonly NotResource?: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * Whether a policy, taken as a permissions boundary, lets a request through: allowed by a statement and denied by none. It
 * knows the operators that our boundary uses, and throws at any other.
 */
export function letsThrough(document: string, request: Request): boolean {
    const { Statement } = JSON.parse(document) as { readonly Statement: readonly Statement[] };
    const speaking = Statement.filter(statement => speaksOf(statement, request));
    return speaking.some(({ Effect }) => Effect === "Allow") && !speaking.some(({ Effect }) => Effect === "Deny");
}

function speaksOf(statement: Statement, request: Request): boolean {
    const matching = (positive: Texts, negative: Texts, text: string, fold: boolean) =>
        positive === undefined ? !matchesAny(negative, text, fold) : matchesAny(positive, text, fold);
    return (
        matching(statement.Action, statement.NotAction, request.action, true) &&
        matching(statement.Resource, statement.NotResource, request.resource, false) &&
        Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
            Object.entries(keys).every(([key, values]) => holds(operator, request.keys?.[key], listed(values))),
        )
    );
}

function holds(operator: string, value: string | undefined, values: readonly string[]): boolean {
    switch (operator) {
        case "StringNotEquals":
            // A negated operator holds where the key is absent (IAM user guide, "Condition operators").
            return value === undefined || !values.includes(value);
        case "ArnNotLike":
            return value === undefined || !matchesAny(values, value, false);
        case "StringLike":
            return value !== undefined && matchesAny(values, value, false);
        case "Null":
            return values.includes(String(value === undefined));
        default:
            throw new Error(`the evaluator does not know ${operator}`);
    }
}

type Texts = string | readonly string[] | undefined;

const listed = (texts: Texts): readonly string[] => (typeof texts === "string" ? [texts] : (texts ?? []));

function matchesAny(patterns: Texts, text: string, fold: boolean): boolean {
    return listed(patterns).some(pattern => {
        const escaped = pattern
            .replace(/[.+^${}()|[\]\\]/g, "\\$&")
            .replaceAll("*", ".*")
            .replaceAll("?", ".");
        return new RegExp(`^${escaped}$`, fold ? "is" : "s").test(text);
    });
}
