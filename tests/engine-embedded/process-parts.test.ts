import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import * as util from "node:util";

import { currentCallForm, observeCallForms } from "../../engine/child/call-forms";
import { guardInspect } from "../../engine/child/inspect-guard";
import { OriginalPositions } from "../../engine/child/original-positions";
import { UNANSWERED_KEY } from "../../engine/functions";
import { failureOf } from "../../engine/failure";
import type { ProcessEnd } from "../../engine/process";
import { filePath, shownPosition } from "../../engine/source-positions";
import { removeFolder } from "../support/remove-folder";

/** Line 1, column 1 of what is run comes from line 5, column 3 of `original.ts`. */
const MAP = JSON.stringify({ version: 3, sources: ["original.ts"], names: [], mappings: "AAIE" });

describe("places in source files", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "stagewright-"));
    });
    afterEach(() => {
        removeFolder(folder);
    });
    const positions = (mapOf: (file: string) => string | undefined = () => undefined) => new OriginalPositions(mapOf);
    const place = (file: string) => ({ file, line: 1, column: 1 });

    it("given a file that was transpiled, finds what was written", () => {
        const file = path.join(folder, "run.ts");
        assert.deepEqual(positions(() => MAP).original(place(file)), {
            file: path.join(folder, "original.ts"),
            line: 5,
            column: 3,
        });
    });

    it("given an address, finds the same", () => {
        const file = path.join(folder, "run.ts");
        assert.equal(positions(() => MAP).original(place(pathToFileURL(file).href)).line, 5);
    });

    for (const [given, comment, beside] of [
        ["a map beside it", "//# sourceMappingURL=run.js.map", MAP],
        [
            "a map inside it",
            `//# sourceMappingURL=data:application/json;base64,${Buffer.from(MAP).toString("base64")}`,
            undefined,
        ],
    ] as const) {
        it(`given compiled JavaScript with ${given}, finds what was written`, () => {
            const file = path.join(folder, "run.js");
            writeFileSync(file, `x();\n${comment}\n`);
            if (beside !== undefined) writeFileSync(`${file}.map`, beside);

            assert.equal(positions().original(place(file)).file, path.join(folder, "original.ts"));
        });
    }

    for (const [given, name, content] of [
        ["without a map", "run.js", "x();\n"],
        ["with a map that is not there", "run.js", "x();\n//# sourceMappingURL=gone.map\n"],
        ["with a map that cannot be read", "run.js", "x();\n//# sourceMappingURL=data:application/json;base64,AAAA\n"],
        [
            "of what others wrote",
            "node_modules/a/run.js",
            `x();\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(MAP).toString("base64")}\n`,
        ],
    ] as const) {
        it(`given a file ${given}, shows the place in the file itself`, () => {
            const file = path.join(folder, name);
            mkdirSync(path.dirname(file), { recursive: true });
            writeFileSync(file, content);

            assert.deepEqual(positions().original(place(file)), place(file));
        });
    }

    it("given a file that is not there, shows the place in it", () => {
        assert.deepEqual(positions().original(place("/nowhere/run.js")), place("/nowhere/run.js"));
    });

    it("given paths and addresses, shows those inside the project relative to it", () => {
        const shown = (uri: string) => shownPosition("/shop", uri, 2, 3);

        assert.deepEqual(shown("file:///shop/a/b.ts"), { file: "a/b.ts", line: 2, column: 3 });
        assert.deepEqual(shown("/shop/a.ts"), { file: "a.ts", line: 2, column: 3 });
        assert.deepEqual(shown("file:///other/a.ts"), { file: "/other/a.ts", line: 2, column: 3 });
        assert.equal(shown("node:internal"), undefined);
        assert.equal(shown(""), undefined);
    });

    it("given an address that was made into one twice, or is none, reads it once or not at all", () => {
        assert.equal(filePath("file:///shop/file:/shop/a.ts"), "/shop/a.ts");
        assert.equal(filePath("file:///shop/%zz"), undefined);
    });
});

describe("inspecting errors on Node 20", () => {
    const { inspect } = util;
    const core = process.getBuiltinModule("node:util") as { inspect: unknown };
    afterEach(() => {
        core.inspect = inspect;
    });

    const looping = () => {
        const error = new Error("sunk");
        error.stack = "Error: sunk\n    at run (/shop/node_modules/@pulumi/config.ts:1:1)";
        return error;
    };

    it("given a frame in a folder of modules without a module, ends soon and says the same", () => {
        guardInspect("20.20.0");
        const started = performance.now();
        const text = (core.inspect as typeof inspect)(looping(), { colors: true });

        assert(performance.now() - started < 1000);
        assert.match(text, /Error: sunk\n {4}at run/);
        assert.doesNotMatch(text, /\u001b/);
    });

    it("given anything but an error, keeps its colours and all that belongs to the function", () => {
        guardInspect("20.20.0");
        const guarded = core.inspect as typeof inspect;

        assert.equal(guarded("text", { colors: true }), "\u001b[32m'text'\u001b[39m");
        assert.equal(guarded({ a: { b: {} } }, false, 0), "{ a: [Object] }");
        assert.equal(guarded.custom, inspect.custom);
    });

    it("given a Node.js that is not affected, changes nothing", () => {
        guardInspect("24.0.0");
        assert.equal(core.inspect, inspect);
    });
});

describe("forms of calling a function", () => {
    const unknown = { __pulumiUnknown: true };
    const seen: string[] = [];
    const respond = (result: unknown) => () => {
        seen.push(currentCallForm());
        return result;
    };
    /** An output as far as the wrapper looks at one. */
    const outputOf = (value: unknown) => ({ apply: (convert: (inner: unknown) => unknown) => convert(value) });
    const unanswered = { [UNANSWERED_KEY]: unknown };
    type Invocations = Record<string, () => unknown>;
    beforeEach(() => seen.splice(0));

    it("given an awaited call without an answer, hands on unknown values and hides what it is", async () => {
        const target: Record<string, unknown> = { invoke: respond(Promise.resolve(unanswered)) };
        observeCallForms([target], { unknown });
        const result = (await (target as Invocations)["invoke"]!()) as Record<string, unknown>;

        assert.deepEqual(seen, ["plain"]);
        assert.equal(result["names"], unknown);
        assert.equal(result["toJSON"], undefined);
        assert.equal(result["__pulumiOutput"], undefined);
        assert.equal(Object.prototype.toString.call(result), "[object Object]");
        assert.deepEqual(Object.values(result), [unknown]);
    });

    it("given an awaited call with an answer, hands it on as it is", async () => {
        const answer = { id: "ami-1" };
        const target: Record<string, unknown> = { invokeSingle: respond(Promise.resolve(answer)) };
        observeCallForms([target], { unknown });

        assert.equal(await (target as Invocations)["invokeSingle"]!(), answer);
    });

    it("given the output form, is unknown as a whole, or as it is", () => {
        const answer = { id: "ami-1" };
        const target: Record<string, unknown> = {
            invokeOutput: respond(outputOf(unanswered)),
            call: respond(outputOf(answer)),
        };
        observeCallForms([target], { unknown });

        assert.equal((target as Invocations)["invokeOutput"]!(), unknown);
        assert.equal((target as Invocations)["call"]!(), answer);
        assert.deepEqual(seen, ["output", "output"]);
        assert.equal(currentCallForm(), "unknown");
    });

    it("given the same functions twice, wraps them once", () => {
        const target: Record<string, unknown> = { invoke: respond(undefined) };
        observeCallForms([target], { unknown });
        const wrapped = target["invoke"];
        observeCallForms([target], { unknown });

        assert.equal(target["invoke"], wrapped);
    });
});

describe("why a program gave no plan", () => {
    const messagesOf = (end: Partial<ProcessEnd>) =>
        failureOf({
            project: {
                name: "shop",
                folder: "/shop",
                file: "Pulumi.yaml",
                programFolder: "/shop/program",
                entry: "index.ts",
                nodeArguments: [],
                typescript: true,
                tsconfig: undefined,
                stackFolder: "/shop",
                config: {},
                backend: undefined,
            },
            stack: "dev",
            config: {
                file: "Pulumi.dev.yaml",
                values: {},
                secretKeys: [],
                sentinels: new Map(),
                planned: {},
                gaps: [],
                storage: { backend: undefined, secretsProvider: undefined },
                encrypted: {},
            },
            events: [],
            end: { code: undefined, signal: undefined, stopped: undefined, output: "", ...end },
            timeoutMs: 120_000,
            memoryMiB: 4096,
        }).faults.map(({ at, message }) => `${at}: ${message}`);

    for (const [given, end, expected] of [
        [
            "a package of an ES module that is not installed",
            {
                code: 1,
                output: "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'left-pad' imported from /shop/program/index.ts",
            },
            "program program/index.ts: the program imports left-pad, which is not installed; run npm install in /shop",
        ],
        [
            "a file by its path that is not there",
            { code: 1, output: "Cannot find module '/shop/program/gone.js'" },
            "program program/index.ts: the program imports /shop/program/gone.js, which does not exist",
        ],
        ["no code at all", {}, "program program/index.ts: the program ended with exit code unknown"],
        [
            "a failure after which it was stopped",
            { stopped: "failed", signal: "SIGKILL" },
            "program program/index.ts: the program was ended by SIGKILL",
        ],
    ] as const) {
        it(`given ${given}, says so`, () => {
            assert.deepEqual(messagesOf(end), [expected]);
        });
    }
});
