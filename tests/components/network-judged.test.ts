import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, Network, type NetworkArgs } from "../../components";
import { tagsFor } from "../../components/environment";
import { judged } from "./judged";

/** Everything that can be declared of a network, in either environment. */
const shapes: readonly [given: string, args: (environment: Environment) => Partial<NetworkArgs>][] = [
    ["only what is required", () => ({})],
    [
        "IPv6, interface endpoints and NAT in each zone",
        () => ({
            ipAddressType: "dualstack",
            nat: "perZone",
            interfaceEndpoints: ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "kms", "logs", "ssm", "sts"],
            registryAccountIds: ["777788889999"],
        }),
    ],
    [
        "parts of the organisation's own",
        ({ name, addressSlot }) => ({
            addressing: { range: `10.${100 + addressSlot}.0.0/18`, ipamPoolId: "ipam-pool-1" },
            takenRanges: [{ owner: "office", range: "10.0.0.0/16" }],
            natAllocationIds: ["eipalloc-1"],
            flowLogSink: { bucketName: "log-archive", prefix: `flows/${name}` },
            privateZone: { zoneId: "Z1", domain: `${name}.internal` },
        }),
    ],
    ["no way out at all", () => ({ nat: "none", interfaceEndpoints: ["sts"] })],
];

describe("what the policy pack says of a Network", () => {
    for (const [given, args] of shapes) {
        for (const preset of ["standard", "strict"] as const) {
            it(`given ${given}, and the preset ${preset}, objects to nothing`, async () => {
                const findings = await judged(
                    (environment, opts) => {
                        const zones = ["a", "b"].map(letter => `${environment.region}${letter}`);
                        new Network("net", { environment, zones, ...args(environment) }, opts);
                    },
                    { preset },
                );
                assert.deepEqual(findings, []);
            });
        }
    }

    it("given a network that exists, objects to nothing in it, and leaves nothing undecided on its account", async () => {
        const findings = await judged(
            (environment, opts) => {
                const { region, addressSlot } = environment;
                const parent = new pulumi.ComponentResource("shop:index:Shop", "shop", {}, opts);
                const { vpcId } = Network.existing(
                    {
                        environment,
                        vpcId: `vpc-${addressSlot}`,
                        range: `10.${addressSlot}.0.0/16`,
                        subnets: [
                            { id: "subnet-1", zone: `${region}a`, range: `10.${addressSlot}.0.0/20`, tier: "private" },
                        ],
                    },
                    { parent },
                );
                new aws.ec2.SecurityGroup(
                    "group",
                    { vpcId, description: "Callers", egress: [], tags: tagsFor(environment, "group") },
                    { parent },
                );
            },
            { preset: "strict" },
        );
        assert.deepEqual(findings, []);
    });
});
