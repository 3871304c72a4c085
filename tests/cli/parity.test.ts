import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { schemaFaults } from "./schema";
import { runCli, TestFolder } from "./support";

/** A program of two resources whose size is a setting. */
const QUAY = `const aws = require("@pulumi/aws");
const { Config, getStack } = require("@pulumi/pulumi");
const config = new Config();
const key = new aws.kms.Key("key", { description: "Key of " + getStack() });
new aws.cloudwatch.LogGroup("audit", {
    name: "/" + getStack() + "/audit",
    retentionInDays: config.requireNumber("days"),
    kmsKeyId: key.arn,
});
`;

const stackFile = (days: number) => `config:
  aws:region: eu-central-1
  quay:days: ${days}
`;
const STACKS = { "Pulumi.staging.yaml": stackFile(30), "Pulumi.prod.yaml": stackFile(365) };
const ENTRY = `# Reviewed with the auditors.
- at: audit#retentionInDays
  class: scaled
  values:
    prod: 365
    staging: 30
  reason: staging holds no records that anybody must keep
  owner: quay
  reviewBy: 2027-03-31
`;

describe("stagewright parity", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder().writeProject(QUAY, STACKS);
    });
    afterEach(() => {
        folder.remove();
    });
    const parity = (...args: string[]) => runCli(["parity", ...args], { cwd: folder.path });

    it("given a difference that nobody declared, names it and fails; given its entry, passes", async () => {
        const undeclared = await parity();
        assert.equal(undeclared.stderr, "");
        assert.equal(undeclared.code, 1);
        assert.match(
            undeclared.stdout,
            /retentionInDays is 365 in prod and 30 in staging, and nobody declared it\n {4}audit#retentionInDays/,
        );

        folder.write({ "differences.yaml": ENTRY });
        const declared = await parity();
        assert.equal(declared.code, 0, declared.stdout);
        assert.match(declared.stdout, /^Alike but for what was declared {2}prod and staging\n/);
    });

    it("given --format json, writes what other programs rely on", async () => {
        folder.write({ "differences.yaml": ENTRY });
        const { code, stdout } = await parity("--format", "json");
        const document = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
        assert.equal(code, 0);
        assert.equal(document["schema"], "stagewright.parity/1");
        assert.deepEqual(document["stacks"], [
            { project: "quay", stack: "prod" },
            { project: "quay", stack: "staging" },
        ]);
        assert.deepEqual(document["declared"], [
            {
                at: "audit#retentionInDays",
                entry: "audit#retentionInDays",
                class: "scaled",
                values: { prod: 365, staging: 30 },
                cannotShow: ["anything that needs older records than staging keeps"],
                reason: "staging holds no records that anybody must keep",
                owner: "quay",
                reviewBy: "2027-03-31",
            },
        ]);
        assert.deepEqual(document["findings"], []);
        assert.deepEqual(schemaFaults("parity.schema.json", document), []);
    });

    it("given --write, proposes entries that do not pass until a person fills them in, and keeps what is there", async () => {
        folder.write({ "differences.yaml": "# Ours.\n[]\n" });
        const written = await parity("--write");
        assert.equal(written.code, 0, written.stderr);
        assert.match(written.stdout, /^Proposed 1 in differences.yaml/);
        const text = folder.read("differences.yaml");
        assert.match(text, /^# Ours\.\n/);
        const unfilled = await parity();
        assert.equal(unfilled.code, 2);
        assert.match(
            unfilled.stderr,
            /reason: expected why they differ.*\n.*owner: expected who answers for it.*\n.*reviewBy: expected a date/,
        );

        folder.write({
            "differences.yaml": text
                .replace('reason: ""', "reason: no records")
                .replace('owner: ""', "owner: quay")
                .replace('reviewBy: ""', "reviewBy: 2027-03-31"),
        });
        const filled = await parity();
        assert.equal(filled.code, 0, filled.stdout);
        const again = await parity("--write");
        assert.match(again.stdout, /^Nothing is undeclared/);
    });

    it("given --write on a ledger with comments, anchors and the line ends of Windows, changes no letter of what is there", async () => {
        const ours = `# Ours.\n- at: other#size   # odd   spacing\n  class: scaled\n  values: { prod: 1, staging: 2 }\n  reason: &why 'no records'\n  owner: "quay"\n  reviewBy: 2027-03-31\n- at: third#size\n  class: scaled\n  values: {prod: 1, staging: 2}\n  reason: *why\n  owner: quay\n  reviewBy: 2027-03-31\n`;
        const windows = ours.replaceAll("\n", "\r\n");
        folder.write({ "differences.yaml": windows });
        const { code, stderr } = await parity("--write");
        assert.equal(code, 0, stderr);
        const text = folder.read("differences.yaml");
        assert.ok(text.startsWith(windows), text);
        assert.match(text.slice(windows.length), /^- at: audit#retentionInDays\r\n {2}class: scaled\r\n/);
        assert.doesNotMatch(text, /[^\r]\n/);
    });

    it("given --write on a ledger of comments alone, adds to it", async () => {
        folder.write({ "differences.yaml": "# Nothing yet.\n" });
        const { code, stderr } = await parity("--write");
        assert.equal(code, 0, stderr);
        assert.match(folder.read("differences.yaml"), /^# Nothing yet\.\n+- at: audit#retentionInDays\n/);
    });

    it("given what another resource marks secret in a plain text, shows it nowhere", async () => {
        const program = `${QUAY}const { secret } = require("@pulumi/pulumi");
new aws.ssm.Parameter("token", { type: "SecureString", name: getStack(), value: secret("hunter2-" + getStack()) });
new aws.sqs.Queue("jobs", { tags: { url: "https://u:hunter2-" + getStack() + "@host/" + config.requireNumber("days") } });
`;
        folder.write({ "index.js": program });
        for (const args of [
            [],
            ["--format", "json"],
            ["--format", "markdown"],
            ["--format", "html"],
            ["explain", "jobs#tags"],
            ["explain", "jobs#tags", "--format", "json"],
            ["--write"],
        ]) {
            const { stdout, stderr } = await parity(...args);
            assert.doesNotMatch(stdout + stderr, /hunter2/, args.join(" "));
        }
        const text = folder.read("differences.yaml");
        assert.match(text, /- at: jobs#tags\.url\n {2}class: scaled\n {2}approves: v1-[0-9a-f]{16}\n/);
        assert.doesNotMatch(text, /hunter2/);
    });

    it("given an entry whose day has passed by --today, fails", async () => {
        folder.write({ "differences.yaml": ENTRY });
        assert.equal((await parity("--today", "2027-03-31")).code, 0);
        const due = await parity("--today", "2027-04-01");
        assert.equal(due.code, 1);
        assert.match(due.stdout, /was to be reviewed by 2027-03-31, and today is 2027-04-01/);
    });

    it("given explain and a place, says both values, how they were compared, and what decided", async () => {
        folder.write({ "differences.yaml": ENTRY });
        const size = await parity("explain", "audit#retentionInDays");
        assert.equal(size.code, 0, size.stderr);
        assert.match(
            size.stdout,
            /prod {2}365\n {2}staging {2}30\n {2}verdict {2}different\n {2}declared {2}differences.yaml:2 {2}scaled/,
        );
        const name = await parity("explain", "audit#name");
        assert.match(
            name.stdout,
            /staging {2}\/staging\/audit\n {4}compared as {2}\/\{environment\}\/audit\n {2}verdict {2}alike/,
        );
    });

    it("given --format markdown or html, writes the document that testers read", async () => {
        folder.write({ "differences.yaml": ENTRY });
        const { stdout } = await parity("--format", "markdown");
        assert.match(stdout, /^# How staging differs from prod\n\n> \*\*Alike but for what was declared\. /);
        assert.match(
            stdout,
            /#### `audit#retentionInDays`\n\n- \*\*Why:\*\* staging holds no records that anybody must keep\n- \*\*A test in staging cannot show:\*\* anything that needs older records than staging keeps\n- \*\*Owner:\*\* quay\n- \*\*To be reviewed by:\*\* 2027-03-31\n/,
        );
        assert.match(stdout, /\| `audit#retentionInDays` \| 365 \| 30 \|/);

        const page = await parity("--format", "html", "--output", "parity.html");
        assert.equal(page.stdout, "");
        assert.equal(page.code, 0, page.stderr);
        assert.match(
            folder.read("parity.html"),
            /^<!doctype html>[^]*<title>How staging differs from prod<[^]*<\/html>\n$/,
        );
    });

    it("given a page that cannot be made, leaves no file of it", async () => {
        folder.write({ "index.js": "throw new Error('broken on purpose');" });
        const { code } = await parity("--format", "html", "--output", "parity.html");
        assert.equal(code, 2);
        assert.deepEqual(
            readdirSync(folder.path).filter(name => name.includes("parity")),
            [],
        );
    });

    it("given explain and --format json, writes what the published schema describes", async () => {
        folder.write({ "differences.yaml": ENTRY });
        const { code, stderr, stdout } = await parity("explain", "audit", "--format", "json");
        assert.equal(code, 0, stderr);
        assert.deepEqual(schemaFaults("parity-explain.schema.json", JSON.parse(stdout)), []);
        assert.match(stdout, /"at": "audit#retentionInDays"/);
    });

    it("given what the project says may never differ, takes no declaration of it", async () => {
        folder.write({
            "differences.yaml": ENTRY,
            "stagewright.yaml":
                'neverDiffer:\n  audit: { types: ["aws:cloudwatch/"], properties: [retention*], reason: the auditors say so }\n',
        });
        const { code, stdout } = await parity();
        assert.equal(code, 1);
        assert.match(stdout, /never-differs[^]*the\s+auditors\s+say\s+so/);
    });

    it("given a setting that only one stack has, names it", async () => {
        folder.write({ "differences.yaml": ENTRY, "Pulumi.prod.yaml": `${stackFile(365)}  quay:owner: harbour\n` });
        const { code, stdout } = await parity();
        assert.equal(code, 1);
        assert.match(stdout, /prod has this setting, staging has not, and nobody declared it\n {4}@config#quay:owner/);
    });

    const wrong: readonly (readonly [
        given: string,
        args: readonly string[],
        files: Record<string, string>,
        said: RegExp,
    ])[] = [
        ["one stack", ["--stack", "prod"], {}, /expected two, as in --stack prod,staging .*; got 1: prod/],
        ["a third stack and nothing that says which", [], { "Pulumi.dev.yaml": stackFile(1) }, /got 3: /],
        ["a ledger that is none", [], { "differences.yaml": "- at: '**'\n" }, /differences.yaml is not as expected/],
        ["a misnamed ledger", [], { "differences.yml": "[]" }, /differences.yml: expected the name differences.yaml/],
        ["a place where nothing lies", ["explain", "audt#name"], {}, /did you mean audit\?/],
        ["a property that is nowhere", ["explain", "audit#retentionDays"], {}, /did you mean audit#retentionInDays\?/],
        [
            "a setting that one stack has alone",
            ["explain", "@config#quay:owner"],
            { "Pulumi.prod.yaml": `${stackFile(365)}  quay:owner: harbour\n` },
            /explain @config#quay:owner: expected .* that prod and staging both have; only prod has it$/m,
        ],
        [
            "a resource that one stack has alone",
            ["explain", "jobs#tags"],
            { "index.js": `${QUAY}if (getStack() === "staging") new aws.sqs.Queue("jobs");\n` },
            /explain jobs#tags: expected .* that prod and staging both have; only staging has it$/m,
        ],
        ["a word that is no action", ["explan", "audit#name"], {}, /expected parity explain .*engineVersion$/m],
        ["an option without its dashes", ["due", "30d"], {}, /unexpected 'due 30d'.*; did you mean --due\?/],
        [
            "a format that is none",
            ["--format", "htlm"],
            {},
            /Expected text or json or markdown or html\. Did you mean html\?/,
        ],
        [
            "a document of one place",
            ["explain", "audit#name", "--format", "markdown"],
            {},
            /parity explain takes --format text or json, got markdown/,
        ],
        ["explain and --write", ["explain", "audit#name", "--write"], {}, /explain takes neither --write nor --due/],
        ["explain and --due", ["explain", "audit#name", "--due", "1d"], {}, /explain takes neither --write nor --due/],
        [
            "--write and a format",
            ["--write", "--format", "json"],
            {},
            /'--write' cannot be used with option '--format <format>'/,
        ],
    ];
    for (const [given, args, files, said] of wrong) {
        it(`given ${given}, says so and exits with 2`, async () => {
            folder.write(files);
            const { code, stderr, stdout } = await parity(...args);
            assert.equal(code, 2, stdout);
            assert.match(stderr, said);
        });
    }
});

describe("stagewright parity in the reference program", function () {
    this.timeout(60_000);

    it("is silent, and writes what the published schema describes", async () => {
        const { code, stderr, stdout } = await runCli(["parity", "--format", "json"]);
        assert.equal(stderr, "");
        assert.equal(code, 0);
        const document = JSON.parse(stdout) as { readonly declared: readonly unknown[] };
        assert.ok(document.declared.length > 50);
        assert.deepEqual(schemaFaults("parity.schema.json", document), []);
    });
});
