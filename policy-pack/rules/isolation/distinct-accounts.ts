import { environmentsRule, type EnvironmentsVerdict, holds, type Stack, undecided, violated } from "../../kernel";
import { accountOf } from "../support/account";
import { pairsAcrossProduction } from "../support/environment-pairs";

const AWS_PREFIX = "aws:";

export const distinctAccounts = environmentsRule({
    name: "distinct-accounts",
    family: "isolation",
    severity: "critical",
    description: "Production shares no AWS account with any other environment.",
    remediation:
        "Give each stack an account of its own: `accountId` in `Pulumi.<stack>.yaml` for the reference program, `allowedAccountIds` of the provider in any other.",
    appliesTo: { what: "AWS resources", matches: type => type.startsWith(AWS_PREFIX) },
    check(stacks) {
        const accounts = new Map(stacks.map(stack => [stack, accountsIn(stack)]));
        return pairsAcrossProduction(stacks).flatMap(([production, other]) =>
            compare(production, accounts.get(production) ?? NONE, other, accounts.get(other) ?? NONE),
        );
    },
});

/** The accounts that a stack works in, and why some may be missing. */
interface StackAccounts {
    readonly known: ReadonlySet<string>;
    readonly unread: readonly string[];
    /** How many resources were asked. */
    readonly resources: number;
}

const NONE: StackAccounts = { known: new Set(), unread: [], resources: 0 };

function accountsIn(stack: Stack): StackAccounts {
    const subjects = stack.subjects.filter(
        ({ type, resource }) => type.startsWith(AWS_PREFIX) && resource.custom && !resource.external,
    );
    const known = new Set<string>();
    const unread = new Set<string>();
    for (const subject of subjects) {
        const account = accountOf(subject);
        if (account.state === "known") known.add(account.account);
        else if (account.state === "unknown") unread.add(account.why);
        else if (account.allowed.length > 0) account.allowed.forEach(id => known.add(id));
        else unread.add("a provider names no account");
    }
    return { known, unread: [...unread], resources: subjects.length };
}

function compare(
    production: Stack,
    ofProduction: StackAccounts,
    other: Stack,
    ofOther: StackAccounts,
): readonly EnvironmentsVerdict[] {
    if (ofProduction.resources === 0 || ofOther.resources === 0) return [];
    const stacks = [production, other];
    const shared = [...ofProduction.known].filter(account => ofOther.known.has(account));
    if (shared.length > 0) {
        const message = `${production.name} and ${other.name} share ${shared.length === 1 ? "an account" : `${shared.length} accounts`}, expected none in common: every role and every quota of one reaches into the other`;
        return [{ stacks, verdict: violated({ property: "provider", message }) }];
    }
    const [doubt] = [...ofProduction.unread, ...ofOther.unread];
    if (doubt === undefined) return [{ stacks, verdict: holds() }];
    const message = `whether ${production.name} and ${other.name} share an account cannot be told: ${doubt}`;
    return [{ stacks, verdict: undecided({ property: "provider", message }) }];
}
