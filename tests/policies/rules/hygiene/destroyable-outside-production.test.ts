import { Secret, Unknown } from "../../../../plan/value";
import { destroyableOutsideProduction as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("destroyable-outside-production", () => {
    describe("of a bucket", () => {
        tries(rule, "aws:s3/bucket:Bucket", [
            ["one that is emptied", "holds", { forceDestroy: true }],
            ["nothing said", "violated", {}],
            ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
            ["nothing said, in production", "nothing", {}, { stack: "prod" }],
            ["the resource option", "violated", { forceDestroy: true }, { options: { protect: true } }],
            ["a value that is not known", "undecided", { forceDestroy: Unknown.computed }],
            ["a secret value", "violated", { forceDestroy: new Secret(false) }],
        ]);
    });

    describe("of a bucket under its other name", () => {
        tries(rule, "aws:s3/bucketV2:BucketV2", [
            ["one that is emptied", "holds", { forceDestroy: true }],
            ["nothing said", "violated", {}],
        ]);
    });

    describe("of a load balancer", () => {
        tries(rule, "aws:lb/loadBalancer:LoadBalancer", [
            ["nothing said", "holds", {}],
            ["protection", "violated", { enableDeletionProtection: true }],
        ]);
    });
});
