import assert from "node:assert/strict";

import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { plainly, planOf, resource, typesByName } from "../support/plan";

class Shelf extends pulumi.ComponentResource {
    constructor(name: string, options?: pulumi.ComponentResourceOptions) {
        super("acme:index:Shelf", name, {}, options);
        const bucket = new aws.s3.Bucket(`${name}-bucket`, { tags: { on: name } }, { parent: this });
        this.registerOutputs({ bucket: bucket.bucket });
    }
}

describe("planOf", () => {
    it("given a component, plans its tree with unknown outputs", async () => {
        const plan = await planOf(() => {
            const shelf = new Shelf("oak", { protect: true });
            return { shelf: shelf.urn };
        });

        assert.deepEqual(typesByName(plan), { oak: "acme:index:Shelf", "oak-bucket": "aws:s3/bucket:Bucket" });
        const bucket = resource(plan, "oak-bucket");
        assert.equal(bucket.path, "oak/oak-bucket");
        assert.equal(bucket.parent, "urn:pulumi:stack::project::acme:index:Shelf::oak");
        assert.equal(bucket.urn, "urn:pulumi:stack::project::acme:index:Shelf$aws:s3/bucket:Bucket::oak-bucket");
        assert.deepEqual(plainly(bucket.inputs), { tags: { on: "oak" } });
        assert.equal(bucket.options.protect, true);
        assert.deepEqual(plainly(resource(plan, "oak").outputs), { bucket: "<unknown>" });
        assert.equal(resource(plan, "oak").parent, undefined);
        assert.deepEqual(plan.outputs, { shelf: "urn:pulumi:stack::project::acme:index:Shelf::oak" });
    });

    it("given a Kubernetes object without a name, says that one is made", async () => {
        const plan = await planOf(() => {
            const named = new k8s.core.v1.Namespace("named", { metadata: { name: "shop" } });
            const namespace = new k8s.core.v1.Namespace("made");
            const account = new k8s.core.v1.ServiceAccount("api", {
                metadata: { namespace: namespace.metadata.name, labels: { of: named.metadata.name } },
            });
            return { account: account.metadata.name };
        });

        assert.deepEqual(plainly(resource(plan, "api").inputs["metadata"]), {
            namespace: "<unknown>",
            labels: { of: "shop" },
        });
        assert.deepEqual(plainly(plan.outputs), { account: "<unknown>" });
    });

    it("given a build that throws, rejects with its error", async () => {
        await assert.rejects(
            planOf(() => {
                throw new Error("no wood");
            }),
            /no wood/,
        );
    });

    it("given the same name and type twice, rejects as the engine does", async () => {
        await assert.rejects(
            planOf(() => {
                new Shelf("oak");
                new Shelf("oak");
            }),
            /Duplicate resource URN 'urn:pulumi:stack::project::acme:index:Shelf::oak'; try giving it a unique name/,
        );
    });
});
