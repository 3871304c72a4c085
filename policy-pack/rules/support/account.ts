import { isPropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import { undecidedBecauseUnknown, type Subject, type SubjectReading, unknownWithin } from "../../kernel";
import { isAccountId, parseArn } from "./arn";
import { listed, parsedJson } from "./values";

/** The AWS account that a resource is made in, as far as its provider says. */
export type AccountReading =
    | { readonly state: "known"; readonly account: string; readonly reading: SubjectReading }
    /** Nothing pins an account, or several are allowed. */
    | { readonly state: "unpinned"; readonly allowed: readonly string[] }
    | { readonly state: "unknown"; readonly why: string };

/**
 * Reads the account from the provider: `allowedAccountIds`, which makes the provider refuse any other, else the last
 * role in `assumeRoles`, whose credentials belong to the account of the role.
 */
export function accountOf(subject: Subject): AccountReading {
    const allowed = subject.readProvider("allowedAccountIds");
    if (allowed.state === "unknown") return unknownAccount(allowed);
    const ids = allowed.state === "known" ? listed(parsedJson(allowed.value)) : [];
    if (ids.length > 0) return fromAllowed(ids, allowed);
    return fromRoles(subject);
}

/**
 * Whether two resources are made with one provider that pins no account: whichever credentials are at hand, both are made
 * with them.
 */
export function isOfOneProvider(one: Subject, other: Subject): boolean {
    const { provider } = one.resource;
    if (provider === undefined || provider.urn !== other.resource.provider?.urn) return false;
    return accountOf(one).state !== "known" && accountOf(other).state !== "known";
}

function fromAllowed(ids: readonly PropertyValue[], reading: SubjectReading): AccountReading {
    const accounts: string[] = [];
    for (const id of ids) {
        if (id instanceof Unknown) return { state: "unknown", why: `an account in ${reading.path} is ${id.why}` };
        const text = String(typeof id === "number" || typeof id === "string" ? id : "");
        if (!isAccountId(text)) return { state: "unknown", why: `${reading.path} holds what is no account id` };
        accounts.push(text);
    }
    const [account, ...others] = [...new Set(accounts)];
    if (account === undefined || others.length > 0) return { state: "unpinned", allowed: accounts };
    return { state: "known", account, reading };
}

function fromRoles(subject: Subject): AccountReading {
    for (const path of ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity"]) {
        const reading = subject.readProvider(path);
        if (reading.state === "unknown") return unknownAccount(reading);
        if (reading.state !== "known") continue;
        // Roles are assumed one after the other: the last one makes the resources.
        const role = listed(parsedJson(reading.value)).at(-1);
        if (role === undefined) continue;
        if (role instanceof Unknown) return { state: "unknown", why: `${reading.path} is ${role.why}` };
        const arn = isPropertyMap(role) ? role["roleArn"] : undefined;
        if (arn === undefined) continue;
        const unknown = unknownWithin(arn);
        if (unknown !== undefined)
            return { state: "unknown", why: `${reading.path} names a role that is ${unknown.why}` };
        const account = typeof arn === "string" ? parseArn(arn)?.account : undefined;
        if (account === undefined || !isAccountId(account)) {
            return { state: "unknown", why: `${reading.path} names a role by something that is no ARN` };
        }
        return { state: "known", account, reading };
    }
    return { state: "unpinned", allowed: [] };
}

function unknownAccount(reading: SubjectReading & { state: "unknown" }): AccountReading {
    return { state: "unknown", why: undecidedBecauseUnknown(reading).message };
}
