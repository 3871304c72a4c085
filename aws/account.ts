import { listed, parsedJson, unknownWithin } from "../plan/plain";
import type { Reading } from "../plan/read";
import { isPropertyMap, type PropertyValue, Unknown } from "../plan/value";
import { isAccountId, parseArn } from "./arn";

/** The AWS account that a resource is made in, as far as its provider says. */
export type AccountReading =
    | { readonly state: "known"; readonly account: string; readonly path: string }
    /** Nothing pins an account, or several are allowed. */
    | { readonly state: "unpinned"; readonly allowed: readonly string[] }
    | { readonly state: "unknown"; readonly why: string };

/** Reads an input of a provider by its path. */
export type ReadProvider = (path: string) => Reading;

/**
 * Reads the account from the inputs of a provider: `allowedAccountIds`, which makes the provider refuse any other, else the
 * last role in `assumeRoles`, whose credentials belong to the account of the role.
 */
export function accountFrom(read: ReadProvider): AccountReading {
    const allowed = read("allowedAccountIds");
    if (allowed.state === "unknown") return unread(allowed);
    const ids = allowed.state === "known" ? listed(parsedJson(allowed.value)) : [];
    if (ids.length > 0) return fromAllowed(ids, allowed.path);
    return fromRoles(read);
}

function fromAllowed(ids: readonly PropertyValue[], path: string): AccountReading {
    const accounts: string[] = [];
    for (const id of ids) {
        if (id instanceof Unknown) return { state: "unknown", why: `an account in ${path} is ${id.why}` };
        const text = String(typeof id === "number" || typeof id === "string" ? id : "");
        if (!isAccountId(text)) return { state: "unknown", why: `${path} holds what is no account id` };
        accounts.push(text);
    }
    const [account, ...others] = [...new Set(accounts)];
    if (account === undefined || others.length > 0) return { state: "unpinned", allowed: accounts };
    return { state: "known", account, path };
}

function fromRoles(read: ReadProvider): AccountReading {
    for (const name of ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity"]) {
        const reading = read(name);
        if (reading.state === "unknown") return unread(reading);
        if (reading.state !== "known") continue;
        const { path } = reading;
        // Roles are assumed one after the other: the last one makes the resources.
        const role = listed(parsedJson(reading.value)).at(-1);
        if (role === undefined) continue;
        if (role instanceof Unknown) return { state: "unknown", why: `${path} is ${role.why}` };
        const arn = isPropertyMap(role) ? role["roleArn"] : undefined;
        if (arn === undefined) continue;
        const unknown = unknownWithin(arn);
        if (unknown !== undefined) return { state: "unknown", why: `${path} names a role that is ${unknown.why}` };
        const account = typeof arn === "string" ? parseArn(arn)?.account : undefined;
        if (account === undefined || !isAccountId(account)) {
            return { state: "unknown", why: `${path} names a role by something that is no ARN` };
        }
        return { state: "known", account, path };
    }
    return { state: "unpinned", allowed: [] };
}

function unread({ path, why }: Reading & { state: "unknown" }): AccountReading {
    return { state: "unknown", why: `${path} cannot be read: ${why}` };
}
