import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { planStacks } from "../../engine";
import type { PlannedResource } from "../../plan/plan";
import { Asset, isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret } from "../../plan/value";
import { decodeProperties } from "../../plan/wire";
import { CAPTURED } from "../support/real-engine/capture";

const PROJECT = resolve(__dirname, "../fixtures/programs/real-values");

const SENT = z.object({ urn: z.string(), properties: z.record(z.string(), z.unknown()) });
const SAMPLE = z.object({ analyze: z.array(SENT), analyzeStack: z.tuple([z.array(SENT)]) });

/** What a pack was sent of one resource. */
function sentOf(sent: readonly z.infer<typeof SENT>[], name: string): PropertyMap {
    const resource = sent.find(({ urn }) => urn.endsWith(`::${name}`));
    assert.ok(resource !== undefined, `the sample has no resource ${name}`);
    return decodeProperties(resource.properties);
}

/**
 * A value as it is planned, without digests of files: the embedded engine reads no file for outputs and packs no archive, so
 * there it knows less.
 */
function withoutDigests(value: PropertyValue): PropertyValue {
    if (value instanceof Asset) return new Asset(value.kind, undefined, value.origin);
    if (value instanceof Secret) return new Secret(withoutDigests(value.value));
    if (isList(value)) return value.map(withoutDigests);
    if (!isPropertyMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutDigests(inner)]));
}

describe("values of every shape", () => {
    let resources: readonly PlannedResource[];
    const sample = SAMPLE.parse(JSON.parse(readFileSync(join(CAPTURED, "real-values.staging.analyzer.json"), "utf8")));

    const planned = (name: string): PlannedResource => resources.find(resource => resource.name === name)!;

    before(async () => {
        const [staging] = await planStacks({ cwd: PROJECT, stacks: ["staging"] });
        resources = staging!.plan.resources;
    });

    it("given a component's inputs, the embedded engine plans them as the real engine sends them to a pack", () => {
        const sent = sentOf(sample.analyze, "values");
        assert.deepEqual(withoutDigests(planned("values").inputs), withoutDigests(sent));
        assert.deepEqual(planned("values").inputs["textAsset"], sent["textAsset"]);
        assert.deepEqual(planned("values").inputs["secretAsset"], sent["secretAsset"]);
    });

    it("given a component's outputs, the embedded engine plans them as the real engine sends them to a pack", () => {
        assert.deepEqual(
            withoutDigests(planned("values").outputs),
            withoutDigests(sentOf(sample.analyzeStack[0], "values")),
        );
    });

    it("given a file and an unknown in a custom resource, the embedded engine plans them alike", () => {
        assert.deepEqual(planned("object").inputs, sentOf(sample.analyze, "object"));
    });
});
