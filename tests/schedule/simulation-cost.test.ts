import * as assert from "node:assert/strict";
import { Unknown, type PropertyMap } from "../../plan/value";
import { hourlyPrice } from "../../schedule/simulation/hourly";
import {
    AURORA_LARGE,
    CANARY_RUN,
    EC2_LARGE,
    FARGATE,
    FLAT,
    RDS_LARGE,
    SPOT_SHARE,
} from "../../schedule/simulation/prices";
import { resource, type ResourceExtras } from "../support/policy";
import { BERLIN, cluster, foreign, nodeGroup, ours, stackOf, yearOf } from "./simulated-stacks";

const member = (instanceClass: unknown, name = "member") =>
    resource(
        "aws:rds/clusterInstance:ClusterInstance",
        { clusterIdentifier: "orders", instanceClass: instanceClass as string },
        { name },
    );

/** The price of the first of some resources. */
function priceOf(...resources: ReturnType<typeof resource>[]): number | undefined {
    const stack = stackOf(resources);
    const [first] = stack.subjects;
    assert.ok(first);
    const price = hourlyPrice(first, stack);
    return price === undefined ? undefined : Number(price.toFixed(6));
}

const one = (type: string, inputs: PropertyMap = {}, extras: ResourceExtras = {}) => resource(type, inputs, extras);
const usd = (price: number | undefined) => (price === undefined ? undefined : Number(price.toFixed(6)));

describe("what an hour costs", () => {
    it("given an Aurora cluster, is the sum of its members", () => {
        assert.equal(
            priceOf(cluster(), member("db.r6g.large"), member("db.r6g.xlarge", "second")),
            usd(3 * (AURORA_LARGE["r6g"] ?? 0)),
        );
        assert.equal(priceOf(cluster(), member("db.t4g.medium")), usd((AURORA_LARGE["t4g"] ?? 0) / 2));
    });

    it("given a serverless cluster, is the least that it runs with; given one that pauses, has none", () => {
        const scaling = (minCapacity: number) =>
            cluster({ serverlessv2ScalingConfiguration: { minCapacity, maxCapacity: 4 } });
        assert.equal(priceOf(scaling(0.5), member("db.serverless")), 0.07);
        assert.equal(priceOf(scaling(0), member("db.serverless")), undefined);
    });

    it("given a cluster without members that are seen, or with one of no known class, has none", () => {
        assert.equal(priceOf(cluster()), undefined);
        assert.equal(priceOf(cluster(), member("db.r6g.large"), member(Unknown.computed, "second")), undefined);
        assert.equal(priceOf(cluster(), member("db.x9.large")), undefined);
        assert.equal(priceOf(cluster(), member("r6g.large")), undefined);
        assert.equal(
            priceOf(cluster({ engine: "postgres", dbClusterInstanceClass: "db.m6g.large" })),
            usd(3 * (RDS_LARGE["m6g"] ?? 0)),
        );
    });

    it("given an instance of RDS, is twice as much in two zones; given an engine with licences, has none", () => {
        const instance = (inputs: PropertyMap) =>
            one("aws:rds/instance:Instance", { engine: "postgres", instanceClass: "db.t4g.small", ...inputs });
        const small = (RDS_LARGE["t4g"] ?? 0) / 4;
        assert.equal(priceOf(instance({})), usd(small));
        assert.equal(priceOf(instance({ multiAz: true })), usd(2 * small));
        assert.equal(priceOf(instance({ multiAz: Unknown.computed })), undefined);
        assert.equal(priceOf(instance({ engine: "oracle-ee" })), undefined);
    });

    it("given nodes, is that of their first type by their number, less for spot", () => {
        const medium = (EC2_LARGE["t3"] ?? 0) / 2;
        assert.equal(priceOf(nodeGroup()), usd(2 * medium));
        assert.equal(priceOf(nodeGroup({ capacityType: "SPOT" })), usd(2 * medium * SPOT_SHARE));
        assert.equal(priceOf(nodeGroup({ instanceTypes: ["p5.48xlarge"] })), undefined);
        assert.equal(priceOf(nodeGroup({ instanceTypes: [Unknown.computed] })), undefined);
        const rest = { scalingConfig: { minSize: 1, maxSize: 4, desiredSize: 2 } };
        const template = one(
            "aws:ec2/launchTemplate:LaunchTemplate",
            { instanceType: "m6g.large" },
            { name: "template" },
        );
        const group = (extras: ResourceExtras) => one("aws:eks/nodeGroup:NodeGroup", rest, extras);
        assert.equal(priceOf(group({})), usd(2 * medium));
        assert.equal(
            priceOf(group({ comesFrom: { launchTemplate: [template] } }), template),
            usd(2 * (EC2_LARGE["m6g"] ?? 0)),
        );
    });

    it("given a group, an instance and a service, reads what each runs", () => {
        const template = one(
            "aws:ec2/launchTemplate:LaunchTemplate",
            { instanceType: "c6g.xlarge" },
            { name: "template" },
        );
        const group = one(
            "aws:autoscaling/group:Group",
            { minSize: 1, maxSize: 3, desiredCapacity: 3 },
            { comesFrom: { launchTemplate: [template] } },
        );
        assert.equal(priceOf(group, template), usd(6 * (EC2_LARGE["c6g"] ?? 0)));
        assert.equal(priceOf(one("aws:ec2/instance:Instance", { instanceType: "t3.nano" })), 0.006);
        const spot = { instanceType: "t3.nano", instanceMarketOptions: { marketType: "spot" } };
        assert.equal(priceOf(one("aws:ec2/instance:Instance", spot)), usd(0.006 * SPOT_SHARE));
        const task = one("aws:ecs/taskDefinition:TaskDefinition", { cpu: "512", memory: "1024" }, { name: "task" });
        const service = one(
            "aws:ecs/service:Service",
            { launchType: "FARGATE", desiredCount: 4 },
            { comesFrom: { taskDefinition: [task] } },
        );
        assert.equal(priceOf(service, task), usd(4 * (FARGATE.vcpu / 2 + FARGATE.gib)));
        assert.equal(priceOf(one("aws:ecs/service:Service", { desiredCount: 4 })), undefined);
    });

    it("given a probe, is that of its runs", () => {
        const canary = (expression: string) => one("aws:synthetics/canary:Canary", { schedule: { expression } });
        assert.equal(priceOf(canary("rate(5 minutes)")), usd(12 * CANARY_RUN));
        assert.equal(priceOf(canary("rate(1 hour)")), usd(CANARY_RUN));
        assert.equal(priceOf(canary("cron(0 * * * ? *)")), undefined);
    });

    it("given what stands, is that of its parts", () => {
        const endpoint = (subnetIds: unknown) =>
            one("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface", subnetIds: subnetIds as string[] });
        assert.equal(priceOf(endpoint([Unknown.computed, Unknown.computed])), usd(2 * FLAT.interfaceEndpoint));
        assert.equal(priceOf(endpoint(Unknown.computed)), undefined);
        assert.equal(
            priceOf(one("aws:wafv2/webAcl:WebAcl", { rules: [{}, {}] })),
            usd(FLAT.webAccessList + 2 * FLAT.webAccessRule),
        );
        assert.equal(priceOf(one("aws:wafv2/webAcl:WebAcl")), usd(FLAT.webAccessList));
        assert.equal(
            priceOf(
                one("aws:elasticache/replicationGroup:ReplicationGroup", {
                    nodeType: "cache.t4g.small",
                    numNodeGroups: 2,
                    replicasPerNodeGroup: 1,
                }),
            ),
            usd(0.147),
        );
        assert.equal(priceOf(one("aws:elasticache/cluster:Cluster", { nodeType: "cache.t4g.medium" })), usd(0.0735));
        assert.equal(priceOf(one("aws:rds/proxy:Proxy")), undefined);
    });
});

describe("what a year costs", () => {
    it("given what sleeps, counts the hours that it is awake, of the stoppable part and of all", () => {
        const { cost, sleepers, stoppable } = yearOf([
            ...ours(BERLIN),
            member("db.t4g.medium"),
            resource("aws:eks/cluster:Cluster", {}, { name: "shop" }),
        ]);
        const [year, database, nodes] = [365 * 24, 0.085, 0.096];
        assert.equal(cost.stoppable.always.toFixed(4), (year * (database + nodes)).toFixed(4));
        const awake = sleepers.map(({ awakeMinutes }) => awakeMinutes / 60);
        assert.deepEqual(awake, [261 * (13 + 55 / 60), 261 * (13 + 25 / 60)]);
        const simulated = database * (awake[0] ?? 0) + nodes * (awake[1] ?? 0);
        assert.equal(cost.stoppable.simulated.toFixed(4), simulated.toFixed(4));
        assert.equal(cost.total.simulated.toFixed(4), (simulated + year * 0.1).toFixed(4));
        assert.deepEqual([cost.stoppable.unpriced, cost.total.unpriced], [[], []]);
        assert.equal(stoppable.awakeMinutes, 60 * ((awake[0] ?? 0) + (awake[1] ?? 0)));
    });

    it("given what has no price, names it and counts nothing for it", () => {
        const { cost } = yearOf([cluster(), resource("aws:rds/proxy:Proxy", {}, { name: "proxy" })]);
        assert.deepEqual(
            [cost.total.always, cost.stoppable.unpriced, cost.total.unpriced],
            [0, ["orders"], ["orders", "proxy"]],
        );
    });

    it("given what nothing stops, counts it as stoppable and awake", () => {
        const { cost, stoppable } = yearOf([nodeGroup()]);
        assert.equal(stoppable.awakeMinutes, stoppable.allMinutes);
        assert.equal(cost.stoppable.simulated.toFixed(2), (365 * 24 * 0.096).toFixed(2));
    });

    it("given another region, or prices of more than a year ago, notes it", () => {
        const away = yearOf([
            resource("aws:rds/cluster:Cluster", {}, { name: "away", provider: { region: "us-east-1" } }),
        ]);
        assert.ok(away.notes.includes("prices are those of eu-central-1, and this stack is in us-east-1"));
        const here = yearOf([
            resource("aws:rds/cluster:Cluster", {}, { name: "here", provider: { region: "eu-central-1" } }),
        ]);
        assert.equal(here.notes.length, 1);
    });
});

describe("what does not sleep", () => {
    const verdicts = (...resources: ReturnType<typeof resource>[]) =>
        yearOf(resources).sleepless.map(({ path, verdict, what }) => [path, verdict, what]);

    it("given what stands, names each with what it is", () => {
        const standing = [
            one("aws:eks/cluster:Cluster", {}, { name: "shop" }),
            one("aws:ec2/natGateway:NatGateway", {}, { name: "way-out" }),
            one("aws:ec2/eip:Eip", {}, { name: "address" }),
            one("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface" }, { name: "registry" }),
            one("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" }, { name: "files" }),
            one("aws:ec2/vpcEndpoint:VpcEndpoint", {}, { name: "files-too" }),
            one("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: Unknown.computed }, { name: "some" }),
            one("aws:lb/loadBalancer:LoadBalancer", {}, { name: "front" }),
            one("aws:wafv2/webAcl:WebAcl", {}, { name: "guard" }),
            one("aws:redshift/cluster:Cluster", { clusterIdentifier: "sales" }, { name: "warehouse" }),
            one("aws:ec2/natGateway:NatGateway", {}, { name: "read", external: true }),
        ];
        assert.deepEqual(verdicts(...standing), [
            ["warehouse", "does not", "warehouse"],
            ["shop", "cannot", "control plane of EKS"],
            ["way-out", "cannot", "NAT gateway"],
            ["address", "cannot", "public address"],
            ["registry", "cannot", "interface endpoint"],
            ["some", "undecided", "interface endpoint"],
            ["front", "cannot", "load balancer"],
            ["guard", "cannot", "web access list"],
        ]);
    });

    it("given databases that pause, that are refused or of which that is not known, says which", () => {
        const pausing = { serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 4 } };
        const unknown = { serverlessv2ScalingConfiguration: { minCapacity: Unknown.computed, maxCapacity: 4 } };
        const verdict = (inputs: PropertyMap) => verdicts(cluster(inputs))[0]?.[1];
        assert.equal(verdict(pausing), "by itself");
        assert.equal(verdict(unknown), "undecided");
        assert.equal(verdict({ engineMode: "serverless" }), "cannot");
        assert.equal(verdict({}), "does not");
    });

    it("given a tag that a controller outside of the plan obeys, does not say that nothing stops it", () => {
        const verdict = (tags: PropertyMap) => verdicts(cluster({ tags }))[0]?.[1];
        assert.equal(verdict({ Schedule: "office-hours" }), "undecided");
        assert.equal(verdict({ Schedule: "running" }), "does not");
        assert.equal(verdict({ maid_offhours: "off=(m-f,20);on=(m-f,7);tz=cet" }), "undecided");
        assert.equal(verdict({ maid_offhours: "off" }), "does not");
        assert.equal(verdict({ Team: "shop" }), "does not");
    });

    it("given a pausing database that is stopped all the same, is a sleeper", () => {
        const pausing = cluster({ serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 4 } });
        const both = [foreign("start", "cron(0 6 ? * MON-FRI *)"), foreign("stop", "cron(0 21 ? * MON-FRI *)")];
        const report = yearOf([pausing, ...both]);
        assert.deepEqual([report.sleepers.length, report.sleepless.length], [1, 0]);
        assert.ok((report.sleepers[0]?.awakeMinutes ?? 0) > 0);
    });

    it("given nodes declared with none, and services on nodes of one's own, counts neither as awake", () => {
        const empty = nodeGroup({ scalingConfig: { minSize: 0, maxSize: 4, desiredSize: 0 } });
        assert.deepEqual(verdicts(empty), [["workers", "by itself", "node group"]]);
        assert.deepEqual(
            verdicts(one("aws:ecs/service:Service", { name: "web", cluster: "shop", desiredCount: 2 })),
            [],
        );
    });

    it("given a plan that may leave something out, does not say that nothing stops it", () => {
        const gap = {
            kind: "stack-reference",
            subject: "network",
            message: "the stack network is not known",
            mayChangeShape: true,
        } as const;
        const report = yearOf([cluster()], { gaps: [gap] });
        assert.deepEqual(report.stoppable, { awakeMinutes: 365 * 24 * 60, allMinutes: 365 * 24 * 60 });
        assert.deepEqual(
            [report.sleepless[0]?.verdict, report.undecided],
            ["undecided", ["the stack network is not known"]],
        );
    });
});
