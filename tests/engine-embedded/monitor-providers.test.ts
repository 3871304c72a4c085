import assert from "node:assert/strict";

import { defaultProviderName, packageOf, packageOfReference } from "../../engine/monitor/providers";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../plan/wire";
import { messages, type Registration, registration, startMonitor } from "./monitor-support";

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
