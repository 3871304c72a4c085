import type { BreachSite } from "./breach";

export const REGION = "eu-central-1";

/** The other environment's account, and in the twin the own one. */
export function accountIn({ account, otherAccount, twin }: BreachSite): string {
    return twin ? account : otherAccount;
}

/** The other environment's domain, and in the twin the own one. */
export function domainIn({ domain, otherDomain, twin }: BreachSite): string {
    return twin ? domain : otherDomain;
}
