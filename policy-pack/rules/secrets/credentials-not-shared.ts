import { type ComparisonFinding, compareSecrets } from "../../../secrets/compare";
import type { SecretFacts } from "../../../secrets/facts";
import { environmentsRule, type EnvironmentsVerdict, holds, type Stack, undecided, violated } from "../../kernel";
import { pairsAcrossProduction } from "../support/environment-pairs";
import { secretFactsOf } from "../support/secret-facts";

export const credentialsNotShared = environmentsRule({
    name: "credentials-not-shared",
    family: "secrets",
    severity: "critical",
    description:
        "Production shares no credential with any other environment, wherever it stands and however it is wrapped.",
    remediation:
        "Make a credential of its own for each environment: `manageMasterUserPassword`, `random.RandomPassword`, or a `config.requireSecret` that was set anew. What both may use is declared under `isolation.commons`.",
    appliesTo: { what: "every resource", matches: () => true, everyType: true },
    check(stacks, context) {
        const facts = secretFactsOf(stacks, context);
        return pairsAcrossProduction(stacks).flatMap(pair => judgePair(pair, facts));
    },
});

function judgePair(
    pair: readonly [Stack, Stack],
    all: ReadonlyMap<Stack, SecretFacts>,
): readonly EnvironmentsVerdict[] {
    const facts = pair.flatMap(stack => all.get(stack) ?? []);
    // One account for both is the finding of another rule, and how states are kept, too.
    const findings = compareSecrets(facts.map(withoutAccounts)).findings.filter(
        ({ fault }) => fault !== "shared-storage",
    );
    const shared = findings.filter(({ fault }) => fault !== "uncomparable");
    const unread = findings.filter(({ fault }) => fault === "uncomparable");
    if (findings.length === 0) return [{ stacks: pair, verdict: holds() }];
    return [
        ...shared.map(finding => ({ stacks: pair, ...placedIn(pair, finding) })),
        ...pair.flatMap(stack => undecidedIn(pair, stack, unread)),
    ];
}

function withoutAccounts(facts: SecretFacts): SecretFacts {
    return { ...facts, identities: facts.identities.filter(({ kind }) => kind !== "account") };
}

/** The finding at the resource of the environment that is to change: not production's. */
function placedIn(
    [, other]: readonly [Stack, Stack],
    { message, places, verdict }: ComparisonFinding,
): Pick<EnvironmentsVerdict, "subject" | "verdict"> {
    const [path, property] = (places.find(({ environment }) => environment === other.name)?.path ?? "").split("#");
    const subject = other.subjects.find(one => one.path === path);
    const approves = places.map(placeText).sort();
    const said = {
        ...(subject !== undefined && property !== undefined && { property }),
        message,
        evidence: approves,
        approves,
    };
    return {
        ...(subject !== undefined && { subject }),
        verdict: verdict === "violated" ? violated(said) : undecided(said),
    };
}

function placeText({ environment, form, path }: ComparisonFinding["places"][number]): string {
    return `${environment}: ${path}${form === undefined ? "" : ` (${form})`}`;
}

/** What cannot be compared of one stack, as one finding that lists all of it. */
function undecidedIn(
    pair: readonly [Stack, Stack],
    stack: Stack,
    unread: readonly ComparisonFinding[],
): readonly EnvironmentsVerdict[] {
    const own = unread.filter(({ environments }) => environments.includes(stack.name));
    if (own.length === 0) return [];
    const places = `${own.length} ${own.length === 1 ? "place" : "places"}`;
    const message = `${places} of ${stack.name} cannot be compared, so nobody can tell whether production and ${pair[1].name} share what is there`;
    const evidence = own.map(finding => finding.message);
    return [{ stacks: pair, verdict: undecided({ message, evidence, approves: evidence }) }];
}
