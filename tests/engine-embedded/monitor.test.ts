import assert from "node:assert/strict";
import * as path from "node:path";

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

import { Monitor } from "../../engine/monitor/monitor";
import type { MonitorSettings } from "../../engine/monitor/settings";
import { defaultProviderName, packageOf, packageOfReference } from "../../engine/monitor/providers";
import { loadProtocol } from "../../engine/protocol";
import type { CapturedResource, CaptureEvent } from "../../plan/capture-events";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../plan/wire";
import { plainly, planOf, resource } from "../support/plan";

const protocol = loadProtocol(path.dirname(require.resolve("@pulumi/pulumi/package.json")));
const { resource: messages } = protocol;
const QUEUE = "aws:sqs/queue:Queue";

function startMonitor(settings: Partial<MonitorSettings> = {}) {
    const events: CaptureEvent[] = [];
    const monitor = new Monitor(
        protocol,
        {
            project: "shop",
            stack: "dev",
            organization: "acme",
            projectFolder: "/shop",
            programFolder: "/shop",
            config: {},
            secretKeys: [],
            answers: {},
            ...settings,
        },
        event => events.push(event),
    );
    const resources = () => events.filter((event): event is CapturedResource => event.kind === "resource");
    return { monitor, events, resources };
}

interface Registration {
    readonly type?: string;
    readonly name?: string;
    readonly parent?: string;
    readonly custom?: boolean;
    readonly remote?: boolean;
    readonly inputs?: Record<string, JavaScriptValue>;
    readonly dependencies?: readonly string[];
    readonly packageReference?: string;
    readonly version?: string;
}

function registration(given: Registration) {
    const request = new messages.RegisterResourceRequest();
    request.setType(given.type ?? QUEUE);
    request.setName(given.name ?? "orders");
    request.setParent(given.parent ?? "");
    request.setCustom(given.custom ?? true);
    request.setRemote(given.remote ?? false);
    request.setObject(protocol.struct.Struct.fromJavaScript(given.inputs ?? {}));
    request.setDependenciesList([...(given.dependencies ?? [])]);
    request.setPackageref(given.packageReference ?? "");
    request.setVersion(given.version ?? "");
    return request;
}

describe("monitor: registrations", () => {
    it("given no property dependencies, lets each property depend on everything", async () => {
        const { monitor, resources } = startMonitor();
        const urn = "urn:pulumi:dev::shop::a:b:C::x";
        await monitor.registerResource(registration({ inputs: { a: 1, b: 2 }, dependencies: [urn] }));

        assert.deepEqual(resources()[0]!.propertyDependencies, { a: [urn], b: [urn] });
    });

    it("given a remote component without them, lets none depend on anything", async () => {
        const { monitor, resources } = startMonitor();
        await monitor.registerResource(
            registration({
                custom: false,
                remote: true,
                inputs: { a: 1 },
                dependencies: ["urn:pulumi:dev::shop::a:b:C::x"],
            }),
        );

        assert.deepEqual(resources()[0]!.propertyDependencies, {});
    });

    it("given output values, counts what they depend on", async () => {
        const { monitor, resources } = startMonitor();
        const value = { [SIGNATURE_KEY]: SIGNATURES.output, value: "v", secret: true, dependencies: ["urn:a"] };
        await monitor.registerResource(registration({ inputs: { a: value } }));

        assert.deepEqual(resources()[0]!.propertyDependencies, { a: ["urn:a"] });
        assert.deepEqual(resources()[0]!.inputs, { a: { [SIGNATURE_KEY]: SIGNATURES.secret, value: "v" } });
    });

    it("given a resource, answers its inputs with references flattened and no id", async () => {
        const { monitor } = startMonitor();
        const inputs = { a: { [SIGNATURE_KEY]: SIGNATURES.resourceReference, urn: "u", id: "" }, b: "x" };
        const response = await monitor.registerResource(registration({ inputs }));

        assert.equal(response.getUrn(), "urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders");
        assert.equal(response.getId(), "");
        assert.deepEqual(response.getObject()!.toJavaScript(), { a: UNKNOWN_MARKER, b: "x" });
    });

    it("given a component, answers nothing until it registers its outputs", async () => {
        const { monitor, events } = startMonitor();
        const response = await monitor.registerResource(
            registration({ type: "shop:index:Shop", custom: false, inputs: { a: 1 } }),
        );
        assert.deepEqual(response.getObject()!.toJavaScript(), {});

        const outputs = new messages.RegisterResourceOutputsRequest();
        outputs.setUrn(response.getUrn());
        outputs.setOutputs(protocol.struct.Struct.fromJavaScript({ b: 2 }));
        monitor.registerResourceOutputs(outputs);
        assert.deepEqual(events.at(-1), { kind: "outputs", urn: response.getUrn(), outputs: { b: 2 } });

        const request = new messages.ResourceInvokeRequest();
        request.setTok("pulumi:pulumi:getResource");
        request.setArgs(protocol.struct.Struct.fromJavaScript({ urn: response.getUrn() }));
        const found = (await monitor.invoke(request, "output")).getReturn()!.toJavaScript();
        assert.deepEqual(found, { urn: response.getUrn(), id: UNKNOWN_MARKER, state: { b: 2 } });
    });

    it("given outputs of a resource that nobody registered, refuses them", () => {
        const outputs = new messages.RegisterResourceOutputsRequest();
        outputs.setUrn("urn:none");
        assert.throws(() => {
            startMonitor().monitor.registerResourceOutputs(outputs);
        }, /unknown resource urn:none/);
    });

    it("given a question for a resource that nobody registered, refuses it", async () => {
        const request = new messages.ResourceInvokeRequest();
        request.setTok("pulumi:pulumi:getResource");
        request.setArgs(protocol.struct.Struct.fromJavaScript({ urn: "urn:none" }));
        await assert.rejects(startMonitor().monitor.invoke(request, "output"), /resource urn:none not found/);
    });

    it("given one name for two types, registers both; for one type, refuses the second", async () => {
        const { monitor } = startMonitor();
        await monitor.registerResource(registration({}));
        await monitor.registerResource(registration({ type: "aws:sns/topic:Topic" }));

        await assert.rejects(monitor.registerResource(registration({})), {
            details:
                "Duplicate resource URN 'urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders'; try giving it a unique name",
            code: 2,
        });
    });

    it("given a read, keeps its id and what was asked", () => {
        const { monitor, resources } = startMonitor();
        const request = new messages.ReadResourceRequest();
        request.setType(QUEUE);
        request.setName("theirs");
        request.setId("q-1");
        request.setProperties(protocol.struct.Struct.fromJavaScript({ name: "q" }));
        request.setVersion("7.0.0");
        request.setAdditionalsecretoutputsList(["url"]);
        const response = monitor.readResource(request);

        assert.deepEqual(response.getProperties()!.toJavaScript(), {});
        const [read] = resources();
        assert.deepEqual([read!.readId, read!.inputs, read!.custom], ["q-1", { name: "q" }, true]);
        assert.deepEqual(read!.options, { version: "7.0.0", additionalSecretOutputs: ["url"] });
        assert.throws(() => monitor.readResource(request), /Duplicate resource URN/);
    });
});

describe("monitor: providers", () => {
    const register = async (config: Record<string, string>, given: Registration = {}) => {
        const started = startMonitor({ config, secretKeys: ["aws:token", "shop:pin"] });
        await started.monitor.registerResource(registration(given));
        return started;
    };

    it("given secret configuration, marks it in the provider that is made from it", async () => {
        const { events } = await register({ "aws:region": "r", "aws:token": "t", "other:x": "y" });
        const made = events.find(event => event.kind === "default-provider");

        assert.deepEqual(made?.inputs, { region: "r", token: { [SIGNATURE_KEY]: SIGNATURES.secret, value: "t" } });
    });

    it("given a dynamic resource, hands its provider the whole configuration", async () => {
        const { events } = await register(
            { "aws:region": "r", "shop:pin": "1" },
            { type: "pulumi-nodejs:dynamic:Resource" },
        );
        const made = events.find(event => event.kind === "default-provider");

        assert.deepEqual(made?.inputs, {
            "aws:region": "r",
            "shop:pin": { [SIGNATURE_KEY]: SIGNATURES.secret, value: "1" },
        });
    });

    for (const [setting, expected] of [
        ["[aws]", /Failed to parse \[aws\]/],
        ['{"aws":true}', /must be a list/],
        ["[1]", /must be a list of package names/],
        [
            '["aws"]',
            /Default provider for 'aws' disabled\. 'urn:pulumi:dev::shop::aws:sqs\/queue:Queue::orders' must use/,
        ],
        ['["gcp", " * "]', /Default provider for 'aws' disabled/],
    ] as const) {
        it(`given pulumi:disable-default-providers ${setting}, refuses a resource without a provider`, async () => {
            await assert.rejects(register({ "pulumi:disable-default-providers": setting }), expected);
        });
    }

    for (const setting of ["", "[]", '["gcp"]']) {
        it(`given pulumi:disable-default-providers '${setting}', makes one`, async () => {
            const { resources } = await register({ "pulumi:disable-default-providers": setting });
            assert.equal(
                resources()[0]!.provider,
                `urn:pulumi:dev::shop::pulumi:providers:aws::default::${UNKNOWN_MARKER}`,
            );
        });
    }

    it("given a forbidden default, forbids it for components of plugins and calls too", async () => {
        const { monitor } = startMonitor({ config: { "pulumi:disable-default-providers": '["*"]' } });
        const call = new messages.ResourceInvokeRequest();
        call.setTok("aws:index/getRegion:getRegion");

        await assert.rejects(
            monitor.registerResource(registration({ type: "acme:index:Shop", custom: false, remote: true })),
            /Default provider for 'acme' disabled\. 'acme:index:Shop' must use/,
        );
        await assert.rejects(
            monitor.invoke(call, "plain"),
            /'aws:index\/getRegion:getRegion' must use an explicit provider/,
        );
    });

    it("given packages, refers to each by package, version, place and parameter", async () => {
        const { monitor, events } = startMonitor();
        const reference = (name: string, version: string, parameter?: string) => {
            const request = new messages.RegisterPackageRequest();
            request.setName(name);
            request.setVersion(version);
            if (parameter !== undefined) {
                const parameterization = new messages.Parameterization();
                parameterization.setName(parameter);
                parameterization.setVersion("0.1.0");
                request.setParameterization(parameterization);
            }
            return monitor.registerPackage(request).getRef();
        };
        const references = [
            reference("terraform", "1.0.0", "netlify"),
            reference("terraform", "1.0.0", "vercel"),
            reference("aws", "7.1.0"),
            reference("aws", "7.2.0"),
        ];

        assert.equal(new Set(references).size, 4);
        assert.equal(reference("aws", "7.2.0"), references[3]);
        await monitor.registerResource(registration({ type: "netlify:index:Site", packageReference: references[0]! }));
        const made = events.find(event => event.kind === "default-provider");
        assert.equal(made?.urn, "urn:pulumi:dev::shop::pulumi:providers:netlify::default_0_1_0");
    });

    it("given a package that nobody registered, refuses it", async () => {
        await assert.rejects(register({}, { packageReference: "package-7" }), /unknown provider package 'package-7'/);
    });

    it("given versions and places, names default providers as the engine does", () => {
        const name = (version: string, downloadUrl = "") =>
            defaultProviderName({ packageName: "aws", version, downloadUrl });

        assert.equal(name(""), "default");
        assert.equal(name("7.48.0"), "default_7_48_0");
        assert.equal(name("7.48.0-alpha.1+build"), "default_7_48_0_alpha_1_build");
        assert.equal(name("7.48.0", "github://api"), "default_7_48_0_github:__api");
    });

    it("given tokens and references, finds their package", () => {
        assert.deepEqual([packageOf("aws:sqs/queue:Queue"), packageOf("aws")], ["aws", "aws"]);
        assert.equal(packageOfReference("urn:pulumi:dev::shop::a:b:C$pulumi:providers:aws::west::id"), "aws");
        assert.equal(packageOfReference("urn:pulumi:dev::shop::aws:sqs/queue:Queue::west::id"), undefined);
        assert.equal(packageOfReference(""), undefined);
    });
});

describe("monitor: engine", () => {
    it("given the features of the SDK, supports each and no other", () => {
        const { monitor } = startMonitor();
        const supports = (id: string) => {
            const request = new messages.SupportsFeatureRequest();
            request.setId(id);
            return monitor.supportsFeature(request).getHassupport();
        };

        assert.equal(["secrets", "outputValues", "transforms", "errorHooks", "parameterization"].every(supports), true);
        assert.equal(supports("time-travel"), false);
    });

    it("given the question, tells the deployment", () => {
        const { monitor } = startMonitor({ config: { "a:b": "c" }, secretKeys: ["a:b"] });
        const info = monitor.getDeploymentInfo();

        assert.deepEqual(
            [
                info.getProject(),
                info.getStack(),
                info.getOrganization(),
                info.getDryrun(),
                info.getConfigMap().get("a:b"),
            ],
            ["shop", "dev", "acme", true, "c"],
        );
        assert.deepEqual(info.getConfigsecretkeysList(), ["a:b"]);
    });

    it("given log messages, keeps all but those for debugging", () => {
        const { monitor, events } = startMonitor();
        for (const severity of [0, 1, 2, 3] as const) {
            const request = new protocol.engine.LogRequest();
            request.setSeverity(severity);
            request.setMessage(`message ${severity}`);
            monitor.log(request);
        }

        assert.deepEqual(
            events.map(event => (event.kind === "log" ? [event.severity, event.message] : [])),
            [
                ["info", "message 1"],
                ["warning", "message 2"],
                ["error", "message 3"],
            ],
        );
    });

    it("given a root resource, gives it back", () => {
        const { monitor } = startMonitor();
        assert.equal(monitor.getRootResource(), "");
        monitor.setRootResource("urn:root");
        assert.equal(monitor.getRootResource(), "urn:root");
    });
});

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
