import { Secret, Unknown } from "../../../../plan/value";
import { instanceMetadataNeedsSession as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { tries } from "../table";

describe("instance-metadata-needs-session", () => {
    for (const type of [
        "aws:ec2/instance:Instance",
        "aws:ec2/launchTemplate:LaunchTemplate",
        "aws:ec2/launchConfiguration:LaunchConfiguration",
    ]) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["a session required", "holds", { metadataOptions: { httpTokens: "required" } }],
                ["a session at will", "violated", { metadataOptions: { httpTokens: "optional" } }],
                ["nothing said", "violated", {}],
                ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
                ["no endpoint at all", "holds", { metadataOptions: { httpEndpoint: "disabled" } }],
                ["a value that is not known", "undecided", { metadataOptions: { httpTokens: Unknown.computed } }],
                ["an endpoint that is not known", "undecided", { metadataOptions: { httpEndpoint: Unknown.computed } }],
                ["a secret value", "violated", { metadataOptions: { httpTokens: new Secret("optional") } }],
            ]);
        });
    }

    describe("of an instance made from a launch template", () => {
        const template = resource(
            "aws:ec2/launchTemplate:LaunchTemplate",
            { metadataOptions: { httpTokens: "required" } },
            { name: "template" },
        );
        const launchTemplate = { id: Unknown.computed };
        tries(rule, "aws:ec2/instance:Instance", [
            [
                "nothing of its own",
                "holds",
                { launchTemplate },
                { comesFrom: { launchTemplate: [template] }, beside: [template] },
            ],
            ["nothing of its own, and a template of elsewhere", "undecided", { launchTemplate: { id: "lt-1" } }],
            [
                "a session at will, in spite of the template",
                "violated",
                { launchTemplate, metadataOptions: { httpTokens: "optional" } },
                { comesFrom: { launchTemplate: [template] }, beside: [template] },
            ],
            [
                "a session required",
                "holds",
                { launchTemplate: { id: "lt-1" }, metadataOptions: { httpTokens: "required" } },
            ],
        ]);
    });
});
