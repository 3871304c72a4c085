import * as assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";

import { readManifests } from "../../plan/manifests";

const documents = (text: string) => {
    const read = readManifests(text);
    assert.ok("documents" in read, "it cannot be read");
    return read.documents;
};

describe("Kubernetes manifests", () => {
    it("given several documents, reads each in its place, empty ones as nothing", () => {
        assert.deepEqual(documents("kind: Pod\n---\n# nothing\n---\n- 1\n"), [{ kind: "Pod" }, null, [1]]);
    });

    it("given no text, reads none", () => {
        assert.deepEqual(documents(""), []);
    });

    it("given the booleans of YAML 1.1, reads them as such", () => {
        assert.deepEqual(documents("{ a: yes, b: off, c: 0o14, d: 0644 }"), [{ a: true, b: false, c: "0o14", d: 420 }]);
    });

    it("given what looks like a time, reads a text as Kubernetes does", () => {
        assert.deepEqual(documents("{ a: 22:22, b: 2026-01-31 }"), [{ a: "22:22", b: "2026-01-31" }]);
    });

    it("given an anchor, puts what it stands for in place of its aliases", () => {
        assert.deepEqual(documents("{ a: &a { b: 1 }, c: { <<: *a, d: 2 } }"), [{ a: { b: 1 }, c: { b: 1, d: 2 } }]);
    });

    it("given a template in a place of a map, reads it without a word on the terminal", async () => {
        const warnings: unknown[] = [];
        const listener = (warning: unknown) => warnings.push(warning);
        process.on("warning", listener);
        documents("kind: {{ x }}");
        // Node.js says so once it has nothing else to do.
        await setImmediate();
        process.off("warning", listener);
        assert.deepEqual(warnings, []);
    });

    for (const [what, text] of [
        ["what is no YAML", "a: [1"],
        [
            "aliases of aliases without end",
            [
                "a: &a [x, x, x, x, x]",
                ...["b", "c", "d", "e", "f", "g"].map((name, place) => {
                    const before = "abcdef".charAt(place);
                    return `${name}: &${name} [${`*${before}, `.repeat(5)}]`;
                }),
            ].join("\n"),
        ],
    ] as const) {
        it(`given ${what}, says that it cannot be read`, () => {
            assert.ok("fault" in readManifests(text));
        });
    }
});
