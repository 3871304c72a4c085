import assert from "node:assert/strict";
import { parseSourcePosition, RecordedSources } from "../../plan/recorded-source";

describe("parseSourcePosition", () => {
    for (const [text, expected] of [
        ["project:///program/index.ts#12,34", { file: "program/index.ts", line: 12, column: 34 }],
        ["project:///index.js#12", { file: "index.js", line: 12, column: 1 }],
        ["project:///a%20shop/index.js#1,2", { file: "a shop/index.js", line: 1, column: 2 }],
        ["project:///100%/index.js#1,2", { file: "100%/index.js", line: 1, column: 2 }],
        ["file:///elsewhere/index.js#1,2", { file: "/elsewhere/index.js", line: 1, column: 2 }],
        ["https://example.com/index.js#1,2", undefined],
        ["project:///index.js", undefined],
        ["", undefined],
    ] as const) {
        it(`given ${text === "" ? "nothing" : text}, reads it`, () => {
            assert.deepEqual(parseSourcePosition(text), expected);
        });
    }
});

describe("RecordedSources", () => {
    const place = (file: string, line: number, column: number) => ({
        sourcePosition: `project:///${file}#${line},${column}`,
    });

    /** The lines that are left of the places of one program. */
    function lines(...records: readonly ReturnType<typeof place>[]): readonly (number | undefined)[] {
        const sources = new RecordedSources(records);
        return records.map(record => sources.of(record)?.line);
    }

    it("given places that a person can have written, keeps them", () => {
        assert.deepEqual(lines(place("index.ts", 3, 1), place("index.ts", 40, 300)), [3, 40]);
    });

    it("given one place of a file that only transpiled text can have, drops all of that file", () => {
        assert.deepEqual(lines(place("index.ts", 3, 1), place("index.ts", 40, 301), place("other.ts", 9, 1)), [
            undefined,
            undefined,
            9,
        ]);
        assert.deepEqual(lines(place("index.ts", 2, 90), place("index.ts", 4, 1)), [undefined, undefined]);
    });

    it("given JavaScript, keeps its first lines", () => {
        assert.deepEqual(lines(place("index.js", 1, 1)), [1]);
    });

    it("given a place inside a package, takes the next one outside", () => {
        const record = {
            sourcePosition: "project:///node_modules/@pulumi/provider.ts#148,9",
            stackTrace: [{}, { sourcePosition: null }, { sourcePosition: "project:///index.js#7,1" }],
        };
        assert.equal(new RecordedSources([record]).of(record)?.line, 7);
    });

    it("given no place, knows none", () => {
        assert.equal(new RecordedSources([{}]).of({ sourcePosition: null, stackTrace: null }), undefined);
    });
});
