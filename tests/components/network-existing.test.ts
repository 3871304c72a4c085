import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type ExistingNetworkArgs, Network, type NetworkRef } from "../../components";
import { assertExistingNetworkArgs } from "../../components/network/existing-arguments";
import { planOf } from "../support/plan";
import { deploying, valueOf } from "./deploying";
import { faultsOf, STAGING } from "./support";

const ARGS: ExistingNetworkArgs = {
    environment: STAGING,
    vpcId: "vpc-1",
    range: "10.1.0.0/16",
    additionalRanges: ["100.64.0.0/18"],
    subnets: [
        { id: "subnet-public-a", zone: "eu-central-1a", range: "10.1.0.0/20", tier: "public" },
        { id: "subnet-private-a", zone: "eu-central-1a", range: "100.64.0.0/19", tier: "private" },
        { id: "subnet-private-b", zone: "eu-central-1b", range: "100.64.32.0/19", tier: "private" },
    ],
};
const OUTPUT = "an output, whose value is not known while planning";
const RANGE = "an IPv4 range in CIDR notation that begins at its first address";

/** What AWS says of the network above, as its functions answer. */
const VPC = {
    id: "vpc-1",
    cidrBlock: "10.1.0.0/16",
    cidrBlockAssociations: [
        { associationId: "a", cidrBlock: "10.1.0.0/16", state: "associated" },
        { associationId: "b", cidrBlock: "100.64.0.0/18", state: "associated" },
        { associationId: "c", cidrBlock: "10.77.0.0/16", state: "disassociated" },
    ],
};
const SUBNETS: Readonly<Record<string, object>> = {
    "subnet-public-a": { vpcId: "vpc-1", availabilityZone: "eu-central-1a", cidrBlock: "10.1.0.0/20" },
    "subnet-private-a": { vpcId: "vpc-1", availabilityZone: "eu-central-1a", cidrBlock: "100.64.0.0/19" },
    "subnet-private-b": { vpcId: "vpc-1", availabilityZone: "eu-central-1b", cidrBlock: "100.64.32.0/19" },
};

describe("a network that exists already", () => {
    describe("while planning", () => {
        it("is what was declared, with nothing unknown and nothing asked", async () => {
            let network: NetworkRef | undefined;
            const plan = await planOf(() => {
                network = Network.existing(ARGS);
            });
            assert.deepEqual(network, { vpcId: "vpc-1", range: "10.1.0.0/16", subnets: ARGS.subnets });
            assert.deepEqual([plan.gaps, plan.resources.filter(({ custom }) => custom)], [[], []]);
        });
    });

    describe("at deployment", () => {
        const asks: { readonly token: string; readonly id: unknown; readonly provider: string | undefined }[] = [];
        /** Ids as the network gives them once it was compared with what AWS says. */
        const deployed = async (real: { readonly vpc?: object; readonly subnets?: object } = {}, args = ARGS) => {
            asks.length = 0;
            return deploying(
                () => {
                    const provider = new aws.Provider("pinned", {});
                    const { vpcId, subnets } = Network.existing(args, { provider });
                    return valueOf(pulumi.all([vpcId, ...subnets.map(({ id }) => id)]));
                },
                {
                    answer: ({ token, inputs, provider }) => {
                        const id = (inputs as { readonly id: string }).id;
                        asks.push({ token, id, provider });
                        if (token === "aws:ec2/getVpc:getVpc") return { ...VPC, ...real.vpc };
                        return { id, ...SUBNETS[id], ...(real.subnets as Record<string, object> | undefined)?.[id] };
                    },
                },
            );
        };
        const differences = async (...real: Parameters<typeof deployed>) => {
            try {
                await deployed(...real);
            } catch (error) {
                if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
                assert.match(error.message, /^invalid Network.existing arguments\n/);
                return error.errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
            }
            return [];
        };

        it("given what AWS says too, hands the ids on", async () => {
            const ids = ["vpc-1", "subnet-public-a", "subnet-private-a", "subnet-private-b"];
            assert.deepEqual(await deployed(), ids);
            assert.deepEqual(asks.map(({ id }) => id).sort(), [...ids].sort());
        });

        it("given ids that are outputs, compares what they hold", async () => {
            const args = {
                ...ARGS,
                vpcId: Promise.resolve("vpc-1"),
                subnets: ARGS.subnets
                    .slice(0, 1)
                    .map(subnet => ({ ...subnet, id: Promise.resolve("subnet-public-a") })),
            };
            assert.deepEqual(await deployed({}, args), ["vpc-1", "subnet-public-a"]);
            const range = { "subnet-public-a": { cidrBlock: "10.1.16.0/20" } };
            assert.equal((await differences({ subnets: range }, args)).length, 1);
        });

        it("given another range of the network, hands nothing on", async () => {
            const [own, pods] = VPC.cidrBlockAssociations;
            const cidrBlockAssociations = [{ ...own, cidrBlock: "10.2.0.0/16" }, pods];
            assert.deepEqual(await differences({ vpc: { cidrBlockAssociations } }), [
                'range: expected a range that vpc-1 has, 10.2.0.0/16 or 100.64.0.0/18, got "10.1.0.0/16"',
            ]);
        });

        it("given a further range that the network does not have, names it", async () => {
            const cidrBlockAssociations = VPC.cidrBlockAssociations.slice(0, 1);
            assert.deepEqual(await differences({ vpc: { cidrBlockAssociations } }), [
                'additionalRanges[0]: expected a range that vpc-1 has, 10.1.0.0/16, got "100.64.0.0/18"',
            ]);
        });

        it("given a range of the network that was left out, names it", async () => {
            const subnets = ARGS.subnets.slice(0, 1);
            assert.deepEqual(await differences({}, { ...ARGS, additionalRanges: [], subnets }), [
                "additionalRanges: expected all that vpc-1 has beside 10.1.0.0/16, which is 100.64.0.0/18, got []",
            ]);
        });

        it("given two ranges that were left out, names both", async () => {
            const cidrBlockAssociations = ["10.1.0.0/16", "10.2.0.0/16", "100.64.0.0/18"].map(cidrBlock => ({
                cidrBlock,
                state: "associated",
            }));
            const args = { ...ARGS, additionalRanges: undefined, subnets: ARGS.subnets.slice(0, 1) };
            assert.deepEqual(await differences({ vpc: { cidrBlockAssociations } }, args), [
                "additionalRanges: expected all that vpc-1 has beside 10.1.0.0/16, which is 10.2.0.0/16 and 100.64.0.0/18, got []",
            ]);
        });

        it("given one range and no further ones, is content", async () => {
            const cidrBlockAssociations = VPC.cidrBlockAssociations.slice(0, 1);
            const args = { ...ARGS, additionalRanges: undefined, subnets: ARGS.subnets.slice(0, 1) };
            assert.deepEqual(await differences({ vpc: { cidrBlockAssociations } }, args), []);
        });

        it("given subnets of another network, zone or range, names every difference", async () => {
            const subnets = {
                "subnet-public-a": { vpcId: "vpc-2" },
                "subnet-private-a": { availabilityZone: "eu-central-1c" },
                "subnet-private-b": { cidrBlock: "100.64.32.0/20" },
            };
            assert.deepEqual(await differences({ subnets }), [
                'subnets[0].id: expected a subnet of vpc-1, got "subnet-public-a of vpc-2"',
                'subnets[1].zone: expected the zone of subnet-private-a, eu-central-1c, got "eu-central-1a"',
                'subnets[2].range: expected the range of subnet-private-b, 100.64.32.0/20, got "100.64.32.0/19"',
            ]);
        });

        it("given subnets that give out public addresses, takes none but those that are called public", async () => {
            const gives = { mapPublicIpOnLaunch: true };
            assert.deepEqual(await differences({ subnets: { "subnet-public-a": gives, "subnet-private-b": gives } }), [
                'subnets[2].tier: expected "public", since subnet-private-b gives all that starts in it a public address, got "private"',
            ]);
        });
    });

    describe("given arguments", () => {
        const faults = (changes: Readonly<Record<string, unknown>>) =>
            faultsOf(() => {
                assertExistingNetworkArgs({ ...ARGS, ...changes });
            });
        const [publicA, privateA, privateB] = ARGS.subnets;

        it("given outputs for ids, and no further ranges, accepts them", () => {
            const subnets = [{ ...publicA, id: pulumi.output("x") }];
            assert.deepEqual(faults({ vpcId: pulumi.output("x"), additionalRanges: [], subnets }), []);
            assert.deepEqual(faults({ vpcId: Promise.resolve("x"), additionalRanges: undefined, subnets }), []);
        });

        const bad: readonly [given: string, changes: Readonly<Record<string, unknown>>, faults: readonly string[]][] = [
            [
                "another argument",
                { zones: [] },
                ["zones: expected one of the arguments environment, vpcId, range, additionalRanges, subnets, got []"],
            ],
            [
                "ids of something else",
                { vpcId: "subnet-1", subnets: [{ ...publicA, id: "vpc-1" }] },
                [
                    'vpcId: expected the id of a VPC such as vpc-0123456789abcdef0, got "subnet-1"',
                    'subnets[0].id: expected the id of a subnet such as subnet-0123456789abcdef0, got "vpc-1"',
                ],
            ],
            [
                "outputs where plain values are needed",
                {
                    range: pulumi.output("10.1.0.0/16"),
                    additionalRanges: pulumi.output([]),
                    subnets: [{ ...publicA, range: pulumi.output("10.1.0.0/20"), tier: pulumi.output("public") }],
                },
                [
                    `range: expected ${RANGE}, got ${OUTPUT}`,
                    `additionalRanges: expected a plain list of ranges, got ${OUTPUT}`,
                    `subnets[0].tier: expected one of "public", "private", "data", got ${OUTPUT}`,
                    `subnets[0].range: expected ${RANGE}, got ${OUTPUT}`,
                ],
            ],
            [
                "subnets that are an output",
                { subnets: pulumi.output([]) },
                [`subnets: expected at least one subnet, got ${OUTPUT}`],
            ],
            ["no subnets", { subnets: [] }, ["subnets: expected at least one subnet, got []"]],
            [
                "further ranges that are no list",
                { additionalRanges: null, subnets: [publicA] },
                ["additionalRanges: expected a plain list of ranges, got null"],
            ],
            [
                "a subnet that is none",
                { subnets: ["subnet-1"] },
                ['subnets[0]: expected an object with id, zone, range and tier, got "subnet-1"'],
            ],
            [
                "ranges that are none",
                { range: "10.1.0.1/16", additionalRanges: ["x"], subnets: [{ ...publicA, range: "10.1.0.0" }] },
                [
                    `range: expected ${RANGE}, got "10.1.0.1/16"`,
                    `additionalRanges[0]: expected ${RANGE}, got "x"`,
                    `subnets[0].range: expected ${RANGE}, got "10.1.0.0"`,
                ],
            ],
            [
                "a subnet's range that is none",
                { subnets: [{ ...publicA, range: "10.1.0.0" }] },
                [`subnets[0].range: expected ${RANGE}, got "10.1.0.0"`],
            ],
            [
                "a network's range that is none",
                { range: "x", additionalRanges: [] },
                [`range: expected ${RANGE}, got "x"`],
            ],
            [
                "further ranges that overlap",
                { additionalRanges: ["100.64.0.0/18", "10.1.128.0/17", "100.64.0.0/18"] },
                [
                    'additionalRanges[1]: expected a range without an address of range, 10.1.0.0/16, got "10.1.128.0/17"',
                    'additionalRanges[2]: expected a range without an address of additionalRanges[0], 100.64.0.0/18, got "100.64.0.0/18"',
                ],
            ],
            [
                "subnets outside the network, and one around it",
                {
                    subnets: [
                        { ...publicA, range: "10.2.0.0/20" },
                        { ...privateA, range: "100.64.0.0/17" },
                    ],
                },
                [
                    'subnets[0].range: expected a range within 10.1.0.0/16 or 100.64.0.0/18, got "10.2.0.0/20"',
                    'subnets[1].range: expected a range within 10.1.0.0/16 or 100.64.0.0/18, got "100.64.0.0/17"',
                ],
            ],
            [
                "subnets that overlap",
                { subnets: [publicA, privateA, { ...privateB, range: "10.1.8.0/21" }] },
                [
                    'subnets[2].range: expected a range without an address of subnets[0].range, 10.1.0.0/20, got "10.1.8.0/21"',
                ],
            ],
            [
                "a subnet that is none among others",
                { subnets: [undefined, publicA] },
                ["subnets[0]: expected an object with id, zone, range and tier, got nothing"],
            ],
            [
                "the same subnet twice",
                { subnets: [publicA, { ...privateA, id: "subnet-public-a" }] },
                ['subnets[1].id: expected one that is not in the list yet, got "subnet-public-a"'],
            ],
            [
                "a tier and zones that there are not",
                {
                    subnets: [
                        { ...publicA, zone: "eu-west-1a" },
                        { ...privateA, tier: "intra" },
                    ],
                },
                [
                    'subnets[0].zone: expected an availability zone of eu-central-1, got "eu-west-1a"',
                    'subnets[1].tier: expected one of "public", "private", "data", got "intra"',
                ],
            ],
        ];
        for (const [given, changes, expected] of bad) {
            it(`given ${given}, says what was expected`, () => {
                assert.deepEqual(faults(changes), expected);
            });
        }

        it("given a fault, says whose argument it is", () => {
            assert.throws(
                () => Network.existing({ ...ARGS, subnets: [] }),
                /^Error: invalid Network.existing arguments\n {2}subnets: expected at least one/,
            );
        });

        it("given faults everywhere, names them all and returns nothing", () => {
            const args = { ...ARGS, environment: { ...STAGING, accountId: "1" }, vpcId: "", range: "", subnets: [] };
            assert.deepEqual(
                faultsOf(() => Network.existing(args)).map(fault => fault.slice(0, fault.indexOf(":"))),
                ["environment.accountId", "vpcId", "range", "subnets"],
            );
        });
    });
});
