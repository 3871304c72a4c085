import { parseArn } from "../aws/arn";
import { type AddressRange, parseRange, within } from "../aws/address-range";
import { patternCovers } from "../aws/patterns";
import { bareHost } from "./bare-host";
import type { Identity, Reference } from "./connection";
import type { Common } from "./settings";

/**
 * The name of what several may use, where a reference means nothing but a part of it. What lies in it and belongs to an
 * environment is none of it: an account of its own, a domain below a parent zone, a network in a wider range.
 *
 * @param owned What of environments the reference may mean. @default none, where no environments are judged
 */
export function commonOf(
    reference: Reference,
    commons: Readonly<Record<string, Common>>,
    owned: readonly Identity[] = [],
): string | undefined {
    return Object.entries(commons).find(([, common]) => takesIn(common, reference, owned))?.[0];
}

function takesIn(common: Common, reference: Reference, owned: readonly Identity[]): boolean {
    const { hosts, names, ranges, things } = common;
    const isOwned = (test: (own: Identity["reference"]) => boolean) => owned.some(one => test(one.reference));
    const accounts = common.accounts?.filter(id => !isOwned(own => own.kind === "account" && own.account === id));
    switch (reference.kind) {
        case "account":
            return accounts?.includes(reference.account) === true;
        case "name": {
            const account = parseArn(reference.pattern)?.account ?? "";
            if (accounts?.includes(account) === true) return true;
            return names?.some(pattern => coversPattern(pattern, reference.pattern)) === true;
        }
        case "range": {
            const range = parseRange(reference.range);
            if (range === undefined) return false;
            return (
                ranges?.some(text => {
                    const outer = parseRange(text);
                    const hasOwned = isOwned(own => own.kind === "range" && isNarrower(own.range, outer));
                    return within(range, outer) && !hasOwned;
                }) === true
            );
        }
        case "host": {
            const host = bareHost(reference.host);
            return (
                hosts?.map(bareHost).some(domain => {
                    const hasOwned = isOwned(own => own.kind === "host" && bareHost(own.host).endsWith(`.${domain}`));
                    return isBelow(host, domain) && !hasOwned;
                }) === true
            );
        }
        case "thing":
            return things?.some(({ id, thing }) => thing === reference.thing && id === reference.id) === true;
        case "organisation":
        case "anyone":
        case "tokens":
        case "unknown":
            return false;
    }
}

/** Whether one pattern takes in whatever another one does. One character of the first is not any number of the second. */
function coversPattern(outer: string, inner: string): boolean {
    return patternCovers(outer, inner) && !(outer.includes("?") && inner.includes("*"));
}

function isNarrower(range: string, outer: AddressRange | undefined): boolean {
    const inner = parseRange(range);
    return inner !== undefined && inner.prefixBits !== outer?.prefixBits && within(inner, outer);
}

function isBelow(host: string, domain: string): boolean {
    return host === domain || host.endsWith(`.${domain}`);
}
