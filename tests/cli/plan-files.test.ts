import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { runCli, TestFolder } from "./support";

const CAPTURED = path.join(__dirname, "..", "fixtures", "captured");
const PREVIEW = readFileSync(path.join(CAPTURED, "real-small.staging.update-preview.json"), "utf8");
const STATE = readFileSync(path.join(CAPTURED, "real-small.staging.state.json"), "utf8");
const OTHER_STATE = STATE.replaceAll("pulumi:staging::", "pulumi:prod::");

interface Document {
    readonly steps?: readonly { readonly op: string }[];
    readonly deployment?: object;
}

/** A document with some of it another way. */
const changed = (text: string, change: (document: Document) => object): string =>
    JSON.stringify(change(JSON.parse(text) as Document), undefined, 4);

const UNCHANGED_LEFT_OUT = changed(PREVIEW, document => ({
    ...document,
    steps: document.steps?.filter(({ op }) => op !== "same"),
}));
const FAILED = changed(PREVIEW, document => ({
    ...document,
    diagnostics: [{ severity: "error", message: "error: no credentials\n" }],
}));
const OLD = changed(STATE, document => ({ ...document, version: 2 }));
const INTERRUPTED = changed(STATE, document => ({
    ...document,
    deployment: { ...document.deployment, pending_operations: [{ type: "creating", resource: { urn: "urn:of:it" } }] },
}));
const CHECKPOINT = changed(STATE, ({ deployment }) => ({ version: 3, checkpoint: { stack: "s", latest: deployment } }));

describe("plans in files", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    const wrong: readonly (readonly [given: string, text: string | Buffer, said: RegExp])[] = [
        ["nothing", "", /one\.json: the file is empty, expected the output of `pulumi preview --json --show-sames`/],
        ["half a file", PREVIEW.slice(0, 5000), /one\.json:\d+:\d+: the JSON ends too early/],
        ["a list", "[]", /one\.json: got a list, expected/],
        ["a page", "<!doctype html>", /one\.json: got HTML or XML, expected/],
        ["a report of ours", '{"schema":"stagewright.check/1"}', /one\.json: got a report of stagewright, expected/],
        ["a backend's checkpoint", CHECKPOINT, /one\.json: got a backend's own checkpoint, expected/],
        ["a backend's compressed file", gzipSync(STATE), /one\.json: got a compressed file/],
        ["a state of an older version", OLD, /one\.json:2:5 version: got 2, expected 3 or 4: export it again/],
        [
            "a state whose update was interrupted",
            INTERRUPTED,
            /one\.json:\d+:13 deployment\.pending_operations\[0\]: creating urn:of:it was interrupted/,
        ],
        [
            "a preview without --show-sames",
            UNCHANGED_LEFT_OUT,
            /one\.json:\d+:9 changeSummary\.same: \d+ of \d+ unchanged resources are missing from the steps/,
        ],
        [
            "a preview that failed",
            FAILED,
            /one\.json:\d+:9 diagnostics\[0\]: the preview failed: error: no credentials/,
        ],
    ];
    for (const [given, text, said] of wrong) {
        it(`given ${given}, names the file, the place and what was expected, and exits with 2`, async () => {
            folder.write({ "two.json": STATE });
            folder.write({ "one.json": text });
            const args = ["--plan", "one.json", "--plan", "two.json"];
            const { code, stderr, stdout } = await runCli(["parity", ...args], { cwd: folder.path });
            assert.equal(code, 2, stdout);
            assert.match(stderr, said);
        });
    }

    it("given faults of several files and of the ledger, names them all at once", async () => {
        folder.write({ "one.json": OLD, "two.json": "[]", "differences.yaml": "- at: app/jobs#size\n" });
        const args = ["--plan", "one.json", "--plan", "two.json", "--plan", "missing.json"];
        const { code, stderr } = await runCli(["parity", ...args], { cwd: folder.path });
        assert.equal(code, 2);
        for (const said of [
            /one\.json:2:5 version/,
            /two\.json: got a list/,
            /missing\.json: ENOENT/,
            /differences\.yaml:1 \[0\]\.class/,
        ])
            assert.match(stderr, said);
    });

    it("given one stack twice, or one file twice, says so", async () => {
        folder.write({ "one.json": STATE, "two.json": STATE });
        for (const second of ["one.json", "two.json"]) {
            const args = ["--plan", "one.json", "--plan", second];
            const { code, stderr } = await runCli(["parity", ...args], { cwd: folder.path });
            assert.equal(code, 2);
            assert.ok(stderr.includes(`--plan ${second}: got stack staging, which one.json is of too`), stderr);
        }
    });

    it("given secrets that are encrypted, compares no ciphertext and shows none", async () => {
        const ciphertext = /"ciphertext": "([^"]+)"/.exec(STATE)?.[1] ?? assert.fail("no secret is encrypted");
        folder.write({ "one.json": STATE, "two.json": OTHER_STATE.replaceAll(ciphertext, "v1:another") });
        const args = ["--plan", "one.json", "--plan", "two.json", "--format", "json"];
        const { stdout, stderr } = await runCli(["parity", ...args], { cwd: folder.path });
        assert.equal(stderr, "");
        assert.doesNotMatch(stdout, /ciphertext|v1:another|masterPassword/);
    });

    it("given secrets in plain, as after --show-secrets, shows none in any format", async () => {
        const plain = (text: string) =>
            text.replaceAll(/"ciphertext": "[^"]+"/g, `"plaintext": "\\"hunter2-hunter2\\""`);
        folder.write({ "one.json": plain(STATE), "two.json": plain(OTHER_STATE) });
        for (const format of ["text", "json", "markdown", "html"]) {
            const args = ["--plan", "one.json", "--plan", "two.json", "--format", format];
            const { code, stdout, stderr } = await runCli(["parity", ...args], { cwd: folder.path });
            assert.equal(code, 1, "one password for two environments is a fault");
            assert.doesNotMatch(stdout + stderr, /hunter2/, format);
        }
    });
});
