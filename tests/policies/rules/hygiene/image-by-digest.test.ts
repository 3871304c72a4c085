import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { imageByDigest as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const pod = (container: PropertyValue, more: PropertyMap = {}): PropertyMap => ({
    metadata: { namespace: "shop" },
    spec: { template: { spec: { containers: [container], ...more } } },
});

describe("image-by-digest", () => {
    const digest = `registry.example/shop/api@sha256:${"0123456789abcdef".repeat(4)}`;
    describe("of a workload", () => {
        tries(rule, "kubernetes:apps/v1:Deployment", [
            ["a digest", "holds", pod({ image: digest })],
            ["a tag", "violated", pod({ image: "registry.example/shop/api:1.2.3" })],
            ["neither", "violated", pod({ image: "nginx" })],
            ["a digest cut short", "violated", pod({ image: digest.slice(0, -1) })],
            [
                "a second container by tag",
                "violated",
                pod({ image: digest }, { initContainers: [{ image: "busybox:1" }] }),
            ],
            ["no image", "undecided", pod({ name: "api" })],
            ["an image that is not known", "undecided", pod({ image: Unknown.computed })],
            ["a container that is not known", "undecided", pod(Unknown.computed)],
            ["a secret tag", "violated", pod({ image: new Secret("registry.example/shop/api:1") })],
        ]);
    });

    describe("of a task", () => {
        tries(rule, "aws:ecs/taskDefinition:TaskDefinition", [
            ["a digest", "holds", { containerDefinitions: JSON.stringify([{ image: digest }]) }],
            ["a tag", "violated", { containerDefinitions: JSON.stringify([{ image: "api:1" }]) }],
            ["what is no list", "undecided", { containerDefinitions: "none" }],
            ["what is not known", "undecided", { containerDefinitions: Unknown.computed }],
        ]);
    });

    describe("of a function", () => {
        tries(rule, "aws:lambda/function:Function", [
            ["a digest", "holds", { imageUri: digest }],
            ["a tag", "violated", { imageUri: "api:1" }],
            ["an archive", "nothing", { s3Bucket: "code" }],
            ["an image that is not known", "undecided", { imageUri: Unknown.computed }],
        ]);
    });

    for (const type of [
        "aws:ecr/repository:Repository",
        "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
    ]) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["tags that stay", "holds", { imageTagMutability: "IMMUTABLE" }],
                ["tags that stay, but for some", "holds", { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }],
                ["tags that move, but for some", "violated", { imageTagMutability: "MUTABLE_WITH_EXCLUSION" }],
                ["a secret that they stay", "holds", { imageTagMutability: new Secret("IMMUTABLE") }],
                ["nothing said after the provider's say", "violated", {}, { phase: "checked" }],
                ["tags that move", "violated", { imageTagMutability: "MUTABLE" }],
                ["nothing said", "violated", {}],
                ["a value that is not known", "undecided", { imageTagMutability: Unknown.computed }],
            ]);
        });
    }
});
