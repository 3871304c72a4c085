import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { runCli } from "../cli/support";
import { KUBECTL, type PageStep, SCHEDULE_PAGES, stepsOf as stepsIn, withAdded } from "../docs/schedule-samples";
import type { CommandResult } from "../support/real-engine/child-process";
import { awsCommand } from "../support/real-engine/emulators/emulated-aws-cli";
import { NODE_GROUP } from "../support/real-engine/emulators/emulated-scheduler";
import { RealEngine } from "../support/real-engine/real-engine";

const REPOSITORY = resolve(__dirname, "../..");
const STACK = "staging";

/** Sections that begin in an environment that sleeps, by what they are called. */
const ASLEEP = /^Once it sleeps|^2\. Start the database/;
/** What holds hours, and so changes with them. */
const WITH_HOURS: ReadonlySet<string> = new Set([
    "aws:backup:Plan",
    "aws:cloudwatch:AlarmMuteRule",
    "aws:scheduler:Schedule",
    "aws:ssm:Parameter",
    "kubernetes:batch/v1:CronJob",
]);
/** What no command is tried of: it is for when something went wrong that has not. */
const FAULTS = "What can go wrong";

describe("the pages for who runs an environment that sleeps, under the real engine", () => {
    let engine: RealEngine;
    /** What commands printed that later ones are given. */
    const printed = new Map<string, string>();

    before(async () => {
        engine = await RealEngine.start(REPOSITORY);
        await engine.succeed(["stack", "init", STACK]);
        await engine.succeed(["up", "--yes", "--skip-preview", "--stack", STACK]);
    });

    after(() => {
        engine.stop();
    });

    const sleep = (): void => {
        for (const { urn, type, inputs } of engine.held()) {
            if (type === "aws:rds/cluster:Cluster") engine.tamper(urn, { stopped: true });
            if (type !== NODE_GROUP) continue;
            const size = { ...Object(inputs["scalingConfig"]), minSize: 0, desiredSize: 0 } as Record<string, number>;
            engine.tamper(urn, { properties: { scalingConfig: size } });
        }
    };
    // A person is shown a preview and asked.
    const pulumi = (command: string): Promise<CommandResult> =>
        engine.run([...command.split(" ").slice(1), "--yes", "--skip-preview"], { step: command });
    const follow = async ({ command, shown }: PageStep): Promise<void> => {
        if (shown !== undefined) {
            const { file, content } = withAdded(shown.heading, shown.content, name =>
                readFileSync(join(engine.project, name), "utf8"),
            );
            writeFileSync(join(engine.project, file), content);
            return;
        }
        if (command.startsWith("pulumi ")) {
            const { code, stdout, stderr } = await pulumi(command);
            assert.equal(code, 0, `${command}\n${stdout}${stderr}`);
            if (command.startsWith("pulumi up")) assertOnlyHours(stdout);
            return;
        }
        if (command.startsWith("stagewright ")) {
            const { code, stdout, stderr } = await runCli(command.split(" ").slice(1), { cwd: engine.project });
            assert.equal(code, 0, `${command}\n${stdout}${stderr}`);
            return;
        }
        // No nodes run here that anything of Kubernetes could be asked of.
        if (KUBECTL.has(command)) return;
        const given = [...printed].reduce((line, [name, value]) => line.replaceAll(name, value), command);
        const answer = awsCommand(given).run(engine);
        if (command.startsWith("aws eks list-nodegroups")) printed.set("NODEGROUP", answer);
    };

    for (const page of SCHEDULE_PAGES) {
        it(`given ${basename(page)}, every command of it succeeds, one after the other`, async () => {
            let section = "";
            for (const step of stepsIn(readFileSync(page, "utf8"))) {
                if (step.section === FAULTS) break;
                if (step.section !== section && ASLEEP.test(step.section)) sleep();
                section = step.section;
                await follow(step);
            }
        });
    }

    it("given the last of them, has left nothing of the environment", () => {
        assert.deepEqual(engine.resources(), []);
    });
});

/** An update says line by line what it changes: something, and nothing but what holds hours. */
function assertOnlyHours(stdout: string): void {
    const lines = stdout.matchAll(/^ *[-+~]+ +(\S+:\S+) \S+ (?:creat|updat|delet|replac)/gm);
    const types = new Set([...lines].map(([, type = ""]) => type));
    assert.ok(types.has("aws:scheduler:Schedule"), stdout);
    assert.deepEqual(
        [...types].filter(type => !WITH_HOURS.has(type)),
        [],
    );
}
