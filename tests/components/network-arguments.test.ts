import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Network, type NetworkArgs } from "../../components";
import { assertNetworkArgs } from "../../components/network/arguments";
import { planOf } from "../support/plan";
import { faultsOf, STAGING } from "./support";

const OUTPUT = "an output, whose value is not known while planning";

describe("the arguments of Network", () => {
    const GOOD: NetworkArgs = { environment: STAGING, zones: ["eu-central-1a", "eu-central-1b"] };
    const faults = (changes: Readonly<Record<string, unknown>>, name = "net") =>
        faultsOf(() => {
            assertNetworkArgs(name, { ...GOOD, ...changes });
        });
    const ZONE = "an availability zone of eu-central-1";
    const DOMAIN = "a lower-case domain name without a dot at the end";

    const good: readonly [string, Readonly<Record<string, unknown>>][] = [
        ["three zones", { zones: ["eu-central-1a", "eu-central-1b", "eu-central-1f"] }],
        ["the shortest retention", { flowLogRetentionDays: 1 }],
        ["the longest retention", { flowLogRetentionDays: 3653 }],
        ["a private domain", { privateDomain: "staging.shop.internal" }],
        ["wildcards", { blockedDomains: ["*.prod.internal"], allowedDomains: ["*.com", "_dmarc.example.com"] }],
        ["empty lists", { blockedDomains: [], allowedDomains: [] }],
    ];
    for (const [given, changes] of good) {
        it(`given ${given}, accepts them`, () => {
            assert.deepEqual(faults(changes), []);
        });
    }

    const bad: readonly [string, Readonly<Record<string, unknown>>, string[]][] = [
        [
            "one zone",
            { zones: ["eu-central-1a"] },
            ['zones: expected 2 or 3 availability zones, got ["eu-central-1a"]'],
        ],
        [
            "four zones",
            { zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c", "eu-central-1d"] },
            [
                'zones: expected 2 or 3 availability zones, got ["eu-central-1a","eu-central-1b","eu-central-1c","eu-central-1d"]',
            ],
        ],
        [
            "a zone of another region",
            { zones: ["eu-central-1a", "eu-west-1b"] },
            [`zones[1]: expected ${ZONE}, got "eu-west-1b"`],
        ],
        [
            "a local zone",
            { zones: ["eu-central-1a", "eu-central-1-ham-1a"] },
            [`zones[1]: expected ${ZONE}, got "eu-central-1-ham-1a"`],
        ],
        [
            "a region that is none",
            { environment: { ...STAGING, region: "eu(" }, zones: ["eu-central-1a", "eu(b"] },
            [
                'environment.region: expected an AWS region such as eu-central-1, outside China and GovCloud, got "eu("',
                'zones[0]: expected an availability zone of eu(, got "eu-central-1a"',
            ],
        ],
        [
            "a zone twice",
            { zones: ["eu-central-1a", "eu-central-1a"] },
            ['zones[1]: expected a zone that is not named before, got "eu-central-1a"'],
        ],
        [
            "lists that are outputs",
            { zones: pulumi.output(GOOD.zones), blockedDomains: pulumi.output([]), allowedDomains: "example.com" },
            [
                `zones: expected 2 or 3 availability zones, got ${OUTPUT}`,
                `blockedDomains: expected a plain list of domain names, got ${OUTPUT}`,
                'allowedDomains: expected a plain list of domain names, got "example.com"',
            ],
        ],
        ["another NAT", { nat: "some" }, ['nat: expected one of "none", "single", "perZone", got "some"']],
        [
            "no retention at all",
            { flowLogRetentionDays: 0 },
            ["flowLogRetentionDays: expected a whole number from 1 to 3653, got 0"],
        ],
        [
            "a retention too long",
            { flowLogRetentionDays: 3654 },
            ["flowLogRetentionDays: expected a whole number from 1 to 3653, got 3654"],
        ],
        [
            "a private domain of one word",
            { privateDomain: "internal" },
            [`privateDomain: expected ${DOMAIN}, got "internal"`],
        ],
        [
            "a private wildcard",
            { privateDomain: "*.internal" },
            [`privateDomain: expected ${DOMAIN}, got "*.internal"`],
        ],
        [
            "domains that are none",
            { blockedDomains: ["example.com."], allowedDomains: ["a.example", "https://example.com", "-a.example"] },
            [
                `blockedDomains[0]: expected ${DOMAIN}, or "*." and one, got "example.com."`,
                `allowedDomains[1]: expected ${DOMAIN}, or "*." and one, got "https://example.com"`,
                `allowedDomains[2]: expected ${DOMAIN}, or "*." and one, got "-a.example"`,
            ],
        ],
    ];
    for (const [given, changes, expected] of bad) {
        it(`given ${given}, says what was expected`, () => {
            assert.deepEqual(faults(changes), expected);
        });
    }

    for (const blocked of ["staging.internal", "*.staging.internal", "internal", "*.internal"]) {
        it(`given its own zone among what ${blocked} blocks, refuses the contradiction`, () => {
            assert.deepEqual(faults({ blockedDomains: ["prod.internal", blocked] }), [
                `blockedDomains[1]: expected a domain that the private zone staging.internal is not in, got "${blocked}"`,
            ]);
        });
    }

    it("given domains beside and below its own zone, blocks them", () => {
        assert.deepEqual(faults({ blockedDomains: ["ging.internal", "old.staging.internal"] }), []);
    });

    it("given several faults, names them all and plans nothing", async () => {
        const args: NetworkArgs = { ...GOOD, environment: { ...STAGING, accountId: "1" }, zones: [] };
        const names = faultsOf(() => {
            assertNetworkArgs("Net", args);
        }).map(fault => fault.slice(0, fault.indexOf(":")));
        assert.deepEqual(names, ["name", "environment.accountId", "zones"]);
        await assert.rejects(
            planOf(() => {
                new Network("Net", args);
            }),
            pulumi.InputPropertiesError,
        );
    });
});
