import * as ipaddr from "ipaddr.js";
import { memo } from "../plan/memo";

/** A range of addresses in CIDR notation, taken apart. */
export interface AddressRange {
    readonly text: string;
    readonly kind: "ipv4" | "ipv6";
    /** Number of leading bits that all addresses of the range share. */
    readonly prefixBits: number;
    readonly address: ipaddr.IPv4 | ipaddr.IPv6;
}

/** Reads `10.0.0.0/16` or `2001:db8::/32`. Nothing for a text that is no range. */
export const parseRange = memo((text): AddressRange | undefined => {
    if (!ipaddr.isValidCIDR(text)) return undefined;
    const [address, prefixBits] = ipaddr.parseCIDR(text);
    return { text, kind: address.kind(), prefixBits, address };
});

/** Whether two ranges share an address. */
export function overlap(one: AddressRange, other: AddressRange): boolean {
    if (one.kind !== other.kind) return false;
    return one.address.match(other.address, Math.min(one.prefixBits, other.prefixBits));
}

/**
 * Ranges with fewer leading bits than this count as "anywhere". No organisation was ever given more than a /8 of IPv4
 * (RFC 7020 registries allot less) or a /16 of IPv6, and two halves of the internet are as open as the whole.
 */
export const ANYWHERE_BELOW_PREFIX_BITS = { ipv4: 8, ipv6: 16 } as const;

/** Whether a range is, or nearly is, the whole internet. */
export function isAnywhere(range: AddressRange): boolean {
    return range.prefixBits < ANYWHERE_BELOW_PREFIX_BITS[range.kind];
}

/** Whether every address of a range lies in another one. Not in one that could not be read. */
export function within(inner: AddressRange, outer: AddressRange | undefined): boolean {
    return outer !== undefined && outer.prefixBits <= inner.prefixBits && overlap(inner, outer);
}

/** A range, or one address as the range of itself. Nothing for a text that is neither. */
export function asRange(text: string): AddressRange | undefined {
    const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
    return parseRange(isAddress ? `${text}/${text.includes(":") ? 128 : 32}` : text);
}
