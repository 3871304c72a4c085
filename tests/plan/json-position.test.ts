import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonOffset, positionText } from "../../plan/json-position";

const TEXT = ` {
  "version": 3,
  "deployment": {
    "resources": [
      { "urn": "a,{[\\"", "custom": true },
      [],
      { "urn": 7, "inputs": {} }
    ]
  }
}
`;

describe("jsonOffset", () => {
    const cases: readonly (readonly [path: readonly PropertyKey[], where: string])[] = [
        [[], "1:2"],
        [["version"], "2:3"],
        [["deployment", "resources"], "4:5"],
        [["deployment", "resources", 0], "5:7"],
        [["deployment", "resources", 0, "custom"], "5:26"],
        [["deployment", "resources", 1], "6:7"],
        [["deployment", "resources", 2, "urn"], "7:9"],
        [["deployment", "resources", 2, "inputs"], "7:19"],
        // What is not there is looked for around where it should be.
        [["deployment", "resources", 2, "inputs", "tags"], "7:19"],
        [["deployment", "resources", 2, "type"], "7:7"],
        [["deployment", "resources", 1, 0], "6:7"],
        [["deployment", "resources", 3], "4:5"],
        [["version", "major"], "2:3"],
        [["steps"], "1:2"],
    ];
    for (const [path, where] of cases) {
        it(`given ${path.length === 0 ? "no path" : path.join(".")}, finds ${where}`, () => {
            assert.equal(positionText(TEXT, jsonOffset(TEXT, path)), where);
        });
    }

    it("given any JSON and any path in it, finds where that value is written", () => {
        fc.assert(
            fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), fc.boolean(), (value, choice, spaced) => {
                const text = JSON.stringify(value, undefined, spaced ? 2 : undefined);
                const paths = pathsIn(value);
                const { path, inner } = paths[choice % paths.length]!;
                const offset = jsonOffset(text, path);
                const name = path.at(-1);
                const rest = text.slice(offset);
                const written =
                    typeof name === "string" ? rest.slice(JSON.stringify(name).length).replace(/^: ?/, "") : rest;
                if (typeof name === "string") assert.ok(rest.startsWith(JSON.stringify(name)));
                const spelled = JSON.stringify(inner, undefined, spaced ? 2 : undefined);
                assert.ok(written.replace(/\s/g, "").startsWith(spelled.replace(/\s/g, "")));
            }),
        );
    });
});

interface Place {
    readonly path: readonly PropertyKey[];
    readonly inner: unknown;
}

/** Every value inside a value. Of fields with the name `__proto__` nothing is known, as `JSON.parse` treats it apart. */
function pathsIn(inner: unknown, path: readonly PropertyKey[] = []): readonly Place[] {
    const fields = Array.isArray(inner)
        ? inner.map((item, place) => pathsIn(item, [...path, place]))
        : typeof inner === "object" && inner !== null
          ? Object.entries(inner).map(([name, field]) => pathsIn(field, [...path, name]))
          : [];
    return [{ path, inner }, ...fields.flat()];
}
