import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { NAMES } from "../../../isolation/names/area";
import { NETWORK } from "../../../isolation/network/area";
import { Stack } from "../../../plan/stack";
import { planOf } from "../../support/plan";
import { lineOf } from "../data/declared";

const PRODUCTION = "acme/shop/prod";

/** What a program of somebody else, on providers that pin no account, declares across the boundary. */
async function lines(build: () => void): Promise<readonly string[]> {
    const plan = await planOf(build, { project: "shop", stack: "staging" });
    const stack = new Stack(plan, { name: "staging", class: "staging" });
    return [NETWORK, NAMES].flatMap(area => area.connections(stack)).map(lineOf);
}

describe("networks and names of a program that is not ours", () => {
    it("given a network of its own with all that is in it, leads nowhere", async () => {
        const found = await lines(() => {
            const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.20.0.0/16" });
            const subnet = new aws.ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.20.1.0/24" });
            const callers = new aws.ec2.SecurityGroup("callers", { vpcId: vpc.id });
            new aws.ec2.SecurityGroup("database", {
                vpcId: vpc.id,
                ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [callers.id] }],
                egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
            });
            const database = new aws.rds.Instance("orders", { instanceClass: "db.t4g.micro" });
            const zone = new aws.route53.Zone("zone", { name: "staging.internal", vpcs: [{ vpcId: vpc.id }] });
            new aws.route53.Record("db", {
                zoneId: zone.id,
                name: "db",
                type: "CNAME",
                ttl: 60,
                records: [database.address],
            });
            new aws.ec2.Instance("api", {
                subnetId: subnet.id,
                userData: pulumi.interpolate`psql -h ${database.address}`,
            });
        });
        assert.deepEqual(found, []);
    });

    it("given what another stack exports, leads to that stack", async () => {
        const found = await lines(() => {
            const production = new pulumi.StackReference(PRODUCTION);
            const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.20.0.0/16" });
            new aws.ec2.VpcPeeringConnection("peering", {
                vpcId: vpc.id,
                peerVpcId: production.requireOutput("vpcId") as pulumi.Output<string>,
            });
            new aws.ssm.Parameter("database", {
                type: "String",
                value: production.requireOutput("databaseHost") as pulumi.Output<string>,
            });
        });
        assert.deepEqual(found, [
            `network-peering both use declared peerVpcId stack ${PRODUCTION}`,
            `host-name out use declared value stack ${PRODUCTION}`,
        ]);
    });

    it("given a network that a function without an answer looks up, does not know whose it is", async () => {
        const found = await lines(() => {
            const vpc = aws.ec2.getVpcOutput({ tags: { Name: "main" } });
            new aws.ec2.SecurityGroup("database", { vpcId: vpc.id });
        });
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /^shared-network both use undecided vpcId unknown: /);
    });

    it("given older types and a network that was always there, reads them as well", async () => {
        const found = await lines(() => {
            new aws.alb.TargetGroupAttachment("legacy", { targetGroupArn: "arn", targetId: "10.10.4.7" });
            new aws.ec2.DefaultSecurityGroup("default", {
                ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.10.0.0/16"] }],
            });
        });
        assert.deepEqual(found, [
            "security-group-rule in use declared ingress[0].cidrBlocks 10.10.0.0/16",
            "route out use declared targetId 10.10.4.7/32",
        ]);
    });
});
