import assert from "node:assert/strict";

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { plainly, planOf, resource } from "../support/plan";

class Group extends pulumi.ComponentResource {
    constructor(name: string, options?: pulumi.ComponentResourceOptions) {
        super("shop:index:Group", name, {}, options);
        new aws.sqs.Queue(`${name}-queue`, { name: pulumi.secret("hidden") }, { parent: this });
        this.registerOutputs({});
    }
}

describe("monitor: transforms", () => {
    it("given transforms of all ranks, runs the resource's own, its ancestors', then the stack's", async () => {
        const order: string[] = [];
        const note = (rank: string) => (args: pulumi.ResourceTransformArgs) => {
            if (args.name === "inner-queue") order.push(rank);
            return undefined;
        };
        await planOf(() => {
            pulumi.runtime.registerResourceTransform(note("stack"));
            const outer = new Group("outer", { transforms: [note("outer")] });
            const inner = new Group("inner", { parent: outer, transforms: [note("inner")] });
            return { inner: inner.urn };
        });

        assert.deepEqual(order, ["inner", "outer", "stack"]);
    });

    it("given a secret and an unknown value, a transform loses neither, nor the dependencies of the whole", async () => {
        const plan = await planOf(() => {
            const first = new aws.sqs.Queue("first");
            new aws.sqs.Queue(
                "second",
                { name: pulumi.secret("hidden"), policy: first.arn },
                {
                    transforms: [
                        ({ props, opts }) => ({ props: { ...props, tags: { a: props["policy"] as string } }, opts }),
                    ],
                },
            );
        });

        const second = resource(plan, "second");
        assert.deepEqual(plainly(second.inputs), {
            name: { secret: "hidden" },
            policy: "<unknown>",
            tags: { a: "<unknown>" },
        });
        assert.deepEqual(second.dependencies, [resource(plan, "first").urn]);
        // The SDK sends properties back without what they depend on, and the real engine believes it too.
        assert.deepEqual(second.propertyDependencies, {});
    });

    it("given a transform that changes every option, keeps what it says", async () => {
        const plan = await planOf(() => {
            const other = new aws.sqs.Queue("other");
            const provider = new aws.Provider("west", { region: "us-west-2" });
            new aws.sqs.Queue(
                "changed",
                {},
                {
                    transforms: [
                        ({ props, opts }) => ({
                            props,
                            opts: {
                                ...opts,
                                provider,
                                dependsOn: [other],
                                deletedWith: other,
                                protect: true,
                                retainOnDelete: false,
                                deleteBeforeReplace: false,
                                ignoreChanges: ["a"],
                                replaceOnChanges: ["b"],
                                additionalSecretOutputs: ["url"],
                                import: "q-1",
                                customTimeouts: { delete: "1h" },
                                aliases: [{ name: "former" }],
                            },
                        }),
                    ],
                },
            );
        });

        const changed = resource(plan, "changed");
        assert.equal(changed.provider?.name, "west");
        assert.deepEqual(changed.dependencies, [resource(plan, "other").urn]);
        assert.deepEqual(changed.options, {
            protect: true,
            retainOnDelete: false,
            ignoreChanges: ["a"],
            replaceOnChanges: ["b"],
            additionalSecretOutputs: ["url"],
            aliases: ["urn:pulumi:stack::project::aws:sqs/queue:Queue::former"],
            deleteBeforeReplace: false,
            deletedWith: resource(plan, "other").urn,
            importId: "q-1",
            version: changed.options.version,
            customTimeouts: { delete: "1h" },
        });
    });

    it("given a transform that throws, fails the registration with its message", async () => {
        await assert.rejects(
            planOf(() => {
                new aws.sqs.Queue(
                    "one",
                    {},
                    {
                        transforms: [
                            () => {
                                throw new Error("out of order");
                            },
                        ],
                    },
                );
            }),
            /transform failed: Error: out of order/,
        );
    });

    it("given a transform of calls that throws, fails the call with its message", async () => {
        await assert.rejects(
            planOf(async () => {
                pulumi.runtime.registerInvokeTransform(() => {
                    throw new Error("out of order");
                });
                await aws.getRegion();
            }),
            /transform failed: Error: out of order/,
        );
    });

    it("given a transform of calls that names a provider, asks that one", async () => {
        const plan = await planOf(
            () => {
                const provider = new aws.Provider("west", { region: "us-west-2" });
                pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args, opts: { ...opts, provider } }));
                return { region: aws.getRegionOutput().region };
            },
            { config: { "aws:region": "eu-west-1" } },
        );

        assert.equal(plan.outputs["region"], "us-west-2");
    });
});

describe("monitor: inheritance", () => {
    it("given a parent's options, a child takes those that it does not state", async () => {
        const plan = await planOf(() => {
            const keeper = new aws.sqs.Queue("keeper");
            const parent = new Group("parent", { protect: true, retainOnDelete: true, deletedWith: keeper });
            new aws.sqs.Queue("stated", {}, { parent, protect: false, retainOnDelete: false });
        });
        const options = (name: string) => {
            const { protect, retainOnDelete, deletedWith } = resource(plan, name).options;
            return [protect, retainOnDelete, deletedWith];
        };
        const keeper = resource(plan, "keeper").urn;

        assert.deepEqual(options("parent-queue"), [true, true, keeper]);
        assert.deepEqual(options("stated"), [false, false, keeper]);
    });

    it("given a custom resource as the parent, a child of its package takes its provider", async () => {
        const plan = await planOf(() => {
            const provider = new aws.Provider("west", { region: "us-west-2" });
            const parent = new aws.sqs.Queue("parent", {}, { provider });
            new aws.sqs.Queue("child", {}, { parent });
        });

        assert.equal(resource(plan, "child").provider?.name, "west");
    });

    it("given a StackReference that is answered, gives its outputs", async () => {
        const plan = await planOf(
            () => {
                const network = new pulumi.StackReference("acme/network/dev");
                return { subnet: network.getOutput("subnet"), missing: network.getOutput("missing") };
            },
            { answers: { stackReferences: { "acme/network/dev": { outputs: { subnet: "s-1" } } } } },
        );

        assert.deepEqual(plan.outputs, { subnet: "s-1" });
    });
});
