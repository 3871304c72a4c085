import type { PolicyDocument, PolicyStatement, PolicyText } from "../../aws/iam-policy";
import { Unknown } from "../../plan/value";
import { actionsOf } from "./access";
import { actionsWithin, withinBoundary } from "./bounds";
import { meeting, withSpared } from "./denials";
import { type Entry, entryOf, merged, unreadable } from "./entries";
import { doubted, isOwn, namesNothing, type Party, type PolicyContext } from "./party";
import { actionsOn, mayBeElsewhere } from "./resources";
import { afterOne, narrowing, withoutVariables } from "./things";

/** Something that does not certainly belong to the own account, which a policy permits something with. */
export type Permitted = Entry;

/** What the policies of an identity permit outside its own account, within the boundary of its permissions. Pure. */
export function permittedBy(
    document: PolicyDocument,
    context: PolicyContext,
    boundary?: PolicyDocument,
): readonly Permitted[] {
    const isDenial = ({ effect }: PolicyStatement) => effect === "Deny";
    const around: Around = {
        context,
        denials: [...document.statements, ...(boundary?.statements ?? [])].filter(isDenial),
        ...boundOf(boundary),
    };
    return [
        ...document.unread.flatMap(({ path, why }) => unreadable(path, why, context)),
        ...document.statements.filter(one => !isDenial(one)).flatMap(one => permittedByStatement(one, around)),
    ];
}

interface Around {
    readonly context: PolicyContext;
    readonly denials: readonly PolicyStatement[];
    /** The statements of the boundary that allow; nothing where there is no boundary. */
    readonly allowing: readonly PolicyStatement[] | undefined;
    /** What keeps the boundary from being judged. */
    readonly doubt: string | undefined;
}

function boundOf(boundary: PolicyDocument | undefined): Pick<Around, "allowing" | "doubt"> {
    if (boundary === undefined) return { allowing: undefined, doubt: undefined };
    if (boundary.unread.length > 0) return { allowing: undefined, doubt: "its boundary cannot be read" };
    return { allowing: boundary.statements.filter(({ effect }) => effect !== "Deny"), doubt: undefined };
}

function permittedByStatement(statement: PolicyStatement, around: Around): readonly Permitted[] {
    const { path, unread } = statement;
    const isUnread = statement.effect === "unknown" || unread.length > 0;
    // Everything but some is as wide as everything, and that alone leads nowhere: the other side must trust.
    const resources = statement.negatedResources ? [] : [...new Set(statement.resources)];
    return [
        ...unread.filter(one => one.path === path).flatMap(one => unreadable(path, one.why, around.context)),
        ...resources.flatMap(resource => {
            const party = partyOf(resource, around.context);
            if (party === undefined || isOwn(party.reference, around.context)) return [];
            const start = isUnread ? doubted(party, "a part of its statement cannot be read") : party;
            const about = party.reference.kind === "name" ? party.reference.pattern : "*";
            const parts = actionsOf(statement)
                .flatMap(action => (around.allowing === undefined ? [action] : actionsWithin(action, around.allowing)))
                .flatMap(action => withSpared(action, around.denials))
                .flatMap(action => actionsOn(action, about));
            return [...new Set(parts)].flatMap(action => perAction(action, start, statement, around));
        }),
    ].reduce(merged, []);
}

/** What a resource of a permission stands for; nothing for what is nobody else's. */
function partyOf(resource: PolicyText, { unread }: PolicyContext): Party | undefined {
    if (resource instanceof Unknown) {
        const reference = unread(resource.why);
        return reference === undefined ? undefined : { role: "resource", reference };
    }
    const pattern = withoutVariables(resource);
    if (namesNothing(pattern)) return { role: "resource", reference: { kind: "anyone" } };
    return mayBeElsewhere(pattern) ? { role: "resource", reference: { kind: "name", pattern } } : undefined;
}

function perAction(
    action: string,
    start: Party,
    { conditions, path }: PolicyStatement,
    { allowing, context, denials, doubt }: Around,
): readonly Permitted[] {
    const narrow = narrowing(action, context);
    const allowed = meeting([doubt === undefined ? start : doubted(start, doubt)], conditions, narrow);
    const bounded =
        allowing === undefined ? allowed : allowed.flatMap(one => withinBoundary(one, action, allowing, narrow));
    return denials
        .reduce((parties, denial) => parties.flatMap(one => afterOne(one, action, denial, narrow)), bounded)
        .filter(({ reference }) => reference.kind !== "anyone" && reference.kind !== "organisation")
        .filter(({ reference }) => !isOwn(reference, context))
        .filter(({ reference }) => reference.kind !== "name" || actionsOn(action, reference.pattern).length > 0)
        .map(party => entryOf(party, path, action, context));
}
