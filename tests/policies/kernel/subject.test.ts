import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Plan, PlannedResource } from "../../../plan/plan";
import { Secret, Unknown } from "../../../plan/value";
import { decodeProperties, SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../../plan/wire";
import { show, type Subject } from "../../../policy-pack/kernel";
import { stacksOf } from "../../../policy-pack/kernel/judge";
import { DEFAULT_SETTINGS } from "../../../policy-pack/settings";
import { plan, type PlanExtras, resource } from "../../support/policy";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";

describe("Subject", () => {
    describe("given an input that is set", () => {
        it("reads it, by name, place and quoted key", () => {
            const subject = only(resource(GROUP, { name: "a", ingress: [{ ports: [1, 2] }], tags: { "a.b": "c" } }));
            assert.deepEqual(subject.read("name"), { state: "known", path: "name", value: "a", secret: false });
            assert.equal(valueOf(subject, "ingress[0].ports[1]"), 2);
            assert.equal(valueOf(subject, 'tags["a.b"]'), "c");
        });

        it("says that it is secret, and reads it all the same", () => {
            const subject = only(resource(GROUP, { password: new Secret("hunter22") }));
            assert.deepEqual(subject.read("password"), {
                state: "known",
                path: "password",
                value: "hunter22",
                secret: true,
            });
        });
    });

    describe("given an input that is unknown", () => {
        it("names where its value comes from", () => {
            const vpc = resource("aws:ec2/vpc:Vpc", {}, { name: "main" });
            const group = resource(GROUP, { vpcId: Unknown.computed }, { comesFrom: { vpcId: [vpc] } });
            const reading = find(plan([vpc, group]), group).read("vpcId");
            assert.deepEqual(reading, {
                state: "unknown",
                path: "vpcId",
                secret: false,
                why: "known after deployment",
                from: [vpc.urn],
            });
        });

        it("does not take a default for it", () => {
            const subject = only(resource(GROUP, { enabled: Unknown.computed }));
            assert.equal(subject.read("enabled", { default: true }).state, "unknown");
        });
    });

    describe("given an input that is not set", () => {
        const bare = resource(GROUP);

        it("says in what the program declared that a provider may fill it, and afterwards that it is not set", () => {
            assert.deepEqual(only(bare).read("size"), { state: "absent", path: "size", why: "a provider may fill it" });
            assert.deepEqual(only(bare, { phase: "checked" }).read("size"), {
                state: "absent",
                path: "size",
                why: "not set",
            });
        });

        it("takes the provider's default, before and after the provider had its say", () => {
            for (const phase of ["declared", "checked", "output"] as const) {
                assert.equal(valueOf(only(bare, { phase }), "size", { default: 7 }), 7);
            }
        });

        it("given that the provider computes it, is unknown until the provider had its say", () => {
            assert.equal(only(bare).read("size", { computed: true }).state, "unknown");
            assert.equal(only(bare, { phase: "checked" }).read("size", { computed: true }).state, "absent");
        });
    });

    describe("reading all items of a list", () => {
        it("reads through nested lists", () => {
            const subject = only(resource(GROUP, { ingress: [{ ranges: ["a", "b"] }, { ranges: ["c"] }, {}] }));
            assert.deepEqual(
                subject
                    .readAll("ingress[].ranges[]")
                    .map(reading => [reading.path, reading.state === "known" && reading.value]),
                [
                    ["ingress[0].ranges[0]", "a"],
                    ["ingress[0].ranges[1]", "b"],
                    ["ingress[1].ranges[0]", "c"],
                ],
            );
        });

        it("given an unknown list, an unknown item and no list, gives an unknown reading for each", () => {
            const inputs = { a: Unknown.computed, b: ["x", Unknown.computed], c: "text" };
            const subject = only(resource(GROUP, inputs));
            const states = ["a[]", "b[]", "c[]", "d[]", "b"].map(path =>
                subject.readAll(path).map(({ state }) => state),
            );
            assert.deepEqual(states, [["unknown"], ["known", "unknown"], ["unknown"], [], ["known"]]);
        });

        it("keeps the mark of a secret list on its items", () => {
            const subject = only(resource(GROUP, { keys: new Secret(["one-key", "two-key"]) }));
            assert.deepEqual(
                subject.readAll("keys[]").map(({ state }) => state),
                ["known", "known"],
            );
            assert.deepEqual(
                subject.readAll("keys[]").map(reading => show(reading)),
                ["(a secret)", "(a secret)"],
            );
        });
    });

    it("says why what is no list, or may be filled, is unknown", () => {
        const subject = only(resource(GROUP, { name: "a" }));
        const unknown = { state: "unknown", secret: false, from: [] };
        assert.deepEqual(subject.readAll("name[]"), [
            { ...unknown, path: "name", value: "a", why: "not a list as expected" },
        ]);
        const why = "not set, and the provider may fill it";
        assert.deepEqual(subject.read("size", { computed: true }), { ...unknown, path: "size", why });
    });

    describe("reading the provider", () => {
        it("reads its inputs", () => {
            const subject = only(resource(GROUP, {}, { provider: { region: "eu-west-1" } }));
            assert.deepEqual(subject.readProvider("region"), {
                state: "known",
                path: "provider.region",
                value: "eu-west-1",
                secret: false,
            });
            assert.equal(subject.readProvider("profile").state, "absent");
            assert.equal(stateOfValue(subject.readProvider("profile", { default: "x" })), "x");
        });

        it("given a plan that does not carry it, or a component, is unknown", () => {
            assert.deepEqual(only(resource(GROUP)).readProvider("region"), {
                state: "unknown",
                path: "provider.region",
                secret: false,
                why: "the plan does not carry its provider",
                from: [],
            });
            assert.match(
                show(only(resource("shop:Network", {}, { custom: false })).readProvider("region")),
                /component/,
            );
        });
    });

    describe("looking around", () => {
        const network = resource("shop:Network", {}, { name: "network", custom: false });
        const tier = resource("shop:Tier", {}, { name: "tier", custom: false, parent: network });
        const vpc = resource("aws:ec2/vpc:Vpc", {}, { name: "vpc", parent: tier });
        const elsewhere = resource("aws:ec2/vpc:Vpc", {}, { name: "not-planned" });
        const group = resource(
            GROUP,
            {},
            { name: "group", parent: tier, comesFrom: { vpcId: [vpc, elsewhere] }, dependsOn: [network] },
        );
        const whole = plan([network, tier, vpc, group]);

        it("finds the parents, the nearest first", () => {
            assert.deepEqual(names(find(whole, group).parents), ["tier", "network"]);
            assert.deepEqual(names(find(whole, network).parents), []);
        });

        it("finds what it depends on and what a value comes from, without what is not planned", () => {
            assert.deepEqual(names(find(whole, group).dependencies), ["network", "vpc"]);
            assert.deepEqual(names(find(whole, group).comesFrom("vpcId[0].id")), ["vpc"]);
            assert.deepEqual(names(find(whole, group).comesFrom("name")), []);
        });

        it("given parents in a circle or a parent that is not planned, ends", () => {
            const one = { ...resource(GROUP, {}, { name: "one" }), parent: resource(GROUP, {}, { name: "two" }).urn };
            const two = { ...resource(GROUP, {}, { name: "two" }), parent: one.urn };
            assert.deepEqual(names(find(plan([one, two]), one).parents), ["two", "one"]);
            assert.deepEqual(names(find(plan([one]), one).parents), []);
        });

        it("finds by URN, by types and what depends on a resource", () => {
            const [stack] = stacksOf([whole], DEFAULT_SETTINGS);
            assert.equal(stack!.byUrn(vpc.urn)?.name, "vpc");
            assert.equal(stack!.byUrn("urn:none"), undefined);
            assert.deepEqual(names(stack!.byType(GROUP)), ["group"]);
            assert.deepEqual(names(stack!.byType("aws:ec2/vpc:Vpc", GROUP, "none")), ["vpc", "group"]);
            assert.deepEqual(names(stack!.byType()), []);
            assert.deepEqual(names(stack!.dependents(stack!.byUrn(vpc.urn)!)), ["group"]);
            assert.deepEqual(names(stack!.dependents(stack!.byUrn(group.urn)!)), []);
        });
    });

    it("knows the class of its environment", () => {
        const classes = ["prod", "Production", "live", "staging", "production-copy"].map(
            stack => only(resource(GROUP, {}, { stack }), { stack }).environment.class,
        );
        assert.deepEqual(classes, ["production", "production", "production", "staging", "staging"]);
    });

    it("given any properties and any path, never throws and never calls an unknown known", () => {
        const steps = ["a", "b", "", "__proto__", "constructor", '["a.b"]', "[0]", "[]", "[7]", "a[]", "length"];
        const path = fc.array(fc.constantFrom(...steps), { maxLength: 4 }).map(parts => parts.join("."));
        fc.assert(
            fc.property(wireProperties(), path, (wire, where) => {
                const subject = only(resource(GROUP, decodeProperties(wire)));
                for (const reading of [
                    subject.read(where),
                    subject.read(where, { default: 1 }),
                    ...subject.readAll(where),
                    subject.readProvider(where),
                ]) {
                    assert.ok(["known", "unknown", "absent"].includes(reading.state));
                    assert.ok(!(reading.state === "known" && reading.value instanceof Unknown));
                    assert.equal(typeof show(reading), "string");
                }
                assert.deepEqual(names(subject.comesFrom(where)), []);
            }),
            { numRuns: 300 },
        );
    });
});

/** Anything that may come over the wire, special values and broken ones included. */
function wireProperties() {
    const { value } = fc.letrec(tie => ({
        value: fc.oneof(
            { depthSize: "small" },
            fc.constantFrom<unknown>(null, true, 0, "", "text", UNKNOWN_MARKER, "[secret]"),
            fc.array(tie("value"), { maxLength: 3 }),
            fc.dictionary(fc.constantFrom("a", "b", "a.b", "length", "__proto__"), tie("value"), { maxKeys: 3 }),
            tie("value").map(inner => ({ [SIGNATURE_KEY]: SIGNATURES.secret, value: inner })),
            fc
                .constantFrom(...Object.values(SIGNATURES), "nonsense", 7)
                .map(signature => ({ [SIGNATURE_KEY]: signature })),
        ),
    }));
    return fc.dictionary(fc.constantFrom("a", "b", "__proto__", "constructor"), value, { maxKeys: 4 });
}

function only(one: PlannedResource, extras: PlanExtras = {}): Subject {
    return find(plan([one], extras), one);
}

function find(whole: Plan, { urn }: PlannedResource): Subject {
    const found = stacksOf([whole], DEFAULT_SETTINGS)[0]?.byUrn(urn);
    assert.ok(found);
    return found;
}

function names(subjects: readonly Subject[]): readonly string[] {
    return subjects.map(({ name }) => name);
}

function valueOf(subject: Subject, path: string, options?: Parameters<Subject["read"]>[1]) {
    return stateOfValue(subject.read(path, options));
}

function stateOfValue(reading: ReturnType<Subject["read"]>) {
    return reading.state === "known" ? reading.value : reading.state;
}
