import type { AccountReading } from "../../aws/account";
import { type Arn, isAccountId, parseArn } from "../../aws/arn";
import { isPattern, patternCovers, patternsMeet } from "../../aws/patterns";
import type { Reference } from "../connection";

/** What judging a policy needs to know of the resource that has it. */
export interface PolicyContext {
    /** The account that the resource is made in. */
    readonly own: AccountReading;
    /** Whether the policy is marked secret, so that nothing of it may be named. */
    readonly secret: boolean;
    /** What a part that is not known refers to. Nothing where it is made of nothing but what the stack makes itself. */
    readonly unread: (why: string) => Reference | undefined;
}

/** Whom a statement lets in, or what it lets somebody have: what is left of that after the conditions read so far. */
export interface Party {
    /**
     * `caller`: a principal of IAM. `service`: an AWS service, for a customer who is not known yet. `anyone`: either of them.
     * `holder`: whoever holds a token. `resource`: what is permitted, not who.
     */
    readonly role: "caller" | "service" | "anyone" | "holder" | "resource";
    readonly reference: Reference;
    /** Name of the service, for a {@link role} of `service`. */
    readonly service?: string;
    /** Why it is not certain that it is left. */
    readonly doubt?: string;
}

/** A party of which it is not certain any more that it is left. The first doubt is the one that is told. */
export function doubted(party: Party, doubt: string): Party {
    return { ...party, doubt: party.doubt ?? doubt };
}

/**
 * A party of which no more is left than it was, and perhaps less. It is another object: where all of a party is left, the
 * party itself comes back.
 */
function atMost(party: Party): Party {
    return { ...party };
}

/** Whether something certainly belongs to the account of the resource that has the policy. */
export function isOwn(reference: Reference, { own }: PolicyContext): boolean {
    if (own.state !== "known") return false;
    return accountOf(reference) === own.account;
}

/** The account of a reference, where it says one, perhaps as a pattern; else the empty text. */
export function accountOf(reference: Reference): string {
    if (reference.kind === "account") return reference.account;
    return reference.kind === "name" ? (parseArn(reference.pattern)?.account ?? "") : "";
}

/** What is left of a party that must be of an account. None where it is of another. */
export function withinAccount(party: Party, account: string): readonly Party[] {
    if (account === "*") return [party];
    if (!isAccountId(account) && !isPattern(account)) return [doubted(party, "a condition names what is no account")];
    const { reference } = party;
    const known = accountOf(reference);
    if (isAccountId(known)) return patternCovers(account, known) ? [party] : [];
    if (isPattern(account)) return [doubted(party, "a condition names accounts by a pattern")];
    if (reference.kind === "name" && isPattern(known)) {
        if (!patternCovers(known, account)) return [];
        return [{ ...party, reference: { kind: "name", pattern: inAccount(reference.pattern, account) } }];
    }
    const narrowed: Party = { ...party, reference: { kind: "account", account } };
    return reference.kind === "thing" || reference.kind === "unknown"
        ? [doubted(narrowed, "a condition holds it to a network as well")]
        : [narrowed];
}

function inAccount(pattern: string, account: string): string {
    const [arn, partition, service, region, , ...resource] = pattern.split(":");
    return [arn, partition, service, region, account, ...resource].join(":");
}

/** What is left of a party whose ARN must match a pattern. None where it certainly does not. */
export function withinName(party: Party, pattern: string): readonly Party[] {
    if (pattern === "*") return [party];
    const { reference } = party;
    const account = parseArn(pattern)?.account;
    if (reference.kind === "account") {
        if (account === undefined) return [doubted(party, "a condition names it by a pattern")];
        if (isAccountId(account)) return account === reference.account ? [named(party, pattern)] : [];
        if (account === "") return [atMost(party)];
        return patternCovers(account, reference.account) ? [named(party, inAccount(pattern, reference.account))] : [];
    }
    if (reference.kind === "anyone") return [named(party, pattern)];
    // Of an organisation or a range, only a name that is somebody's says more.
    if (reference.kind !== "name") return [isOfAnybody(pattern) ? atMost(party) : named(party, pattern)];
    if (contains(pattern, reference.pattern)) return [party];
    // A session is named without the path of its role, and its calls name the role with it.
    if (isSession(reference.pattern)) {
        return withinAccount(party, account ?? "*").map(one => doubted(one, "a condition names a role by its path"));
    }
    if (contains(reference.pattern, pattern)) return [named(party, pattern)];
    return patternsMeet(pattern, reference.pattern) ? [doubted(party, "a condition names a part of it")] : [];
}

function isSession(pattern: string): boolean {
    return parseArn(pattern)?.resource.startsWith("assumed-role/") === true;
}

function named(party: Party, pattern: string): Party {
    return { ...party, reference: { kind: "name", pattern } };
}

/** Words within resources that say a kind, and not which one. */
const PARTS: ReadonlySet<string> = new Set(["backup", "index", "log-stream", "object", "snapshot", "stream"]);
const ANY_NAME = /^[*?]*$/;

/** Whether a resource names all of its service, or all of a kind: `*`, `role/*`, `table/*`. */
function isAllOfAKind({ resource, service }: Arn): boolean {
    const [first = "", ...others] = resource.split(/[:/]/);
    // Names of buckets begin with no kind.
    const isKind = others.length > 0 && service !== "s3" && /^[a-z-]+$/.test(first);
    return (isKind || ANY_NAME.test(first)) && others.every(part => ANY_NAME.test(part) || PARTS.has(part));
}

/** Whether a pattern of ARNs takes in things of every account. */
export function isOfAnybody(pattern: string): boolean {
    const arn = parseArn(pattern);
    if (arn === undefined) return isPattern(pattern);
    return isPattern(arn.account) || (arn.account === "" && isAllOfAKind(arn));
}

/** Whether anybody may be a party: whatever a name is, somebody in each account can have a thing of it. */
export function isOpen({ reference, role }: Party): boolean {
    if (reference.kind === "anyone") return true;
    return role !== "resource" && reference.kind === "name" && isOfAnybody(reference.pattern);
}

/** Whether a pattern of ARNs names no thing, but all of a kind wherever they are. */
export function namesNothing(pattern: string): boolean {
    const arn = parseArn(pattern);
    if (arn === undefined) return /^[*?:]*$/.test(pattern.replace(/^arn:/, ""));
    return !isAccountId(arn.account) && isOfAnybody(pattern) && isAllOfAKind(arn);
}

/** Whether everything that the second pattern takes in is taken in by the first. */
export function contains(outer: string, inner: string): boolean {
    // A question mark stands for one character, and no star fits into one.
    return outer === inner || (!(outer.includes("?") && inner.includes("*")) && patternCovers(outer, inner));
}

/** What is left of a party that must be of an organisation, or of one of its units. */
export function withinOrganisation(party: Party, path: string): readonly Party[] {
    const organisation = path.replace(/\/?\*?$/, "");
    if (organisation === "") return [party];
    if (isPattern(organisation)) return [doubted(party, "a condition names organisations by a pattern")];
    const { reference } = party;
    // Accounts are taken to be in it: both environments are.
    if (reference.kind === "account" || (reference.kind === "name" && !isOpen(party))) return [atMost(party)];
    if (reference.kind !== "organisation") return [{ ...party, reference: { kind: "organisation", organisation } }];
    if (isUnitOf(reference.organisation, organisation)) return [party];
    return isUnitOf(organisation, reference.organisation)
        ? [{ ...party, reference: { kind: "organisation", organisation } }]
        : [];
}

function isUnitOf(inner: string, outer: string): boolean {
    return `${inner}/`.startsWith(`${outer}/`);
}
