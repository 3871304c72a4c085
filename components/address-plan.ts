import * as ipaddr from "ipaddr.js";
import { ADDRESS_SLOTS } from "./environment";
import { TIERS, type Tier } from "./references";

/** Where all environments' ranges lie. Each slot is one /16 of it, so that no two environments ever overlap. */
const BASE_RANGE = "10.64.0.0/12";
const SLOT_PREFIX_LENGTH = 16;

/** How many zones have a place in each environment. A place is kept free for a zone that is not used yet. */
export const ZONE_PLACES = 4;
const ZONE_PREFIX_LENGTH = 18;

/**
 * How large the range of each tier is in each zone. Append only: a tier's place follows from the ones before it, so a new
 * tier goes last and nothing moves. Three quarters of the second half of a zone's place are still free for them.
 *
 * Private is the largest because the cluster gives every pod an address of its subnet: 8,187 usable addresses a zone.
 */
const TIER_SIZES: readonly TierSize[] = [
    { tier: "private", prefixLength: 19 },
    { tier: "public", prefixLength: 22 },
    { tier: "data", prefixLength: 22 },
];

/** A tier and how much room it needs in each zone. */
export interface TierSize<Name extends string = Tier> {
    readonly tier: Name;
    readonly prefixLength: number;
}

/** One subnet as planned. */
export interface SubnetPlan {
    readonly tier: Tier;
    readonly zone: string;
    readonly range: string;
}

/** The whole range of the environment in a slot, in CIDR notation. */
export function networkRange(slot: number): string {
    if (!Number.isInteger(slot) || slot < 0 || slot >= ADDRESS_SLOTS) {
        throw new RangeError(`expected an address slot from 0 to ${ADDRESS_SLOTS - 1}, got ${slot}`);
    }
    return toRange(firstAddress(BASE_RANGE) + slot * addressesIn(SLOT_PREFIX_LENGTH), SLOT_PREFIX_LENGTH);
}

/** Every subnet of an environment. The order of zones is a contract: append one, and no range moves. */
export function planSubnets(slot: number, zones: readonly string[]): readonly SubnetPlan[] {
    if (zones.length > ZONE_PLACES) {
        throw new RangeError(`expected at most ${ZONE_PLACES} zones, got ${zones.length}`);
    }
    const network = firstAddress(networkRange(slot));
    const offsets = placeTiers(TIER_SIZES);
    return TIERS.flatMap(tier => {
        const place = offsets.get(tier);
        if (place === undefined) throw new Error(`the tier ${tier} has no place in the address plan`);
        return zones.map((zone, index) => ({
            tier,
            zone,
            range: toRange(network + index * addressesIn(ZONE_PREFIX_LENGTH) + place.offset, place.prefixLength),
        }));
    });
}

/**
 * Lays tiers one after another into a zone's place, each aligned to its own size.
 *
 * @returns the offset of each tier from the start of the zone's place, in addresses
 * @throws RangeError when they do not fit
 */
export function placeTiers<Name extends string>(
    sizes: readonly TierSize<Name>[],
): ReadonlyMap<Name, { readonly offset: number; readonly prefixLength: number }> {
    const places = new Map<Name, { offset: number; prefixLength: number }>();
    let next = 0;
    for (const { tier, prefixLength } of sizes) {
        const size = addressesIn(prefixLength);
        const offset = Math.ceil(next / size) * size;
        if (offset + size > addressesIn(ZONE_PREFIX_LENGTH)) {
            throw new RangeError(
                `the tier ${tier} (/${prefixLength}) does not fit into a zone's /${ZONE_PREFIX_LENGTH}`,
            );
        }
        places.set(tier, { offset, prefixLength });
        next = offset + size;
    }
    return places;
}

function addressesIn(prefixLength: number): number {
    return 2 ** (IPV4_BITS - prefixLength);
}

function firstAddress(range: string): number {
    return ipaddr.IPv4.networkAddressFromCIDR(range)
        .toByteArray()
        .reduce((number, byte) => number * BYTE + byte, 0);
}

function toRange(first: number, prefixLength: number): string {
    const bytes = [3, 2, 1, 0].map(place => Math.floor(first / BYTE ** place) % BYTE);
    return `${new ipaddr.IPv4(bytes).toString()}/${prefixLength}`;
}

const IPV4_BITS = 32;
const BYTE = 256;
