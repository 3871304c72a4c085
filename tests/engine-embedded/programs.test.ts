import assert from "node:assert/strict";
import * as path from "node:path";

import { planStacks } from "../../engine";
import { plainly, resource, typesByName } from "../support/plan";
import { planFixture, PROGRAMS, usualPlan } from "./support";

describe("planning engine: programs of others", () => {
    it("given two stacks of a JavaScript program, plans each with its own settings, side by side", async () => {
        const progress: string[] = [];
        const [live, dev] = await planStacks({
            cwd: path.join(PROGRAMS, "commonjs"),
            stacks: ["live", "dev"],
            onProgress: (stack, resources) => progress.push(`${stack} ${resources}`),
        });

        assert.deepEqual([live!.plan.stack, dev!.plan.stack], ["live", "dev"]);
        assert.deepEqual(typesByName(dev!.plan), {
            arrivals: "aws:sns/topic:Topic",
            "shelf-0": "aws:s3/bucket:Bucket",
            "shelf-1": "aws:s3/bucket:Bucket",
        });
        assert.equal(live!.plan.resources.length, 4);
        assert.deepEqual(plainly(resource(dev!.plan, "shelf-0").inputs), { tags: { environment: "dev" } });
        assert.deepEqual(plainly(resource(dev!.plan, "arrivals").inputs), { displayName: "<unknown>" });
        assert.deepEqual(resource(dev!.plan, "arrivals").propertyDependencies, {
            displayName: ["urn:pulumi:dev::bookshop::aws:s3/bucket:Bucket::shelf-0"],
        });
        assert.deepEqual(plainly(dev!.plan.outputs), { topic: "<unknown>", shelves: 2 });
        assert.deepEqual(plainly(live!.plan.config), { "aws:region": "eu-west-1", "bookshop:shelves": "3" });
        // The stack itself is counted too.
        assert.deepEqual(progress.filter(line => line.startsWith("dev")).slice(-1), ["dev 4"]);
        assert.deepEqual([dev!.plan.source, dev!.plan.phase], ["embedded", "declared"]);
    });

    it("given an ES module with a top-level await, plans what comes after it", async () => {
        const { plan } = await usualPlan("esm-javascript");

        assert.deepEqual(typesByName(plan), { bodo: "aws:sqs/queue:Queue", tromso: "aws:sqs/queue:Queue" });
        assert.deepEqual(plainly(plan.outputs), { queues: ["<unknown>", "<unknown>"], stack: "dev" });
        assert.deepEqual(resource(plan, "bodo").source, { file: "index.js", line: 8, column: 41 });
    });

    it("given an ES module in TypeScript with a loader of its own, plans it and shows its own lines", async () => {
        const { plan } = await usualPlan("esm-typescript");

        assert.deepEqual(typesByName(plan), { red: "aws:sns/topic:Topic", white: "aws:sns/topic:Topic" });
        assert.deepEqual(resource(plan, "red").source, { file: "index.ts", line: 6, column: 55 });
    });

    it("given TypeScript in a folder of its own, plans it with the project's defaults and shows its own lines", async () => {
        const { plan } = await usualPlan("typescript");

        assert.deepEqual(typesByName(plan), {
            south: "observatory:index:Telescope",
            "south-images": "aws:s3/bucket:Bucket",
        });
        const images = resource(plan, "south-images");
        assert.equal(images.path, "south/south-images");
        assert.deepEqual(plainly(images.inputs), { tags: { wavelength: "radio", mirrors: "2" } });
        assert.equal(images.options.protect, true);
        assert.deepEqual(images.source, { file: "infra/parts/telescope.ts", line: 19, column: 24 });
        assert.deepEqual(images.provider?.inputs, { region: "eu-west-3" });
        assert.deepEqual(plainly(resource(plan, "south").outputs), { images: "<unknown>" });
        assert.deepEqual(plainly(plan.outputs), { images: "<unknown>", raw: ["<unknown>", { nested: "<unknown>" }] });
    });

    it("given --require tsx/cjs, plans the same without it and shows the program's own lines", async () => {
        const { plan } = await usualPlan("tsx");

        assert.deepEqual(resource(plan, "herald").source, { file: "program/index.ts", line: 13, column: 19 });
    });
});

describe("planning engine: providers, parents, transforms, options", () => {
    let plan: Awaited<ReturnType<typeof usualPlan>>["plan"];
    before(async () => {
        ({ plan } = await planFixture("providers"));
    });

    it("given a component with providers, hands them to its descendants but not over an explicit one", () => {
        const region = (name: string) => {
            const { provider } = resource(plan, name, "aws:sqs/queue:Queue");
            return { name: provider?.name, isDefault: provider?.isDefault, region: provider?.inputs["region"] };
        };

        assert.deepEqual(region("harbour-signal"), { name: "west", isDefault: false, region: "us-west-2" });
        assert.deepEqual(region("harbour-platform-track"), { name: "west", isDefault: false, region: "us-west-2" });
        assert.deepEqual(region("harbour-mirror"), { name: "east", isDefault: false, region: "us-east-1" });
        assert.deepEqual(region("yard"), { name: "default_7_48_0", isDefault: true, region: "eu-central-1" });
    });

    it("given no explicit provider, makes one from the stack's configuration", () => {
        assert.deepEqual(resource(plan, "yard", "aws:sqs/queue:Queue").provider, {
            urn: "urn:pulumi:dev::railway::pulumi:providers:aws::default_7_48_0",
            name: "default_7_48_0",
            isDefault: true,
            inputs: { region: "eu-central-1", allowedAccountIds: '["111122223333"]' },
        });
    });

    it("given nested components, builds URNs of the whole chain of parents", () => {
        const track = resource(plan, "harbour-platform-track");

        assert.equal(
            track.urn,
            "urn:pulumi:dev::railway::railway:index:Station$railway:index:Platform$aws:sqs/queue:Queue::harbour-platform-track",
        );
        assert.equal(track.path, "harbour/harbour-platform/harbour-platform-track");
    });

    it("given transforms of a component and of the stack, applies both", () => {
        const track = resource(plan, "harbour-platform-track");

        assert.deepEqual(track.inputs, { delaySeconds: 7, tags: { line: "main" } });
        assert.deepEqual([track.options.retainOnDelete, track.options.protect], [true, true]);
        assert.deepEqual(resource(plan, "yard", "aws:sqs/queue:Queue").inputs["tags"], { line: "main" });
        assert.deepEqual(resource(plan, "imported").inputs["tags"], undefined);
    });

    it("given a transform of calls, asks the function what the transform says", () => {
        assert.equal(plan.outputs["region"], "eu-south-2");
    });

    it("given providers pinned to one account each, answers who calls", () => {
        assert.deepEqual([plan.outputs["west"], plan.outputs["here"]], ["444455556666", "111122223333"]);
    });

    it("given options, keeps them", () => {
        const { options } = resource(plan, "yard", "aws:sqs/queue:Queue");

        assert.deepEqual(options, {
            protect: false,
            retainOnDelete: false,
            ignoreChanges: ["tags"],
            replaceOnChanges: [],
            additionalSecretOutputs: ["url"],
            aliases: [],
            deleteBeforeReplace: true,
            deletedWith: undefined,
            importId: undefined,
            version: "7.48.0",
            customTimeouts: { create: "5m" },
        });
        assert.equal(resource(plan, "imported").options.importId, "arn:imported");
        assert.equal(
            resource(plan, "yard", "aws:sqs/queuePolicy:QueuePolicy").options.deletedWith,
            "urn:pulumi:dev::railway::aws:sqs/queue:Queue::yard",
        );
    });

    it("given aliases in each spelling, writes them as URNs", () => {
        assert.deepEqual(resource(plan, "harbour-platform-track").options.aliases, [
            "urn:pulumi:dev::railway::railway:index:Station$railway:index:Platform$aws:sqs/queue:Queue::old-track",
            "urn:pulumi:dev::railway::aws:sqs/queue:Queue::harbour-platform-track",
            "urn:pulumi:dev::railway::aws:sqs/queue:Queue::older",
        ]);
    });

    it("given additional secret outputs, marks them secret", () => {
        assert.deepEqual(plainly(resource(plan, "yard", "aws:sqs/queue:Queue").outputs["url"]), {
            secret: "<unknown>",
        });
    });

    it("given a dependency on a component, depends on its children", () => {
        assert.deepEqual(
            resource(plan, "yard", "aws:sqs/queue:Queue")
                .dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2))
                .sort(),
            ["harbour-mirror", "harbour-platform-track", "harbour-signal"],
        );
    });

    it("given a resource made inside a package's own class, shows where the program made it", () => {
        assert.deepEqual(resource(plan, "west").source, { file: "index.js", line: 12, column: 14 });
    });
});

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
