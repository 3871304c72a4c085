import type { PolicyDocument, PolicyPrincipal, PolicyStatement } from "../../aws/iam-policy";
import { actionsOf } from "./access";
import { afterOne, narrowing, reaching } from "./callers";
import { meeting, withSpared } from "./denials";
import { type Entry, entryOf, merged, unreadable } from "./entries";
import { federated } from "./federation";
import { doubted, isOwn, type Party, type PolicyContext, withinAccount } from "./party";
import { partyOf } from "./principals";
import { accountsOfLogs, type Holder } from "./services";

/** Somebody whom a policy lets in, who does not certainly belong to the account of what has it. */
export type Admitted = Entry;

/** Whom the policy of a role or of a resource lets in from outside its own account. Pure. */
export function admittedBy(document: PolicyDocument, context: PolicyContext, holder: Holder): readonly Admitted[] {
    const denying = document.statements.filter(({ effect }) => effect === "Deny");
    // Those that spare somebody by name come first: of everybody, what others take away is not told any more.
    const denials = [
        ...denying.filter(({ negatedPrincipals }) => negatedPrincipals),
        ...denying.filter(({ negatedPrincipals }) => !negatedPrincipals),
    ];
    return [
        ...document.unread.flatMap(({ path, why }) => unreadable(path, why, context)),
        ...document.statements
            .filter(({ effect }) => effect !== "Deny")
            .flatMap(statement => admittedByStatement(statement, denials, { context, holder })),
    ];
}

interface Around {
    readonly context: PolicyContext;
    readonly holder: Holder;
}

function admittedByStatement(
    statement: PolicyStatement,
    denials: readonly PolicyStatement[],
    around: Around,
): readonly Admitted[] {
    const { context } = around;
    const { path } = statement;
    const doubts = statement.unread.filter(one => !one.path.startsWith(`${path}.Condition`));
    const unread = doubts.flatMap(({ why }) => unreadable(path, why, context));
    if (doubts.length === 0 && statement.principals.length === 0) {
        return unreadable(path, "it names no principal", context);
    }
    const parties = partiesOf(statement, around);
    const actions = new Set(actionsOf(statement).flatMap(action => withSpared(action, denials)));
    return [...unread, ...[...actions].flatMap(action => perAction(action, parties))].reduce(merged, []);

    function perAction(action: string, before: readonly Party[]): readonly Admitted[] {
        const left = denials.reduce(
            (parties, denial) => parties.flatMap(one => afterOne(one, { denial, action, statement }, context)),
            before,
        );
        return left
            .flatMap(party => reaching(party, around.holder))
            .map(party => entryOf(party, path, action, context));
    }
}

/** Whom a statement lets in by itself, without those who certainly belong to its own account. */
function partiesOf(statement: PolicyStatement, around: Around): readonly Party[] {
    const { context } = around;
    const doubt = doubtOf(statement);
    const narrow = narrowing(context);
    const candidates = statement.negatedPrincipals
        ? [{ party: everyoneBut(statement.principals, context), rest: statement.conditions }]
        : statement.principals.map(principal =>
              principal.kind === "Federated"
                  ? federated(principal, statement.conditions)
                  : { party: partyOf(principal), rest: statement.conditions },
          );
    return candidates
        .filter(({ party }) => !isOwn(party.reference, context))
        .flatMap(({ party, rest }) => {
            const left = meeting(inLogFolders(party, statement), rest, narrow).filter(
                ({ reference }) => !isOwn(reference, context),
            );
            return doubt === undefined ? left : left.map(one => doubted(one, doubt));
        });
}

/** A service that delivers logs, for the accounts alone whose folders the statement names. */
function inLogFolders(party: Party, { negatedResources, resources }: PolicyStatement): readonly Party[] {
    const accounts = negatedResources ? undefined : accountsOfLogs(party.service ?? "", resources);
    return accounts?.flatMap(account => withinAccount(party, account)) ?? [party];
}

/** What of a statement that was not read may be what keeps everybody out. */
function doubtOf({ effect, path, unread }: PolicyStatement): string | undefined {
    if (effect === "unknown") return "whether it allows or denies is not known";
    return unread.some(one => one.path.startsWith(`${path}.Condition`))
        ? "a condition of it cannot be read"
        : undefined;
}

function everyoneBut(principals: readonly PolicyPrincipal[], context: PolicyContext): Party {
    const everyone: Party = { role: "anyone", reference: { kind: "anyone" } };
    return principals.every(principal => isOwn(partyOf(principal).reference, context))
        ? everyone
        : doubted(everyone, "it leaves some out");
}
