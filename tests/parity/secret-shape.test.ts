import * as assert from "node:assert/strict";
import { explainPlace } from "../../parity/explain";
import { placeOf, sidesOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";
import { findingsOf, placesOf, stacksOf } from "./judging";
import { planOf, PROD, STAGING, type WrittenResource } from "./plans";

const token = (value: PropertyValue): readonly WrittenResource[] => [{ at: "it", inputs: { token: value } }];
const found = (one: PropertyValue, other: PropertyValue) => placesOf(stacksOf(token(one), token(other)));
const json = (document: unknown) => new Secret(JSON.stringify(document));

describe("what a secret holds", () => {
    it("given another password, finds nothing; given another order, finds nothing", () => {
        assert.deepEqual(found(json({ user: "a", password: "x1" }), json({ password: "y2", user: "b" })), []);
        assert.deepEqual(found(new Secret("one"), new Secret("another")), []);
        assert.deepEqual(found(new Secret(1), new Secret(2)), []);
    });

    it("given a key, a number, a switch, a setting, a kind or a length that differs, names it and shows none of it", () => {
        const whole = { engine: "postgres", port: 5432, tls: true, password: "Hk3-hunter", hosts: ["a", "b"] };
        const changes: readonly (readonly [PropertyMap, readonly string[]])[] = [
            [{ ...whole, extra: "x" }, ["it#token.extra"]],
            [{ engine: "postgres", tls: true, password: "z", hosts: ["c", "d"] }, ["it#token.port"]],
            [{ ...whole, port: 5433 }, ["it#token.port"]],
            [{ ...whole, port: "5432" }, ["it#token.port"]],
            [{ ...whole, tls: false }, ["it#token.tls"]],
            [{ ...whole, engine: "mysql" }, ["it#token.engine"]],
            [{ ...whole, password: { a: "x" } }, ["it#token.password"]],
            [{ ...whole, hosts: ["a"] }, ["it#token.hosts[1]"]],
        ];
        for (const [changed, places] of changes) {
            assert.deepEqual(found(json(whole), json(changed)), places);
            const said = findingsOf(stacksOf(token(json(whole)), token(json(changed))));
            assert.doesNotMatch(JSON.stringify(said), /hunter|postgres|mysql|543/);
        }
    });

    it("given a difference inside, says that it is secret, and explains without a value", () => {
        const stacks = stacksOf(token(json({ port: 1 })), token(json({ port: 2 })));
        assert.deepEqual(
            findingsOf(stacks).map(({ message }) => message),
            ["port differs between prod and staging; it is secret, so neither is shown, and nobody declared it"],
        );
        const comparison = compareStacks(...stacks);
        assert.deepEqual(comparison.differences.map(sidesOf), [["<secret>", "<secret>"]]);
        assert.deepEqual(
            explainPlace("it#token", comparison, [])[0]?.values.map(({ compared, planned }) => [compared, planned]),
            [
                ["<secret>", "<secret>"],
                ["<secret>", "<secret>"],
            ],
        );
    });

    it("given a key that may be a secret itself, shows it nowhere, and finds it all the same", () => {
        const holders = (...keys: readonly string[]) => json(Object.fromEntries(keys.map(key => [key, "admin"])));
        const places = found(holders("Hk3hunter0one9"), holders("Hk3hunter0one9", "Hk3hunter0two9"));
        assert.deepEqual(places, ['it#token["(hidden) 2"]']);
    });

    it("given such keys in another order, tells what they hold by what it is", () => {
        const one = { Hk3hunter0one9: "admin", Hk3hunter0two9: { level: 1 } };
        const other = { Hk3hunter0ten9: { level: 1 }, Hk3hunter0six9: "admin" };
        assert.deepEqual(found(json(one), json(other)), []);
    });

    it("given a map that is secret as a whole, names the key that one lacks", () => {
        const data = (...keys: readonly string[]) => new Secret(Object.fromEntries(keys.map(key => [key, key])));
        assert.deepEqual(found(data("HOST", "TOKEN"), data("HOST")), ["it#token.TOKEN"]);
        assert.deepEqual(found(data("HOST"), data("HOST")), []);
    });

    it("given one that is not known or is a text, compares no more than that both are secret", () => {
        assert.deepEqual(found(new Secret(Unknown.computed), json({ a: 1 })), []);
        assert.deepEqual(found(new Secret("text"), new Secret("another text")), []);
        assert.deepEqual(found(new Secret({ a: Unknown.computed }), new Secret({ a: 1 })), []);
        assert.deepEqual(found(new Secret("text"), json({ a: 1 })), ["it#token"]);
    });

    it("given what is plain in the other stack, names it and shows neither", () => {
        for (const [one, other] of [
            [json({ a: 1 }), '{"a":1}'],
            ["Hk3-hunter", new Secret("Hk3-hunter")],
        ] as const) {
            const { differences } = compareStacks(...stacksOf(token(one), token(other)));
            assert.deepEqual(differences.map(placeOf), ["it#token"]);
            assert.deepEqual(differences.flatMap(sidesOf).sort(), ["<plain>", "<secret>"]);
        }
    });

    it("given lists of secrets, names the one that one stack lacks", () => {
        const list = (...items: readonly string[]) => items.map(item => new Secret(item));
        assert.deepEqual(found(list("a", "b"), list("c", "d")), []);
        assert.deepEqual(found(list("a", "b", "c"), list("c", "d")), ["it#token[2]"]);
    });
});

describe("secrets in the names of things", () => {
    it("given a key of a map that is a secret, hides it in the place, the values and the findings", () => {
        const stack = (size: number): readonly WrittenResource[] => [
            { at: "source", inputs: { token: new Secret("hunter2") } },
            { at: "it", inputs: { users: { hunter2: { size }, other: 1 }, labels: { "hunter2/x": size } } },
        ];
        const redact = (text: string) => text.replaceAll("hunter2", "(hidden)");
        const comparison = compareStacks(planOf(PROD, stack(1)), planOf(STAGING, stack(2)), redact);
        assert.deepEqual(comparison.differences.map(placeOf), ['it#users["(hidden)"].size', 'it#labels["(hidden)/x"]']);
        assert.doesNotMatch(JSON.stringify(explainPlace("it", comparison, [])), /hunter/);
    });

    it("given a property whose own name is like a secret, shows it", () => {
        const redact = (text: string) => text.replaceAll("size", "(hidden)");
        const it = (size: number): readonly WrittenResource[] => [{ at: "it", inputs: { size } }];
        const { differences } = compareStacks(...stacksOf(it(1), it(2)), redact);
        assert.deepEqual(differences.map(placeOf), ["it#size"]);
    });
});
