import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { withForeignPack } from "../../../cli/foreign-pack";
import { judgeWithPack, type PackReport } from "../../../engine/packs/index";
import { Unknown } from "../../../plan/value";
import { judge } from "../../../policy-pack/kernel/judge";
import { DEFAULT_SETTINGS } from "../../../policy-pack/settings";
import { TestFolder } from "../../cli/support";
import { plan, resource } from "../../support/policy";

const ROOT = path.join(__dirname, "../../..");
const GUIDE = readFileSync(path.join(ROOT, "docs/write-your-own-rule.md"), "utf8");

const PROJECT = {
    "Pulumi.yaml": "name: shop\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
    "Pulumi.prod.yaml": "config: { aws:region: eu-central-1 }\n",
    "index.js": `const aws = require("@pulumi/aws");
const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: ["111111111111"] });
const tags = { environment: "prod", owner: "team", "cost-centre": "1" };
const beside = { tags, messageRetentionSeconds: 3600 };
new aws.sqs.Queue("good", { tags, sqsManagedSseEnabled: true }, { provider });
new aws.sqs.Queue("open", { ...beside, sqsManagedSseEnabled: false }, { provider });
`,
};

/** The files of the guide, by their paths, and its commands, both in the order of the page. */
function stepsOf(page: string) {
    const files = [...page.matchAll(/^`([^`\n]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm)].map(
        ([, file = "", text = ""]) => [file, text] as const,
    );
    const commands = [...page.matchAll(/^```sh\n([\s\S]*?)\n```$/gm)].map(([, command = ""]) => command);
    return { files: Object.fromEntries(files), commands };
}

describe("the guide to writing a rule", function () {
    this.timeout(180_000);
    let folder: TestFolder;

    before(() => {
        folder = new TestFolder().write(PROJECT);
        // As `npm install` leaves it: this package beside those that it needs.
        mkdirSync(folder.file("node_modules"));
        for (const name of readdirSync(path.join(ROOT, "node_modules")).filter(one => !one.startsWith(".c"))) {
            symlinkSync(path.join(ROOT, "node_modules", name), folder.file(`node_modules/${name}`));
        }
        symlinkSync(ROOT, folder.file("node_modules/stagewright"));
    });
    after(() => {
        folder.remove();
    });

    function run(command: string) {
        const [program = "", ...args] = command
            .replace("npx stagewright", `${process.execPath} ${path.join(ROOT, "dist/cli/main.js")}`)
            .split(" ");
        const { PATH = "", HOME = "" } = process.env;
        // What a child compiles itself would count as not covered.
        const env = { PATH, HOME, NODE_V8_COVERAGE: "" };
        return spawnSync(program, args, { cwd: folder.path, encoding: "utf8", env });
    }

    it("given its files and commands in order, makes a pack whose tests pass and whose rules judge", async () => {
        const { commands, files } = stepsOf(GUIDE);
        const [newRule = "", test = "", check = "", ...others] = commands;
        assert.deepEqual(others, ["pulumi preview --policy-pack policies"]);
        const byHand = "policies/rules/index.ts";
        const { [byHand]: index = "", "stagewright.yaml": settings = "", ...shell } = files;
        folder.write(shell);

        const generated = run(newRule);
        assert.deepEqual([generated.status, generated.stderr], [0, ""]);
        assert.match(folder.read(byHand), /queueEncrypted,\n\];/);
        folder.write({ [byHand]: index });
        const tested = run(test);
        assert.equal(tested.status, 0, tested.stdout + tested.stderr);
        assert.match(tested.stdout, /^# pass 16$/m);

        folder.write({ "stagewright.yaml": settings });
        const checked = run(`${check} --format json`);
        const { findings } = JSON.parse(checked.stdout) as { findings: { rule: string; path: string }[] };
        const own = findings.map(({ path: at, rule }) => `${rule} ${at}`).filter(one => one.startsWith("queue-"));
        assert.deepEqual(own, ["queue-keeps-messages open", "queue-encrypted open"]);
        assert.equal(checked.status, 1);

        const judged = await judgeWithPack(queuePlan, { folder: folder.file("policies") });
        assert.deepEqual(outcomes(judged, "queue-encrypted"), ["violated", "undecided"]);
        assert.deepEqual(outcomes(judged, "required-tags"), ["violated"]);
        const nothing = judge([queuePlan], { rules: [], today: "2026-01-31" });
        const { families } = withForeignPack(nothing, [{ plan: queuePlan, report: judged }], DEFAULT_SETTINGS);
        // By family, not all in the one that plain policies are counted in.
        assert.equal(families.tagging.violated, 1);
    });

    it("given rules that the command runs itself, the pack is not asked for them again", async () => {
        const judgedRules = ["queue-encrypted"];
        const judged = await judgeWithPack(queuePlan, { folder: folder.file("policies"), judgedRules });
        assert.deepEqual(outcomes(judged, "queue-encrypted"), []);
        assert.equal(judged.tags.has("queue-encrypted"), false);
    });
});

const TAGS = { environment: "staging", owner: "team", "cost-centre": "1" };

const queuePlan = plan([
    resource("aws:sqs/queue:Queue", { tags: TAGS, sqsManagedSseEnabled: false }, { name: "open" }),
    resource("aws:sqs/queue:Queue", { tags: TAGS, sqsManagedSseEnabled: Unknown.computed }, { name: "unread" }),
    resource("aws:sqs/queue:Queue", { tags: { ...TAGS, owner: "" }, sqsManagedSseEnabled: true }, { name: "untagged" }),
]);

function outcomes({ verdicts }: PackReport, rule: string): readonly string[] {
    return verdicts.filter(({ policy }) => policy === rule).map(({ outcome }) => outcome);
}
