import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as ipaddr from "ipaddr.js";
import { networkRange, placeTiers, planSubnets, ZONE_PLACES } from "../../components/address-plan";
import { TIERS } from "../../components/references";

const ZONES = ["a", "b", "c", "d"];
const slots = fc.integer({ min: 0, max: 15 });
const zoneCounts = fc.integer({ min: 0, max: ZONE_PLACES });

describe("the address plan", () => {
    it("given slot 1 and two zones, plans exactly these ranges", () => {
        assert.deepEqual(
            planSubnets(1, ["z-a", "z-b"]).map(({ tier, zone, range }) => [tier, zone, range]),
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
        assert.throws(() => planSubnets(0, [...ZONES, "e"]), new RangeError("expected at most 4 zones, got 5"));
    });

    it("given any slot and zones, plans every tier in every zone once", () => {
        fc.assert(
            fc.property(slots, zoneCounts, (slot, count) => {
                const planned = planSubnets(slot, ZONES.slice(0, count)).map(({ tier, zone }) => `${tier} ${zone}`);
                const wanted = TIERS.flatMap(tier => ZONES.slice(0, count).map(zone => `${tier} ${zone}`));
                assert.deepEqual(planned.sort(), wanted.sort());
            }),
        );
    });

    it("given any slot and zones, keeps every range aligned and inside the environment's", () => {
        fc.assert(
            fc.property(slots, zoneCounts, (slot, count) => {
                const whole = spanOf(networkRange(slot));
                for (const { range } of planSubnets(slot, ZONES.slice(0, count))) {
                    const { first, last } = spanOf(range);
                    assert.equal(ipaddr.IPv4.networkAddressFromCIDR(range).toString(), range.split("/")[0]);
                    assert.ok(
                        first >= whole.first && last <= whole.last,
                        `${range} lies outside ${networkRange(slot)}`,
                    );
                }
            }),
        );
    });

    it("given any two slots, no range of one overlaps another of the same or the other", () => {
        fc.assert(
            fc.property(slots, slots, (one, other) => {
                const wanted = one === other ? [one] : [one, other];
                const spans = wanted.flatMap(slot => planSubnets(slot, ZONES).map(({ range }) => spanOf(range)));
                spans.sort((left, right) => left.first - right.first);
                spans.slice(1).forEach((span, index) => {
                    assert.ok(span.first > spans[index]!.last);
                });
            }),
        );
    });

    it("given another zone at the end, moves no range", () => {
        fc.assert(
            fc.property(slots, fc.integer({ min: 0, max: ZONE_PLACES - 1 }), (slot, count) => {
                const before = planSubnets(slot, ZONES.slice(0, count));
                const after = planSubnets(slot, ZONES.slice(0, count + 1));
                for (const subnet of before) assert.ok(after.some(other => same(subnet, other)));
            }),
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
