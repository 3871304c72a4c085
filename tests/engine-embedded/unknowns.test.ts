import assert from "node:assert/strict";

import { plainly, resource, typesByName } from "../support/plan";
import { planFixture, usualPlan } from "./support";

describe("planning engine: functions and other stacks", () => {
    const kinds = (gaps: readonly { kind: string; subject: string; mayChangeShape: boolean }[]) =>
        gaps.map(({ kind, subject, mayChangeShape }) => [kind, subject, mayChangeShape]);

    it("given no answers, leaves what they would give unknown and lists every one", async () => {
        const { plan } = await usualPlan("functions");

        assert.deepEqual(plainly(resource(plan, "reader").inputs), {
            ami: "<unknown>",
            availabilityZone: "<unknown>",
            subnetId: "<unknown>",
            instanceType: "t4g.small",
            tags: { image: "<unknown>" },
        });
        assert.deepEqual(kinds(plan.gaps), [
            ["stack-reference", "acme/network/dev", false],
            ["stack-reference", "acme/registry/shared", false],
            ["unanswered-plain-function", "aws:ec2/getAmi:getAmi", true],
            ["stack-reference", "acme/network/dev", true],
            ["unanswered-function", "aws:index/getAvailabilityZones:getAvailabilityZones", false],
        ]);
        const reference = resource(plan, "registry");
        assert.deepEqual([reference.external, reference.outputs["id"]], [true, "acme/registry/shared"]);
    });

    it("given a pure function with known arguments, answers it exactly", async () => {
        const { plan } = await usualPlan("functions");

        assert.deepEqual(JSON.parse(resource(plan, "readers").inputs["policy"] as string), {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetObject"], Resource: "arn:aws:s3:::shelf/*" },
            ],
        });
    });

    it("given answers, uses them and says so", async () => {
        const { plan } = await planFixture("functions", {
            answers: {
                functions: {
                    "aws:ec2/getAmi:getAmi": [
                        { args: { mostRecent: false }, result: { id: "ami-of-another-call" } },
                        { args: { mostRecent: true }, result: { id: "ami-1" } },
                    ],
                    "aws:index/getAvailabilityZones:getAvailabilityZones": [{ result: { names: ["eu-central-1a"] } }],
                },
                stackReferences: { "acme/network/dev": { outputs: { subnetId: "subnet-1", size: "t4g.large" } } },
            },
        });

        assert.deepEqual(plainly(resource(plan, "reader").inputs), {
            ami: "ami-1",
            availabilityZone: "eu-central-1a",
            subnetId: "subnet-1",
            instanceType: "t4g.large",
            tags: { image: "<unknown>" },
        });
        assert.deepEqual(kinds(plan.gaps), [
            ["supplied-answer", "acme/network/dev", false],
            ["stack-reference", "acme/registry/shared", false],
            ["supplied-answer", "aws:ec2/getAmi:getAmi", false],
            ["supplied-answer", "aws:index/getAvailabilityZones:getAvailabilityZones", false],
        ]);
    });
});

describe("planning engine: what only a plugin could build", () => {
    it("given a remote component, its method, a dynamic resource and a hook, plans them as opaque or unknown", async () => {
        const { plan } = await usualPlan("remote");

        const stage = resource(plan, "main");
        assert.deepEqual([stage.opaque, stage.custom], [true, false]);
        assert.deepEqual(plainly(stage.inputs), { title: "<unknown>", acts: 3, poster: { secret: "draft" } });
        assert.deepEqual(stage.provider?.inputs, { stage: "large" });
        const sword = resource(plan, "sword");
        assert.deepEqual(plainly(sword.inputs), { for: "<unknown>", seats: "<unknown>" });
        assert.deepEqual(Object.keys(sword.propertyDependencies), ["for"]);
        assert.equal(sword.opaque, false);
        assert.deepEqual(plainly(plan.outputs), { seats: "<unknown>", curtain: "<unknown>" });
        assert.deepEqual(
            plan.gaps.map(({ kind, subject, mayChangeShape }) => [kind, subject, mayChangeShape]),
            [
                ["remote-component", "acme:index:Stage", true],
                ["unanswered-call", "acme:index:Stage/getSeats", false],
            ],
        );
        assert.equal(plan.gaps[0]!.urn, stage.urn);
    });

    it("given Kubernetes manifests, plans each object, and charts and groups of the plugin as opaque", async () => {
        const { plan } = await usualPlan("kubernetes");

        assert.deepEqual(typesByName(plan), {
            "./manifests/app.yaml": "kubernetes:yaml:ConfigFile",
            app: "kubernetes:yaml:ConfigGroup",
            cluster: "pulumi:providers:kubernetes",
            fleet: "kubernetes:core/v1:Namespace",
            "fleet/tug": "kubernetes:apps/v1:Deployment",
            here: "kubernetes:core/v1:ConfigMap",
            ingress: "kubernetes:helm.sh/v3:Release",
            opaque: "kubernetes:yaml/v2:ConfigGroup",
        });
        assert.equal(resource(plan, "fleet/tug").provider?.name, "cluster");
        assert.deepEqual(resource(plan, "here").provider?.inputs, { context: "fleet-dev" });
        assert.deepEqual(
            plan.gaps.map(({ subject }) => subject),
            ["kubernetes:yaml/v2:ConfigGroup"],
        );
    });
});

describe("planning engine: files, environment, secrets", () => {
    it("given secrets in every place, marks each and shows none", async () => {
        process.env["AWS_SECRET_ACCESS_KEY"] = "must not be seen";
        process.env["PULUMI_ACCESS_TOKEN"] = "must not be seen";
        const { plan, output, diagnostics } = await planFixture("files").finally(() => {
            delete process.env["AWS_SECRET_ACCESS_KEY"];
            delete process.env["PULUMI_ACCESS_TOKEN"];
        });

        const parameter = (name: string) =>
            plainly(resource(plan, name, "aws:ssm/parameter:Parameter").inputs["value"]);
        assert.deepEqual(parameter("url"), { secret: "<unknown>" });
        assert.deepEqual(parameter("plain"), { secret: "<unknown>" });
        assert.deepEqual(parameter("encoded"), { secret: "<unknown>" });
        assert.deepEqual(parameter("generated"), "<unknown>");
        assert.deepEqual(plainly(resource(plan, "plain").inputs["name"]), { secret: "known" });
        assert.deepEqual(plainly(plan.config), {
            "aws:region": "eu-central-1",
            "gallery:hours": '{"open":"09:00","days":["mon","tue"]}',
            "gallery:password": { secret: "<unknown>" },
            "gallery:database": { secret: "<unknown>" },
        });
        assert.deepEqual(plainly(plan.outputs), {
            environment: { home: true, credentials: "none", token: "none" },
            password: { secret: "<unknown>" },
        });
        assert.match(output, /working in .*files/);
        assert.deepEqual(diagnostics, [{ severity: "info", message: "the gallery is open", urn: "" }]);
        assert.deepEqual(
            plan.gaps.map(({ kind, subject, mayChangeShape }) => [kind, subject, mayChangeShape]),
            [
                ["esc-environment", "shared/gallery", true],
                ["encrypted-config", "gallery:password", false],
                ["encrypted-config", "gallery:database", false],
            ],
        );
    });

    it("given assets, keeps where they come from and the digest of their content", async () => {
        const { plan } = await usualPlan("files");

        assert.deepEqual(plainly(resource(plan, "index.html").inputs["source"]), {
            kind: "asset",
            // printf '<h1>Gallery</h1>\n' | sha256sum
            hash: "22353d801f3c65ba1cb32841f07c5b6aea5955a53719db86dac4da678334a3f8",
            origin: "site/index.html",
        });
        assert.deepEqual(plainly(resource(plan, "robots").inputs["source"]), {
            kind: "asset",
            // printf 'User-agent: *' | sha256sum
            hash: "d9066d29c1dfed62e1bbde2c102079a5ccc0c1e9f669644fd89fd652cdc156bb",
            origin: undefined,
        });
        assert.deepEqual(plainly(resource(plan, "assets").inputs["code"]), {
            kind: "archive",
            hash: undefined,
            origin: undefined,
        });
    });

    it("given a stand-in for an encrypted setting, hands it to the program as a secret and says so", async () => {
        const { plan } = await planFixture("files", { answers: { settings: { "gallery:password": "stand-in" } } });

        assert.deepEqual(plainly(resource(plan, "plain").inputs["value"]), { secret: "stand-in" });
        assert.deepEqual(plainly(plan.outputs["password"]), { secret: "stand-in" });
        assert.deepEqual(
            plan.gaps.map(({ kind }) => kind),
            ["esc-environment", "supplied-answer", "encrypted-config"],
        );
    });
});
