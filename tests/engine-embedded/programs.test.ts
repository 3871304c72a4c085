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
