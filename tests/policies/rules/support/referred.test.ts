import * as assert from "node:assert/strict";

import type { PlannedResource } from "../../../../plan/plan";
import { type PropertyValue, Unknown } from "../../../../plan/value";
import { stacksOf } from "../../../../policy-pack/kernel/judge";
import { partsOf, resolverOf } from "../../../../policy-pack/rules/support/referred";
import { DEFAULT_SETTINGS } from "../../../../policy-pack/settings";
import { plan, resource } from "../../../support/policy";

const GROUP = "acme:index:Group";
const USER = "acme:index:User";

const named = (name: PropertyValue | undefined, as: string) =>
    resource(GROUP, name === undefined ? {} : { name }, { name: as });
const user = (group: PropertyValue | undefined, from: readonly PlannedResource[] = [], as = "user") =>
    resource(USER, group === undefined ? {} : { group }, { name: as, comesFrom: { group: from } });

function stackOf(resources: readonly PlannedResource[]) {
    const [stack] = stacksOf([plan(resources)], DEFAULT_SETTINGS);
    assert.ok(stack !== undefined);
    return stack;
}

/** What the first resource refers to: the name of a resource, or why it is none. */
function referred(resources: readonly PlannedResource[]): string {
    const stack = stackOf(resources);
    const [subject] = stack.subjects;
    assert.ok(subject !== undefined);
    const found = resolverOf(stack, [GROUP], "name")(subject, "group");
    return found.state === "planned" ? found.subject.name : found.state;
}

describe("resolverOf", () => {
    const one = named("one", "first");
    const later = named(undefined, "later");

    it("given a name that a resource has, finds it", () => {
        assert.equal(referred([user("one"), one, later]), "first");
    });

    it("given a name that is made from a resource, finds it", () => {
        assert.equal(referred([user(Unknown.computed, [later]), one, later]), "later");
        assert.equal(referred([user("later-1a2b3c", [later]), one, later]), "later");
    });

    it("given a name that is made from two, does not choose", () => {
        assert.equal(referred([user(Unknown.computed, [one, later]), one, later]), "unknown");
    });

    it("given a name that no resource has, says so", () => {
        assert.equal(referred([user("two"), one]), "elsewhere");
    });

    it("given a name that a resource may yet have, does not say that none has it", () => {
        assert.equal(referred([user("two"), one, named(Unknown.computed, "unnamed")]), "unknown");
    });

    it("given a name made from a resource of another type, does not take that", () => {
        const other = resource("acme:index:Other", { name: "one" }, { name: "other" });
        assert.equal(referred([user(Unknown.computed, [other]), other]), "unknown");
    });

    it("given nothing, or what is no text, says so", () => {
        assert.equal(referred([user(undefined), one]), "absent");
        assert.equal(referred([user([]), one]), "unknown");
    });
});

describe("partsOf", () => {
    const parts = (resources: readonly PlannedResource[]) => {
        const stack = stackOf(resources);
        const [owner] = stack.byType(GROUP);
        assert.ok(owner !== undefined);
        const found = partsOf(stack, { types: [GROUP], name: "name" }, { types: [USER], reference: "group" })(owner);
        return { names: found.parts.map(({ name }) => name), isDoubtful: found.doubt !== undefined };
    };
    const one = named("one", "first");

    it("given parts of it and of others, finds its own in their order", () => {
        const resources = [
            one,
            named("two", "second"),
            user("one", [], "a"),
            user("two", [], "b"),
            user("one", [], "c"),
        ];
        assert.deepEqual(parts(resources), { names: ["a", "c"], isDoubtful: false });
    });

    it("given a part of which it is not known what it belongs to, doubts", () => {
        assert.deepEqual(parts([one, user(Unknown.computed)]), { names: [], isDoubtful: true });
    });

    it("given a component whose children are not shown, doubts", () => {
        const hidden = resource("acme:index:Hidden", {}, { name: "hidden", custom: false, opaque: true });
        assert.deepEqual(parts([one, hidden]), { names: [], isDoubtful: true });
    });

    it("given none, finds none", () => {
        assert.deepEqual(parts([one]), { names: [], isDoubtful: false });
    });
});
