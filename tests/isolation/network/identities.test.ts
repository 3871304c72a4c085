import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { NETWORK } from "../../../isolation/network/area";
import { type PropertyMap, Secret, Unknown } from "../../../plan/value";
import { resource, type ResourceExtras } from "../../support/policy";
import { identityLinesOf } from "../written";

function owned(type: string, inputs: PropertyMap = {}, extras: ResourceExtras = {}): readonly string[] {
    return identityLinesOf(NETWORK, [resource(type, inputs, extras)]);
}

describe("where an environment is on the network", () => {
    it("given a network, has its ranges, further ones included", () => {
        assert.deepEqual(owned("aws:ec2/vpc:Vpc", { cidrBlock: "10.20.0.0/16", ipv6CidrBlock: "2001:db8::/56" }), [
            "range 10.20.0.0/16",
            "range 2001:db8::/56",
        ]);
        const further = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
        assert.deepEqual(owned(further, { cidrBlock: "100.64.0.0/16" }), ["range 100.64.0.0/16"]);
        assert.deepEqual(owned("aws:ec2/defaultVpc:DefaultVpc"), ["range 172.31.0.0/16"]);
    });

    it("given a range that a pool handed out, has it once it is known", () => {
        const extras = { outputs: { cidrBlock: "10.21.0.0/16" } };
        assert.deepEqual(owned("aws:ec2/vpc:Vpc", { ipv4IpamPoolId: "ipam-pool-1" }, extras), ["range 10.21.0.0/16"]);
        assert.deepEqual(owned("aws:ec2/vpc:Vpc", { cidrBlock: Unknown.computed }), []);
        assert.deepEqual(owned("aws:ec2/vpc:Vpc", { cidrBlock: "ten" }), []);
        assert.deepEqual(owned("aws:ec2/vpc:Vpc", { cidrBlock: new Secret("10.20.0.0/16") }), []);
    });

    it("given a subnet of a network made elsewhere, has its range; one of the own network has none by itself", () => {
        const network = resource("aws:ec2/vpc:Vpc", { cidrBlock: "10.20.0.0/16" }, { name: "own" });
        const subnet = (extras: ResourceExtras) =>
            resource("aws:ec2/subnet:Subnet", { cidrBlock: "10.20.4.0/24", vpcId: Unknown.computed }, extras);
        assert.deepEqual(identityLinesOf(NETWORK, [subnet({})]), ["range 10.20.4.0/24"]);
        assert.deepEqual(identityLinesOf(NETWORK, [network, subnet({ comesFrom: { vpcId: [network] } })]), [
            "range 10.20.0.0/16",
        ]);
    });

    it("given the range that Amazon gave a network, takes it from its subnets, which alone may say it", () => {
        const network = resource("aws:ec2/vpc:Vpc", { assignGeneratedIpv6CidrBlock: true }, { name: "own" });
        const inputs = { cidrBlock: "10.20.4.0/24", ipv6CidrBlock: "2001:db8:1:1::/64", vpcId: Unknown.computed };
        const subnet = resource("aws:ec2/subnet:Subnet", inputs, { comesFrom: { vpcId: [network] } });
        assert.deepEqual(identityLinesOf(NETWORK, [network, subnet]), ["range 2001:db8:1:1::/64"]);
    });

    it("given an address that is looked up, has it where an own gateway goes out by it", () => {
        const address = resource("aws:ec2/eip:Eip", {}, { external: true, outputs: { publicIp: "203.0.113.7" } });
        const using = (type: string, input: string) =>
            resource(type, { [input]: Unknown.computed }, { name: "user", comesFrom: { [input]: [address] } });
        const lines = (type: string, input: string) => identityLinesOf(NETWORK, [address, using(type, input)]);
        assert.deepEqual(lines("aws:ec2/natGateway:NatGateway", "allocationId"), ["range 203.0.113.7/32"]);
        assert.deepEqual(lines("aws:ec2/securityGroup:SecurityGroup", "ingress"), []);
    });

    it("given addresses that are known, has each", () => {
        const known = { outputs: { publicIp: "203.0.113.7" } };
        assert.deepEqual(owned("aws:ec2/eip:Eip", {}, known), ["range 203.0.113.7/32"]);
        assert.deepEqual(owned("aws:ec2/eip:Eip", { address: "203.0.113.8" }), ["range 203.0.113.8/32"]);
        assert.deepEqual(owned("aws:ec2/eip:Eip", {}, { ...known, external: true }), []);
        assert.deepEqual(owned("aws:ec2/natGateway:NatGateway", { allocationId: "eipalloc-1" }, known), [
            "range 203.0.113.7/32",
            "thing address eipalloc-1",
        ]);
    });

    it("given an id that is known, is named by it; what is only looked up is not its own", () => {
        const known = { outputs: { id: "tgw-0123" } };
        const gateway = "aws:ec2transitgateway/transitGateway:TransitGateway";
        assert.deepEqual(owned(gateway, {}, known), ["thing transit-gateway tgw-0123"]);
        assert.deepEqual(owned(gateway, {}, { ...known, external: true }), []);
        assert.deepEqual(owned(gateway, {}, { outputs: { id: Unknown.computed } }), []);
        assert.deepEqual(owned("aws:ec2/vpc:Vpc", {}, { outputs: { id: "vpc-1" } }), ["thing network vpc-1"]);
        assert.deepEqual(owned("aws:sqs/queue:Queue", {}, known), []);
    });
});
