import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type ExistingNetworkArgs, Network, type NetworkArgs, type NetworkRef } from "../../components";
import { STAGING_NETWORK } from "./network-support";
import { STAGING } from "./support";

/** Compiles only where what is said of it is true; there is nothing to run. */
describe("the types of a network", () => {
    it("given what cannot be, do not compile", () => {
        const later = pulumi.output("10.1.0.0/16");
        // @ts-expect-error: a range that is known too late to be judged
        const range: NetworkArgs = { ...STAGING_NETWORK, addressing: { range: later } };
        // @ts-expect-error: a pool and a size, and so a range that nobody knows
        const size: NetworkArgs = { ...STAGING_NETWORK, addressing: { ipamPoolId: "ipam-pool-1", netmaskLength: 16 } };
        // @ts-expect-error: a slot by number, which stands in the environment
        const slot: NetworkArgs = { ...STAGING_NETWORK, addressing: 3 };
        // @ts-expect-error: zones that decide how many subnets there are
        const zones: NetworkArgs = { ...STAGING_NETWORK, zones: pulumi.output(["eu-central-1a"]) };
        // @ts-expect-error: S3, which has a gateway endpoint already
        const service: NetworkArgs = { ...STAGING_NETWORK, interfaceEndpoints: ["s3"] };
        // @ts-expect-error: addresses without IPv4
        const family: NetworkArgs = { ...STAGING_NETWORK, ipAddressType: "ipv6" };
        // @ts-expect-error: a bucket that is known too late to be judged
        const sink: NetworkArgs = { ...STAGING_NETWORK, flowLogSink: { bucketName: later } };
        // @ts-expect-error: no environment, and so no zones to compare with
        const existing: ExistingNetworkArgs = { vpcId: "vpc-1", range: "10.1.0.0/16", subnets: [] };
        // @ts-expect-error: a tier that there is none of
        const tier: NetworkRef["subnets"] = [{ id: "subnet-1", zone: "a", range: "10.1.0.0/20", tier: "intra" }];
        assert.equal([range, size, slot, zones, service, family, sink, existing, tier].length, 9);
    });

    it("given ids, take what is known later", () => {
        const id = pulumi.output("id");
        const args: NetworkArgs = {
            ...STAGING_NETWORK,
            addressing: { range: "10.1.0.0/16", ipamPoolId: id },
            natAllocationIds: [id],
            privateZone: { zoneId: id, domain: "shop.internal" },
        };
        const existing: ExistingNetworkArgs = {
            environment: STAGING,
            vpcId: id,
            range: "10.1.0.0/16",
            subnets: [{ id, zone: "eu-central-1a", range: "10.1.0.0/20", tier: "data" }],
        };
        const references: readonly ((network: Network) => NetworkRef)[] = [
            network => network,
            () => Network.existing(existing),
        ];
        assert.deepEqual([args.zones.length, references.length], [2, 2]);
    });
});
