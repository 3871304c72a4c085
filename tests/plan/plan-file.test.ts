import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { type Fault, UsageError } from "../../plan/faults";
import { readPlanFile } from "../../plan/plan-file";
import { removeFolder } from "../support/remove-folder";
import { CAPTURED } from "./captured";

const PREVIEW = path.join(CAPTURED, "real-small.staging.preview.json");
const STATE = path.join(CAPTURED, "real-small.staging.state.json");
const EXPECTED = "expected the output of `pulumi preview --json --show-sames` or of `pulumi stack export`";

describe("readPlanFile", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "stagewright-plan-"));
    });
    afterEach(() => {
        removeFolder(folder);
    });

    function write(content: string | Buffer): string {
        const file = path.join(folder, "plan.json");
        writeFileSync(file, content);
        return file;
    }

    async function faultOf(file: string): Promise<Fault> {
        try {
            await readPlanFile(file);
        } catch (error) {
            assert(error instanceof UsageError);
            const [fault] = error.faults;
            return fault ?? assert.fail(error.message);
        }
        return assert.fail("read without a fault");
    }

    it("given a preview's JSON, reads a preview", async () => {
        assert.equal((await readPlanFile(PREVIEW)).source, "preview");
    });

    it("given an exported state, reads a state", async () => {
        assert.equal((await readPlanFile(STATE)).source, "state");
    });

    it("given a byte order mark or the UTF-16 of PowerShell, reads the same plan", async () => {
        const text = readFileSync(PREVIEW, "utf8");
        const expected = await readPlanFile(PREVIEW);
        assert.deepEqual(await readPlanFile(write(`\ufeff${text}`)), expected);
        assert.deepEqual(await readPlanFile(write(Buffer.from(`\ufeff${text}`, "utf16le"))), expected);
    });

    it("given a file that is cut off, says so with the last position", async () => {
        const file = write('{\n  "steps": [');
        assert.deepEqual(await faultOf(file), {
            at: `${file}:2:13`,
            message: `the JSON ends too early, the file is cut off; ${EXPECTED}`,
        });
    });

    it("given text in front of the JSON, repeats none of it", async () => {
        const file = write('Previewing update (hunter2)\n{"steps": []}');
        const { at, message } = await faultOf(file);
        // Newer versions of Node add the position.
        assert(at.startsWith(file));
        assert.equal(message, `not JSON (Unexpected token 'P'); ${EXPECTED}`);
    });

    it("given a fault in the middle, names line and column", async () => {
        const file = write('{\n  "steps": [1 2]\n}');
        assert.equal((await faultOf(file)).at, `${file}:2:15`);
    });

    it("given a text that is cut off, says so", async () => {
        const file = write('{"steps": "abc');
        assert.match((await faultOf(file)).message, /^the JSON ends too early/);
    });

    it("given a file that is empty, says so", async () => {
        const file = write(" \n");
        assert.deepEqual(await faultOf(file), { at: file, message: `the file is empty, ${EXPECTED}` });
    });

    it("given no file, names it", async () => {
        const file = path.join(folder, "missing.json");
        const { at, message } = await faultOf(file);
        assert.equal(at, file);
        assert.match(message, /^ENOENT: no such file/);
    });

    for (const [what, text, found] of [
        ["a list", "[]", "a list"],
        ["null", "null", "null"],
        ["a text", '"plan"', "a string"],
        ["an empty object", "{}", "an object with no keys"],
        ["another object", '{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}', "an object with the keys a, b, c, d, e, ..."],
        ["a backend's checkpoint", '{"version":3,"checkpoint":{}}', "a backend's own checkpoint"],
        ["an update plan", '{"resourcePlans":{}}', "an update plan (`--save-plan`)"],
        ["a report of ours", '{"schema":"stagewright.check/1"}', "a report of stagewright"],
        ["a page", "<!doctype html><html></html>", "HTML or XML"],
        ["a log of events", '{"sequence":0}\n{"sequence":1}\n', "a log of events, one in a line"],
    ] as const) {
        it(`given ${what}, says what it is and what was expected`, async () => {
            const file = write(text);
            assert.deepEqual(await faultOf(file), { at: file, message: `got ${found}, ${EXPECTED}` });
        });
    }

    it("given a backend's compressed file, says so", async () => {
        const file = write(gzipSync(readFileSync(STATE)));
        assert.deepEqual(await faultOf(file), {
            at: file,
            message: `got a compressed file, as backends keep their checkpoints; ${EXPECTED}`,
        });
    });

    for (const [what, text, at] of [
        ["a state of another version", '{\n  "version": 2,\n  "deployment": {}\n}', "2:3 version"],
        [
            "a state whose update was interrupted",
            '{\n "version": 3,\n "deployment": {\n  "pending_operations": [\n   { "type": "creating", "resource": { "urn": "u" } }]}}',
            "5:4 deployment.pending_operations[0]",
        ],
        ["a state without resources", '{ "version": 3,\n "deployment": {} }', "1:1 the document"],
        [
            "a preview that failed",
            '{\n "diagnostics": [\n  { "severity": "error", "message": "no" }], "steps": []}',
            "3:3 diagnostics[0]",
        ],
        ["a preview of another shape", '{"steps": [\n {"op": 7}]}', "2:3 steps[0].op"],
    ] as const) {
        it(`given ${what}, names file, line and place`, async () => {
            const file = write(text);
            assert.equal((await faultOf(file)).at, `${file}:${at}`);
        });
    }
});
