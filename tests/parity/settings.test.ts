import * as assert from "node:assert/strict";
import { sidesOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import type { Plan } from "../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { findingsOf, placesOf } from "./judging";
import { planOf, PROD, STAGING } from "./plans";

const withSettings = (config: PropertyMap, peer: PropertyMap, outputs: PropertyMap = {}, others: PropertyMap = {}) =>
    [
        { ...planOf(PROD, []), config, outputs },
        { ...planOf(STAGING, []), config: peer, outputs: others },
    ] as const;

describe("settings of two stacks", () => {
    it("given one that only one stack has, names it; given another value, does not", () => {
        assert.deepEqual(placesOf(withSettings({ "acme:a": 1, "acme:b": 2 }, { "acme:a": 3 })), ["@config#acme:b"]);
        assert.deepEqual(placesOf(withSettings({ "acme:a": 1 }, { "acme:a": 3, "acme:c": 1 })), ["@config#acme:c"]);
    });

    it("given one that is secret in one stack and plain in the other, says which, and no value", () => {
        const stacks = withSettings({ "acme:token": new Secret("hunter2") }, { "acme:token": "hunter3" });
        assert.deepEqual(
            findingsOf(stacks).map(({ at, message }) => [at, message]),
            [["@config#acme:token", "the setting is secret in prod and plain in staging, and nobody declared it"]],
        );
        assert.deepEqual(compareStacks(...stacks).differences.map(sidesOf), [["secret", "plain"]]);
        const turned = [stacks[1], stacks[0]] as const;
        assert.deepEqual(compareStacks(...turned).differences.map(sidesOf), [["plain", "secret"]]);
        const entry = { at: "@config#acme:token", class: "scaled", values: { prod: "secret", staging: "plain" } };
        assert.deepEqual(findingsOf(stacks, entry), []);
    });

    it("given one that is secret in both, or of which nothing is known, finds nothing", () => {
        const secret = { "acme:token": new Secret("one") };
        assert.deepEqual(placesOf(withSettings(secret, { "acme:token": new Secret("two") })), []);
        assert.deepEqual(placesOf(withSettings(secret, { "acme:token": new Secret(Unknown.computed) })), []);
    });

    it("given outputs, compares them likewise", () => {
        assert.deepEqual(placesOf(withSettings({}, {}, { url: "a", key: "b" }, { url: "c" })), ["@outputs#key"]);
        assert.deepEqual(placesOf(withSettings({}, {}, { key: new Secret("a") }, { key: "b" })), ["@outputs#key"]);
        assert.deepEqual(
            findingsOf(withSettings({}, {}, { key: "b" }, {})).map(({ message }) => message),
            ["prod has this output, staging has not, and nobody declared it"],
        );
    });

    it("given a name that holds a secret, hides it", () => {
        const [left, right] = withSettings({ "acme:hunter2": 1 }, {});
        const { differences } = compareStacks(left, right, text => text.replaceAll("hunter2", "(hidden)"));
        assert.doesNotMatch(JSON.stringify(differences), /hunter/);
        assert.equal(differences.length, 1);
    });
});

describe("plans that were read at different times", () => {
    const it_ = (phase: Plan["phase"], inputs: PropertyMap, where = STAGING) =>
        planOf(where, [{ at: "it", inputs }], phase);
    const declared = { size: 1, tags: { a: "1" }, rules: ["x"], key: Unknown.computed };
    const filled = {
        size: 1,
        tags: { a: "1" },
        rules: ["x"],
        key: "made-by-nobody",
        name: "it-0a1b2c3",
        engine: { version: "1" },
    };

    it("given what only the later one can show, compares it with nothing and says how much that is", () => {
        for (const stacks of [
            [it_("declared", declared, PROD), it_("output", filled)],
            [it_("output", filled, PROD), it_("declared", declared)],
            [it_("checked", declared, PROD), it_("output", filled)],
        ] as const) {
            const said = findingsOf(stacks);
            assert.deepEqual(
                said.map(({ at, fault, verdict }) => [at, fault, verdict]),
                [["@phases", "not-comparable", "undecided"]],
            );
            assert.match(said[0]?.message ?? "", /3 properties/);
            assert.deepEqual(new Set(said[0]?.evidence), new Set(["it#key", "it#name", "it#engine"]));
        }
    });

    it("given plans of one time, or what the earlier one has alone, names it", () => {
        assert.equal(placesOf([it_("output", declared, PROD), it_("output", filled)]).length, 3);
        assert.deepEqual(placesOf([it_("declared", { ...declared, more: 1 }, PROD), it_("output", filled)]), [
            "it#more",
        ]);
    });

    it("given what is not known yet and is not there later, names it", () => {
        const stacks = [it_("declared", { key: Unknown.computed }, PROD), it_("output", {})] as const;
        assert.deepEqual(placesOf(stacks), ["it#key"]);
    });

    it("given tags, items of a list, or values that the program alone decides, names them", () => {
        const later = { ...filled, size: 2, tags: { a: "1", b: "2" }, rules: ["x", "y"] };
        assert.deepEqual(placesOf([it_("declared", declared, PROD), it_("output", later)]), [
            "it#size",
            "it#tags.b",
            "it#rules[1]",
        ]);
    });

    it("given what is not known and comes from another thing than the later value, names it", () => {
        const stack = (phase: Plan["phase"], key: string, where: typeof PROD) =>
            planOf(
                where,
                [
                    { at: "one", outputs: { id: `made-one-${where.stack}` } },
                    { at: "two", outputs: { id: `made-two-${where.stack}` } },
                    {
                        at: "it",
                        inputs: { key: phase === "declared" ? Unknown.computed : `made-${key}-${where.stack}` },
                        from: { key: [key] },
                    },
                ],
                phase,
            );
        assert.deepEqual(placesOf([stack("declared", "one", PROD), stack("output", "one", STAGING)]), []);
        assert.deepEqual(placesOf([stack("declared", "one", PROD), stack("output", "two", STAGING)]), ["it#key"]);
    });

    it("given hundreds of them, is one finding that names ten", () => {
        const many = Object.fromEntries(Array.from({ length: 300 }, (_, place) => [`p${place}`, place]));
        const [finding, ...more] = findingsOf([it_("declared", {}, PROD), it_("checked", many)]);
        assert.deepEqual(more, []);
        assert.match(finding?.message ?? "", /300 properties/);
        assert.equal(finding?.evidence.length, 11);
        assert.equal(finding.evidence.at(-1), "and 290 more");
    });
});
