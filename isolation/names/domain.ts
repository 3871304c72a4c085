import type { Naming } from "../data/namings";

/** Names are compared without regard to case or to the root at their end. */
export function canonicalHost(name: string): string {
    return name.toLowerCase().replace(/\.$/, "");
}

/** As {@link canonicalHost}, without a wildcard in front. */
export function bareHost(name: string): string {
    return canonicalHost(name).replace(/^\*\./, "");
}

const DOMAIN = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/;

/** A domain, or a wildcard for those below one. What has no dot is completed by somebody, and names nobody. */
export const domain: Naming = text => {
    const host = canonicalHost(text);
    return DOMAIN.test(host) ? { kind: "host", host } : undefined;
};
