import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Network, type NetworkArgs, type TakenRange } from "../../components";
import { assertNetworkArgs } from "../../components/network/arguments";
import { INTERFACE_ENDPOINT_SERVICES } from "../../components/network/interface-endpoint-services";
import { planOf } from "../support/plan";
import { faultsOf, STAGING } from "./support";

const SERVICES = INTERFACE_ENDPOINT_SERVICES.map(service => `"${service}"`).join(", ");
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
        ["four zones", { zones: ["eu-central-1a", "eu-central-1b", "eu-central-1f", "eu-central-1d"] }],
        ["the slot by name", { addressing: "slot" }],
        ["the largest range", { addressing: { range: "10.0.0.0/16" } }],
        ["the smallest range", { addressing: { range: "172.31.248.0/21" } }],
        ["a range for carriers", { addressing: { range: "100.127.0.0/16" } }],
        ["a pool that is an output", { addressing: { range: "192.168.0.0/16", ipamPoolId: pulumi.output("x") } }],
        ["taken ranges beside its own", { takenRanges: [taken("10.64.0.0/16"), taken("10.66.0.0/15")] }],
        ["IPv6", { ipAddressType: "dualstack" }],
        ["addresses for NAT", { nat: "perZone", natAllocationIds: ["eipalloc-1", pulumi.output("x")] }],
        ["outputs for NAT", { nat: "perZone", natAllocationIds: [pulumi.output("x"), pulumi.output("y")] }],
        ["no addresses for no NAT", { nat: "none", natAllocationIds: [] }],
        ["endpoints", { interfaceEndpoints: ["sts", "ecr.dkr"], registryAccountIds: ["777788889999"] }],
        ["a bucket for logs", { flowLogSink: { bucketName: "logs" } }],
        ["a folder for logs", { flowLogSink: { bucketName: "l.0-9", prefix: "flows/staging_1" } }],
        ["a private zone", { privateZone: { zoneId: pulumi.output("Z1"), domain: "shop.internal" } }],
        ["the shortest retention", { flowLogRetentionDays: 1 }],
        ["the longest retention", { flowLogRetentionDays: 3653 }],
        ["a private domain", { privateDomain: "staging.shop.internal" }],
        ["wildcards", { blockedDomains: ["*.prod.internal"], allowedDomains: ["*.com", "_dmarc.example.com"] }],
        [
            "allowed domains of which blocked ones take a part",
            { blockedDomains: ["prod.a.example", "*.b.example"], allowedDomains: ["*.a.example", "b.example"] },
        ],
        ["empty lists", { blockedDomains: [], allowedDomains: [] }],
    ];
    for (const [given, changes] of good) {
        it(`given ${given}, accepts them`, () => {
            assert.deepEqual(faults(changes), []);
        });
    }

    const RANGE = "an IPv4 range in CIDR notation that begins at its first address";
    const PRIVATE_RANGE = `${RANGE}, of private addresses, /16 to /21`;
    type Case = readonly [given: string, changes: Readonly<Record<string, unknown>>, faults: readonly string[]];
    const bad: readonly Case[] = [
        [
            "one zone",
            { zones: ["eu-central-1a"] },
            ['zones: expected 2 to 4 availability zones, got ["eu-central-1a"]'],
        ],
        [
            "five zones",
            { zones: ["a", "b", "c", "d", "e"].map(letter => `eu-central-1${letter}`) },
            [
                'zones: expected 2 to 4 availability zones, got ["eu-central-1a","eu-central-1b","eu-central-1c","eu-central-1d","eu-central-1e"]',
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
                'environment.region: expected an AWS region such as eu-central-1; what there is in China, GovCloud and the sovereign clouds has not been written down, got "eu("',
                'zones[0]: expected an availability zone of eu(, got "eu-central-1a"',
            ],
        ],
        [
            "a zone by number, and what is no letter",
            { zones: ["eu-central-1a", 2, "eu-central-11"] },
            [`zones[1]: expected ${ZONE}, got 2`, `zones[2]: expected ${ZONE}, got "eu-central-11"`],
        ],
        [
            "a zone twice",
            { zones: ["eu-central-1a", "eu-central-1a"] },
            ['zones[1]: expected one that is not in the list yet, got "eu-central-1a"'],
        ],
        [
            "lists that are outputs",
            { zones: pulumi.output(GOOD.zones), blockedDomains: pulumi.output([]), allowedDomains: "example.com" },
            [
                `zones: expected 2 to 4 availability zones, got ${OUTPUT}`,
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
        [
            "arguments that there are not",
            { zone: "eu-central-1a", cidrBlock: "10.0.0.0/16" },
            ["zone", "cidrBlock"].map(
                name =>
                    `${name}: expected one of the arguments environment, zones, addressing, takenRanges, ipAddressType, nat, natAllocationIds, interfaceEndpoints, registryAccountIds, flowLogRetentionDays, flowLogSink, privateDomain, privateZone, blockedDomains, allowedDomains, got "${name === "zone" ? "eu-central-1a" : "10.0.0.0/16"}"`,
            ),
        ],
        [
            "a range larger than a network may be",
            { addressing: { range: "10.0.0.0/15" } },
            [`addressing.range: expected ${PRIVATE_RANGE}, got "10.0.0.0/15"`],
        ],
        [
            "a range too small for the plan",
            { addressing: { range: "10.0.0.0/22" } },
            [`addressing.range: expected ${PRIVATE_RANGE}, got "10.0.0.0/22"`],
        ],
        [
            "addresses that others have on the internet",
            { addressing: { range: "172.32.0.0/16" } },
            [`addressing.range: expected ${PRIVATE_RANGE}, got "172.32.0.0/16"`],
        ],
        [
            "a range that does not begin at its first address",
            { addressing: { range: "10.0.1.0/16" } },
            [`addressing.range: expected ${PRIVATE_RANGE}, got "10.0.1.0/16"`],
        ],
        [
            "a pool and a size alone",
            { addressing: { ipamPoolId: "ipam-pool-1", netmaskLength: 16 } },
            [
                "addressing.netmaskLength: expected one of the arguments range, ipamPoolId, got 16",
                `addressing.range: expected ${PRIVATE_RANGE}, got nothing`,
            ],
        ],
        [
            "a range that is an output, and a pool that is none",
            { addressing: { range: pulumi.output("10.0.0.0/16"), ipamPoolId: "pool" } },
            [
                `addressing.range: expected ${PRIVATE_RANGE}, got ${OUTPUT}`,
                'addressing.ipamPoolId: expected the id of a pool such as ipam-pool-0123456789abcdef0, got "pool"',
            ],
        ],
        ...(
            [
                ["a word", "ipam"],
                ["nothing", null],
                ["a list", []],
                ["an output", pulumi.output("slot")],
            ] as const
        ).map(([what, addressing]): Case => [
            `${what} for addressing`,
            { addressing },
            [
                `addressing: expected "slot", or an object with a range, got ${what === "an output" ? OUTPUT : JSON.stringify(addressing)}`,
            ],
        ]),
        [
            "taken ranges that are none",
            { takenRanges: ["10.0.0.0/16", { owner: " ", range: "10.0.0.0" }] },
            [
                'takenRanges[0]: expected an object with owner and range, got "10.0.0.0/16"',
                'takenRanges[1].owner: expected a text that is not empty, got " "',
                `takenRanges[1].range: expected ${RANGE}, got "10.0.0.0"`,
            ],
        ],
        [
            "taken ranges that are an output",
            { takenRanges: pulumi.output([]) },
            [`takenRanges: expected a plain list of ranges with their owners, got ${OUTPUT}`],
        ],
        [
            "another family of addresses",
            { ipAddressType: "ipv6" },
            ['ipAddressType: expected one of "ipv4", "dualstack", got "ipv6"'],
        ],
        [
            "addresses for NAT that do not go round",
            { natAllocationIds: ["eipalloc-1", "eipalloc-2"] },
            ["natAllocationIds: expected one for each of the 1 NAT gateways, got 2"],
        ],
        [
            "addresses for no NAT",
            { nat: "none", natAllocationIds: ["eipalloc-1"] },
            ["natAllocationIds: expected one for each of the 0 NAT gateways, got 1"],
        ],
        [
            "addresses for NAT that are none, and one twice",
            { nat: "perZone", natAllocationIds: ["198.51.100.1", "198.51.100.1"] },
            [
                'natAllocationIds[0]: expected an allocation id such as eipalloc-0123456789abcdef0, got "198.51.100.1"',
                'natAllocationIds[1]: expected an allocation id such as eipalloc-0123456789abcdef0, got "198.51.100.1"',
                'natAllocationIds[1]: expected one that is not in the list yet, got "198.51.100.1"',
            ],
        ],
        [
            "addresses for NAT that are an output",
            { natAllocationIds: pulumi.output([]) },
            [`natAllocationIds: expected a plain list of allocation ids, got ${OUTPUT}`],
        ],
        [
            "endpoints that there are not, and one twice",
            { interfaceEndpoints: ["sts", "s3", "sts"] },
            [
                `interfaceEndpoints[1]: expected one of ${SERVICES}, got "s3"`,
                'interfaceEndpoints[2]: expected one that is not in the list yet, got "sts"',
            ],
        ],
        [
            "endpoints that are an output",
            { interfaceEndpoints: pulumi.output([]) },
            [`interfaceEndpoints: expected a plain list of services, got ${OUTPUT}`],
        ],
        [
            "accounts that are none, and its own",
            { interfaceEndpoints: ["ecr.api"], registryAccountIds: ["1", "111122223333"] },
            [
                'registryAccountIds[0]: expected an AWS account id of twelve digits, got "1"',
                'registryAccountIds: expected accounts other than the environment\'s own, got "111122223333"',
            ],
        ],
        [
            "accounts that are an output",
            { registryAccountIds: pulumi.output([]) },
            [`registryAccountIds: expected a plain list of account ids, got ${OUTPUT}`],
        ],
        [
            "accounts without an endpoint through which images come",
            { interfaceEndpoints: ["sts"], registryAccountIds: ["777788889999"] },
            ['registryAccountIds: expected nothing without the endpoint ecr.api or ecr.dkr, got ["777788889999"]'],
        ],
        [
            "a bucket of others and days",
            { flowLogSink: { bucketName: "Logs", prefix: "AWSLogs/x" }, flowLogRetentionDays: 30 },
            [
                "flowLogRetentionDays: expected nothing beside flowLogSink, whose owner decides, got 30",
                'flowLogSink.bucketName: expected the name of a bucket, got "Logs"',
                'flowLogSink.prefix: expected a prefix without a slash at either end that does not begin with AWSLogs, got "AWSLogs/x"',
            ],
        ],
        ...["/flows", "flows/", "flows//x", ""].map((prefix): Case => [
            `the prefix "${prefix}"`,
            { flowLogSink: { bucketName: "logs", prefix } },
            [
                `flowLogSink.prefix: expected a prefix without a slash at either end that does not begin with AWSLogs, got "${prefix}"`,
            ],
        ]),
        [
            "a bucket's name for the bucket",
            { flowLogSink: "logs" },
            ['flowLogSink: expected an object with bucketName, got "logs"'],
        ],
        [
            "a private zone beside a private domain",
            { privateZone: { zoneId: "", domain: "internal" }, privateDomain: "a.internal" },
            [
                'privateDomain: expected nothing beside privateZone, got "a.internal"',
                `privateZone.domain: expected ${DOMAIN}, got "internal"`,
                'privateZone.zoneId: expected a text that is not empty, got ""',
            ],
        ],
        [
            "a private zone that is an output",
            { privateZone: pulumi.output({}), blockedDomains: ["example.com"] },
            [`privateZone: expected an object with zoneId and domain, got ${OUTPUT}`],
        ],
        [
            "a private zone without an id, whose domain is blocked",
            { privateZone: { domain: "a.shop.internal" }, blockedDomains: ["shop.internal"] },
            [
                "privateZone.zoneId: expected a text that is not empty, got nothing",
                'blockedDomains[0]: expected a domain that the private zone a.shop.internal is not in, got "shop.internal"',
            ],
        ],
        [
            "a domain that is a number",
            { blockedDomains: [1] },
            [`blockedDomains[0]: expected ${DOMAIN}, or "*." and one, got 1`],
        ],
        [
            "addresses and a zone that are nothing",
            {
                nat: "perZone",
                natAllocationIds: [null, undefined],
                privateZone: { zoneId: null, domain: "a.internal" },
            },
            [
                "natAllocationIds[0]: expected an allocation id such as eipalloc-0123456789abcdef0, got null",
                "natAllocationIds[1]: expected an allocation id such as eipalloc-0123456789abcdef0, got nothing",
                "privateZone.zoneId: expected a text that is not empty, got null",
            ],
        ],
        [
            "domains twice",
            { blockedDomains: ["a.example", "a.example"], allowedDomains: ["b.example", "b.example"] },
            [
                'blockedDomains[1]: expected one that is not in the list yet, got "a.example"',
                'allowedDomains[1]: expected one that is not in the list yet, got "b.example"',
            ],
        ],
        [
            "a block that takes AWS itself away",
            { blockedDomains: ["com", "*.api.aws", "s3.us-east-1.amazonaws.com"] },
            [
                'blockedDomains[0]: expected a domain that amazonaws.com is not in, which AWS itself needs, got "com"',
                'blockedDomains[1]: expected a domain that api.aws is not in, which AWS itself needs, got "*.api.aws"',
            ],
        ],
        [
            "allowed domains of which the blocked ones leave nothing",
            {
                blockedDomains: ["a.example", "*.b.example"],
                allowedDomains: ["a.example", "api.a.example", "*.a.example", "*.b.example", "x.b.example"],
            },
            ["a.example", "api.a.example", "*.a.example", "*.b.example", "x.b.example"].map(
                (domain, index) =>
                    `allowedDomains[${index}]: expected a domain that ${index < 3 ? "a.example" : "*.b.example"} does not block, got "${domain}"`,
            ),
        ],
    ];
    for (const [given, changes, expected] of bad) {
        it(`given ${given}, says what was expected`, () => {
            assert.deepEqual(faults(changes), expected);
        });
    }

    for (const blocked of ["staging.internal", "*.staging.internal", "internal", "*.internal"]) {
        it(`given its own zone among what ${blocked} blocks, refuses the contradiction`, () => {
            const [first] = faults({ blockedDomains: ["prod.internal", blocked] });
            assert.equal(
                first,
                `blockedDomains[1]: expected a domain that the private zone staging.internal is not in, got "${blocked}"`,
            );
        });
    }

    it("given domains beside and below its own zone, blocks them", () => {
        assert.deepEqual(faults({ blockedDomains: ["ging.internal", "old.staging.internal"] }), []);
    });

    for (const [given, others, clashes] of [
        ["the same slot", ["10.65.0.0/16"], ["10.65.0.0/16"]],
        ["a part of the slot", ["10.64.0.0/16", "10.65.255.0/24"], ["10.65.255.0/24"]],
        ["ranges around the slot", ["10.0.0.0/8", "10.64.0.0/15"], ["10.0.0.0/8", "10.64.0.0/15"]],
    ] as const) {
        it(`given that others have ${given}, refuses it`, () => {
            assert.deepEqual(
                faults({ takenRanges: others.map(taken) }),
                clashes.map(
                    other =>
                        `environment.addressSlot: expected a range without an address of ${other}, which office has, got "slot 1, 10.65.0.0/16"`,
                ),
            );
        });
    }

    it("given another fault of the environment, still says that its slot is taken", () => {
        const environment = { ...STAGING, accountId: "1" };
        assert.equal(faults({ environment, takenRanges: [taken("10.65.0.0/16")] }).length, 2);
    });

    it("given a range that others have, refuses it and leaves the slot alone", () => {
        const takenRanges = [taken("10.65.0.0/16"), taken("192.168.64.0/18")];
        assert.deepEqual(faults({ addressing: { range: "192.168.0.0/16" }, takenRanges }), [
            'addressing.range: expected a range without an address of 192.168.64.0/18, which office has, got "192.168.0.0/16"',
        ]);
    });

    it("given a slot out of range, compares it with nobody's", () => {
        const environment = { ...STAGING, addressSlot: 16 };
        assert.deepEqual(faults({ environment, takenRanges: [taken("10.0.0.0/8")] }), [
            "environment.addressSlot: expected a whole number from 0 to 15, got 16",
        ]);
        const addressing = { range: "10.1.0.0/16" };
        assert.equal(faults({ environment, addressing, takenRanges: [taken("10.0.0.0/8")] }).length, 2);
    });

    it("given a fault, says whose argument it is", () => {
        assert.throws(() => {
            assertNetworkArgs("net", { ...GOOD, zones: [] });
        }, /^Error: invalid Network arguments\n {2}zones: expected 2 to 4/);
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

function taken(range: string): TakenRange {
    return { owner: "office", range };
}
