import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { isolationReportSchemas } from "./isolation-schemas";
import { schemaFaults } from "./schema";
import { runCli, TestFolder } from "./support";

/** A bucket of its own in each environment, and what `READS` says of who may read. */
const program = (reads: string) => `const aws = require("@pulumi/aws");
const { Config, getStack } = require("@pulumi/pulumi");
const config = new Config();
const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: [config.require("account")] });
const bucket = "quay-" + getStack() + "-orders";
new aws.s3.Bucket("orders", { bucket }, { provider });
${reads}
`;

/** Production's bucket lets everybody in staging's account read. */
const OPEN_TO_STAGING = `if (getStack() === "prod") {
    new aws.s3.BucketPolicy("readers", {
        bucket,
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::222222222222:root" },
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::" + bucket + "/*",
            }],
        }),
    }, { provider });
}`;

const stackFile = (account: string) => `config:\n  quay:account: "${account}"\n`;
const STACKS = {
    "Pulumi.staging.yaml": stackFile("222222222222"),
    "Pulumi.prod.yaml": stackFile("111111111111"),
};

const GATEWAY = (expires: string, to = "prod") => `isolation:
  gateways:
    reports:
      from: staging
      to: ${to}
      at: [readers#policy]
      purpose: reports read what production wrote
      owner: quay
      expires: ${expires}
`;

describe("stagewright isolation", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    afterEach(() => {
        folder.remove();
    });
    const written = (reads = "") => {
        folder = new TestFolder().writeProject(program(reads), STACKS);
    };
    const isolation = (...args: string[]) => runCli(["isolation", ...args], { cwd: folder.path });

    it("given environments with nothing in common, says that they are apart", async () => {
        written();
        const { code, stderr, stdout } = await isolation("--strict");
        assert.equal(stderr, "");
        assert.match(stdout, /^Apart {2}prod and staging\n/);
        assert.equal(code, 0);
    });

    it("given a bucket that lets the other in, prints the way, where it is declared and what to change, and fails", async () => {
        written(OPEN_TO_STAGING);
        const { code, stdout } = await isolation();
        assert.equal(code, 1);
        assert.match(stdout, /^Not apart {2}prod and staging\n/);
        assert.match(stdout, /^staging to prod$/m);
        assert.match(stdout, /prod: readers#policy/);
        assert.match(stdout, /^ {2}change {2}\S/m);
        assert.equal((stdout.match(/change/g) ?? []).length, 1);
    });

    it("given an explanation of the way, prints it; of the way back, says what was looked at", async () => {
        written(OPEN_TO_STAGING);
        const there = await isolation("explain", "staging", "prod:readers");
        assert.match(there.stdout, /prod: readers#policy/);
        const back = await isolation("explain", "prod", "staging");
        assert.match(back.stdout, /^Nothing declared leads from prod to staging\.\n {2}prod: .*1 resource-policy/);
        const elsewhere = await isolation("explain", "staging", "prod:orders-queue");
        assert.match(elsewhere.stdout, /^Nothing declared leads/);
        assert.deepEqual([there.code, back.code, elsewhere.code], [0, 0, 0]);
    });

    it("given every format, says the same, as its schema describes it", async () => {
        written(OPEN_TO_STAGING);
        const report = JSON.parse((await isolation("--format", "json")).stdout) as Readonly<Record<string, unknown>>;
        assert.deepEqual(schemaFaults("isolation.schema.json", report), []);
        assert.equal((report["ways"] as readonly unknown[]).length, 1);
        const explained: unknown = JSON.parse(
            (await isolation("explain", "staging", "prod", "--format", "json")).stdout,
        );
        assert.deepEqual(schemaFaults("isolation-explain.schema.json", explained), []);
        for (const [format, expected] of [
            ["markdown", /^# What leads between prod and staging\n[^]*`prod: readers#policy: Statement\[0\]`/],
            ["html", /^<!DOCTYPE html>[^]*What leads between prod and staging[^]*readers/i],
            [
                "dot",
                /^digraph isolation \{\n[^]*n\d+ -> n\d+ \[label="resource-policy\\nprod: readers#policy: Statement\[0\]", color=/,
            ],
            [
                "mermaid",
                /^flowchart LR\n[^]*n\d+ -->\|"resource-policy<br\/>prod: readers#35;policy: Statement\[0\]"\| n\d+\n/,
            ],
        ] as const) {
            const { code, stdout } = await isolation("--format", format);
            assert.match(stdout, expected, format);
            assert.equal(code, 1);
        }
    });

    it("given a gateway in its direction, is apart; expired or in the other direction, is not", async () => {
        written(OPEN_TO_STAGING);
        const judged = async (settings: string) => {
            folder.write({ "stagewright.yaml": settings });
            return await isolation();
        };
        assert.equal((await judged(GATEWAY("2026-11-21"))).code, 0);
        const expired = await judged(GATEWAY("2026-11-20"));
        assert.equal(expired.code, 1);
        assert.match(expired.stdout, /the gateway reports expired on 2026-11-20/);
        const back = await judged(
            GATEWAY("2026-11-21").replace("from: staging", "from: prod").replace("to: prod", "to: staging"),
        );
        assert.equal(back.code, 1);
        assert.match(back.stdout, /where\s+nothing\s+leads\s+from\s+prod\s+to\s+staging/);
    });

    it("given facts in place of production's plan, finds the same way; given facts that are none, exits 2", async () => {
        written(OPEN_TO_STAGING);
        const env = { STAGEWRIGHT_FACTS_KEY: "3f9c1e07a5b24d68c0f1927ae85d3b6614fd02c97b8e5a43d1069f2c7e84ab35" };
        const made = await runCli(["facts", "--stack", "prod", "--run", "1", "--output", "prod.facts.json"], {
            cwd: folder.path,
            env,
        });
        assert.equal(made.code, 0, made.stderr);
        const judged = await isolation("--stack", "staging", "--facts", "prod.facts.json");
        assert.equal(judged.code, 1, judged.stderr);
        assert.match(judged.stdout, /prod from prod\.facts\.json/);
        assert.match(judged.stdout, /prod: readers#policy/);

        const twice = await isolation("--facts", "prod.facts.json");
        assert.equal(twice.code, 2);
        assert.match(twice.stderr, /prod is there twice/);
        folder.write({ "cut.facts.json": '{"schema": "stagewright.facts/1",' });
        const broken = await isolation("--stack", "staging", "--facts", "cut.facts.json", "--facts", "none.facts.json");
        assert.equal(broken.code, 2);
        for (const fault of [/cut\.facts\.json/, /none\.facts\.json/]) assert.match(broken.stderr, fault);
    });

    it("given settings that name no stack, or no way, says every fault and exits 2", async () => {
        written();
        folder.write({
            "stagewright.yaml": `${GATEWAY("2026-11-21", "production")}  boundaries:\n    live: { accounts: ["111111111111"] }\n`,
        });
        const unknown = await isolation();
        assert.equal(unknown.code, 2);
        assert.match(
            unknown.stderr,
            /isolation\.gateways\.reports\.to[^]*got production, expected one of prod, staging/,
        );
        assert.match(unknown.stderr, /isolation\.boundaries\.live/);

        folder.write({ "stagewright.yaml": GATEWAY("2026-02-30", "staging").replace("purpose: ", "aim: ") });
        const wrong = await isolation();
        assert.equal(wrong.code, 2);
        for (const fault of [/date that exists/, /aim/, /purpose/]) assert.match(wrong.stderr, fault);
    });

    it("given one environment, words that mean nothing or a format of no explanation, exits 2 and says what was expected", async () => {
        written();
        const one = await isolation("--stack", "prod");
        assert.equal(one.code, 2);
        assert.match(one.stderr, /expected two environments or more, got prod/);
        for (const [args, expected] of [
            [["explain", "staging"], /expected isolation explain <from> <to>/],
            [["explian", "staging", "prod"], /expected isolation explain <from> <to>/],
            [["explain", "stagin", "prod"], /did you mean staging\?/],
            [["explain", "prod", "prod:orders"], /expected two environments, got prod twice/],
            [["explain", "staging", "prod", "--format", "dot"], /takes --format text or json, got dot/],
            [["--format", "svg"], /Expected text or json or markdown or html or dot or mermaid/],
        ] as const) {
            const { code, stderr } = await isolation(...args);
            assert.equal(code, 2, stderr);
            assert.match(stderr, expected);
        }
    });

    it("given the published schemas, are those that documents are typed by", () => {
        for (const { document, file } of isolationReportSchemas()) {
            assert.deepEqual(
                JSON.parse(readFileSync(file, "utf8")),
                JSON.parse(JSON.stringify(document)),
                `write ${path.basename(file)} anew: npx tsx tests/cli/write-settings-schema.ts`,
            );
        }
    });
});
