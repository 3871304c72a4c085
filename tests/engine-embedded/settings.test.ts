import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { listStacks, readProject } from "../../engine";
import { allowedEnvironment } from "../../engine/environment";
import type { Answers } from "../../engine/monitor/settings";
import { readStackConfig } from "../../engine/stack-config";
import { plainly } from "../support/plan";
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
            backend: undefined,
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

    for (const [written, text] of [
        ["2027-03-03", "2027-03-03 00:00:00 +0000 UTC"],
        ["2027-3-3", "2027-03-03 00:00:00 +0000 UTC"],
        ["2027-03-03T10:00:00Z", "2027-03-03 10:00:00 +0000 UTC"],
        ["2027-03-03 10:00:00", "2027-03-03 10:00:00 +0000 UTC"],
        ["2027-03-03T10:00:00.250Z", "2027-03-03 10:00:00.25 +0000 UTC"],
        ["2027-03-03T10:00:00+02:00", "2027-03-03 10:00:00 +0200 +0200"],
        ['"2027-03-03"', "2027-03-03"],
        ["2027-02-30", "2027-02-30"],
        ["2027-03-03 late", "2027-03-03 late"],
        ["2027-03", "2027-03"],
    ] as const) {
        it(`given the date ${written}, hands it over as the CLI does, alone and inside of an object`, () => {
            write({
                "Pulumi.yaml": PROJECT,
                "Pulumi.dev.yaml": `config:\n  shop:one: ${written}\n  shop:many:\n    - on: ${written}\n      2027-03-03: key\n`,
            });

            const { values } = readStackConfig(readProject(folder), "dev");

            assert.equal(values["shop:one"], text);
            assert.equal(values["shop:many"], JSON.stringify([{ on: text, "2027-03-03": "key" }]));
        });
    }

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
            "  needed: { type: integer }",
            "",
        ].join("\n");
        const { values, secretKeys } = read("config:\n  own: stack\n  needed: 1\n", project);

        assert.deepEqual(values, {
            "shop:size": "2",
            "shop:name": "plain",
            "shop:flag": "false",
            "aws:region": "eu-central-1",
            "shop:own": "stack",
            "shop:needed": "1",
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
            KUBECONFIG: "/home/user/.kube/config",
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
