import assert from "node:assert/strict";
import * as path from "node:path";
import { withForeignPack } from "../../cli/foreign-pack";
import { exitCodeOf } from "../../cli/report/report";
import { judgeWithPack } from "../../engine/packs/index";
import type { Plan } from "../../plan/plan";
import { Unknown } from "../../plan/value";
import { judge } from "../../policy-pack/kernel/judge";
import type { Finding } from "../../policy-pack/kernel/judgement";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { plan, resource } from "../support/policy";
import { runCli, TestFolder } from "./support";

const PACKS = path.join(__dirname, "..", "fixtures", "packs");

/** What `check` makes of a plan and a pack, without our own rules. */
async function checked(pack: string, judged: Plan) {
    const report = await judgeWithPack(judged, { folder: path.join(PACKS, pack) });
    const none = judge([judged], { rules: [], today: "2026-11-21" });
    return withForeignPack(none, [{ plan: judged, report }], DEFAULT_SETTINGS);
}

/** Findings as `verdict policy resource`, sorted. */
function told(findings: readonly Finding[]): readonly string[] {
    return findings.map(({ path: at = "the stack", rule, verdict }) => `${verdict} ${rule} ${at}`).sort();
}

/** A role without a boundary, and in one of its stacks what it may do. */
const ROLES = `const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: ["111111111111"] });
const tags = { environment: pulumi.getStack(), owner: "team", "cost-centre": "1" };
const document = statement => pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
const role = new aws.iam.Role(
    "unbounded",
    { tags, assumeRolePolicy: document({ Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } }) },
    { provider },
);
if (pulumi.getStack() === "staging") {
    const queue = new aws.sqs.Queue("orders", { tags }, { provider });
    const allow = (name, statement) =>
        new aws.iam.RolePolicy(name, { role: role.name, policy: document(statement) }, { provider });
    allow("narrow", { Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-central-1:111111111111:orders" });
    allow("all", { Action: "*", Resource: "*" });
    allow("later", { Action: "sqs:SendMessage", Resource: queue.arn });
}
`;

async function checkRoles(pack: string, args: readonly string[]) {
    const folder = new TestFolder().writeProject(ROLES, {
        "Pulumi.staging.yaml": "config: {}\n",
        "Pulumi.bounds.yaml": "config: {}\n",
    });
    try {
        const all = ["--policy-pack", path.join(PACKS, pack), "--format", "json", ...args];
        const { code, stdout, stderr } = await runCli(all, { cwd: folder.path });
        assert.equal(stderr, "");
        return { code, stdout, findings: (JSON.parse(stdout) as { findings: readonly Finding[] }).findings };
    } finally {
        folder.remove();
    }
}

const named = (name: string) => ({ name });

describe("packs of other teams, in the plain idiom", function () {
    this.timeout(120_000);

    describe("one over single resources", () => {
        const volume = "aws:ebs/volume:Volume";
        const database = "aws:rds/instance:Instance";
        const bucket = "aws:s3/bucket:Bucket";
        const judged = plan([
            resource(volume, { encrypted: true, kmsKeyId: "alias/storage" }, named("good")),
            resource(volume, { encrypted: false, kmsKeyId: "alias/aws/ebs" }, named("open")),
            resource(volume, { encrypted: Unknown.computed, kmsKeyId: Unknown.computed }, named("unread")),
            resource(database, { backupRetentionPeriod: 6 }, named("short")),
            resource(database, { backupRetentionPeriod: Unknown.computed, kmsKeyId: "a" }, named("later")),
            resource(bucket, { bucket: "storage-a", tags: { purpose: "receipts" } }, named("tagged")),
            resource(bucket, { bucket: Unknown.computed, tags: { owner: "us" } }, named("nameless")),
        ]);

        it("given values that are known and some that are not, loses none of what it could not read", async () => {
            const judgement = await checked("team-storage", judged);
            assert.deepEqual(told(judgement.findings), [
                "undecided team-storage/bucket-prefix nameless",
                "undecided team-storage/key-of-ours unread",
                "undecided team-storage/retention later",
                "undecided team-storage/volume-encrypted unread",
                "violated team-storage/key-of-ours open",
                "violated team-storage/retention short",
                "violated team-storage/volume-encrypted open",
                "waived team-storage/bucket-named nameless",
            ]);
            const { undecided, violated, waived } = judgement.families.hygiene;
            assert.deepEqual({ undecided, violated, waived }, { undecided: 4, violated: 3, waived: 1 });
            assert.ok(judgement.coverage.decided < 1);
        });
    });

    describe("one over whole stacks", () => {
        const vpc = "aws:ec2/vpc:Vpc";
        const subnet = "aws:ec2/subnet:Subnet";
        const network = resource(vpc, {}, named("main"));

        it("given a range that is not known, is undecided over the stack", async () => {
            const judged = plan([network, resource(subnet, { cidrBlock: Unknown.computed }, named("later"))]);
            assert.deepEqual(told((await checked("team-network", judged)).findings), [
                "undecided team-network/subnets-inside the stack",
                "waived team-network/flow-logs main",
            ]);
        });

        it("given ranges that are known, names the one at fault, and asks nothing of what is switched off", async () => {
            const logs = resource(
                "aws:ec2/flowLog:FlowLog",
                { vpcId: Unknown.computed },
                { comesFrom: { vpcId: [network] } },
            );
            const judged = plan([network, logs, resource(subnet, { cidrBlock: "192.168.0.0/24" }, named("outside"))]);
            assert.deepEqual(told((await checked("team-network", judged)).findings), [
                "violated team-network/subnets-inside outside",
            ]);
        });

        it("given no resource of a policy's type, does not count the policy as holding", async () => {
            const report = await judgeWithPack(plan([]), { folder: path.join(PACKS, "team-network") });
            assert.deepEqual([...report.holds.keys()], ["subnets-inside", "flow-logs"]);
        });
    });

    // Where the engine itself runs from TypeScript, as in these tests, it compiles the pack's as well; so this asks the command.
    describe("one in TypeScript", () => {
        it("given roles that keep to it, one that does not and one that is not known, says so of each", async () => {
            const { code, findings, stdout } = await checkRoles("team-access", ["--strict", "--stack", "staging"]);
            assert.deepEqual(told(findings.filter(({ rule }) => rule.startsWith("team-access/"))), [
                "undecided team-access/no-wildcard later",
                "violated team-access/no-wildcard all",
                "waived team-access/roles-bounded unbounded",
            ]);
            const all = findings.find(({ path: at, rule }) => at === "all" && rule === "team-access/no-wildcard");
            assert.deepEqual([all?.severity, all?.remediation], ["high", "Name the actions."]);
            assert.equal(code, 1, stdout);
        });
    });

    describe("and how a check ends by them", () => {
        const bucket = plan([resource("aws:s3/bucket:Bucket", { bucket: "storage-a" }, named("purposeless"))]);
        const unread = plan([resource("aws:s3/bucket:Bucket", { bucket: Unknown.computed, tags: { purpose: "x" } })]);

        const exitCode = async (judged: Plan, strict: boolean) =>
            exitCodeOf({ judgement: await checked("team-storage", judged), strict, minimumCoverage: 0 });

        it("given what an advisory policy finds, shows it and passes, strict or not, as the Pulumi CLI does", async () => {
            const judgement = await checked("team-storage", bucket);
            assert.deepEqual(told(judgement.findings), ["waived team-storage/bucket-named purposeless"]);
            assert.deepEqual(judgement.findings[0]?.evidence, ["the pack calls this policy advisory"]);
            assert.deepEqual([await exitCode(bucket, false), await exitCode(bucket, true)], [0, 0]);
        });

        it("given what an advisory policy cannot decide, fails in strict mode: nobody knows what it would find", async () => {
            assert.deepEqual([await exitCode(unread, false), await exitCode(unread, true)], [0, 1]);
        });

        it("given what a mandatory policy finds, fails", async () => {
            const open = plan([resource("aws:ebs/volume:Volume", { encrypted: false, kmsKeyId: "k" })]);
            assert.equal(await exitCode(open, false), 1);
        });

        it("given a program that only an advisory policy objects to, the command says so and exits with 0", async () => {
            const { code, findings } = await checkRoles("team-access", ["--stack", "bounds"]);
            assert.deepEqual(told(findings), ["waived team-access/roles-bounded unbounded"]);
            assert.equal(code, 0);
        });
    });
});
