import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { readProject } from "../../engine";
import { findEntry } from "../../engine/program-entry";
import { languageSetup } from "../../engine/typescript";
import { removeFolder } from "../support/remove-folder";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stagewright-"));
});
afterEach(() => {
    removeFolder(folder);
});

function write(files: Readonly<Record<string, string>>): void {
    for (const [name, content] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), content);
    }
}

describe("program entry", () => {
    const entry = (files: Readonly<Record<string, string>>, name = ".") => {
        write(files);
        const { isModule, file } = findEntry(folder, name);
        return [file === undefined ? undefined : path.relative(folder, file), isModule];
    };
    const manifest = (fields: object) => ({ "package.json": JSON.stringify(fields) });

    for (const [given, files, expected] of [
        ["an index in JavaScript and in TypeScript", { "index.ts": "", "index.js": "" }, ["index.js", false]],
        ["an index in TypeScript", { "index.ts": "" }, ["index.ts", false]],
        ["no index", {}, [undefined, false]],
        ["a main", { ...manifest({ main: "a.js" }), "a.js": "" }, ["a.js", false]],
        ["a main without its ending", { ...manifest({ main: "a" }), "a.js": "", "index.js": "" }, ["index.js", false]],
        ["a main that is not there", { ...manifest({ main: "b.js" }), "index.js": "" }, ["index.js", false]],
        ["a main that is a folder", { ...manifest({ main: "lib" }), "lib/index.js": "" }, ["lib/index.js", false]],
        ["exports of one file", { ...manifest({ exports: "./a.mjs", type: "module" }), "a.mjs": "" }, ["a.mjs", true]],
        ["exports by name", { ...manifest({ exports: { ".": "./a.js" } }), "a.js": "" }, ["a.js", false]],
        [
            "exports by condition",
            { ...manifest({ exports: { ".": { require: "./a.js" } } }), "a.js": "" },
            ["a.js", false],
        ],
        [
            "exports of parts only",
            { ...manifest({ exports: { "./part": "./a.js" } }), "index.js": "" },
            ["index.js", false],
        ],
        ["a manifest in YAML", { "package.yaml": "type: module\nmain: a.js\n", "a.js": "" }, ["a.js", true]],
        ["a manifest that does not parse", { "package.json": "{", "index.js": "" }, ["index.js", false]],
    ] as const) {
        it(`given ${given}, finds what Pulumi's runner runs`, () => {
            assert.deepEqual(entry("package.yaml" in files ? files : { "package.json": "{}", ...files }), expected);
        });
    }

    it("given a file, finds that file with or without its ending", () => {
        assert.deepEqual(entry({ "package.json": "{}", "start.ts": "" }, "start.ts"), ["start.ts", false]);
        assert.deepEqual(entry({}, "start"), ["start.ts", false]);
    });
});

describe("language setup", () => {
    const setup = async (options: string, files: Readonly<Record<string, string>>, levers = true) => {
        write({
            "package.json": "{}",
            ...files,
            "Pulumi.yaml": `name: shop\nruntime: { name: nodejs, options: { ${options} } }\n`,
        });
        const { nodeArguments, env, settings } = await languageSetup(readProject(folder), levers);
        return {
            nodeArguments,
            env,
            transpiled:
                settings.transpiled &&
                Object.keys(settings.transpiled)
                    .map(file => path.relative(folder, file))
                    .sort(),
        };
    };
    const SOURCE = {
        "index.ts": 'import "./parts/a"; import "left-pad";',
        "parts/a.ts": 'import "./b";',
        "parts/b.tsx": "export {};",
    };
    const OFF = { PULUMI_NODEJS_TYPESCRIPT: "false" };
    const OFFICIAL = { PULUMI_NODEJS_TYPESCRIPT: "true", PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

    it("given TypeScript, transpiles all that it imports beforehand", async () => {
        assert.deepEqual(await setup("", SOURCE), {
            nodeArguments: [],
            env: OFF,
            transpiled: ["index.ts", "parts/a.ts", "parts/b.tsx"],
        });
    });

    for (const nodeargs of ["--require tsx/cjs", "-r tsx/cjs", "--require=tsx/cjs"]) {
        it(`given ${nodeargs}, does its work without it`, async () => {
            const given = await setup(`typescript: false, nodeargs: "${nodeargs} --trace-warnings"`, SOURCE);
            assert.deepEqual(given, {
                nodeArguments: ["--trace-warnings"],
                env: OFF,
                transpiled: ["index.ts", "parts/a.ts", "parts/b.tsx"],
            });
        });
    }

    for (const nodeargs of ["--require ts-node/register", "--import=tsx", "--loader @swc-node/register/esm"]) {
        it(`given ${nodeargs}, leaves TypeScript to it`, async () => {
            const { nodeArguments, env, transpiled } = await setup(`nodeargs: "${nodeargs}"`, SOURCE);
            assert.deepEqual([nodeArguments, env, transpiled], [nodeargs.split(" "), OFFICIAL, undefined]);
        });
    }

    it("given arguments that load no language, keeps them", async () => {
        const { nodeArguments, transpiled } = await setup('nodeargs: "--require dotenv/config"', SOURCE);
        assert.deepEqual([nodeArguments, transpiled?.length], [["--require", "dotenv/config"], 3]);
    });

    it("given a program that is to be run as it is, transpiles nothing", async () => {
        assert.deepEqual(await setup("typescript: false", SOURCE), {
            nodeArguments: [],
            env: OFF,
            transpiled: undefined,
        });
    });

    it("given an ES module in JavaScript, needs no TypeScript", async () => {
        const files = { "package.json": '{ "type": "module" }', "index.js": "" };
        assert.deepEqual(await setup("", files), { nodeArguments: [], env: OFF, transpiled: undefined });
    });

    it("given an ES module in TypeScript, leaves it to Pulumi's runner", async () => {
        const files = { "package.json": '{ "type": "module" }', "index.ts": "" };
        assert.deepEqual(await setup("tsconfig: own.json", files), {
            nodeArguments: [],
            env: { ...OFFICIAL, PULUMI_NODEJS_TSCONFIG_PATH: "own.json" },
            transpiled: undefined,
        });
    });

    it("given a syntax that does not parse, leaves the complaint to the program's own run", async () => {
        assert.deepEqual((await setup("", { "index.ts": "const = 1;" })).transpiled, []);
    });

    it("given no levers, asks for exactly what Pulumi.yaml asks for", async () => {
        const given = await setup('typescript: false, nodeargs: "--require tsx/cjs"', SOURCE, false);
        assert.deepEqual(given, { nodeArguments: ["--require", "tsx/cjs"], env: OFF, transpiled: undefined });
    });
});
