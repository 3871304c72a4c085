import { Secret, Unknown } from "../../../../plan/value";
import { noPublicAddressOnMachines as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("no-public-address-on-machines", () => {
    for (const [type, property] of [
        ["aws:ec2/instance:Instance", "associatePublicIpAddress"],
        ["aws:ec2/launchConfiguration:LaunchConfiguration", "associatePublicIpAddress"],
        ["aws:ec2/subnet:Subnet", "mapPublicIpOnLaunch"],
    ] as const) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["an address", "violated", { [property]: true }],
                ["an address, as a text", "violated", { [property]: "true" }],
                ["a secret address", "violated", { [property]: new Secret(true) }],
                ["none", "holds", { [property]: false }],
                ["nothing said", "holds", {}],
                ["nothing said after the provider's say", "holds", {}, { phase: "checked" }],
                ["an unknown", "undecided", { [property]: Unknown.computed }],
                ["what is no switch", "undecided", { [property]: 1 }],
            ]);
        });
    }

    describe("of a launch template", () => {
        tries(rule, "aws:ec2/launchTemplate:LaunchTemplate", [
            ["an address", "violated", { networkInterfaces: [{}, { associatePublicIpAddress: "true" }] }],
            ["none", "holds", { networkInterfaces: [{ associatePublicIpAddress: "false" }] }],
            ["nothing said of an interface", "holds", { networkInterfaces: [{}] }],
            ["no interfaces", "nothing", {}],
            ["an interface that is not known", "undecided", { networkInterfaces: [Unknown.computed] }],
            ["interfaces that are not known", "undecided", { networkInterfaces: Unknown.computed }],
        ]);
    });

    describe("of a service", () => {
        tries(rule, "aws:ecs/service:Service", [
            ["an address", "violated", { networkConfiguration: { assignPublicIp: true } }],
            ["none", "holds", { networkConfiguration: { assignPublicIp: false } }],
            ["nothing said", "holds", {}],
            ["a network that is not known", "undecided", { networkConfiguration: Unknown.computed }],
        ]);
    });
});
