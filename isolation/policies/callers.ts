import type { PolicyPrincipal, PolicyStatement } from "../../aws/iam-policy";
import type { Reference } from "../connection";
import { ENCRYPTION_CONTEXT, type KeyMeaning, meaningOf } from "./condition-keys";
import { afterDenial, deniesAction, deniesResources, type Narrow } from "./denials";
import { issuerOf } from "./federation";
import { narrowed, type Presence } from "./narrowing";
import { doubted, isOpen, isOwn, type Party, type PolicyContext, withinAccount, withinName } from "./party";
import { partyOf } from "./principals";
import { type Holder, reachOf } from "./services";

/** What conditions leave of whoever calls. */
export function narrowing(context: PolicyContext): Narrow {
    return (party, requirement, key) => {
        if (requirement === undefined) return [doubted(party, "the operator of a condition is not known")];
        return narrowed(party, {
            requirement,
            meaning: meaningFor(key, party),
            presence: presenceOf(key, party),
            context,
        });
    };
}

function meaningFor(key: string, { role }: Party): KeyMeaning | undefined {
    const meaning = meaningOf(key);
    // What is asked for is the policy's own; and the context of a key is a caller's to choose, but for services.
    const isChosen = role !== "service" && key.startsWith(ENCRYPTION_CONTEXT);
    return meaning?.startsWith("resource-") === true || isChosen ? "nothing" : meaning;
}

/** Keys that every signed call carries (IAM user guide, "AWS global condition context keys": availability). */
const OF_EVERY_CALL: ReadonlySet<string> = new Set(["aws:principalaccount", "kms:calleraccount"]);
const NAMED: ReadonlySet<Reference["kind"]> = new Set(["account", "name", "organisation"]);

/** What the call of a service never says: it is made by nobody of IAM, and from no network of a customer. */
const NEVER_OF_SERVICE: ReadonlySet<KeyMeaning | undefined> = new Set([
    "caller-account",
    "caller-arn",
    "caller-organisation",
    "network",
    "endpoint",
    "address",
] as const);

function presenceOf(key: string, { reference, role }: Party): Presence {
    const meaning = meaningOf(key);
    if (meaning === "is-service") return "present";
    if (role === "anyone") return "maybe";
    const isOfSource = meaning?.startsWith("source-") === true;
    // Whose account is in no organisation says none.
    if (meaning === "source-organisation") return role === "service" ? "maybe" : "absent";
    if (role === "service") return isOfSource ? "present" : NEVER_OF_SERVICE.has(meaning) ? "absent" : "maybe";
    if (isOfSource) return "absent";
    // A caller without a name has an account of that name, and no ARN.
    if (key === "aws:principalarn") return NAMED.has(reference.kind) ? "present" : "maybe";
    return OF_EVERY_CALL.has(key) ? "present" : "maybe";
}

/** A statement that denies, and what another one allows. */
interface Refusal {
    readonly denial: PolicyStatement;
    readonly action: string;
    readonly statement: PolicyStatement;
}

/** What is left of whoever calls after one statement that denies. */
export function afterOne(
    party: Party,
    { action, denial, statement }: Refusal,
    context: PolicyContext,
): readonly Party[] {
    const speaks = [deniesAction(denial, action), deniesResources(denial, statement.resources)];
    if (speaks.includes(false)) return [party];
    const spare = (one: Party) => sparedBy(one, denial, context);
    const left = afterDenial(party, denial, { narrow: narrowing(context), spare });
    return left.includes(party) || !speaks.includes("perhaps") ? left : [doubted(party, "a statement may deny it")];
}

/** What is left of a party where it is none of the principals that a statement denies; of `NotPrincipal`, one of them. */
function sparedBy(
    party: Party,
    { negatedPrincipals, principals }: PolicyStatement,
    context: PolicyContext,
): readonly Party[] {
    if (negatedPrincipals) {
        return principals.flatMap(one => within(party, one)).filter(({ reference }) => !isOwn(reference, context));
    }
    // Whoever may be any service is so without some as well.
    const named = isOfServices(party) ? principals.filter(({ kind }) => kind !== "Service") : principals;
    const hit = named.flatMap(one => within(party, one));
    if (hit.length === 0 || hit.every(({ reference }) => isOwn(reference, context))) return [party];
    return hit.includes(party) ? [] : [doubted(party, "a statement denies a part of it")];
}

/** What of a party a principal takes in. */
function within(party: Party, principal: PolicyPrincipal): readonly Party[] {
    if (principal.kind === "Federated") {
        const issuer = issuerOf(principal.value);
        return party.reference.kind === "tokens" && party.reference.issuer === issuer ? [party] : [];
    }
    const { reference, role, service } = partyOf(principal);
    if (role === "anyone") return [party];
    if (role === "service") {
        if (isOfServices(party)) return [{ ...party, role, ...(service === undefined ? {} : { service }) }];
        return service === party.service ? [party] : [];
    }
    if (party.role === "service") return [];
    const caller: Party = party.role === "anyone" ? { ...party, role: "caller" } : party;
    if (reference.kind === "account") return withinAccount(caller, reference.account);
    return reference.kind === "name" ? withinName(caller, reference.pattern) : [];
}

/** Whether any service may be behind a party. */
function isOfServices({ role, service }: Party): boolean {
    return role === "anyone" || (role === "service" && service === undefined);
}

/** Who is behind a party that is anybody's, and behind a service of which no condition says for whom it acts. */
export function reaching(narrowed: Party, holder: Holder): readonly Party[] {
    const party: Party = isOpen(narrowed) ? { ...narrowed, reference: { kind: "anyone" } } : narrowed;
    if (party.role !== "service" || party.reference.kind !== "anyone") return [party];
    if (party.service === undefined) return [doubted(party, "which services that lets in is not known")];
    const reach = reachOf(party.service, holder);
    if (reach === "bound") return [];
    return reach === "driven"
        ? [party]
        : [doubted(party, "whether the service acts for other accounts is not known, and no condition says for whom")];
}
