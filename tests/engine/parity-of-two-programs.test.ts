import { strict as assert } from "node:assert";
import { judgeParity } from "../../parity/judge";
import { compareStacks } from "../../parity/stacks";
import type { Plan } from "../../plan/plan";
import { planFromPreview } from "../../plan/preview";
import { TestFolder } from "../cli/support";
import { JUDGED_ON, RealEngine } from "../support/real-engine/real-engine";

/** The folder of the live environment. */
const LIVE = `const aws = require("@pulumi/aws");
const { ComponentResource, Config, getStack } = require("@pulumi/pulumi");
const account = new Config().require("account");
const queueName = getStack() + "-jobs";
class Store extends ComponentResource {
    constructor(name) {
        super("orchard:index:Store", name);
        const parent = { parent: this };
        const key = new aws.kms.Key(name + "-key", { enableKeyRotation: true }, parent);
        new aws.sqs.Queue(name + "-jobs", {
            name: queueName,
            kmsMasterKeyId: key.arn,
            visibilityTimeoutSeconds: 60,
        }, parent);
        const role = new aws.iam.Role(name + "-worker", {
            assumeRolePolicy: { Version: "2012-10-17", Statement: [
                { Sid: "Run", Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
            ] },
        }, parent);
        new aws.iam.RolePolicy(name + "-worker-policy", {
            role: role.name,
            policy: { Version: "2012-10-17", Statement: [{
                Sid: "Jobs",
                Effect: "Allow",
                Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
                Resource: "arn:aws:sqs:eu-central-1:" + account + ":" + queueName,
            }] },
        }, parent);
        new aws.cloudwatch.LogGroup(name + "-log", { name: "/orchard/" + getStack(), retentionInDays: 365 }, parent);
    }
}
new Store("orders");
`;

/** What became of the copied folder: what somebody changed in it alone, and where that is. */
const DRIFT: readonly (readonly [written: string, copied: string, place: string])[] = [
    ["visibilityTimeoutSeconds: 60", "visibilityTimeoutSeconds: 30", "orders/orders-jobs#visibilityTimeoutSeconds"],
    ["{ enableKeyRotation: true }", "{}", "orders/orders-key#enableKeyRotation"],
    [
        '"sqs:DeleteMessage"]',
        '"sqs:DeleteMessage", "sqs:PurgeQueue"]',
        'orders/orders-worker-policy#policy.Statement["Jobs"].Action[2]',
    ],
    [
        'new aws.cloudwatch.LogGroup(name + "-log", { name: "/orchard/" + getStack(), retentionInDays: 365 }, parent);',
        "",
        "orders/orders-log",
    ],
    ["new Store(", 'new aws.sns.Topic("news", { name: getStack() + "-news" });\nnew Store(', "news"],
];

describe("parity of two programs under the real CLI", () => {
    const folders: TestFolder[] = [];
    let live: Plan;
    let faithful: Plan;
    let drifted: Plan;

    before(async () => {
        const copied = DRIFT.reduce((program, [written, copy]) => program.replace(written, copy), LIVE);
        [live, faithful, drifted] = await Promise.all([
            previewed(folders, LIVE, { project: "orchard", stack: "live", account: "444455556666" }),
            previewed(folders, LIVE, { project: "orchard-test", stack: "test", account: "111122223333" }),
            previewed(folders, copied, { project: "orchard-test", stack: "test", account: "111122223333" }),
        ]);
    });

    after(() => {
        for (const folder of folders) folder.remove();
    });

    const found = (left: Plan, right: Plan): readonly string[] =>
        judgeParity(compareStacks(left, right), [], { today: JUDGED_ON }).findings.map(({ at }) => at);

    it("given a copied folder of another project that was only told another account, is silent", () => {
        assert.deepEqual(found(live, faithful), []);
    });

    it("given a copied folder that drifted, names each place that did", () => {
        assert.deepEqual([...found(live, drifted)].sort(), DRIFT.map(([, , place]) => place).sort());
    });
});

interface Folder {
    readonly project: string;
    readonly stack: string;
    readonly account: string;
}

/** Previews a program in a project of its own. */
async function previewed(folders: TestFolder[], program: string, { project, stack, account }: Folder): Promise<Plan> {
    const folder = new TestFolder().writeProject(program, {
        "Pulumi.yaml": `name: ${project}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`,
        [`Pulumi.${stack}.yaml`]: `config:
  aws:region: eu-central-1
  aws:allowedAccountIds: ["${account}"]
  ${project}:account: "${account}"
`,
    });
    folders.push(folder);
    const engine = await RealEngine.start(folder.path);
    try {
        await engine.succeed(["stack", "init", stack]);
        const { stdout } = await engine.succeed(["preview", "--json", "--show-sames", "--stack", stack]);
        return planFromPreview(JSON.parse(stdout), `the preview of ${project}`);
    } finally {
        engine.stop();
    }
}
