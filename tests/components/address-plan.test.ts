import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as ipaddr from "ipaddr.js";
import {
    clashesOf,
    ipv6SubnetRange,
    subnetPlace,
    networkRange,
    placeTiers,
    planSubnets,
    ZONE_PLACES,
} from "../../components/address-plan";
import { rangeContains, rangesOverlap } from "../../components/network/range-arithmetic";
import { TIERS } from "../../components/references";

const ZONES = ["a", "b", "c", "d"];
const slots = fc.integer({ min: 0, max: 15 });
const zoneCounts = fc.integer({ min: 0, max: ZONE_PLACES });
/** Any range that a network may have, of a slot or not. */
const networks = fc
    .tuple(fc.nat(2 ** 32 - 1), fc.integer({ min: 16, max: 21 }))
    .map(([address, prefixLength]) => rangeAt(address, prefixLength));

describe("the address plan", () => {
    it("given slot 1 and two zones, plans exactly these ranges", () => {
        assert.deepEqual(
            planSubnets(networkRange(1), ["z-a", "z-b"]).map(({ tier, zone, range }) => [tier, zone, range]),
            [
                ["public", "z-a", "10.65.32.0/22"],
                ["public", "z-b", "10.65.96.0/22"],
                ["private", "z-a", "10.65.0.0/19"],
                ["private", "z-b", "10.65.64.0/19"],
                ["data", "z-a", "10.65.36.0/22"],
                ["data", "z-b", "10.65.100.0/22"],
            ],
        );
    });

    it("given the first and the last slot, stays within the base range", () => {
        assert.deepEqual([networkRange(0), networkRange(15)], ["10.64.0.0/16", "10.79.0.0/16"]);
    });

    for (const slot of [-1, 16, 0.5, Number.NaN]) {
        it(`given slot ${slot}, refuses it`, () => {
            assert.throws(
                () => networkRange(slot),
                new RangeError(`expected an address slot from 0 to 15, got ${slot}`),
            );
        });
    }

    it("given one zone more than there are places, refuses it", () => {
        assert.throws(
            () => planSubnets(networkRange(0), [...ZONES, "e"]),
            new RangeError("expected at most 4 zones, got 5"),
        );
    });

    for (const range of ["10.0.0.0/15", "10.0.0.0/22"]) {
        it(`given ${range}, refuses it`, () => {
            assert.throws(
                () => planSubnets(range, ZONES),
                new RangeError(`expected a range of /16 to /21, got ${range}`),
            );
        });
    }

    it("given the smallest network, leaves load balancers the room that they ask for", () => {
        assert.deepEqual(
            planSubnets("192.168.8.0/21", ["a", "b"]).map(({ range }) => range),
            [
                "192.168.9.0/27",
                "192.168.11.0/27",
                "192.168.8.0/24",
                "192.168.10.0/24",
                "192.168.9.32/27",
                "192.168.11.32/27",
            ],
        );
    });

    it("given any network and zones, plans every tier in every zone once", () => {
        fc.assert(
            fc.property(networks, zoneCounts, (network, count) => {
                const zones = ZONES.slice(0, count);
                const planned = planSubnets(network, zones).map(({ tier, zone }) => `${tier} ${zone}`);
                assert.deepEqual(
                    planned,
                    TIERS.flatMap(tier => zones.map(zone => `${tier} ${zone}`)),
                );
            }),
        );
    });

    it("given any network and zones, keeps every range aligned, inside the network and apart from all others", () => {
        fc.assert(
            fc.property(networks, zoneCounts, (network, count) => {
                const whole = spanOf(network);
                const planned = planSubnets(network, ZONES.slice(0, count)).map(({ range }) => {
                    assert.equal(ipaddr.IPv4.networkAddressFromCIDR(range).toString(), range.split("/")[0]);
                    return spanOf(range);
                });
                for (const { first, last } of planned) assert.ok(first >= whole.first && last <= whole.last);
                planned.sort((left, right) => left.first - right.first);
                planned.slice(1).forEach((span, index) => {
                    assert.ok(span.first > planned[index]!.last);
                });
            }),
        );
    });

    it("given another range of a size, plans the same at another base", () => {
        fc.assert(
            fc.property(networks, networks, zoneCounts, (one, other, count) => {
                const prefixLength = Number(one.split("/")[1]);
                const moved = rangeAt(spanOf(other).first, prefixLength);
                const places = (network: string) =>
                    planSubnets(network, ZONES.slice(0, count)).map(({ tier, zone, range }) => {
                        const { first, last } = spanOf(range);
                        return [tier, zone, first - spanOf(network).first, last - first];
                    });
                assert.deepEqual(places(moved), places(one));
            }),
        );
    });

    it("given another zone at the end, up to the fourth, moves no range", () => {
        fc.assert(
            fc.property(networks, fc.integer({ min: 0, max: ZONE_PLACES - 1 }), (network, count) => {
                const before = planSubnets(network, ZONES.slice(0, count));
                const after = planSubnets(network, ZONES.slice(0, count + 1));
                for (const subnet of before) assert.ok(after.some(other => same(subnet, other)));
            }),
        );
    });

    it("given any environments, no range of one overlaps one of another, and another environment moves none", () => {
        fc.assert(
            fc.property(fc.uniqueArray(slots, { minLength: 1 }), taken => {
                const spans = taken.flatMap(slot =>
                    planSubnets(networkRange(slot), ZONES).map(({ range }) => spanOf(range)),
                );
                spans.sort((left, right) => left.first - right.first);
                spans.slice(1).forEach((span, index) => {
                    assert.ok(span.first > spans[index]!.last);
                });
                // A network follows from its own slot alone.
                const alone = taken.map(slot => planSubnets(networkRange(slot), ZONES));
                const together = taken.toSorted((left, right) => left - right).map(networkRange);
                assert.deepEqual(new Set(together.map(range => planSubnets(range, ZONES))), new Set(alone));
            }),
        );
    });
});

describe("the places of subnets", () => {
    it("given every tier and zone, are each apart, in this order for ever", () => {
        const places = (["private", "public", "data"] as const).map(tier =>
            [0, 1, 2, 3].map(zone => subnetPlace(tier, zone)),
        );
        assert.deepEqual(places, [
            [0, 1, 2, 3],
            [4, 5, 6, 7],
            [8, 9, 10, 11],
        ]);
    });

    it("given a zone that has no place, refuses it", () => {
        for (const zone of [-1, 4, 0.5]) {
            assert.throws(
                () => subnetPlace("data", zone),
                new RangeError(`expected the place of a zone from 0 to 3, got ${zone}`),
            );
        }
    });
});

describe("the IPv6 ranges of subnets", () => {
    const NETWORK = "2001:db8:1:ff00::/56";
    const zoneIndexes = fc.integer({ min: 0, max: ZONE_PLACES - 1 });

    it("given a network of Amazon's, are these", () => {
        assert.deepEqual(
            [0, 1, 3].map(zone => TIERS.map(tier => ipv6SubnetRange(NETWORK, zone, tier))),
            [
                ["2001:db8:1:ff01::/64", "2001:db8:1:ff00::/64", "2001:db8:1:ff02::/64"],
                ["2001:db8:1:ff41::/64", "2001:db8:1:ff40::/64", "2001:db8:1:ff42::/64"],
                ["2001:db8:1:ffc1::/64", "2001:db8:1:ffc0::/64", "2001:db8:1:ffc2::/64"],
            ],
        );
    });

    it("given any network, lie in it, each apart from all others", () => {
        fc.assert(
            fc.property(fc.uint8Array({ minLength: 7, maxLength: 7 }), bytes => {
                const network = new ipaddr.IPv6([...bytes, ...new Array<number>(9).fill(0)]);
                const ranges = ZONES.flatMap((_, zone) =>
                    TIERS.map(tier => ipv6SubnetRange(`${network.toString()}/56`, zone, tier)),
                );
                assert.equal(new Set(ranges).size, ZONES.length * TIERS.length);
                for (const range of ranges) {
                    const [address, prefixLength] = ipaddr.IPv6.parseCIDR(range);
                    assert.equal(prefixLength, 64);
                    assert.ok(address.match(network, 56));
                    assert.deepEqual(address.toByteArray().slice(8), new Array<number>(8).fill(0));
                }
            }),
        );
    });

    it("given a zone, follow from its place and that of the tier alone", () => {
        fc.assert(
            fc.property(zoneIndexes, fc.constantFrom(...TIERS), (zone, tier) => {
                const place = { private: 0, public: 1, data: 2 }[tier];
                const subnet = Number(`0x${ipv6SubnetRange(NETWORK, zone, tier).split(":")[3]!}`) - 0xff00;
                assert.equal(subnet, zone * 64 + place);
            }),
        );
    });

    for (const [network, zone, message] of [
        ["2001:db8::/48", 0, "expected an IPv6 range of /56, got 2001:db8::/48"],
        ["2001:db8::/64", 0, "expected an IPv6 range of /56, got 2001:db8::/64"],
        [NETWORK, -1, "expected the place of a zone from 0 to 3, got -1"],
        [NETWORK, 4, "expected the place of a zone from 0 to 3, got 4"],
        [NETWORK, 0.5, "expected the place of a zone from 0 to 3, got 0.5"],
    ] as const) {
        it(`given ${network} and the zone ${zone}, refuses it`, () => {
            assert.throws(() => ipv6SubnetRange(network, zone, "data"), new RangeError(message));
        });
    }
});

describe("the arithmetic of ranges", () => {
    /** Any range; large ones as often as small ones. */
    const ranges = fc
        .tuple(fc.nat(2 ** 32 - 1), fc.integer({ min: 0, max: 32 }))
        .map(([address, prefixLength]) => rangeAt(address, prefixLength));
    /** Two ranges that lie close to each other more often than not. */
    const pairs = fc.oneof(
        fc.tuple(ranges, ranges),
        fc
            .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 22, max: 32 }), fc.integer({ min: 22, max: 32 }))
            .map(([one, other, left, right]) => [rangeAt(one, left), rangeAt(other, right)] as [string, string]),
    );

    it("given two ranges, says whether they share an address and whether one holds the other", () => {
        fc.assert(
            fc.property(pairs, ([one, other]) => {
                const [left, right] = [spanOf(one), spanOf(other)];
                assert.equal(rangesOverlap(one, other), left.first <= right.last && right.first <= left.last);
                assert.equal(rangeContains(one, other), left.first <= right.first && right.last <= left.last);
            }),
            { numRuns: 500 },
        );
    });

    it("given what others have, finds exactly the slots that are taken", () => {
        fc.assert(
            fc.property(slots, fc.array(slots), (slot, taken) => {
                const others = taken.map((one, index) => ({ owner: `environment ${index}`, range: networkRange(one) }));
                assert.deepEqual(
                    clashesOf(networkRange(slot), others),
                    others.filter((_, index) => taken[index] === slot),
                );
            }),
        );
    });

    it("given what others have of other sizes, finds what overlaps", () => {
        const others = ["10.64.0.0/12", "10.65.128.0/17", "10.66.0.0/16"].map(range => ({ owner: range, range }));
        assert.deepEqual(
            clashesOf("10.65.0.0/16", others).map(({ owner }) => owner),
            ["10.64.0.0/12", "10.65.128.0/17"],
        );
    });
});

describe("the places of tiers in a zone", () => {
    const sizes = fc.uniqueArray(
        fc.record({ tier: fc.string({ minLength: 1 }), prefixLength: fc.integer({ min: 21, max: 28 }) }),
        { selector: ({ tier }) => tier, minLength: 1, maxLength: 7 },
    );

    it("given another tier at the end, moves none", () => {
        fc.assert(
            fc.property(sizes, tiers => {
                const before = [...placeTiers(tiers.slice(0, -1))];
                assert.deepEqual([...placeTiers(tiers)].slice(0, -1), before);
            }),
        );
    });

    it("given any tiers, aligns each to its own size and keeps them apart", () => {
        fc.assert(
            fc.property(sizes, tiers => {
                let end = 0;
                for (const { offset, prefixLength } of placeTiers(tiers).values()) {
                    const size = 2 ** (32 - prefixLength);
                    assert.equal(offset % size, 0);
                    assert.ok(offset >= end);
                    end = offset + size;
                }
            }),
        );
    });

    it("given tiers that just fill the place, takes them; given one address block more, refuses it by name", () => {
        const full = [
            { tier: "one", prefixLength: 19 },
            { tier: "two", prefixLength: 19 },
        ];
        assert.deepEqual([...placeTiers(full).keys()], ["one", "two"]);
        assert.throws(
            () => placeTiers([...full, { tier: "three", prefixLength: 28 }]),
            new RangeError("the tier three (/28) does not fit into a zone's /18"),
        );
    });
});

/** First and last address of a range as numbers, by a library that the plan does not use for it. */
function spanOf(range: string): { readonly first: number; readonly last: number } {
    const numberOf = (address: ipaddr.IPv4) => Buffer.from(address.toByteArray()).readUInt32BE();
    return {
        first: numberOf(ipaddr.IPv4.networkAddressFromCIDR(range)),
        last: numberOf(ipaddr.IPv4.broadcastAddressFromCIDR(range)),
    };
}

function same(one: object, other: object): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

/** The range of a size that holds an address. */
function rangeAt(address: number, prefixLength: number): string {
    const bytes = [24, 16, 8, 0].map(shift => (address >>> shift) & 255);
    return `${ipaddr.IPv4.networkAddressFromCIDR(`${bytes.join(".")}/${prefixLength}`).toString()}/${prefixLength}`;
}
