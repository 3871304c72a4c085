import { isAnywhere, parseRange } from "../../aws/address-range";
import type { PolicyText } from "../../aws/iam-policy";
import { isPattern } from "../../aws/patterns";
import { Unknown } from "../../plan/value";
import type { KeyMeaning } from "./condition-keys";
import {
    doubted,
    isOpen,
    isOwn,
    type Party,
    type PolicyContext,
    withinAccount,
    withinName,
    withinOrganisation,
} from "./party";
import type { Requirement } from "./requirement";

/** Whether a key says anything in the calls of a party. */
export type Presence = "present" | "maybe" | "absent";

/** What a requirement is judged by. */
export interface Narrowing {
    readonly requirement: Requirement;
    readonly meaning: KeyMeaning | undefined;
    readonly presence: Presence;
    readonly context: PolicyContext;
}

/** What is left of a party where a requirement must be met: none, one, or one for each of several values. */
export function narrowed(party: Party, narrowing: Narrowing): readonly Party[] {
    const { context, meaning, presence, requirement } = narrowing;
    if (meaning === undefined) {
        const key = context.secret ? "something that is marked secret" : requirement.key;
        return [doubted(party, `the effect of its condition on ${key} is not modelled`)];
    }
    if (meaning === "nothing") return [party];
    if (meaning === "is-service") return requirement.values.flatMap(value => isServices(party, value, requirement));
    if (presence === "absent") return requirement.passesAbsent ? [party] : [];
    const passesAbsent = presence === "maybe" && requirement.passesAbsent;
    const asked = as(party, meaning);
    if (!requirement.isPositive) return others(passesAbsent ? party : asked, asked, narrowing);
    return passesAbsent ? [party] : matching(asked, narrowing);
}

/** What one of the values leaves of a party. */
function matching(party: Party, narrowing: Narrowing): readonly Party[] {
    const { context } = narrowing;
    const left = narrowing.requirement.values.flatMap(value => withValue(party, value, narrowing));
    return left.filter(({ reference }) => !isOwn(reference, context));
}

/**
 * What is left of a party without all that has one of the values.
 *
 * @param asked Those of the party whose calls say the key.
 */
function others(party: Party, asked: Party, narrowing: Narrowing): readonly Party[] {
    const { context, meaning, presence, requirement } = narrowing;
    // To keep some networks out keeps in all others.
    if (meaning === "network" || meaning === "endpoint" || meaning === "address") return [party];
    const without = requirement.values.flatMap(value => withValue(asked, value, narrowing));
    if (without.every(({ reference }) => isOwn(reference, context))) return [party];
    if (!without.includes(asked)) return [doubted(party, "a condition leaves some out")];
    const keepsAbsent = presence === "maybe" && requirement.passesAbsent;
    return keepsAbsent ? [doubted(party, "a condition leaves most of it out")] : [];
}

function withValue(party: Party, text: PolicyText, { context, meaning, requirement }: Narrowing): readonly Party[] {
    if (text instanceof Unknown) {
        const doubt = `its condition on ${requirement.key} is not known`;
        // What the stack makes itself belongs to it.
        return context.unread(text.why) === undefined ? [] : [doubted(party, doubt)];
    }
    const value = withoutVariables(text, context);
    if (value.includes(ACCOUNT_NOT_KNOWN)) return []; // whichever it is, it is the own one
    if (!requirement.takesPatterns && value === text && isPattern(value)) return []; // a star that is meant as such
    switch (meaning) {
        case "caller-account":
        case "source-account":
        case "resource-account":
            return isOfAmazon(value) ? [] : withinAccount(party, value);
        case "caller-arn":
        case "source-arn":
        case "resource-arn":
            return withinName(party, value);
        case "caller-organisation":
        case "source-organisation":
        case "resource-organisation":
            return withinOrganisation(party, value);
        case "address":
            return fromAddress(party, value);
        case "network":
        case "endpoint":
            return throughNetwork(party, value, meaning);
        case "through-network":
            return value === "true" ? [] : [party];
        case "is-service":
        case "nothing":
        case undefined:
            return [party];
    }
}

/** Who keeps what is everybody's: images of machines, for one (EC2, "DescribeImages": owner aliases). */
const OWNERS_FOR_EVERYBODY: ReadonlySet<string> = new Set(["amazon", "aws-marketplace", "self"]);

function isOfAmazon(account: string): boolean {
    return OWNERS_FOR_EVERYBODY.has(account);
}

/** Whoever has the key that was asked for, among all there are. */
function as(party: Party, meaning: KeyMeaning): Party {
    if (party.role !== "anyone") return party;
    return { ...party, role: meaning.startsWith("source-") ? "service" : "caller" };
}

/** Variables that stand for the account of the policy's own side (IAM user guide, "Policy variables"). */
const OWN_ACCOUNT = /\$\{aws:(?:resource|principal)account\}/gi;
/** Whatever else is put in while a call is judged. */
const VARIABLE = /\$\{[^}]*\}/g;
/** Stands for the own account where its number is not known. */
const ACCOUNT_NOT_KNOWN = "(own account)";

function withoutVariables(text: string, { own }: PolicyContext): string {
    const account = own.state === "known" ? own.account : ACCOUNT_NOT_KNOWN;
    return text.replace(OWN_ACCOUNT, account).replace(VARIABLE, "*");
}

function fromAddress(party: Party, text: string): readonly Party[] {
    const range = parseRange(text.includes("/") ? text : `${text}/${text.includes(":") ? "128" : "32"}`);
    if (range === undefined) return [doubted(party, "a condition names what is no range of addresses")];
    // Whose credentials are asked for says more than where they are used.
    if (isAnywhere(range) || !isOpen(party)) return [party];
    return [{ ...party, reference: { kind: "range", range: range.text } }];
}

function throughNetwork(party: Party, id: string, meaning: "network" | "endpoint"): readonly Party[] {
    if (!isOpen(party)) return [doubted(party, "a condition holds it to a network as well")];
    return [{ ...party, reference: { kind: "thing", thing: meaning, id } }];
}

function isServices(party: Party, value: PolicyText, { isPositive, key }: Requirement): readonly Party[] {
    if (value instanceof Unknown) return [doubted(party, `its condition on ${key} is not known`)];
    const wanted = (value === "true") === isPositive ? "service" : "caller";
    if (party.role === "anyone") return [{ ...party, role: wanted }];
    return (party.role === "service") === (wanted === "service") ? [party] : [];
}
