import assert from "node:assert/strict";
import { UsageError } from "../../plan/faults";
import { planFromPreview } from "../../plan/preview";
import { Secret, Unknown } from "../../plan/value";
import { type Captured, captured, listAt } from "./captured";

const PREVIEW = "real-small.staging.preview.json";
const UPDATE = "real-small.staging.update-preview.json";
const AWS = "urn:pulumi:staging::real-small::pulumi:providers:aws::account";

function stepOf(document: Captured, name: string): Captured {
    return (
        listAt(document, "steps").find(step => String(step["urn"]).endsWith(`::${name}`)) ??
        assert.fail(`no step for ${name}`)
    );
}

function resourceOf(document: Captured, name: string) {
    const { resources } = planFromPreview(document, "preview.json");
    return resources.find(resource => resource.name === name) ?? assert.fail(`no resource ${name}`);
}

function faultOf(document: unknown): UsageError {
    try {
        planFromPreview(document, "preview.json");
    } catch (error) {
        assert(error instanceof UsageError);
        return error;
    }
    return assert.fail("read without a fault");
}

describe("planFromPreview", () => {
    it("given a first preview of the real engine, takes project, stack, configuration and phase from it", () => {
        const { resources, ...plan } = planFromPreview(captured(PREVIEW), "preview.json");
        assert.equal(resources.length, 13);
        assert.deepEqual(plan, {
            project: "real-small",
            stack: "staging",
            source: "preview",
            phase: "checked",
            config: { "aws:region": "eu-west-1", "real-small:backupRetentionDays": "7" },
            outputs: {},
            gaps: [],
        });
    });

    it("given a resource of an explicit provider, reads all that a judgement reads", () => {
        assert.deepEqual(resourceOf(captured(PREVIEW), "vpc"), {
            urn: "urn:pulumi:staging::real-small::aws:ec2/vpc:Vpc::vpc",
            type: "aws:ec2/vpc:Vpc",
            name: "vpc",
            path: "vpc",
            parent: undefined,
            custom: true,
            external: false,
            opaque: false,
            inputs: {
                cidrBlock: "10.20.0.0/16",
                enableDnsSupport: true,
                instanceTenancy: "default",
                tags: { Name: "shop-staging" },
                tagsAll: { Name: "shop-staging", environment: "staging", owner: "shop-team" },
            },
            outputs: {},
            dependencies: [],
            propertyDependencies: {},
            provider: {
                urn: AWS,
                name: "account",
                isDefault: false,
                inputs: {
                    allowedAccountIds: '["111111111111"]',
                    defaultTags: '{"tags":{"environment":"staging","owner":"shop-team"}}',
                    region: "eu-west-1",
                    skipCredentialsValidation: "false",
                    skipRegionValidation: "true",
                    version: "7.48.0",
                },
            },
            options: {
                protect: false,
                retainOnDelete: false,
                ignoreChanges: [],
                replaceOnChanges: [],
                additionalSecretOutputs: [],
                aliases: [],
                deleteBeforeReplace: undefined,
                deletedWith: undefined,
                importId: undefined,
                version: undefined,
                customTimeouts: {},
            },
            source: { file: "index.js", line: 38, column: 13 },
        });
    });

    it("given a default provider, makes its inputs from the configuration of its package alone", () => {
        const { provider } = resourceOf(captured(PREVIEW), "receipts");
        assert.equal(provider?.isDefault, true);
        assert.equal(provider.name, "default_7_48_0");
        assert.deepEqual(provider.inputs, { region: "eu-west-1" });
    });

    it("given a child of a component, joins the names to a path and keeps parent and dependencies", () => {
        const cluster = resourceOf(captured(PREVIEW), "store-cluster");
        assert.equal(cluster.path, "store/store-cluster");
        assert.equal(cluster.parent, "urn:pulumi:staging::real-small::fixture:index:Store::store");
        assert.deepEqual(cluster.propertyDependencies["masterPassword"], [
            "urn:pulumi:staging::real-small::fixture:index:Store$random:index/randomPassword:RandomPassword::store-password",
        ]);
    });

    it("given an unknown and a redacted value, reads neither as text", () => {
        assert(resourceOf(captured(PREVIEW), "subnet").inputs["vpcId"] instanceof Unknown);
        const document = captured(PREVIEW);
        ((stepOf(document, "store-cluster")["newState"] as Captured)["inputs"] as Captured)["masterPassword"] =
            "[secret]";
        const password = resourceOf(document, "store-cluster").inputs["masterPassword"];
        assert(password instanceof Secret);
        assert(password.value instanceof Unknown);
    });

    it("given a place inside the SDK, takes the innermost place of the program instead", () => {
        assert.equal(resourceOf(captured(PREVIEW), "account").source?.file, "index.js");
    });

    it("given no place outside node_modules, knows none", () => {
        const document = captured(PREVIEW);
        const state = stepOf(document, "vpc")["newState"] as Captured;
        state["sourcePosition"] = "project:///node_modules/shared/vpc.js#1,1";
        state["stackTrace"] = [];
        assert.equal(resourceOf(document, "vpc").source, undefined);
    });

    it("given a CLI that does not write what is ignored, does not know it of any resource, and else knows it of all", () => {
        const document = captured(PREVIEW);
        for (const { newState } of document["steps"] as { newState?: Captured }[]) delete newState?.["stackTrace"];
        const ignored = () => resourceOf(document, "vpc").options.ignoreChanges;
        assert.equal(ignored(), undefined);
        const { newState } = stepOf(document, "subnet");
        for (const marker of ["ignoreChanges", "replaceOnChanges"]) {
            Object.assign(newState as Captured, { [marker]: ["tags"] });
            assert.deepEqual(ignored(), []);
            Object.assign(newState as Captured, { [marker]: [] });
            assert.equal(resourceOf(document, "receipts").options.ignoreChanges, undefined);
        }
    });

    it("given options, reads them in the plan's words", () => {
        const document = captured(PREVIEW);
        Object.assign(stepOf(document, "vpc")["newState"] as Captured, {
            protect: true,
            retainOnDelete: true,
            ignoreChanges: ["tags"],
            replaceOnChanges: ["cidrBlock"],
            aliases: ["urn:pulumi:staging::real-small::aws:ec2/vpc:Vpc::old"],
            deletedWith: AWS,
            importID: "vpc-1",
            customTimeouts: { create: 1800 },
        });
        const { options } = resourceOf(document, "vpc");
        assert.deepEqual(options, {
            protect: true,
            retainOnDelete: true,
            ignoreChanges: ["tags"],
            replaceOnChanges: ["cidrBlock"],
            additionalSecretOutputs: [],
            aliases: ["urn:pulumi:staging::real-small::aws:ec2/vpc:Vpc::old"],
            deleteBeforeReplace: undefined,
            deletedWith: AWS,
            importId: "vpc-1",
            version: undefined,
            customTimeouts: { create: "1800s" },
        });
    });

    for (const op of [
        "delete",
        "delete-replaced",
        "discard",
        "discard-replaced",
        "remove-pending-replace",
        "refresh",
        "diff",
    ]) {
        it(`given a step of kind ${op} alone, leaves the resource out`, () => {
            const document = captured(PREVIEW);
            stepOf(document, "shop")["op"] = op;
            const { resources } = planFromPreview(document, "preview.json");
            assert.equal(resources.filter(resource => resource.type === "kubernetes:core/v1:Namespace").length, 0);
            assert.equal(resources.length, 12);
        });
    }

    for (const op of [
        "same",
        "create",
        "update",
        "replace",
        "create-replacement",
        "read",
        "import",
        "of-a-later-version",
    ]) {
        it(`given a step of kind ${op}, keeps the resource`, () => {
            const document = captured(PREVIEW);
            stepOf(document, "vpc")["op"] = op;
            assert.equal(resourceOf(document, "vpc").path, "vpc");
        });
    }

    it("given the steps of a replacement, plans the resource once, as it will be", () => {
        const document = captured(PREVIEW);
        const steps = listAt(document, "steps");
        const created = structuredClone(stepOf(document, "vpc"));
        created["op"] = "create-replacement";
        ((created["newState"] as Captured)["inputs"] as Captured)["cidrBlock"] = "10.30.0.0/16";
        const gone = { op: "delete-replaced", urn: created["urn"], oldState: created["newState"] };
        steps.push(created, gone);
        const vpcs = planFromPreview(document, "preview.json").resources.filter(({ name }) => name === "vpc");
        assert.deepEqual(
            vpcs.map(({ inputs }) => inputs["cidrBlock"]),
            ["10.30.0.0/16"],
        );
    });

    it("given a preview of an update with its unchanged resources, reads all of them", () => {
        const { resources } = planFromPreview(captured(UPDATE), "preview.json");
        assert.equal(resources.length, 13);
        assert.equal(resources.find(({ name }) => name === "store-cluster")?.inputs["backupRetentionPeriod"], 14);
    });

    it("given a preview that leaves some of them out, names the flag that shows them", () => {
        const document = captured(UPDATE);
        const steps = listAt(document, "steps");
        const unchanged = steps.filter(step => step["op"] === "same").length;
        const left = steps.filter(step => step["op"] !== "same" || String(step["urn"]).endsWith("::vpc"));
        assert.deepEqual(faultOf({ ...document, steps: left }).faults, [
            {
                at: "changeSummary.same",
                message: `${unchanged - 1} of ${unchanged} unchanged resources are missing from the steps; expected the output of: pulumi preview --json --show-sames`,
            },
        ]);
    });

    it("given a preview that failed, repeats what it said", () => {
        const document = captured(PREVIEW);
        const place = listAt(document, "diagnostics").length;
        listAt(document, "diagnostics").push({ severity: "error", message: "error: no such region\n" });
        assert.deepEqual(faultOf(document).faults, [
            { at: `diagnostics[${place}]`, message: "the preview failed: error: no such region" },
        ]);
    });

    it("given a program that threw, says what it threw without its colours and its stack", () => {
        const document = captured(PREVIEW);
        const message = "error: Running program failed:\nError: boom\n\u001b[90m    at Object.<anonymous>\n    at x";
        document["diagnostics"] = [{ severity: "error", message }];
        assert.deepEqual(faultOf(document).faults, [
            { at: "diagnostics[0]", message: "the preview failed: error: Running program failed: Error: boom" },
        ]);
    });

    it("given a step that the CLI could not write down, names it", () => {
        const document = captured(PREVIEW);
        const place = listAt(document, "steps").findIndex(step => String(step["urn"]).endsWith("::vpc"));
        delete stepOf(document, "vpc")["newState"];
        const [fault, ...more] = faultOf(document).faults;
        assert.deepEqual(more, []);
        assert.equal(fault?.at, `steps[${place}]`);
        assert.match(fault.message, /^expected the newState that create leads to for urn:.*::vpc, got none$/);
    });

    it("given several faults, names them all at once", () => {
        const document = captured(UPDATE);
        listAt(document, "diagnostics").push({ severity: "error", message: "a" }, { severity: "error", message: "b" });
        document["steps"] = listAt(document, "steps").filter(step => step["op"] !== "same");
        assert.equal(faultOf(document).faults.length, 3);
    });

    it("given what is deployed and stays, knows the id and the outputs that it has", () => {
        const same = resourceOf(captured(UPDATE), "vpc");
        const { arn, id } = same.outputs;
        assert.ok(typeof arn === "string" && typeof id === "string" && arn.endsWith(`/${id}`));
        assert.ok(Object.keys(same.outputs).length > Object.keys(same.inputs).length);
    });

    it("given what is updated, keeps its id, and knows no output that the update sets anew", () => {
        const { inputs, outputs } = resourceOf(captured(UPDATE), "store-cluster");
        assert.equal(inputs["backupRetentionPeriod"], 14);
        assert.equal(outputs["backupRetentionPeriod"], 14);
        assert.equal(typeof outputs["id"], "string");
    });

    it("given what is replaced, knows nothing of what comes in its place", () => {
        const document = captured(UPDATE);
        stepOf(document, "store-cluster")["op"] = "create-replacement";
        assert.deepEqual(resourceOf(document, "store-cluster").outputs, {});
    });

    it("given a preview that only a policy pack failed, reads on: its steps are complete", () => {
        const document = captured(PREVIEW);
        listAt(document, "diagnostics").push({ severity: "error", message: "error: preview failed\n" });
        assert.deepEqual(planFromPreview(document, "preview.json"), planFromPreview(captured(PREVIEW), "preview.json"));
    });

    it("given warnings, reads on", () => {
        assert(listAt(captured(PREVIEW), "diagnostics").some(diagnostic => diagnostic["severity"] === "warning"));
        assert.equal(planFromPreview(captured(PREVIEW), "preview.json").stack, "staging");
    });

    it("given a preview that deletes all, says that nothing is left", () => {
        const document = captured(PREVIEW);
        for (const step of listAt(document, "steps")) step["op"] = "delete";
        assert.match(faultOf(document).message, /^preview\.json holds no resources/);
    });

    it("given resources of two stacks, names both", () => {
        const document = captured(PREVIEW);
        const text = JSON.stringify(stepOf(document, "vpc")).replaceAll("urn:pulumi:staging", "urn:pulumi:prod");
        listAt(document, "steps").push(JSON.parse(text) as Captured);
        assert.match(faultOf(document).message, /several stacks: real-small\/staging, real-small\/prod/);
    });

    it("given fields of the wrong type, names each by its path", () => {
        const document = captured(PREVIEW);
        (stepOf(document, "vpc")["newState"] as Captured)["urn"] = "vpc";
        (stepOf(document, "store")["newState"] as Captured)["dependencies"] = "vpc";
        const { summary, faults } = faultOf(document);
        assert.equal(summary, "preview.json is not a preview's JSON");
        const at = (name: string) => listAt(document, "steps").indexOf(stepOf(document, name));
        assert.deepEqual(
            new Set(faults.map(fault => fault.at)),
            new Set([`steps[${at("vpc")}].newState.urn`, `steps[${at("store")}].newState.dependencies`]),
        );
        assert(faults.some(({ message }) => message.startsWith("expected a URN such as urn:pulumi:")));
    });

    it("given more faults than anybody reads, says how many there are", () => {
        const faults = faultOf({ steps: Array.from({ length: 25 }, () => ({ op: 1, urn: "a" })) }).faults;
        assert.equal(faults.length, 11);
        assert.equal(faults.at(-1)?.message, "and 15 more");
    });

    it("given parents that form a circle, ends", () => {
        const document = captured(PREVIEW);
        const vpc = stepOf(document, "vpc")["newState"] as Captured;
        const store = stepOf(document, "store")["newState"] as Captured;
        vpc["parent"] = store["urn"];
        store["parent"] = vpc["urn"];
        assert.equal(planFromPreview(document, "preview.json").resources.length, 13);
    });

    it("given a parent that is not in the document, keeps the child at its own name", () => {
        const document = captured(PREVIEW);
        (stepOf(document, "vpc")["newState"] as Captured)["parent"] = "urn:pulumi:staging::real-small::a:b:C::gone";
        assert.equal(resourceOf(document, "vpc").path, "gone/vpc");
    });
});
