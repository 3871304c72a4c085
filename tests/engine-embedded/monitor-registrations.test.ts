import assert from "node:assert/strict";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

import * as source from "@pulumi/pulumi/proto/source_pb";

import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../plan/wire";
import { messages, protocol, QUEUE, registration, startMonitor } from "./monitor-support";

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

    it("given a parent's options, lets a child take those that it does not state", async () => {
        const { monitor, resources } = startMonitor();
        const parent = registration({ type: "shop:index:Shop", custom: false, name: "parent" });
        parent.setProtect(true);
        parent.setRetainondelete(true);
        parent.setDeletedwith("urn:keeper");
        const urn = (await monitor.registerResource(parent)).getUrn();
        await monitor.registerResource(registration({ parent: urn, name: "silent" }));
        const stated = registration({ parent: urn, name: "stated" });
        stated.setProtect(false);
        stated.setRetainondelete(false);
        stated.setDeletedwith("urn:other");
        await monitor.registerResource(stated);

        const [, silent, other] = resources().map(({ options }) => options);
        assert.deepEqual(silent, { protect: true, retainOnDelete: true, deletedWith: "urn:keeper" });
        assert.deepEqual(other, { deletedWith: "urn:other" });
    });

    it("given places of the program and of others, takes the innermost of the program; never one of the engine", async () => {
        const { monitor, resources } = startMonitor();
        const own = pathToFileURL(path.join(__dirname, "..", "..", "engine", "child", "module-hooks.ts")).href;
        const placed = (name: string, ...uris: readonly string[]) => {
            const request = registration({ name });
            request.setStacktrace(
                new source.StackTrace().setFramesList(
                    uris.map(uri => new source.StackFrame().setPc(new source.SourcePosition().setUri(uri).setLine(3))),
                ),
            );
            request.setSourceposition(new source.SourcePosition().setUri(own).setLine(26));
            return monitor.registerResource(request);
        };
        await placed("written", "file:///shop/node_modules/a/index.js", own, "file:///shop/index.ts");
        await placed("unwritten", own);

        assert.deepEqual(
            resources().map(resource => resource.source),
            [{ file: "index.ts", line: 3, column: 0 }, undefined],
        );
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
        const { DEBUG, INFO, WARNING, ERROR } = protocol.engine.LogSeverity;
        for (const severity of [DEBUG, INFO, WARNING, ERROR]) {
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
