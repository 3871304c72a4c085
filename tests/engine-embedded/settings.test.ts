import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { listStacks, readProject } from "../../engine";
import { allowedEnvironment } from "../../engine/environment";
import type { Answers } from "../../engine/monitor/settings";
import { findEntry } from "../../engine/program-entry";
import { readStackConfig } from "../../engine/stack-config";
import { languageSetup } from "../../engine/typescript";
import { plainly } from "../support/plan";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stagewright-"));
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
    for (const [name, content] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), content);
    }
}

const PROJECT = "name: shop\nruntime: nodejs\n";

describe("project", () => {
    it("given only a name and a runtime, runs the project's own folder as Pulumi does", () => {
        write({ "Pulumi.yaml": PROJECT });

        assert.deepEqual(readProject(folder), {
            name: "shop",
            folder,
            file: "Pulumi.yaml",
            programFolder: folder,
            entry: ".",
            nodeArguments: [],
            typescript: true,
            tsconfig: undefined,
            stackFolder: folder,
            config: {},
        });
    });

    it("given every option, honours it", () => {
        write({
            "Pulumi.yml": [
                "name: shop",
                "main: app/start.js",
                "stackConfigDir: stacks",
                "runtime:",
                "  name: nodejs",
                "  options:",
                "    typescript: false",
                "    tsconfig: tsconfig.infra.json",
                `    nodeargs: "--title 'my shop' --require \\"a b\\" -r c"`,
                "config:",
                "  aws:region: eu-central-1",
            ].join("\n"),
            "app/start.js": "",
            "stacks/Pulumi.dev.yaml": "",
            "stacks/Pulumi.a.b.yml": "",
            "stacks/Pulumi.yaml": "",
            "Pulumi.elsewhere.yaml": "",
        });
        const project = readProject(folder);

        assert.deepEqual(project.nodeArguments, ["--title", "my shop", "--require", "a b", "-r", "c"]);
        assert.deepEqual([project.programFolder, project.entry], [path.join(folder, "app"), "start.js"]);
        assert.deepEqual([project.typescript, project.tsconfig], [false, "tsconfig.infra.json"]);
        assert.deepEqual(project.config, { "aws:region": "eu-central-1" });
        assert.deepEqual(listStacks(folder), ["a.b", "dev"]);
    });

    it("given the program's folder, runs that folder", () => {
        write({ "Pulumi.yaml": `${PROJECT}main: ./app/\n`, "app/index.js": "" });
        const { programFolder, entry } = readProject(folder);

        assert.deepEqual([programFolder, entry], [path.join(folder, "app"), "."]);
    });

    it("given a folder of stacks that is not there, has no stacks", () => {
        write({ "Pulumi.yaml": `${PROJECT}stackConfigDir: stacks\n` });
        assert.deepEqual(listStacks(folder), []);
    });
});

describe("stack configuration", () => {
    const read = (stack: string, project = PROJECT, answers?: Answers) => {
        write({ "Pulumi.yaml": project, "Pulumi.dev.yaml": stack });
        return readStackConfig(readProject(folder), "dev", answers);
    };

    it("given values of every kind, hands them over as text", () => {
        const { values, secretKeys } = read(
            [
                "config:",
                "  text: words",
                "  shop:number: 3",
                "  shop:config:old: true",
                "  aws:allowedAccountIds: ['111122223333', 444455556666]",
                "  big: 123456789012345678",
                "  share: 0.5",
                "  nothing:",
                "  nested: { a: { b: [1, null] } }",
            ].join("\n"),
        );

        assert.deepEqual(values, {
            "shop:text": "words",
            "shop:number": "3",
            "shop:old": "true",
            "aws:allowedAccountIds": '["111122223333",444455556666]',
            "shop:big": '"123456789012345678"',
            "shop:share": "0.5",
            "shop:nothing": "",
            "shop:nested": '{"a":{"b":[1,null]}}',
        });
        assert.deepEqual(secretKeys, []);
    });

    it("given an empty file, has no settings", () => {
        assert.deepEqual(read("").values, {});
    });

    it("given an encrypted value, hands over a stand-in of its own for each place", () => {
        const config = read(
            "config:\n  pin: { secure: x }\n  db: { host: h, users: [{ secure: y }, { secure: y }] }\n",
        );

        assert.deepEqual(config.secretKeys, ["shop:pin", "shop:db"]);
        assert.deepEqual(plainly(config.planned), {
            "shop:pin": { secret: "<unknown>" },
            "shop:db": { secret: "<unknown>" },
        });
        const { host, users } = JSON.parse(config.values["shop:db"]!) as { host: string; users: string[] };
        assert.equal(host, "h");
        assert.equal(new Set([...users, config.values["shop:pin"]]).size, 3);
        assert.equal(config.sentinels.get(config.values["shop:pin"]!), "shop:pin");
        assert.equal(config.sentinels.get(users[1]!), "shop:db.users[1]");
        assert.deepEqual(
            config.gaps.map(({ kind, subject }) => [kind, subject]),
            [
                ["encrypted-config", "shop:pin"],
                ["encrypted-config", "shop:db"],
            ],
        );
    });

    it("given the same setting twice, hands over the same stand-in", () => {
        const once = read("config:\n  pin: { secure: x }\n");
        assert.deepEqual(read("config:\n  pin: { secure: other }\n").values, once.values);
    });

    it("given a supplied stand-in, hands that over and still marks it secret", () => {
        const config = read("config:\n  pin: { secure: x }\n", PROJECT, { settings: { "shop:pin": 1234 } });

        assert.deepEqual([config.values, config.secretKeys], [{ "shop:pin": "1234" }, ["shop:pin"]]);
        assert.deepEqual(plainly(config.planned), { "shop:pin": { secret: "1234" } });
        assert.deepEqual(
            config.gaps.map(({ kind }) => kind),
            ["supplied-answer"],
        );
    });

    it("given defaults of the project, the stack's own values win", () => {
        const project = [
            PROJECT,
            "config:",
            "  size: { type: integer, default: 2 }",
            "  shop:name: { default: plain, secret: true }",
            "  flag: false",
            "  own: { default: project }",
            "  aws:region: { value: eu-central-1 }",
            "  other:undeclared: { type: string }",
            "",
        ].join("\n");
        const { values, secretKeys } = read("config:\n  own: stack\n", project);

        assert.deepEqual(values, {
            "shop:size": "2",
            "shop:name": "plain",
            "shop:flag": "false",
            "aws:region": "eu-central-1",
            "shop:own": "stack",
        });
        assert.deepEqual(secretKeys, ["shop:name"]);
    });

    for (const [given, text, subjects] of [
        ["a list", "environment: [a, { b: { merge: false } }]", ["a", "b"]],
        [
            "imports and values",
            "environment: { imports: [a], values: { x: 1 } }",
            ["a", "(written in the stack's file)"],
        ],
        ["none", "config: {}", []],
    ] as const) {
        it(`given ESC environments as ${given}, lists each as unread`, () => {
            const { gaps } = read(text);
            assert.deepEqual(
                gaps.map(({ subject }) => subject),
                subjects,
            );
            assert(gaps.every(({ kind, mayChangeShape }) => kind === "esc-environment" && mayChangeShape));
        });
    }
});

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

describe("environment of a program", () => {
    it("given the caller's variables, hands on what a program needs and nothing that opens a door", () => {
        const caller = {
            PATH: "/bin",
            LC_ALL: "C",
            TZ: "UTC",
            EMPTY: undefined,
            AWS_PROFILE: "prod",
            AWS_ACCESS_KEY_ID: "key",
            PULUMI_CONFIG: "{}",
            PULUMI_ACCESS_TOKEN: "token",
            NODE_OPTIONS: "--require evil",
            GITHUB_TOKEN: "token",
            KUBECONFIG: "/root/.kube/config",
        };

        assert.deepEqual(allowedEnvironment(caller), {
            PATH: "/bin",
            LC_ALL: "C",
            TZ: "UTC",
            AWS_CONFIG_FILE: "/dev/null",
            AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
            AWS_EC2_METADATA_DISABLED: "true",
        });
    });
});
