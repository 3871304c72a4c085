import * as ipaddr from "ipaddr.js";

const IPV4_BITS = 32;
const BYTE = 256;

/** How many addresses a range has whose addresses share this many leading bits. */
export function addressesIn(prefixLength: number): number {
    return 2 ** (IPV4_BITS - prefixLength);
}

/** The first address of an IPv4 range, as a number. */
export function firstAddress(range: string): number {
    return ipaddr.IPv4.networkAddressFromCIDR(range)
        .toByteArray()
        .reduce((number, byte) => number * BYTE + byte, 0);
}

/** How many leading bits the addresses of an IPv4 range share. */
export function prefixLengthOf(range: string): number {
    return ipaddr.IPv4.parseCIDR(range)[1];
}

/** The range that begins at an address, in CIDR notation. */
export function toRange(first: number, prefixLength: number): string {
    const bytes = [3, 2, 1, 0].map(place => Math.floor(first / BYTE ** place) % BYTE);
    return `${new ipaddr.IPv4(bytes).toString()}/${prefixLength}`;
}

/** Whether two IPv4 ranges share an address. */
export function rangesOverlap(one: string, other: string): boolean {
    const size = addressesIn(Math.min(prefixLengthOf(one), prefixLengthOf(other)));
    return Math.floor(firstAddress(one) / size) === Math.floor(firstAddress(other) / size);
}

/** Whether all addresses of an IPv4 range are in another. */
export function rangeContains(outer: string, inner: string): boolean {
    return prefixLengthOf(inner) >= prefixLengthOf(outer) && rangesOverlap(outer, inner);
}
