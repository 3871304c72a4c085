import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { planOf } from "../support/plan";
import { buildSamples } from "./component-samples";

const SAMPLES = readFileSync(path.join(__dirname, "component-samples.ts"), "utf8");

describe("the code on the components' pages", () => {
    it("given nothing else, is planned", async () => {
        const plan = await planOf(() => {
            buildSamples({ cluster: { nodeSecurityGroupId: "sg-1" } });
        });
        assert.deepEqual(
            plan.resources.filter(({ custom }) => !custom).map(({ name }) => name),
            ["network", "orders"],
        );
    });

    for (const page of ["environment", "network", "database"]) {
        it(`given the page of ${page}, is what is compiled`, () => {
            assert.equal(withoutSpace(onPage(page)), withoutSpace(compiled(page)));
        });
    }
});

/** The first block of code on a page, without what it imports. */
function onPage(page: string): string {
    const text = readFileSync(path.join(__dirname, `../../docs/components/${page}.md`), "utf8");
    const code = /```ts\n(.*?)```/s.exec(text)?.[1];
    assert.ok(code !== undefined, `${page}.md shows no code`);
    return code.replace(/^import .*$/gm, "");
}

function compiled(sample: string): string {
    const code = new RegExp(`// sample ${sample}\n(.*?)// end`, "s").exec(SAMPLES)?.[1];
    assert.ok(code !== undefined, `no sample ${sample}`);
    return code;
}

/** Pages are indented less and broken elsewhere; a comma before a closing bracket comes with the break. */
function withoutSpace(code: string): string {
    return code.replace(/\s+/g, "").replace(/,(?=[}\])])/g, "");
}
