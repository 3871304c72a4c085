import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import * as path from "node:path";
import { leakyProgram, leakyProject, Planted } from "./facts-leaks";
import { runCli, TestFolder } from "./support";

/** What a test writes itself, and what is installed. */
const OWN_FILES = /^(?:index\.js|Pulumi\.yaml|node_modules|state\.json|preview\.json|passphrase)$/;

describe("everything that is written", function () {
    this.timeout(120_000);
    const planted = new Planted();
    const key = planted.add("key of the pipeline", randomBytes(32).toString("hex"));
    const passphrase = planted.at("passphrase");
    let folder: TestFolder;

    before(() => {
        folder = new TestFolder().writeProject(leakyProgram(planted), {
            "Pulumi.yaml": leakyProject(planted),
            "Pulumi.staging.yaml": "{}\n",
            "Pulumi.prod.yaml": "{}\n",
            "tmp/kept": "",
        });
    });
    after(() => {
        folder.remove();
    });

    /** Runs a command and searches whatever came of it. @returns its exit code. */
    async function searched(
        args: readonly string[],
        env: Readonly<Record<string, string>> = {},
    ): Promise<number | null> {
        const surroundings = {
            TMPDIR: folder.file("tmp"),
            STAGEWRIGHT_FACTS_KEY: key,
            PULUMI_CONFIG_PASSPHRASE: passphrase,
            ...env,
        };
        const { code, stderr, stdout } = await runCli(args, { cwd: folder.path, env: surroundings });
        const written = filesBelow(folder.path).map(
            file => [file, readFileSync(path.join(folder.path, file), "latin1")] as const,
        );
        const output = args[args.indexOf("--output") + 1];
        if (output?.endsWith(".json") === true && !output.endsWith(".facts.json"))
            rmSync(folder.file(output), { force: true });
        const leaks = [["stdout", stdout] as const, ["stderr", stderr] as const, ...written].flatMap(([where, text]) =>
            planted.foundIn(text).map(leak => `${where}: ${leak}`),
        );
        assert.deepEqual(leaks, [], `${args.join(" ")}: ${stderr.slice(0, 500)}`);
        assert.deepEqual(readdirSync(folder.file("tmp")), ["kept"], "leaves temporary files behind");
        assert.ok(code !== 3, stderr);
        return code;
    }

    function filesBelow(root: string, under = ""): readonly string[] {
        return readdirSync(path.join(root, under)).flatMap(name => {
            const file = path.join(under, name);
            if (under === "" && OWN_FILES.test(name)) return [];
            return statSync(path.join(root, file)).isDirectory() ? filesBelow(root, file) : [file];
        });
    }

    for (const command of [
        ...["text", "json"].flatMap(format => [`check --format ${format}`, `plan --format ${format}`]),
        ...["text", "json", "markdown", "html"].map(format => `parity --format ${format}`),
        ...["text", "json", "markdown", "dot", "mermaid"].map(format => `isolation --format ${format}`),
        ...["check", "plan", "parity", "isolation"].map(name => `${name} --format json --output ${name}.json`),
        "check --timings --strict",
        ...["app#spec", "function#environment", "database#password", "topic#displayName"].map(
            place => `parity explain ${place}`,
        ),
        "parity explain function#environment --format json",
        "isolation explain staging prod",
        "parity --write",
    ]) {
        it(`given ${command}, holds no secret`, async () => {
            const code = await searched(command.split(" "));
            assert.ok(code === 0 || code === 1, String(code));
            rmSync(folder.file("differences.yaml"), { force: true });
        });
    }

    it("given facts and compare, hold no secret", async () => {
        for (const stack of ["staging", "prod"])
            assert.equal(
                await searched(["facts", "--stack", stack, "--run", "1", "--output", `${stack}.facts.json`]),
                0,
            );
        for (const format of ["text", "json", "markdown"])
            assert.equal(await searched(["compare", "staging.facts.json", "prod.facts.json", "--format", format]), 1);
        assert.equal(await searched(["isolation", "--stack", "staging", "--facts", "prod.facts.json"]), 1);
    });

    it("given a key that is broken, holds nothing of it", async () => {
        for (const broken of [key.slice(2), `${key}x`, Buffer.from(key).toString("base64"), `"${key}"`]) {
            const code = await searched(["facts", "--stack", "staging", "--run", "1", "--output", "out.json"], {
                STAGEWRIGHT_FACTS_KEY: broken,
            });
            assert.equal(code, 2);
        }
    });

    it("given a state whose secrets are shown, holds none", async () => {
        const cluster = { masterPassword: planted.at("state"), masterUsername: "app", engine: "aurora-postgresql" };
        const records = (stack: string) => ({
            version: 3,
            deployment: {
                secrets_providers: { type: "passphrase", state: { salt: `v1:${planted.at("salt")}:v1:a:b` } },
                resources: [
                    {
                        urn: `urn:pulumi:${stack}::quay::aws:rds/cluster:Cluster::orders`,
                        type: "aws:rds/cluster:Cluster",
                        custom: true,
                        inputs: cluster,
                        outputs: cluster,
                    },
                    {
                        urn: `urn:pulumi:${stack}::quay::random:index/randomPassword:RandomPassword::made`,
                        type: "random:index/randomPassword:RandomPassword",
                        custom: true,
                        inputs: {},
                        outputs: {
                            result: {
                                "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                                plaintext: JSON.stringify(planted.at("plaintext")),
                            },
                        },
                    },
                ],
            },
        });
        folder.write({
            "state.json": JSON.stringify(records("prod")),
            "preview.json": JSON.stringify(records("staging")),
        });
        const plans = ["--plan", "state.json", "--plan", "preview.json"];
        for (const command of ["check", "plan", "parity", "isolation"]) {
            for (const format of ["text", "json"]) await searched([command, ...plans, "--format", format]);
        }
        assert.equal(await searched(["facts", "--plan", "state.json", "--run", "1", "--output", "out.json"]), 0);
        // A file that is broken is quoted by most parsers.
        folder.write({ "state.json": JSON.stringify(records("prod")).slice(0, -40) });
        assert.equal(await searched(["check", "--plan", "state.json"]), 2);
        folder.write({ "state.json": `{ "deployment": "${planted.at("state")}" }` });
        assert.equal(await searched(["check", "--plan", "state.json"]), 2);
    });

    for (const [given, ending] of [
        [
            "throws an error that quotes what is marked",
            (p: Planted) => `throw new Error("cannot use ${p.at("variable, marked")}");`,
        ],
        [
            "throws an error that quotes a setting",
            (p: Planted) =>
                `throw new Error("cannot use " + process.env.PULUMI_CONFIG + ${JSON.stringify(p.at("setting"))});`,
        ],
        ["takes a secret for a number", () => `config.requireNumber("fromProject");`],
        ["takes a secret for an object", () => `config.requireObject("fromProject");`],
        [
            "throws an error that quotes an address",
            (p: Planted) => `throw new Error("cannot reach postgres://app:${p.at("warning")}@h/d");`,
        ],
        [
            "rejects with what it printed by name",
            (p: Planted) =>
                `Promise.reject(Object.assign(new Error("refused"), { password: ${JSON.stringify(p.at("variable"))} }));`,
        ],
        [
            "fails in apply",
            () => `config.requireSecret("fromProject").apply(text => { throw new Error("no " + text); });`,
        ],
        ["logs an error", (p: Planted) => `pulumi.log.error("refused: token=${p.at("provider, marked")}");`],
        ["ends its process", (p: Planted) => `console.error("password: ${p.at("master password")}"); process.exit(7);`],
    ] as const) {
        it(`given a program that ${given}, holds no secret`, async () => {
            folder.write({ "index.js": `${leakyProgram(planted)}\n${ending(planted)}` });
            try {
                for (const command of ["check", "plan", "parity", "isolation", "facts --stack staging --run 1"])
                    assert.equal(await searched([...command.split(" "), "--output", "out.json"]), 2, command);
            } finally {
                folder.write({ "index.js": leakyProgram(planted) });
            }
        });
    }
});
