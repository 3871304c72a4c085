import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { NETWORK } from "../../../isolation/network/area";
import type { PlannedResource } from "../../../plan/plan";
import { type PropertyMap, Unknown } from "../../../plan/value";
import { resource } from "../../support/policy";
import { stackOf } from "../written";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const CLUSTER = "aws:eks/cluster:Cluster";
const DATABASE = "aws:rds/instance:Instance";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** How each resource is open to the world: certain or not, and by intent or not. */
function doors(...resources: readonly PlannedResource[]): readonly string[] {
    return NETWORK.connections(stackOf(resources))
        .filter(({ kind }) => kind === "public-endpoint")
        .map(({ certainty, direction, frontDoor, remote }) => {
            assert.deepEqual([direction, remote.kind], ["in", "anyone"]);
            return `${certainty} ${frontDoor ? "front" : "back"}`;
        });
}

function group(...ranges: readonly (string | Unknown)[]): PlannedResource {
    return resource(GROUP, { ingress: ranges.map(range => ({ cidrBlocks: [range] })) }, { name: "group" });
}

function database(inputs: PropertyMap, ...groups: readonly PlannedResource[]): PlannedResource {
    return resource(
        DATABASE,
        { vpcSecurityGroupIds: Unknown.computed, ...inputs },
        { comesFrom: { vpcSecurityGroupIds: groups } },
    );
}

describe("what all the world reaches", () => {
    it("given a load balancer, is a front door unless it is internal", () => {
        assert.deepEqual(doors(resource(BALANCER)), ["declared front"]);
        assert.deepEqual(doors(resource(BALANCER, { internal: false })), ["declared front"]);
        assert.deepEqual(doors(resource(BALANCER, { internal: true })), []);
    });

    it("given an API, is a front door unless it is private", () => {
        const api = (types: string) => resource("aws:apigateway/restApi:RestApi", { endpointConfiguration: { types } });
        assert.deepEqual(doors(api("REGIONAL")), ["declared front"]);
        assert.deepEqual(doors(api("PRIVATE")), []);
    });

    it("given the endpoint of a cluster, is a front door where its list names nobody", () => {
        const cluster = (vpcConfig: PropertyMap) => resource(CLUSTER, { vpcConfig });
        assert.deepEqual(doors(cluster({})), ["declared front"]);
        assert.deepEqual(doors(cluster({ publicAccessCidrs: ["0.0.0.0/0"] })), ["declared front"]);
        assert.deepEqual(doors(cluster({ publicAccessCidrs: ["192.0.2.0/24"] })), []);
        assert.deepEqual(doors(cluster({ endpointPublicAccess: false })), []);
    });

    it("given a public database, is a back door where a group of it lets anybody in", () => {
        const open = group("0.0.0.0/0");
        assert.deepEqual(doors(open, database({ publiclyAccessible: true }, open)), ["declared back"]);
        assert.deepEqual(doors(open, database({ publiclyAccessible: false }, open)), []);
        assert.deepEqual(doors(open, database({}, open)), []);
        const closed = group("192.0.2.0/24");
        assert.deepEqual(doors(closed, database({ publiclyAccessible: true }, closed)), []);
    });

    it("given a rule that stands by itself, counts it with its group", () => {
        const closed = group("192.0.2.0/24");
        const rule = resource(
            INGRESS_RULE,
            { securityGroupId: Unknown.computed, cidrIpv4: "0.0.0.0/0" },
            { name: "rule", comesFrom: { securityGroupId: [closed] } },
        );
        assert.deepEqual(doors(closed, rule, database({ publiclyAccessible: true }, closed)), ["declared back"]);
    });

    it("given a rule that lets out, does not count it", () => {
        const closed = resource(GROUP, { egress: [{ cidrBlocks: ["0.0.0.0/0"] }] }, { name: "group" });
        const rule = resource(
            "aws:ec2/securityGroupRule:SecurityGroupRule",
            { type: "egress", securityGroupId: Unknown.computed, cidrBlocks: ["0.0.0.0/0"] },
            { name: "rule", comesFrom: { securityGroupId: [closed] } },
        );
        assert.deepEqual(doors(closed, rule, database({ publiclyAccessible: true }, closed)), []);
    });

    it("given a public database of which a group, or a range, is not known, is undecided", () => {
        assert.deepEqual(doors(database({ publiclyAccessible: true })), ["undecided back"]);
        const unread = group(Unknown.computed);
        assert.deepEqual(doors(unread, database({ publiclyAccessible: true }, unread)), ["undecided back"]);
        const open = group("0.0.0.0/0");
        assert.deepEqual(doors(open, database({ publiclyAccessible: Unknown.computed }, open)), ["undecided back"]);
    });

    it("given an instance of a public cluster of databases, asks for the groups of the cluster", () => {
        const open = group("0.0.0.0/0");
        const cluster = resource(
            "aws:rds/cluster:Cluster",
            { vpcSecurityGroupIds: Unknown.computed },
            { name: "cluster", comesFrom: { vpcSecurityGroupIds: [open] } },
        );
        const instance = resource(
            "aws:rds/clusterInstance:ClusterInstance",
            { clusterIdentifier: Unknown.computed, publiclyAccessible: true },
            { comesFrom: { clusterIdentifier: [cluster] } },
        );
        assert.deepEqual(doors(open, cluster, instance), ["declared back"]);
    });

    it("given what is only looked up, or another type, says nothing", () => {
        assert.deepEqual(doors(resource(BALANCER, {}, { external: true })), []);
        assert.deepEqual(doors(resource(DATABASE, { publiclyAccessible: true }, { external: true })), []);
        assert.deepEqual(doors(resource("aws:sqs/queue:Queue", { publiclyAccessible: true })), []);
    });
});
