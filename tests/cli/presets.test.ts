import assert from "node:assert/strict";
import * as path from "node:path";
import { CAPTURED } from "../plan/captured";
import { schemaFaults } from "./schema";
import { runCli, TestFolder } from "./support";

/** A plan that has been made before: settings are what changes here. */
const PREVIEW = path.join(CAPTURED, "real-small.staging.preview.json");

interface Document {
    readonly preset: string;
    readonly strict: boolean;
    readonly summary: { readonly coverage: { readonly judgements: number } };
    readonly findings: readonly { readonly rule: string; readonly evidence: readonly string[] }[];
}

describe("stagewright check by presets", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    const check = async (settings: string, format = "json") => {
        folder.write({ "stagewright.yaml": settings });
        return runCli(["--plan", PREVIEW, "--format", format], { cwd: folder.path });
    };
    const judged = async (settings: string): Promise<Document> => {
        const document = JSON.parse((await check(settings)).stdout) as Document;
        assert.deepEqual(schemaFaults("check.schema.json", document), []);
        return document;
    };

    it("given each, says which it was and judges more by the larger", async () => {
        const [none, essential, standard, strict] = await Promise.all(
            ["", "preset: essential", "preset: standard", "preset: strict"].map(async settings => {
                const own = new TestFolder().write({ "stagewright.yaml": settings });
                const { stdout } = await runCli(["--plan", PREVIEW, "--format", "json"], { cwd: own.path });
                own.remove();
                return JSON.parse(stdout) as Document;
            }),
        );
        assert.deepEqual(
            [none, essential, standard, strict].map(document => [document?.preset, document?.strict]),
            [
                ["standard", false],
                ["essential", false],
                ["standard", false],
                ["strict", true],
            ],
        );
        const judgements = [essential, standard, strict].map(document => document?.summary.coverage.judgements ?? 0);
        assert.deepEqual(
            judgements,
            [...new Set(judgements)].sort((one, other) => one - other),
        );
        assert.equal(none?.summary.coverage.judgements, judgements[1]);
    });

    it("given a package that is extended, judges by its settings, and names it in the report of a fault", async () => {
        const file = "node_modules/@acme/stagewright-preset/stagewright.yaml";
        folder.write({ [file]: "preset: essential\n" });
        const { preset } = await judged('extends: ["@acme/stagewright-preset"]');
        assert.equal(preset, "essential");
        folder.write({ [file]: "preset: essentail\n" });
        const { code, stderr } = await check('extends: ["@acme/stagewright-preset"]');
        assert.equal(code, 2);
        assert.match(stderr, /@acme\/stagewright-preset\/stagewright\.yaml:1 preset: expected one of/);
    });

    it("given a package that is not installed, says what was looked for", async () => {
        const { code, stderr } = await check('extends: ["@acme/none"]');
        assert.equal(code, 2);
        assert.match(stderr, /stagewright\.yaml:1 extends\[0\]: cannot find @acme\/none; looked for /);
    });

    it("given the text report, says which preset judged", async () => {
        assert.match((await check("preset: essential", "text")).stdout, /\nJudged by preset essential\n/);
    });

    it("given a rule that is to mend, still reports what it finds, with what the pack would set", async () => {
        const values = "values: { owner: shop, cost-centre: '4711' }";
        const { findings } = await judged(`rules: { required-tags: { remediate: true, ${values} } }`);
        const notes = findings
            .filter(({ rule }) => rule === "required-tags")
            .map(({ evidence }) => evidence.join("\n"));
        assert.ok(notes.some(note => note.includes('the policy pack mends this: it sets tags["')));
    });
});
