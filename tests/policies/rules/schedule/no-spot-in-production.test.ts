import { Secret, Unknown } from "../../../../plan/value";
import { noSpotInProduction as rule } from "../../../../policy-pack/rules";
import { type Extras, tries } from "../table";

const production: Extras = { stack: "prod" };

describe("no-spot-in-production", () => {
    describe("of a node group", () => {
        tries(rule, "aws:eks/nodeGroup:NodeGroup", [
            ["on-demand nodes", "holds", { capacityType: "ON_DEMAND" }, production],
            ["nothing said, which stands for on-demand", "holds", {}, production],
            ["spot nodes", "violated", { capacityType: "SPOT" }, production],
            ["spot nodes in staging", "nothing", { capacityType: "SPOT" }],
            ["capacity that is not known", "undecided", { capacityType: Unknown.computed }, production],
            ["spot nodes, marked secret", "violated", { capacityType: new Secret("SPOT") }, production],
        ]);
    });

    for (const type of ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"]) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["no market options", "holds", {}, production],
                ["spot", "violated", { instanceMarketOptions: { marketType: "spot" } }, production],
                ["a capacity block", "holds", { instanceMarketOptions: { marketType: "capacity-block" } }, production],
                ["options that are not known", "undecided", { instanceMarketOptions: Unknown.computed }, production],
            ]);
        });
    }

    describe("of an autoscaling group", () => {
        const share = (percentage: number) => ({
            mixedInstancesPolicy: { instancesDistribution: { onDemandPercentageAboveBaseCapacity: percentage } },
        });
        tries(rule, "aws:autoscaling/group:Group", [
            ["no mixture", "holds", {}, production],
            ["all on-demand", "holds", share(100), production],
            ["one in a hundred on spot", "violated", share(99), production],
        ]);
    });

    describe("of a fleet", () => {
        const target = (type: string) => ({ targetCapacitySpecification: { defaultTargetCapacityType: type } });
        tries(rule, "aws:ec2/fleet:Fleet", [
            ["on-demand", "holds", target("on-demand"), production],
            ["spot", "violated", target("spot"), production],
        ]);
    });

    describe("of a service", () => {
        const strategies = (...providers: (string | Unknown)[]) => ({
            capacityProviderStrategies: providers.map(capacityProvider => ({ capacityProvider })),
        });
        tries(rule, "aws:ecs/service:Service", [
            ["no strategy", "holds", {}, production],
            ["plain Fargate", "holds", strategies("FARGATE"), production],
            ["spot beside it", "violated", strategies("FARGATE", "FARGATE_SPOT"), production],
            ["a provider that is not known", "undecided", strategies("FARGATE", Unknown.computed), production],
        ]);
    });

    describe("of what services of a cluster take that say nothing", () => {
        const strategies = (capacityProvider: string | Unknown) => ({
            defaultCapacityProviderStrategies: [{ capacityProvider, weight: 1 }],
        });
        tries(rule, "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", [
            ["no strategy", "holds", { capacityProviders: ["FARGATE", "FARGATE_SPOT"] }, production],
            ["plain Fargate", "holds", strategies("FARGATE"), production],
            ["spot", "violated", strategies("FARGATE_SPOT"), production],
            ["a provider that is not known", "undecided", strategies(Unknown.computed), production],
        ]);
    });

    describe("of a launch configuration", () => {
        tries(rule, "aws:ec2/launchConfiguration:LaunchConfiguration", [
            ["no price", "holds", {}, production],
            ["a price", "violated", { spotPrice: "0.03" }, production],
            ["an empty price", "holds", { spotPrice: "" }, production],
        ]);
    });

    describe("of a spot request", () => {
        tries(rule, "aws:ec2/spotInstanceRequest:SpotInstanceRequest", [
            ["any in production", "violated", {}, production],
            ["any in staging", "nothing", {}],
        ]);
    });
});
