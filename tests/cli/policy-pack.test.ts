import assert from "node:assert/strict";
import * as path from "node:path";
import { withForeignPack } from "../../cli/foreign-pack";
import { judgeWithPack, type PackReport } from "../../engine/packs/index";
import { type Fault, UsageError } from "../../plan/faults";
import { NO_OPTIONS, type Plan, type PlannedProvider, type PlannedResource } from "../../plan/plan";
import { Asset, type PropertyMap, Secret, Unknown } from "../../plan/value";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { CAPTURED } from "../plan/captured";
import { schemaFaults } from "./schema";
import { gap, planned, planOf, report } from "./sample-report";
import { haveEnded, runCli, TestFolder } from "./support";

const PACKS = path.join(__dirname, "..", "fixtures", "packs");
const PREVIEW = path.join(CAPTURED, "real-small.staging.preview.json");

const DEFAULT_AWS: PlannedProvider = {
    urn: "urn:pulumi:staging::shop::pulumi:providers:aws::default_7_48_0",
    name: "default_7_48_0",
    isDefault: true,
    inputs: { region: "eu-central-1" },
};

function resource(
    name: string,
    type: string,
    inputs: PropertyMap,
    overrides: Partial<PlannedResource> = {},
): PlannedResource {
    return planned(`shop/${name}`, {
        urn: urnOf(name, type),
        type,
        custom: true,
        inputs,
        provider: DEFAULT_AWS,
        ...overrides,
    });
}

function urnOf(name: string, type: string): string {
    return `urn:pulumi:staging::shop::${type}::${name}`;
}

const BUCKET = "aws:s3/bucket:Bucket";
const TOPIC = "aws:sns/topic:Topic";
const QUEUE = "aws:sqs/queue:Queue";

/** Something for each policy of the pack to say. */
const PLAN: Plan = planOf("staging", [
    resource("crates", BUCKET, { tags: { owner: "shop" } }),
    resource("barrels", BUCKET, {}, { source: { file: "index.ts", line: 7, column: 1 } }),
    resource("arrivals", TOPIC, { displayName: "Arrivals", kmsMasterKeyId: Unknown.computed }),
    resource("departures", TOPIC, { kmsMasterKeyId: "alias/shop" }),
    resource("mail", "aws:sns/topicSubscription:TopicSubscription", { endpoint: new Secret("hunter2@example.com") }),
    resource("first", QUEUE, {}),
    resource(
        "second",
        QUEUE,
        {},
        {
            dependencies: [urnOf("first", QUEUE)],
            propertyDependencies: { policy: [urnOf("first", QUEUE)], name: [] },
            options: { ...NO_OPTIONS, deleteBeforeReplace: true, customTimeouts: { create: "1h30m", delete: "90s" } },
        },
    ),
    resource("code", "aws:lambda/function:Function", {
        code: new Asset("archive", undefined, "./dist"),
        image: new Asset("asset", "ab12", undefined),
        secret: new Secret(Unknown.computed),
        list: [new Secret("x"), { deep: new Asset("archive", undefined, undefined) }],
    }),
]);

describe("a policy pack of somebody else's", function () {
    this.timeout(60_000);
    let found: PackReport;
    before(async () => {
        found = await judgeWithPack(PLAN, { folder: path.join(PACKS, "plain") });
    });

    const said = (policy: string) =>
        found.verdicts
            .filter(verdict => verdict.policy === policy)
            .map(({ outcome, urn, message }) => ({ outcome, urn, message }));

    it("given a violation, names policy, resource and remediation", () => {
        assert.deepEqual(
            found.verdicts.filter(({ policy }) => policy === "topic-named"),
            [
                {
                    policy: "topic-named",
                    outcome: "violated",
                    level: "mandatory",
                    severity: "medium",
                    urn: urnOf("departures", TOPIC),
                    message: "the topic has no display name",
                    remediation: "Set displayName.",
                },
            ],
        );
        assert.equal(found.holds.get("topic-named"), 1);
    });

    it("given an advisory policy, keeps its level", () => {
        const [verdict, ...others] = found.verdicts.filter(({ policy }) => policy === "bucket-tagged");
        assert.deepEqual(others, []);
        assert.deepEqual(
            { level: verdict?.level, urn: verdict?.urn },
            { level: "advisory", urn: urnOf("barrels", BUCKET) },
        );
        assert.equal(verdict?.remediation, "A bucket has an owner.");
    });

    it("given an unknown value, is undecided where the policy SDK would only advise", () => {
        const [verdict] = found.verdicts.filter(({ policy }) => policy === "topic-key-known");
        assert.deepEqual(
            { outcome: verdict?.outcome, level: verdict?.level, urn: verdict?.urn },
            { outcome: "undecided", level: "mandatory", urn: urnOf("arrivals", TOPIC) },
        );
        assert.match(verdict?.message ?? "", /kmsMasterKeyId/);
        assert.equal(found.holds.get("topic-key-known"), 1);
    });

    it("given a policy that throws, says so once and judges on with the others", () => {
        const [verdict, ...others] = said("throws");
        assert.deepEqual(others, []);
        assert.deepEqual(
            { outcome: verdict?.outcome, urn: verdict?.urn },
            { outcome: "violated", urn: urnOf("first", QUEUE) },
        );
        assert.match(verdict?.message ?? "", /^the policy threw, .*: Error: cannot read this queue$/);
    });

    it("given a policy over the stack, sees every resource with its parent", () => {
        assert.deepEqual(said("few-buckets"), [
            { outcome: "violated", urn: undefined, message: "2 buckets, expected at most 1" },
            { outcome: "violated", urn: urnOf("barrels", BUCKET), message: "this one is too many" },
        ]);
        assert.deepEqual(said("parents-known"), []);
        assert.equal(found.holds.get("parents-known"), 1);
    });

    it("given a policy that is switched off, does not ask it", () => {
        assert.deepEqual(said("off"), []);
        assert.equal(found.holds.has("off"), false);
    });

    it("given its report, adds findings and counts, and shows no secret that a policy repeated", () => {
        const own = report([]).judgement;
        const judgement = withForeignPack(own, [{ plan: PLAN, report: found }], DEFAULT_SETTINGS);
        assert.doesNotMatch(JSON.stringify(judgement), /hunter2/);
        const [repeated] = judgement.findings.filter(({ rule }) => rule === "plain/repeats-a-secret");
        assert.equal(repeated?.message, "endpoint (hidden)");
        const [bucket] = judgement.findings.filter(({ rule }) => rule === "plain/bucket-tagged");
        const { fingerprint, ...rest } = bucket ?? assert.fail();
        assert.match(fingerprint, /^[0-9a-f]{16}$/);
        assert.deepEqual(rest, {
            rule: "plain/bucket-tagged",
            family: "hygiene",
            verdict: "waived",
            severity: "low",
            stacks: ["staging"],
            urn: urnOf("barrels", BUCKET),
            path: "shop/barrels",
            message: "the bucket has no owner",
            remediation: "A bucket has an owner.",
            evidence: ["the pack calls this policy advisory"],
            source: { file: "index.ts", line: 7, column: 1 },
        });
        const holds = [...found.holds.values()].reduce((sum, one) => sum + one, 0);
        // Violated: a topic, a subscription, a throw, the stack, and the bucket that the stack's policy named.
        // Waived: the bucket that an advisory policy named.
        assert.deepEqual(judgement.families.hygiene, { holds, violated: 5, undecided: 1, waived: 1 });
        assert.equal(judgement.coverage.judgements, own.coverage.judgements + holds + 7);
        assert.equal(judgement.coverage.decided, 1 - 1 / judgement.coverage.judgements);
    });

    it("given a plan that may lack resources, lets nothing hold", () => {
        const shaky: Plan = { ...PLAN, gaps: [gap({ mayChangeShape: true })] };
        const judgement = withForeignPack(report([]).judgement, [{ plan: shaky, report: found }], DEFAULT_SETTINGS);
        assert.equal(judgement.families.hygiene.holds, 0);
        const doubts = judgement.findings.filter(({ message }) => message.startsWith("holds for what was planned"));
        assert.deepEqual(
            doubts.map(({ rule }) => rule).sort(),
            [...found.holds.keys()].map(name => `plain/${name}`).sort(),
        );
        assert(doubts.every(({ verdict }) => verdict === "undecided"));
    });
});

describe("a policy pack at fault", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    let temporary: string | undefined;
    beforeEach(() => {
        folder = new TestFolder();
        temporary = process.env["TMPDIR"];
        process.env["TMPDIR"] = folder.path;
    });
    afterEach(() => {
        if (temporary === undefined) delete process.env["TMPDIR"];
        else process.env["TMPDIR"] = temporary;
        folder.remove();
    });

    async function faultOf(pack: string, options: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<Fault> {
        try {
            await judgeWithPack(PLAN, { folder: path.join(PACKS, pack), ...options });
        } catch (error) {
            assert(error instanceof UsageError);
            return error.faults[0] ?? assert.fail(error.message);
        }
        return assert.fail("judged without a fault");
    }

    for (const [what, pack, message] of [
        ["without a version", "no-version", "Error: Version must be defined in the package.json file."],
        ["that serves nothing", "serves-nothing", "it ended with exit code 0 and served no policy"],
        ["that ends while it judges", "ends", "it ended with exit code 7 while it judged"],
        ["for another language", "python", "PulumiPolicy.yaml: runtime: expected nodejs, got python"],
        ["that is not there", "missing", "expected a folder with a file PulumiPolicy.yaml"],
    ] as const) {
        it(`given one ${what}, says so in the pack's own words`, async () => {
            assert.deepEqual(await faultOf(pack), { at: `--policy-pack ${path.join(PACKS, pack)}`, message });
        });
    }

    it("given one that throws while it is loaded, repeats its error and ends what it started", async () => {
        assert.equal((await faultOf("throws-at-load")).message, "TypeError: the pack's own settings are missing");
        assert(await haveEnded(...folder.read("pids").split(" ").map(Number)));
    });

    it("given one that never comes to serve, gives up in time and ends it", async () => {
        assert.equal((await faultOf("hangs", { timeoutMs: 3000 })).message, "it did not come to serve within 3 s");
        assert(await haveEnded(Number(folder.read("pids"))));
    });

    it("given an abort, ends at once", async () => {
        const signal = AbortSignal.abort();
        assert.match((await faultOf("hangs", { signal })).message, /it ended with exit code none and served no policy/);
    });

    it("given one whose packages are not installed, says what to do", async () => {
        folder.write({ "PulumiPolicy.yaml": "runtime: nodejs\n" });
        await assert.rejects(
            judgeWithPack(PLAN, { folder: folder.path }),
            /the pack needs @pulumi\/pulumi and @pulumi\/policy/,
        );
    });

    it("given one without a version, the command exits with 2 and prints no report", async () => {
        const args = ["--plan", PREVIEW, "--policy-pack", path.join(PACKS, "no-version")];
        const { code, stdout, stderr } = await runCli(args, { cwd: folder.path });
        assert.match(
            stderr,
            /^stagewright: the policy pack does not start\n {2}--policy-pack .*no-version: Error: Version must/,
        );
        assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
    });
});

describe("stagewright check --policy-pack", function () {
    this.timeout(60_000);

    it("given a pack, its violations fail the check beside ours", async () => {
        const args = ["--plan", PREVIEW, "--policy-pack", path.join(PACKS, "plain"), "--format", "json"];
        const { code, stdout, stderr } = await runCli(args);
        assert.deepEqual({ code, stderr }, { code: 1, stderr: "" });
        const document = JSON.parse(stdout) as { findings: { rule: string }[] };
        assert.deepEqual(schemaFaults("check.schema.json", document), []);
        assert(document.findings.every(({ rule }) => rule !== "plain/few-buckets"));
    });
});
