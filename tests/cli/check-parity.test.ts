import assert from "node:assert/strict";
import type { Finding } from "../../policy-pack/kernel/judgement";
import { schemaFaults } from "./schema";
import { type CliRun, runCli, TestFolder } from "./support";

/** A program of somebody else: a database, a key and a log group, sized by settings. */
const QUAY = `const aws = require("@pulumi/aws");
const { Config, getStack } = require("@pulumi/pulumi");
const config = new Config();
const key = new aws.kms.Key("key", { description: "Key of " + getStack() });
new aws.cloudwatch.LogGroup("audit", {
    name: "/" + getStack() + "/audit",
    retentionInDays: config.requireNumber("days"),
    kmsKeyId: key.arn,
});
new aws.rds.Cluster("orders", {
    engine: "aurora-postgresql",
    engineVersion: config.require("version"),
    masterUsername: config.require("user"),
    masterPassword: config.requireSecret("password"),
});
`;

const stackFile = (days: number, password = "of-staging") => `config:
  aws:region: eu-central-1
  quay:days: ${days}
  quay:version: "17.4"
  quay:user: quay
  quay:password: correct-horse-${password}
`;
const STAGING = "Pulumi.staging.yaml";
const STACKS = { [STAGING]: stackFile(30), "Pulumi.prod.yaml": stackFile(365, "of-prod") };
const entry = (at: string, more: string, reviewBy = "2027-03-31") =>
    `- at: "${at}"\n  class: ${more}\n  reason: less is kept\n  owner: quay\n  reviewBy: ${reviewBy}\n`;
const DAYS = entry("audit#retentionInDays", "scaled\n  values: { prod: 365, staging: 30 }");

interface Document {
    readonly summary: { readonly families: Readonly<Record<string, object>>; readonly passes: boolean };
    readonly findings: readonly Finding[];
    readonly notRun: readonly string[];
}

/** What is found of parity, which is all that these tests are about. */
function parityOf({ stderr, stdout }: CliRun): Document & { readonly found: readonly string[] } {
    assert.equal(stderr, "");
    const document = JSON.parse(stdout) as Document;
    assert.deepEqual(schemaFaults("check.schema.json", document), []);
    assert.ok(!stdout.includes("correct-horse"));
    const findings = document.findings.filter(({ family }) => family === "parity");
    const found = findings.map(({ path, property, rule, verdict }) =>
        [verdict, rule, path, property].filter(word => word !== undefined).join(" "),
    );
    return { ...document, findings, found };
}

describe("stagewright check of two environments", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder().writeProject(QUAY, STACKS);
    });
    afterEach(() => {
        folder.remove();
    });
    const run = (...args: string[]) => runCli(["check", ...args], { cwd: folder.path });
    const judged = async (...args: string[]) => parityOf(await run("--format", "json", ...args));

    it("given a difference that nobody declared, names it with both values and fails", async () => {
        const checked = await run("--format", "json");
        assert.equal(checked.code, 1);
        const { findings, summary } = parityOf(checked);
        const [{ digest, fingerprint, urn, source, ...finding } = assert.fail("nothing was found"), ...more] = findings;
        assert.deepEqual(more, []);
        assert.deepEqual(finding, {
            rule: "differences-declared",
            family: "parity",
            verdict: "violated",
            severity: "high",
            stacks: ["prod", "staging"],
            path: "audit",
            property: "retentionInDays",
            message: "retentionInDays is 365 in prod and 30 in staging, and nobody declared it",
            remediation:
                "Make both alike, or declare it in `differences.yaml` with a reason, an owner and a date of review: `stagewright parity --write` proposes the entries.",
            evidence: [],
        });
        assert.equal(urn, "urn:pulumi:prod::quay::aws:cloudwatch/logGroup:LogGroup::audit");
        assert.equal(source?.file, "index.js");
        assert.match(`${digest ?? ""} ${fingerprint}`, /^v1-[0-9a-f]{16} [0-9a-f]{16}$/);
        // Three resources by three rules; there is no ledger to judge.
        assert.deepEqual(summary.families["parity"], { holds: 8, violated: 1, undecided: 0, waived: 0 });
    });

    it("given its entry, holds; given other values, no difference or a review that is past, fails by the entry", async () => {
        folder.write({ "differences.yaml": DAYS });
        assert.deepEqual((await judged()).found, []);
        folder.write({ [STAGING]: stackFile(14) });
        assert.deepEqual((await judged()).found, ["violated declared-differences-current audit#retentionInDays"]);
        folder.write({ [STAGING]: stackFile(365) });
        assert.deepEqual((await judged()).found, ["violated declared-differences-current audit#retentionInDays"]);
        folder.write({ [STAGING]: stackFile(30) });
        assert.deepEqual((await judged("--today", "2027-03-31")).found, []);
        const { findings } = await judged("--today", "2027-04-01");
        assert.deepEqual(
            findings.map(({ evidence, message, source }) => [message, source, ...evidence]),
            [
                [
                    "was to be reviewed by 2027-03-31, and today is 2027-04-01",
                    { file: "differences.yaml", line: 1, column: 1 },
                    "Look whether its reason is still true, then set a new date, or make both alike.",
                ],
            ],
        );
    });

    it("given another version, fails whatever is declared; given a waiver, holds until either value changes", async () => {
        const versioned = (version: string) => stackFile(365).replace("17.4", version);
        folder.write({
            [STAGING]: versioned("17.5"),
            "differences.yaml": entry("orders#engineVersion", "scaled\n  values: { prod: '17.4', staging: '17.5' }"),
        });
        const { findings, found } = await judged();
        assert.deepEqual(found, ["violated no-forbidden-difference orders engineVersion"]);
        const waiver = (digest = "") =>
            `- rule: no-forbidden-difference\n  at: orders#engineVersion\n  reason: upgrade under way\n  owner: quay\n  expires: 2026-12-01\n  approves: ${digest}\n`;
        folder.write({ "waivers.yaml": waiver(findings[0]?.digest), "differences.yaml": "[]\n" });
        assert.deepEqual((await judged()).found, ["waived no-forbidden-difference orders engineVersion"]);
        assert.deepEqual((await judged("--today", "2026-12-02")).found, [
            "violated no-forbidden-difference orders engineVersion",
            "violated waiver-expired",
        ]);
        // The value of production, which the finding stands at, is the same; staging's is not.
        folder.write({ [STAGING]: versioned("17.6") });
        assert.deepEqual((await judged()).found, [
            "violated no-forbidden-difference orders engineVersion",
            "violated waiver-changed",
        ]);
    });

    it("given one password for both, fails without showing it", async () => {
        folder.write({ [STAGING]: stackFile(365, "of-prod") });
        assert.deepEqual((await judged()).found, ["violated distinct-values orders masterPassword"]);
    });

    it("given a waiver of each of the other rules, holds", async () => {
        folder.write({
            [STAGING]: stackFile(30).replace("quay:user: quay", "quay:user: dock"),
            "differences.yaml": `${entry("orders#masterUsername", "scaled\n  values: { prod: quay, staging: dock }", "2026-11-20")}${entry("orders#engine", "distinct")}`,
        });
        const before = await judged();
        assert.deepEqual([...before.found].sort(), [
            "violated declared-differences-current orders#masterUsername",
            "violated differences-declared audit retentionInDays",
            "violated distinct-values orders engine",
        ]);
        const waivers = before.findings.map(
            ({ digest = "", path = "/", property = "", rule }) =>
                `- rule: ${rule}\n  at: "${path}#${property}"\n  reason: for now\n  owner: quay\n  expires: 2026-12-01\n  approves: ${digest}\n`,
        );
        folder.write({ "waivers.yaml": waivers.join("") });
        assert.deepEqual(
            (await judged()).found.map(text => text.split(" ")[0]),
            ["waived", "waived", "waived"],
        );
        // A review that is past is the same on the next day, and on another line.
        folder.write({ "differences.yaml": `# One more line.\n${folder.read("differences.yaml")}` });
        assert.deepEqual(
            (await judged("--today", "2026-11-30")).found.map(text => text.split(" ")[0]),
            ["waived", "waived", "waived"],
        );
    });

    it("given faults in the ledger, the settings and the waivers, exits with 2 and says all of them with their lines", async () => {
        folder.write({
            "differences.yaml": `${DAYS}- at: "**"\n  class: smaller\n`,
            "stagewright.yaml": "strikt: true\n",
            "waivers.yaml": "- rule: no-such-rule\n",
        });
        const { code, stderr, stdout } = await run();
        assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
        for (const says of [
            /^stagewright: the project cannot be planned\n/,
            /stagewright\.yaml:1 strikt: unknown key/,
            /waivers\.yaml:1 .*rule: expected the name of a rule/,
            /differences\.yaml:7 .*at: expected \* for each segment/,
            /differences\.yaml:8 .*class: expected one of identical, scaled, distinct/,
            /differences\.yaml:7 .*reviewBy: /,
        ])
            assert.match(stderr, says);
    });

    it("given one stack, names the rules that were not run; given a setting, leaves one out", async () => {
        const { found, notRun } = await judged("--stack", "staging");
        assert.deepEqual(found, []);
        assert.deepEqual(
            notRun.filter(name => /differ|distinct-values/.test(name)),
            ["no-forbidden-difference", "distinct-values", "differences-declared", "declared-differences-current"],
        );
        folder.write({ "stagewright.yaml": "rules: { differences-declared: { enabled: false } }\n" });
        assert.deepEqual((await judged()).found, []);
    });

    it("given a third stack, asks which are meant; given that it is for a while or `compare`, compares the two", async () => {
        folder.write({ "differences.yaml": DAYS, "Pulumi.pr-7.yaml": stackFile(1) });
        const asked = await judged();
        assert.deepEqual(asked.found, [
            "undecided distinct-values",
            "undecided no-forbidden-difference",
            "undecided declared-differences-current",
            "undecided differences-declared",
        ]);
        folder.write({ "stagewright.yaml": "environments: { pr-7: { class: ephemeral } }\n" });
        assert.deepEqual((await judged()).found, []);
        folder.write({ "stagewright.yaml": "compare: [prod, pr-7]\n" });
        assert.deepEqual((await judged()).found, ["violated declared-differences-current audit#retentionInDays"]);
    });

    it("given that what is to be compared is misspelt, says so instead of comparing nothing", async () => {
        folder.write({ "stagewright.yaml": "compare: [prod, stagin]\n" });
        const { code, stderr, stdout } = await run();
        assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
        assert.match(
            stderr,
            /stagewright\.yaml compare: expected stacks .* prod, staging; got stagin; did you mean staging\?/,
        );
    });

    it("given many differences, shows the first of them at 80 columns, and says once what to do", async () => {
        const many = Array.from(
            { length: 200 },
            (_, at) => `new aws.sqs.Queue("queue-" + ${at}, { delaySeconds: config.requireNumber("days") + ${at} });`,
        );
        folder.write({
            "index.js": `${QUAY}${many.join("\n")}`,
            "stagewright.yaml": "preset: essential\nrules: { differences-declared: { enabled: true } }\n",
        });
        const { code, stdout } = await run();
        assert.equal(code, 1);
        const text = stdout.slice(stdout.indexOf("differences-declared"));
        assert.match(
            text,
            /\n {2}and 181 more places; --format json lists all\n {2}change {2}Make both alike, or declare/,
        );
        assert.ok(text.includes("`stagewright parity --write`"));
        assert.ok(stdout.split("\n").every(line => line.length <= 80));
        assert.ok(stdout.split("\n").length < 200, stdout);
    });
});
