import * as ipaddr from "ipaddr.js";
import { ADDRESS_SLOTS } from "./environment";
import { addressesIn, firstAddress, prefixLengthOf, rangesOverlap, toRange } from "./network/range-arithmetic";
import { TIERS, type Tier } from "./references";

/** Where all environments' ranges lie. Each slot is one /16 of it, so that no two environments ever overlap. */
const BASE_RANGE = "10.64.0.0/12";
const SLOT_PREFIX_LENGTH = 16;

/** How many zones have a place in each environment. The places of zones that are not used yet are kept free. */
export const ZONE_PLACES = 4;
const ZONE_PREFIX_LENGTH = 18;

/**
 * How large a network can be, by the leading bits of its range. A VPC has at most a /16; in a /22 the public subnets would
 * be a /28, and a load balancer asks for a /27 (VPC and Elastic Load Balancing user guides).
 */
export const NETWORK_PREFIX_LENGTHS = { minimum: SLOT_PREFIX_LENGTH, maximum: 21 } as const;

/**
 * How large the range of each tier is in each zone of a /16; in a smaller network all shrink alike. Append only: a tier's
 * place follows from the ones before it, so a new tier goes last and nothing moves. Three quarters of the second half of a
 * zone's place are still free for them.
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

/**
 * Every subnet of a network: of an environment's slot (`networkRange`), or of another range, where the same plan lies at
 * another base. The order of zones is a contract: append one, and no range moves.
 *
 * @throws RangeError where the range or the zones do not fit into the plan
 */
export function planSubnets(range: string, zones: readonly string[]): readonly SubnetPlan[] {
    const { minimum, maximum } = NETWORK_PREFIX_LENGTHS;
    const prefixLength = prefixLengthOf(range);
    if (prefixLength < minimum || prefixLength > maximum) {
        throw new RangeError(`expected a range of /${minimum} to /${maximum}, got ${range}`);
    }
    if (zones.length > ZONE_PLACES) {
        throw new RangeError(`expected at most ${ZONE_PLACES} zones, got ${zones.length}`);
    }
    const network = firstAddress(range);
    const shrunk = prefixLength - SLOT_PREFIX_LENGTH;
    const offsets = placeTiers(TIER_SIZES);
    return TIERS.flatMap(tier => {
        const place = offsets.get(tier);
        if (place === undefined) throw new Error(`the tier ${tier} has no place in the address plan`);
        return zones.map((zone, index) => {
            const offset = (index * addressesIn(ZONE_PREFIX_LENGTH) + place.offset) / 2 ** shrunk;
            return { tier, zone, range: toRange(network + offset, place.prefixLength + shrunk) };
        });
    });
}

/**
 * Where a subnet stands among all that a plan has room for: tiers in their order, and in each the four zones. Appending a
 * zone or a tier moves none.
 *
 * @param zoneIndex The place of the zone in the network's list: 0 to 3.
 */
export function subnetPlace(tier: Tier, zoneIndex: number): number {
    return tierPlace(tier) * ZONE_PLACES + zonePlace(zoneIndex);
}

/** The place of a tier among those of the plan. */
function tierPlace(tier: Tier): number {
    return TIER_SIZES.findIndex(size => size.tier === tier);
}

function zonePlace(zoneIndex: number): number {
    if (!Number.isInteger(zoneIndex) || zoneIndex < 0 || zoneIndex >= ZONE_PLACES) {
        throw new RangeError(`expected the place of a zone from 0 to ${ZONE_PLACES - 1}, got ${zoneIndex}`);
    }
    return zoneIndex;
}

/** How many /64 ranges of IPv6 each zone has a place for: a quarter of the 256 in the /56 that Amazon gives a VPC. */
const IPV6_PLACES_PER_ZONE = 64;
const IPV6_NETWORK_PREFIX_LENGTH = 56;
const IPV6_SUBNET_PREFIX_LENGTH = 64;
/** The byte of an IPv6 address that counts the /64 ranges of a /56. */
const IPV6_SUBNET_BYTE = 7;

/**
 * The IPv6 range of one tier in one zone. It follows from the same two places as the IPv4 range, so that appending a zone
 * or a tier moves nothing here either.
 *
 * @param network The /56 of the whole network.
 * @param zoneIndex The place of the zone in the network's list: 0 to 3.
 */
export function ipv6SubnetRange(network: string, zoneIndex: number, tier: Tier): string {
    const [address, prefixLength] = ipaddr.IPv6.parseCIDR(network);
    if (prefixLength !== IPV6_NETWORK_PREFIX_LENGTH) {
        throw new RangeError(`expected an IPv6 range of /${IPV6_NETWORK_PREFIX_LENGTH}, got ${network}`);
    }
    const bytes = address.toByteArray();
    bytes[IPV6_SUBNET_BYTE] = zonePlace(zoneIndex) * IPV6_PLACES_PER_ZONE + tierPlace(tier);
    return `${new ipaddr.IPv6(bytes).toRFC5952String()}/${IPV6_SUBNET_PREFIX_LENGTH}`;
}

/** A range that somebody else has: another environment, an office, a network that exists already. */
export interface TakenRange {
    /** Who has it, for people to read. */
    readonly owner: string;
    /** IPv4 range in CIDR notation. */
    readonly range: string;
}

/** Those of the taken ranges that share an address with a range. An environment's slot is taken when its range is. */
export function clashesOf(range: string, taken: readonly TakenRange[]): readonly TakenRange[] {
    return taken.filter(other => rangesOverlap(range, other.range));
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
