import assert from "node:assert/strict";
import { createCipheriv, pbkdf2Sync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { FACTS_DOCUMENT, type FactsDocument } from "../../cli/facts/document";
import { schemaFaults } from "./schema";
import { type CliRun, runCli, TestFolder } from "./support";

const KEY = randomBytes(32).toString("hex");
const PASSWORD = "k9Xw2Qm7Tz4bR8vN";

/** A program with a secret setting of its own, one that it makes, and one that it writes down. */
const QUAY = `const aws = require("@pulumi/aws");
const { Config, getStack, secret } = require("@pulumi/pulumi");
const random = require("@pulumi/random");
const config = new Config();
const made = new random.RandomPassword("made", { length: 24 });
new aws.ssm.Parameter("made", { type: "SecureString", value: made.result });
new aws.ssm.Parameter("token", { type: "SecureString", value: config.getSecret("token") ?? secret("${PASSWORD}") });
`;

const OWNER_ONLY = 0o600;

describe("stagewright facts", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder().writeProject(QUAY, { "Pulumi.staging.yaml": "{}\n", "Pulumi.prod.yaml": "{}\n" });
    });
    afterEach(() => {
        folder.remove();
    });
    const facts = (
        args: readonly string[],
        env: Readonly<Record<string, string>> = { STAGEWRIGHT_FACTS_KEY: KEY },
    ): Promise<CliRun> => runCli(["facts", ...args], { cwd: folder.path, env });
    const written = (name = "facts.json") => JSON.parse(folder.read(name)) as FactsDocument;
    const TO_FILE = ["--stack", "staging", "--run", "4711", "--output", "facts.json"];

    it("given a stack, writes what its schema describes, for its owner alone", async () => {
        const { code, stderr, stdout } = await facts(TO_FILE);
        assert.equal(stderr, "");
        assert.equal(code, 0);
        const document = written();
        assert.deepEqual(schemaFaults("facts.schema.json", document), []);
        assert.ok(FACTS_DOCUMENT.safeParse(document).success);
        assert.equal(statSync(folder.file("facts.json")).mode & 0o777, OWNER_ONLY);
        assert.deepEqual(
            [
                document.run,
                document.project,
                document.stack,
                document.class,
                document.credentials.map(({ at }) => at),
                document.own.filter(({ at }) => at.endsWith("#value")),
                document.unread,
            ],
            ["4711", "quay", "staging", "staging", [[{ path: "token#value" }]], [{ at: "made#value", by: "made" }], []],
        );
        assert.match(stdout, /^Wrote facts\.json {2}staging, run 4711\n {2}1 credential, /);
        assert.ok(!JSON.stringify(document).includes(PASSWORD));
    });

    it("given a file that everybody may read, leaves one for its owner alone", async () => {
        folder.write({ "facts.json": "{}" });
        chmodSync(folder.file("facts.json"), 0o644);
        assert.equal((await facts(TO_FILE)).code, 0);
        assert.equal(statSync(folder.file("facts.json")).mode & 0o777, OWNER_ONLY);
    });

    it("given the same twice, writes the same; given another run or key, no digest alike", async () => {
        const runs = [];
        for (const [run, key] of [
            ["4711", KEY],
            ["4711", KEY],
            ["4712", KEY],
            ["4711", randomBytes(32).toString("base64")],
        ] as const) {
            await facts(["--stack", "staging", "--run", run, "--output", "facts.json"], { STAGEWRIGHT_FACTS_KEY: key });
            runs.push(folder.read("facts.json"));
        }
        assert.equal(runs[0], runs[1]);
        const digests = [runs[0], runs[2], runs[3]].map(
            text => (JSON.parse(text ?? "") as FactsDocument).credentials[0]?.digest,
        );
        assert.equal(new Set(digests).size, 3);
    });

    it("given a key in a file, reads it; given one in both places, refuses", async () => {
        folder.write({ key: `${KEY}\n` });
        chmodSync(folder.file("key"), OWNER_ONLY);
        assert.equal((await facts([...TO_FILE, "--key-file", "key"], {})).code, 0);
        const both = await facts([...TO_FILE, "--key-file", "key"]);
        assert.equal(both.code, 2);
        assert.match(both.stderr, /--key-file and STAGEWRIGHT_FACTS_KEY: both say what the key is/);
    });

    it("given a link to a file for its owner alone, reads it", async () => {
        folder.write({ key: KEY });
        chmodSync(folder.file("key"), 0o400);
        symlinkSync("key", folder.file("link"));
        assert.equal((await facts([...TO_FILE, "--key-file", "link"], {})).code, 0);
    });

    for (const [given, args, env, expected] of [
        [
            "no key",
            TO_FILE,
            {},
            /STAGEWRIGHT_FACTS_KEY: is not set; expected the key of the pipeline there or in a file that --key-file names/,
        ],
        ["an empty key", TO_FILE, { STAGEWRIGHT_FACTS_KEY: "" }, /STAGEWRIGHT_FACTS_KEY: is not set/],
        [
            "a short key",
            TO_FILE,
            { STAGEWRIGHT_FACTS_KEY: KEY.slice(2) },
            /STAGEWRIGHT_FACTS_KEY: it has 248 bits, and 256 are the least/,
        ],
        [
            "a key of words",
            TO_FILE,
            { STAGEWRIGHT_FACTS_KEY: "my key" },
            /STAGEWRIGHT_FACTS_KEY: it is neither hexadecimal nor base64/,
        ],
        [
            "a key of zeros",
            TO_FILE,
            { STAGEWRIGHT_FACTS_KEY: "0".repeat(64) },
            /it repeats a few bytes, so it is not random/,
        ],
        [
            "a key file that is missing",
            [...TO_FILE, "--key-file", "none"],
            {},
            /--key-file none: ENOENT: no such file or directory/,
        ],
        [
            "a folder for a key file",
            [...TO_FILE, "--key-file", "."],
            {},
            /--key-file \.: (it is no regular file|EISDIR)/,
        ],
        [
            "a key file for everybody",
            [...TO_FILE, "--key-file", "open"],
            {},
            /--key-file open: others than its owner may get at it \(mode 0644\); expected 0600 or 0400: chmod 600 open/,
        ],
        ["a key file for a group", [...TO_FILE, "--key-file", "group"], {}, /\(mode 0640\)/],
        [
            "no run",
            ["--stack", "staging", "--output", "facts.json"],
            { STAGEWRIGHT_FACTS_KEY: KEY },
            /--run: expected the name of the run/,
        ],
        [
            "a run that is no name",
            ["--stack", "staging", "--run", "a b", "--output", "facts.json"],
            { STAGEWRIGHT_FACTS_KEY: KEY },
            /--run: expected 1 to 200 letters/,
        ],
        [
            "two stacks",
            ["--run", "1", "--output", "facts.json"],
            { STAGEWRIGHT_FACTS_KEY: KEY },
            /expected one, as in --stack staging; got 2: prod, staging/,
        ],
        [
            "no output",
            ["--stack", "staging", "--run", "1"],
            { STAGEWRIGHT_FACTS_KEY: KEY },
            /required option '--output <file>' not specified/,
        ],
        [
            "an output that cannot be written",
            ["--stack", "staging", "--run", "1", "--output", "none/facts.json"],
            { STAGEWRIGHT_FACTS_KEY: KEY },
            /--output none\/facts\.json: the folder .* does not exist/,
        ],
        [
            "a stack that does not exist",
            ["--stack", "stagin", "--run", "1", "--output", "facts.json"],
            { STAGEWRIGHT_FACTS_KEY: KEY },
            /did you mean staging\?/,
        ],
        [
            "a word for an option",
            ["staging", "--run", "1", "--output", "facts.json"],
            { STAGEWRIGHT_FACTS_KEY: KEY },
            /unexpected 'staging'/,
        ],
    ] as const) {
        it(`given ${given}, fails and leaves no file`, async () => {
            folder.write({ open: KEY, group: KEY });
            chmodSync(folder.file("open"), 0o644);
            chmodSync(folder.file("group"), 0o640);
            const before = readdirSync(folder.path);
            const { code, stderr, stdout } = await facts(args, env);
            assert.equal(code, 2, stderr);
            assert.match(stderr, expected);
            assert.equal(stdout, "");
            assert.deepEqual(readdirSync(folder.path), before);
            assert.ok(!stderr.includes(KEY.slice(2, 20)));
        });
    }

    it("given a pipeline that names its runs, takes its name; a variable of ours goes before, the flag before both", async () => {
        const run = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
            await facts(["--stack", "staging", "--output", "facts.json", ...args], {
                STAGEWRIGHT_FACTS_KEY: KEY,
                ...env,
            });
            return written().run;
        };
        assert.equal(await run([], { GITHUB_RUN_ID: "99" }), "99");
        assert.equal(await run([], { GITHUB_RUN_ID: "99", STAGEWRIGHT_RUN: "ours" }), "ours");
        assert.equal(await run(["--run", "flag"], { GITHUB_RUN_ID: "99", STAGEWRIGHT_RUN: "ours" }), "flag");
    });

    it("given an exported state, says of it what stands in it", async () => {
        const urn = "urn:pulumi:live::quay::aws:rds/cluster:Cluster::orders";
        const state = {
            version: 3,
            deployment: {
                secrets_providers: { type: "passphrase", state: { salt: "v1:a:v1:b:c" } },
                resources: [
                    { urn, type: "aws:rds/cluster:Cluster", custom: true, inputs: { masterPassword: PASSWORD } },
                ],
            },
        };
        folder.write({ "state.json": JSON.stringify(state) });
        const { code, stderr } = await facts(["--plan", "state.json", "--run", "1", "--output", "facts.json"]);
        assert.equal(code, 0, stderr);
        const { class: kind, credentials, stack, storage } = written();
        assert.deepEqual([stack, kind, credentials.length], ["live", "production", 1]);
        assert.equal(storage.secretsProvider?.kind, "passphrase");
        assert.ok(!folder.read("facts.json").includes("v1:a"));
    });

    describe("given settings that a passphrase encrypts", () => {
        const PASSPHRASE = "pL3sD6fG9hJ2kM5nQ8rT";
        const salt = randomBytes(8);
        const key = pbkdf2Sync(PASSPHRASE, salt, 1_000_000, 32, "sha256");
        const sealed = (text: string) => {
            const nonce = randomBytes(12);
            const cipher = createCipheriv("aes-256-gcm", key, nonce);
            const bytes = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
            return `v1:${nonce.toString("base64")}:${bytes.toString("base64")}`;
        };
        const stackFile = `encryptionsalt: v1:${salt.toString("base64")}:${sealed("pulumi")}
config:
  quay:token:
    secure: ${sealed(PASSWORD)}
  quay:hook:
    url: https://hook.example
    key: { secure: ${sealed("hY7gT5rF4eD3sW2q")} }
`;
        const at = ({ credentials }: FactsDocument) =>
            credentials.flatMap(one => one.at.map(({ form, path }) => `${path} ${form ?? ""}`)).sort();

        it("opens them with the passphrase of the environment, in a variable or a file, and no program sees it", async () => {
            folder.write({
                "Pulumi.staging.yaml": stackFile,
                passphrase: `${PASSPHRASE}\n`,
                "index.js": `${QUAY}if (process.env.PULUMI_CONFIG_PASSPHRASE || process.env.PULUMI_CONFIG_PASSPHRASE_FILE) throw new Error("seen");`,
            });
            for (const [variable, value] of [
                ["PULUMI_CONFIG_PASSPHRASE", PASSPHRASE],
                ["PULUMI_CONFIG_PASSPHRASE_FILE", folder.file("passphrase")],
            ] as const) {
                const { code, stderr } = await facts(TO_FILE, { STAGEWRIGHT_FACTS_KEY: KEY, [variable]: value });
                assert.equal(code, 0, stderr);
                assert.deepEqual(at(written()), ["config#quay:hook JSON key", "config#quay:token "]);
                assert.deepEqual(written().unread, []);
            }
        });

        it("leaves them undecided without one, and fails with another", async () => {
            folder.write({ "Pulumi.staging.yaml": stackFile });
            assert.equal((await facts(TO_FILE)).code, 0);
            assert.deepEqual(
                written().unread.map(({ at: path, why }) => `${path} ${why}`),
                ["config#quay:hook encrypted", "config#quay:token encrypted"],
            );
            const { code, stderr } = await facts(TO_FILE, {
                STAGEWRIGHT_FACTS_KEY: KEY,
                PULUMI_CONFIG_PASSPHRASE: "another",
            });
            assert.equal(code, 2);
            assert.match(stderr, /PULUMI_CONFIG_PASSPHRASE: is not the passphrase of Pulumi\.staging\.yaml/);
        });
    });

    it("given a folder in the place of the output, fails and leaves it", async () => {
        mkdirSync(folder.file("facts.json"));
        writeFileSync(folder.file("facts.json/kept"), "");
        const { code, stderr } = await facts(TO_FILE);
        assert.equal(code, 2);
        assert.match(stderr, /it is no regular file/);
        assert.ok(existsSync(folder.file("facts.json/kept")));
    });
});
