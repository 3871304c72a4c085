import assert from "node:assert/strict";
import { schemaFaults } from "./schema";
import { type CliRun, runCli, TestFolder } from "./support";

/** A program that breaks one rule in both stacks, and no other if only that one is asked. */
const QUAY = `const aws = require("@pulumi/aws");
new aws.cloudwatch.LogGroup("audit", { retentionInDays: new (require("@pulumi/pulumi").Config)().getNumber("days") ?? 0 });
`;

const RULE = "log-retention-set";
const STACKS = { "Pulumi.staging.yaml": "config: {}\n", "Pulumi.prod.yaml": "config: {}\n" };

/** Every rule but one switched off, and what is left. */
const OTHERS_OFF = `rules:
  provider-account-pinned: { enabled: false }
  distinct-accounts: { enabled: false }
  required-tags: { enabled: false }
  environment-tag-matches-stack: { enabled: false }
`;

interface Reported {
    readonly rule: string;
    readonly verdict: string;
    readonly stacks: readonly string[];
    readonly digest?: string;
    readonly evidence: readonly string[];
    readonly source?: { readonly file: string; readonly line: number };
}

interface Document {
    readonly summary: {
        readonly passes: boolean;
        readonly families: Readonly<Record<string, { readonly violated: number; readonly waived: number }>>;
        readonly coverage: { readonly minimum: number };
    };
    readonly findings: readonly Reported[];
}

function documentOf({ stdout, stderr }: CliRun): Document {
    assert.equal(stderr, "");
    const document = JSON.parse(stdout) as Document;
    assert.deepEqual(schemaFaults("check.schema.json", document), []);
    return document;
}

describe("stagewright check with waivers", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    let digest: string;

    const check = (...args: string[]) => runCli(["check", "--today", "2026-01-31", ...args], { cwd: folder.path });
    const waive = (lines: Readonly<Record<string, string>> = {}) => {
        const fields = {
            rule: RULE,
            at: "audit#retentionInDays",
            reason: "the auditor reads them all",
            owner: "team-harbour",
            expires: "2026-01-31",
            approves: digest,
            ...lines,
        };
        const text = Object.entries(fields).map(([key, value]) => `  ${key}: ${value}\n`);
        folder.write({ "waivers.yaml": `# reviewed\n- ${text.join("").trimStart()}` });
    };
    const found = ({ findings }: Document) => findings.map(({ rule, verdict }) => `${rule} ${verdict}`);

    before(async () => {
        folder = new TestFolder().writeProject(QUAY, { ...STACKS, "stagewright.yaml": OTHERS_OFF });
        const { findings } = documentOf(await check("--format", "json"));
        assert.deepEqual(
            findings.map(({ rule, stacks }) => [rule, ...stacks]),
            [
                [RULE, "prod"],
                [RULE, "staging"],
            ],
        );
        digest = findings[0]?.digest ?? "";
    });
    after(() => {
        folder.remove();
    });

    it("given the digest that the text report prints, passes on the last day and says what is waived, by whom", async () => {
        folder.write({ "waivers.yaml": "" });
        const [, printed = ""] = /digest (v1-\S+)/.exec((await check()).stdout) ?? [];
        waive({ approves: printed });
        const { code, stdout } = await check();
        assert.match(stdout, /^Everything holds, 2 waived/);
        assert.match(
            stdout,
            /\nWaived\n\nlow {2}log-retention-set {2}hygiene\n {2}prod, staging {2}audit # retentionInDays\n/,
        );
        assert.match(
            stdout,
            /- waived: the auditor reads them all\n {4}- owner: team-harbour\n {4}- expires: 2026-01-31\n/,
        );
        assert.match(
            stdout,
            /\nEverything holds: 0 judgements over prod and staging, 2 waived, nothing to\nchange\.\n$/,
        );
        assert.equal(code, 0);
    });

    it("given the day after, fails with the finding and the waiver's file and line", async () => {
        waive();
        const run = await check("--today", "2026-02-01", "--format", "json");
        const document = documentOf(run);
        assert.equal(run.code, 1);
        assert.deepEqual(found(document), [`waiver-expired violated`, `${RULE} violated`, `${RULE} violated`]);
        const { column, ...place } = { column: 0, ...document.findings[0]?.source };
        assert.deepEqual([column, place], [3, { file: "waivers.yaml", line: 2 }]);
        assert.deepEqual(document.summary.families["hygiene"]?.violated, 3);
    });

    it("given a JSON report of what is waived, fits the schema and counts it", async () => {
        waive();
        const run = await check("--format", "json");
        const document = documentOf(run);
        assert.equal(run.code, 0);
        assert.deepEqual(found(document), [`${RULE} waived`, `${RULE} waived`]);
        assert.deepEqual(document.summary.families["hygiene"], { holds: 0, violated: 0, undecided: 0, waived: 2 });
        assert(document.findings.every(finding => finding.evidence.includes("waivers.yaml:2")));
    });

    it("given one stack of two, waives that and leaves the other", async () => {
        waive({ stacks: "[staging]" });
        const document = documentOf(await check("--format", "json"));
        assert.deepEqual(
            document.findings.map(({ verdict, stacks }) => [verdict, ...stacks]),
            [
                ["violated", "prod"],
                ["waived", "staging"],
            ],
        );
    });

    it("given a value that changed, fails and prints the digest of today", async () => {
        waive({ approves: "v1-0123456789abcdef" });
        const { code, stdout } = await check("--stack", "staging");
        assert.match(stdout, /medium {2}waiver-changed {2}hygiene\n {2}staging\n {4}waivers\.yaml:2\n/);
        assert(stdout.includes(`    - staging  audit#retentionInDays: ${digest}\n`), stdout);
        assert.equal(code, 1);
    });

    it("given one that matches nothing, fails; asked of one stack only, cannot tell", async () => {
        waive({ at: "gone", rule: "database-storage-encrypted" });
        const every = documentOf(await check("--format", "json"));
        assert(found(every).includes("waiver-unused violated"));
        const one = documentOf(await check("--format", "json", "--stack", "staging"));
        assert(!found(one).includes("waiver-unused violated"));
    });

    it("given a place that matches everything, hides nothing", async () => {
        waive({ at: '"**"' });
        assert.deepEqual(found(documentOf(await check("--format", "json"))), [
            "waiver-over-broad violated",
            `${RULE} violated`,
            `${RULE} violated`,
        ]);
    });

    it("given faults in waivers and settings, exits with 2 and names every one with its line", async () => {
        waive({ rule: "log-retention-sett", expires: "2026-02-30", stacks: "[stagign]", until: "x" });
        folder.write({ "stagewright.yaml": `${OTHERS_OFF}strikt: true\n` });
        try {
            const { code, stdout, stderr } = await check();
            assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
            for (const text of [
                /waivers\.yaml:2 \[0\]\.rule: expected the name of a rule \(did you mean "log-retention-set"\?\)/,
                /waivers\.yaml:6 \[0\]\.expires: expected a date that exists, as YYYY-MM-DD, got "2026-02-30"/,
                /waivers\.yaml:8 \[0\]\.stacks\[0\]: expected a stack of this project \(did you mean "staging"\?\)/,
                /waivers\.yaml:9 \[0\]\.until: unknown key "until"/,
                /stagewright\.yaml:\d+ strikt: unknown key "strikt"/,
            ])
                assert.match(stderr, text);
        } finally {
            folder.write({ "stagewright.yaml": OTHERS_OFF });
        }
    });

    describe("and --min-coverage", () => {
        const undecided = `const aws = require("@pulumi/aws");
const other = new aws.s3.Bucket("other");
new aws.cloudwatch.LogGroup("audit", { retentionInDays: other.arn.apply(arn => arn.length) });
new aws.cloudwatch.LogGroup("known", { retentionInDays: 30 });
`;
        before(() => {
            folder.write({ "index.js": undecided, "waivers.yaml": "" });
        });

        it("given less decided than asked for, fails and says both shares; given no more, passes", async () => {
            const below = await check("--no-strict", "--min-coverage", "51%");
            assert.equal(below.code, 1);
            assert.match(below.stdout, /Not to be merged: 50 % of the judgements decided, at least 51 % expected\./);
            const at = await check("--no-strict", "--min-coverage", "0.5");
            assert.equal(at.code, 0);
        });

        it("goes before the settings, in both directions", async () => {
            folder.write({ "stagewright.yaml": `${OTHERS_OFF}minimumCoverage: 0.9\n` });
            assert.equal((await check("--no-strict")).code, 1);
            const run = await check("--no-strict", "--min-coverage", "0", "--format", "json");
            assert.equal(run.code, 0);
            assert.equal(documentOf(run).summary.coverage.minimum, 0);
        });

        it("given no share, exits with 2 and says what one is", async () => {
            for (const share of ["95", "1.01", "101%", "-1", "all", "", "95 percent"]) {
                const { code, stderr } = await check(`--min-coverage=${share}`);
                assert.equal(code, 2, share);
                assert.match(stderr, /Expected a share from 0 to 1 or from 0% to 100%, such as 0\.95 or 95%\./);
            }
        });
    });
});
