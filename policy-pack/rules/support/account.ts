import { accountFrom, type AccountReading } from "../../../aws/account";
import type { Subject } from "../../kernel";

/** The AWS account that a resource is made in, as far as its provider says. */
export function accountOf(subject: Subject): AccountReading {
    return accountFrom(path => subject.readProvider(path));
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
