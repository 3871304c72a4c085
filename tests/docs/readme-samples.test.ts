import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

const README = readFileSync(path.join(__dirname, "../../README.md"), "utf8");
const COMPILED = readFileSync(path.join(__dirname, "readme-samples.ts"), "utf8");

describe("the code in the README", () => {
    it("given each block of TypeScript, is what is compiled", () => {
        const shown = [...README.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => comparable(code));
        const compiled = [...COMPILED.matchAll(/\/\/ sample .*?\n(.*?)\/\/ end/gs)].map(([, code = ""]) =>
            comparable(code),
        );
        assert.deepEqual(shown, compiled);
    });
});

/** Without imports, exports and space, and without the comma that comes with a broken line. */
function comparable(code: string): string {
    return code
        .replace(/^import .*$/gm, "")
        .replace(/^export /gm, "")
        .replace(/\s+/g, "")
        .replace(/,(?=[}\])])/g, "");
}
