import * as assert from "node:assert/strict";
import { explainPlace } from "../../parity/explain";
import { judgeParity } from "../../parity/judge";
import { placeOf, sidesOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { findingsOf, placesOf, stacksOf, TODAY } from "./judging";
import { planOf, PROD, STAGING, type WrittenResource } from "./plans";

const BUCKET = "aws:s3/bucket:Bucket";

/** Where two stacks differ. */
function places(prod: readonly WrittenResource[], staging: readonly WrittenResource[]) {
    return placesOf(stacksOf(prod, staging));
}

const inputPlaces = (prod: PropertyMap, staging: PropertyMap) =>
    places([{ at: "jobs", inputs: prod }], [{ at: "jobs", inputs: staging }]);

/** Faults of two stacks and a ledger, as "fault at". */
function faults(
    prod: readonly WrittenResource[],
    staging: readonly WrittenResource[],
    ...entries: readonly Readonly<Record<string, unknown>>[]
) {
    return findingsOf(stacksOf(prod, staging), ...entries).map(({ at, fault }) => `${fault} ${at}`);
}

describe("lists and documents", () => {
    it("given one of several values of a property that is known in one stack alone, names that one", () => {
        const stack = (first: PropertyMap[string], from: readonly string[]): readonly WrittenResource[] => [
            { at: "one" },
            { at: "two" },
            { at: "it", inputs: { map: { first, second: Unknown.computed } }, from: { map: from } },
        ];
        const both = stack(Unknown.computed, ["one", "two"]);
        assert.deepEqual(places(both, stack("known", ["two"])), ["it#map.first"]);
        assert.deepEqual(places(stack("known", ["two"]), both), ["it#map.first"]);
        assert.deepEqual(places(both, stack(Unknown.computed, ["two"])), ["it#map.first", "it#map.second"]);
        assert.deepEqual(places(stack("known", ["one"]), stack("known", ["two"])), ["it#map.second"]);
    });

    it("given layers or sources of variables in another order, names them: the last one wins", () => {
        for (const property of ["layers", "envFrom"]) {
            assert.equal(
                inputPlaces({ [property]: ["one", "two"] }, { [property]: ["two", "one"] }).length,
                2,
                property,
            );
        }
    });

    it("given a first line that says what a text is, names its absence", () => {
        const users = "users:\n  - deploy\npackages:\n  - jq\n";
        assert.deepEqual(inputPlaces({ userData: `#cloud-config\n${users}` }, { userData: `# later\n${users}` }), [
            "jobs#userData",
        ]);
    });

    it("given numbers that are written otherwise, or that no double can hold, does not take them for one", () => {
        assert.deepEqual(inputPlaces({ values: "tag: 1.10\nx: 1\n" }, { values: "tag: 1.1\nx: 1\n" }), [
            "jobs#values.tag",
        ]);
        assert.deepEqual(inputPlaces({ doc: '{"id":12345678901234567890}' }, { doc: '{"id":12345678901234567891}' }), [
            "jobs#doc",
        ]);
    });

    it("given null in a document, does not take it for nothing", () => {
        assert.deepEqual(inputPlaces({ patch: '{"a":null,"b":1}' }, { patch: '{"b":1}' }), ["jobs#patch.a"]);
        assert.deepEqual(inputPlaces({ patch: "[1,null]" }, { patch: "[1]" }), ["jobs#patch[1]"]);
    });

    it("given variables of a container of ECS in another order, finds nothing", () => {
        const one = { name: "A", value: "1" };
        const two = { name: "B", value: "2" };
        const containers = (environment: readonly object[]) => ({ defs: JSON.stringify([{ environment }]) });
        assert.deepEqual(inputPlaces(containers([one, two]), containers([two, one])), []);
    });

    it("given sets of thousands of items, compares them in seconds", () => {
        const items = (from: number): PropertyMap => ({
            ingress: Array.from({ length: 3000 }, (_, port) => ({ port: port + from, protocol: "tcp" })),
        });
        const started = performance.now();
        assert.deepEqual(inputPlaces(items(0), { ingress: [...(items(0)["ingress"] as PropertyMap[])].reverse() }), []);
        assert.ok(inputPlaces(items(0), items(5000)).length >= 3000);
        assert.ok(performance.now() - started < 5000);
    });
});

describe("what follows from something that one stack has alone", () => {
    const key: WrittenResource = { at: "key", type: "aws:kms/key:Key", inputs: { description: "k" } };
    const bucket = (inputs: PropertyMap, from: WrittenResource["from"] = {}): WrittenResource => ({
        at: "records",
        type: BUCKET,
        inputs,
        from,
    });

    it("given another choice in its place, names that too", () => {
        const own = bucket({ keyAlias: Unknown.computed }, { keyAlias: ["key"] });
        assert.deepEqual(places([key, own], [bucket({ keyAlias: "alias/aws/s3" })]), ["records#keyAlias", "key"]);
        assert.deepEqual(places([key, own], [bucket({})]), ["key"]);
    });

    it("given one of its kind in its place, counts it in", () => {
        const nats = (count: number, used: number): readonly WrittenResource[] => [
            ...Array.from({ length: count }, (_, place) => ({
                at: `net/nat-${place}`,
                type: "aws:ec2/natGateway:NatGateway",
            })),
            { at: "route", inputs: { gateway: Unknown.computed }, from: { gateway: [`net/nat-${used}`] } },
        ];
        assert.deepEqual(places(nats(2, 1), nats(1, 0)), ["net/nat-1"]);
    });

    it("given nothing that both have on either side, does not take two unknowns for one", () => {
        const own = (at: string): readonly WrittenResource[] => [
            { at, type: `aws:x/${at}:${at}`, inputs: { is: at } },
            bucket({ target: Unknown.computed }, { target: [at] }),
        ];
        assert.deepEqual(places(own("one"), own("two")), ["records#target", "one", "two"]);
    });

    it("given that what never differs hangs on it, is violated", () => {
        const cluster = (inputs: PropertyMap, from: WrittenResource["from"] = {}): WrittenResource => ({
            at: "cluster",
            type: "aws:eks/cluster:Cluster",
            inputs,
            from,
        });
        const found = faults(
            [key, cluster({ encryptionConfig: { keyArn: Unknown.computed } }, { encryptionConfig: ["key"] })],
            [cluster({})],
            { at: "key", class: "scaled", values: { prod: "present", staging: "absent" } },
        );
        assert.deepEqual(found, ["never-differs cluster#encryptionConfig", "entry-changed key"]);
    });

    it("given a tag that says no more than the environment, does not count it in", () => {
        const topic: WrittenResource = { at: "topic", inputs: { label: "prod" } };
        assert.deepEqual(places([topic, bucket({ labels: { kind: "prod" } })], [bucket({ labels: {} })]), [
            "records#labels.kind",
            "topic",
        ]);
    });
});

describe("entries of the ledger", () => {
    const jobs = (inputs: PropertyMap): readonly WrittenResource[] => [{ at: "app/jobs", inputs }];

    it("given names that play one role, takes them for no identical ones", () => {
        const [prod, staging] = [jobs({ label: "prod-jobs" }), jobs({ label: "staging-jobs" })];
        assert.deepEqual(faults(prod, staging), []);
        assert.deepEqual(faults(prod, staging, { at: "app/jobs#label", class: "identical" }), [
            "entries-contradict app/jobs#label",
        ]);
    });

    it("given a place that neither has, says so of every class", () => {
        for (const kind of ["identical", "distinct"]) {
            assert.deepEqual(faults(jobs({ a: 1 }), jobs({ a: 1 }), { at: "app/jobs#b", class: kind }), [
                "entry-unused app/jobs#b",
            ]);
        }
        assert.deepEqual(faults(jobs({ a: 1 }), jobs({ a: 1 }), { at: "app/jobs#a", class: "identical" }), []);
    });

    it("given a place inside of a property that was declared distinct, finds what is equal there", () => {
        const host = (value: string) => jobs({ settings: { host: value, port: 1 } });
        const entry = { at: "app/jobs#settings.host", class: "distinct" };
        assert.deepEqual(faults(host("db.one"), host("db.one"), entry), ["shared-value app/jobs#settings.host"]);
        assert.deepEqual(faults(host("db.one"), host("db.two"), entry), []);
    });

    it("given distinct for what one stack has alone, is no entry", () => {
        assert.throws(() => faults([], [], { at: "app/jobs", class: "distinct" }), /contradicts itself/);
    });

    it("given values of another stack, approves nothing of this one", () => {
        const entry = { at: "app/jobs#a", class: "scaled", values: { prod: 1, qa: null } };
        assert.deepEqual(faults(jobs({ a: 1 }), jobs({}), entry), ["entry-changed app/jobs#a"]);
    });

    it("given a whole block without what never differs, is violated", () => {
        const host = (inputs: PropertyMap): readonly WrittenResource[] => [
            { at: "host", type: "aws:ec2/instance:Instance", inputs },
        ];
        const entry = {
            at: "host#metadataOptions",
            class: "scaled",
            values: { prod: { httpTokens: "required" }, staging: null },
        };
        assert.deepEqual(faults(host({ metadataOptions: { httpTokens: "required" } }), host({}), entry), [
            "never-differs host#metadataOptions",
        ]);
        assert.deepEqual(
            faults(host({ rootBlockDevice: { encrypted: true } }), host({ rootBlockDevice: { encrypted: false } })),
            ["never-differs host#rootBlockDevice.encrypted"],
        );
    });

    it("given an admission policy that staging alone has, takes an entry for it", () => {
        const type = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
        const entry = { at: "policy", class: "scaled", values: { prod: "absent", staging: "present" } };
        assert.deepEqual(faults([], [{ at: "policy", type }], entry), []);
    });

    it("given 500 entries and 5,000 differing resources, judges them in seconds", () => {
        const many = (size: number) =>
            Array.from({ length: 5000 }, (_, place): WrittenResource => ({
                at: `part/jobs-x${place}`,
                inputs: { size },
            }));
        const entries = Array.from({ length: 500 }, (_, place) => ({
            at: `part/jobs-x${place}*#size`,
            class: place % 2 === 0 ? "distinct" : "identical",
        }));
        const started = performance.now();
        assert.ok(faults(many(1), many(2), ...entries).length >= 250);
        assert.ok(performance.now() - started < 15_000, `${performance.now() - started} ms`);
    });

    it("given 5,000 siblings that one stack has alone, groups them in seconds", () => {
        const part = (count: number, word: string) =>
            Array.from({ length: count }, (_, place): WrittenResource => ({ at: `part/${word}-x-${place}` }));
        const started = performance.now();
        assert.ok(places([...part(5000, "jobs"), ...part(5000, "work")], part(5000, "jobs")).length > 0);
        assert.ok(performance.now() - started < 10_000, `${performance.now() - started} ms`);
    });
});

describe("secrets that something else repeats in plain", () => {
    it("given one, shows it in no value, no finding and no explanation", () => {
        const stack = (word: string): readonly WrittenResource[] => [
            { at: "token", inputs: { secret: new Secret(word) } },
            { at: "jobs", inputs: { url: `https://user:${word}@host`, doc: JSON.stringify({ pass: word }) } },
        ];
        const redact = (text: string) => text.replaceAll(/hunter\d/g, "(hidden)");
        const comparison = compareStacks(planOf(PROD, stack("hunter1")), planOf(STAGING, stack("hunter2")), redact);
        assert.deepEqual(comparison.differences.map(placeOf), ["jobs#url", "jobs#doc.pass"]);
        const judgement = judgeParity(comparison, [], { today: TODAY });
        const shown = [
            ...comparison.differences.map(sidesOf),
            judgement.findings.map(({ evidence, message }) => [message, evidence]),
            explainPlace("jobs", comparison, []),
        ];
        assert.doesNotMatch(JSON.stringify(shown), /hunter/);
        assert.match(JSON.stringify(shown), /hidden/);
    });
});
