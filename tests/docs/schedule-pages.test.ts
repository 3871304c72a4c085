import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { awsCommand } from "../support/real-engine/emulators/emulated-aws-cli";
import { rewritten } from "./page-session";
import { KUBECTL, referenceProject, SCHEDULE_PAGES, stepsOf } from "./schedule-samples";

const HOW_TO = path.join(__dirname, "../../docs/how-to");

describe("the pages for who runs an environment that sleeps", function () {
    // Each command plans the reference program.
    this.timeout(120_000);

    for (const file of SCHEDULE_PAGES) {
        const name = path.basename(file);
        const text = readFileSync(file, "utf8");

        it(`given ${name}, prints what it says, command by command`, async () => {
            assert.ok([...text.matchAll(/^\$ stagewright schedule /gm)].length >= 1);
            const now = await rewritten(text, referenceProject());
            assert.equal(now, text, "write it anew: npx tsx tests/docs/write-schedule-pages.ts");
        });

        it(`given ${name}, each command is one that somebody has looked up`, () => {
            for (const { command, shown } of stepsOf(text)) {
                if (shown !== undefined || /^(stagewright|pulumi) /.test(command)) continue;
                if (!KUBECTL.has(command)) assert.doesNotThrow(() => awsCommand(command), command);
            }
        });
    }

    it("given a command of AWS that is misspelled, says so", () => {
        assert.throws(
            () => awsCommand("aws rds start-db-clusters --db-cluster-identifier orders"),
            /no command of AWS/,
        );
        assert.throws(() => awsCommand("aws rds start-db-cluster --cluster-identifier orders"), /does not take/);
        assert.throws(() => awsCommand("aws rds start-db-cluster"), /needs db-cluster-identifier/);
    });

    it("are all run", () => {
        const all = readdirSync(HOW_TO).filter(name =>
            /^\$ stagewright schedule/m.test(readFileSync(path.join(HOW_TO, name), "utf8")),
        );
        assert.deepEqual(all.sort(), SCHEDULE_PAGES.map(file => path.basename(file)).sort());
    });
});
