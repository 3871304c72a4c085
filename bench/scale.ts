/*
 * How `stagewright check` grows: the reference program as it is, with 1,000 and with 10,000 more resources a stack.
 * Command: npm run bench:scale [-- rounds]
 */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { measure, report } from "./measure";

const ROUNDS = 3;
const MORE = [0, 1000, 10_000];
const ROOT = path.join(__dirname, "../..");

/** Writes a project whose program is the reference program and `more` queues and policies beside it. */
function projectWith(more: number): string {
    const folder = mkdtempSync(path.join(tmpdir(), "stagewright-bench-"));
    for (const file of ["Pulumi.staging.yaml", "Pulumi.prod.yaml"])
        cpSync(path.join(ROOT, file), path.join(folder, file));
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    writeFileSync(
        path.join(folder, "Pulumi.yaml"),
        "name: shop\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n",
    );
    writeFileSync(
        path.join(folder, "index.js"),
        `const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
require(${JSON.stringify(path.join(ROOT, "dist/program/index.js"))});
const config = new pulumi.Config();
const provider = new aws.Provider("more", { region: "eu-central-1", allowedAccountIds: [config.require("accountId")] });
const tags = { environment: pulumi.getStack(), owner: "bench", "cost-centre": "bench" };
for (let index = 0; index < ${more}; index += 2) {
    const queue = new aws.sqs.Queue("queue-" + index, { messageRetentionSeconds: 3600, tags }, { provider });
    new aws.cloudwatch.LogGroup("log-" + index, { retentionInDays: 7, namePrefix: queue.name, tags }, { provider });
}
`,
    );
    return folder;
}

async function main(): Promise<void> {
    const rounds = Number(process.argv[2] ?? ROUNDS);
    const projects = MORE.map(more => ({ more, folder: projectWith(more) }));
    try {
        report(
            `check of both stacks with more resources in each, median of ${rounds} rounds in turn`,
            await measure(
                projects.map(({ more, folder }) => ({
                    name: `${more} more resources a stack`,
                    command: process.execPath,
                    args: [path.join(ROOT, "dist/cli/main.js"), "check", "--cwd", folder, "--timeout", "600"],
                    exitCodes: [0, 1],
                })),
                rounds,
            ),
        );
    } finally {
        for (const { folder } of projects) rmSync(folder, { recursive: true });
    }
}

void main();
