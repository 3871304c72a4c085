import * as ipaddr from "ipaddr.js";
import type { PropertyValue } from "../plan/value";

/** A range of IPv4 addresses. */
export interface AddressBlock {
    /** The first address as a number. */
    readonly first: number;
    readonly prefixLength: number;
}

const IPV4_BITS = 32;
const BYTE = 256;
/** Addresses and ranges in a text. */
export const ADDRESSES = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\d.]*\d)/g;

/** Reads `10.0.0.0/16` or one address. Nothing for anything else. */
export function addressBlock(value: PropertyValue | undefined): AddressBlock | undefined {
    if (typeof value !== "string") return undefined;
    const [address = "", prefix] = value.split("/");
    const prefixLength = prefix === undefined ? IPV4_BITS : Number(prefix);
    if (!ipaddr.IPv4.isValidFourPartDecimal(address) || !(prefixLength >= 0 && prefixLength <= IPV4_BITS))
        return undefined;
    const first = ipaddr.IPv4.parse(address)
        .toByteArray()
        .reduce((number, byte) => number * BYTE + byte, 0);
    return { first, prefixLength };
}

/** Where a range lies in another, as its offset in addresses; nothing where it does not lie in it. */
export function offsetWithin(inner: AddressBlock, outer: AddressBlock): number | undefined {
    const offset = inner.first - outer.first;
    const size = 2 ** (IPV4_BITS - outer.prefixLength);
    return inner.prefixLength >= outer.prefixLength && offset >= 0 && offset < size ? offset : undefined;
}
