import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { stacksOf } from "../../../../policy-pack/kernel/judge";
import { containersOf, within } from "../../../../policy-pack/rules/support/containers";
import { DEFAULT_SETTINGS } from "../../../../policy-pack/settings";
import { plan, resource } from "../../../support/policy";

function read(spec: PropertyMap) {
    const [stack] = stacksOf([plan([resource("kubernetes:core/v1:Pod", { spec })])], DEFAULT_SETTINGS);
    return containersOf(stack!.subjects[0]!).map(({ container, ...rest }) => ({
        ...rest,
        container: container instanceof Unknown ? container.why : container,
    }));
}

describe("the containers of a workload", () => {
    it("given both kinds, are all of them, each with whether it only prepares the pod", () => {
        assert.deepEqual(read({ containers: [{ name: "web" }], initContainers: [{ name: "wait" }] }), [
            { path: "spec.containers[0]", container: { name: "web" }, isInitial: false },
            { path: "spec.initContainers[0]", container: { name: "wait" }, isInitial: true },
        ]);
    });

    it("given a list that is not known, or none, are one that cannot be read", () => {
        assert.deepEqual(read({ containers: Unknown.computed, initContainers: "none" }), [
            { path: "spec.containers", container: "known after deployment", isInitial: false },
            { path: "spec.initContainers", container: "not a list of containers", isInitial: true },
        ]);
    });

    it("given members that are no containers or not known, keep their places", () => {
        assert.deepEqual(read({ containers: [1, Unknown.computed, new Secret({ name: "web" })] }), [
            { path: "spec.containers[0]", container: "not a container", isInitial: false },
            { path: "spec.containers[1]", container: "known after deployment", isInitial: false },
            { path: "spec.containers[2]", container: { name: "web" }, isInitial: false },
        ]);
    });
});

describe("a value within a container", () => {
    const container: PropertyMap = { a: { b: new Secret({ c: 1 }), open: Unknown.computed, none: null }, text: "x" };
    const TABLE: readonly (readonly [steps: readonly string[], expected: unknown])[] = [
        [["a", "b", "c"], 1],
        [["a", "open"], Unknown.computed],
        [["a", "open", "deeper"], Unknown.computed],
        [["a", "none"], undefined],
        [["a", "none", "deeper"], undefined],
        [["missing", "deeper"], undefined],
        [["text", "length"], undefined],
        [["toString"], undefined],
    ];
    for (const [steps, expected] of TABLE) {
        it(`given ${steps.join(".")}, is ${String(expected)}`, () => {
            assert.deepEqual(within(container, ...steps), expected);
        });
    }
});
