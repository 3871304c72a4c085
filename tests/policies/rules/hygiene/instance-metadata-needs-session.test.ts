import { Secret, Unknown } from "../../../../plan/value";
import { instanceMetadataNeedsSession as rule } from "../../../../policy-pack/rules";
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
});
