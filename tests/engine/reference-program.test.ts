import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { planStacks } from "../../engine";
import { readLedger } from "../../parity/ledger/read";
import type { Plan } from "../../plan/plan";
import { rules } from "../../policy-pack/rules";
import { readSettings } from "../../policy-pack/settings-file";
import type { CommandResult } from "../support/real-engine/child-process";
import { compiledPack } from "../support/real-engine/compiled-pack";
import { verdictsOfEvents } from "../support/real-engine/policy-events";
import { exportedPlan, previewWithPack, type Reader, type StackReaders } from "../support/real-engine/readers";
import { JUDGED_ON, RealEngine } from "../support/real-engine/real-engine";
import { changes, losses, stepsOf } from "../support/real-engine/steps";
import { contradictions, differences, shownToAll, verdictsOf } from "../support/real-engine/verdicts";

const REPOSITORY = resolve(__dirname, "../..");
const PACK = compiledPack();
const STACKS = ["staging", "prod"] as const;
type Stack = (typeof STACKS)[number];

/** What each command said of one stack, from nothing to nothing. */
interface Life {
    readonly first: StackReaders;
    readonly up: CommandResult;
    readonly unchanged: CommandResult;
    readonly refresh: CommandResult;
    readonly state: Plan;
    readonly analysis: CommandResult;
    readonly moreNodes: CommandResult;
    /** The twin of a harmless change: a preview of one that replaces what holds everything else. Of staging only. */
    readonly otherSlot: CommandResult | undefined;
    readonly wishToDestroy: CommandResult;
    readonly destroy: CommandResult;
    readonly left: CommandResult;
}

/** A place in the address plan that no stack has. */
const UNUSED_SLOT = "15";

/** What a larger node group touches: the group, and in staging the timers that put it to sleep and wake it. */
const CHANGES_OF_MORE_NODES: Readonly<Record<Stack, readonly string[]>> = {
    staging: [
        "update aws:eks/nodeGroup:NodeGroup platform-workers",
        "update aws:scheduler/schedule:Schedule working-hours-start-workers",
        "update aws:scheduler/schedule:Schedule working-hours-stop-workers",
    ],
    prod: ["update aws:eks/nodeGroup:NodeGroup platform-workers"],
};

describe("the reference program under the real engine", () => {
    let engine: RealEngine;
    let lives: Readonly<Record<Stack, Life>>;
    let readers: readonly Reader[];

    before(async () => {
        engine = await RealEngine.start(REPOSITORY);
        const planned = await planStacks({ cwd: REPOSITORY, stacks: STACKS });
        const [staging, prod] = await Promise.all([live(engine, "staging"), live(engine, "prod")]);
        lives = { staging, prod };
        const settings = readSettings(REPOSITORY, rules);
        const ledger = readLedger(REPOSITORY);
        readers = [
            { name: "the embedded engine", plans: planned.map(({ plan }) => plan) },
            { name: "the first preview", plans: [staging.first.previewed, prod.first.previewed] },
            { name: "the state", plans: [staging.state, prod.state] },
        ].map(({ name, plans }) => ({
            name,
            plans,
            verdicts: shownToAll(verdictsOf(plans, settings, JUDGED_ON, ledger)),
        }));
    });

    after(() => {
        engine.stop();
    });

    for (const [index, stack] of STACKS.entries()) {
        it(`given nothing deployed, previews ${stack} with the pack and creates exactly what the embedded engine plans`, () => {
            const { code, stdout, stderr } = lives[stack].first.preview;
            assert.equal(code, 0, stdout + stderr);
            const created = stepsOf(stdout).filter(({ op, type }) => op === "create" && type !== "pulumi:pulumi:Stack");
            const planned = readers[0]!.plans[index]!.resources.map(({ urn }) => urn);
            assert.deepEqual(
                created.map(({ urn }) => urn),
                planned.sort(),
            );
        });

        it(`given the pack under the CLI, it reports nothing of ${stack} that the same rules do not say of the plan`, () => {
            const reported = verdictsOfEvents(lives[stack].first.events, stack);
            for (const { name, verdicts } of readers) {
                const ofStack = new Map([...verdicts].filter(([key]) => key.split(" ")[1] === stack));
                assert.deepEqual(contradictions(ofStack, reported), [], name);
            }
        });

        it(`given the pack, deploys ${stack}, and then finds nothing to change`, () => {
            const { up, unchanged } = lives[stack];
            assert.equal(up.code, 0, up.stdout + up.stderr);
            assert.equal(unchanged.code, 0, unchanged.stdout + unchanged.stderr);
        });

        it(`given ${stack} deployed, refreshes it and finds it as it was left`, () => {
            const { code, stdout, stderr } = lives[stack].refresh;
            assert.equal(code, 0, stdout + stderr);
        });

        it(`given the exported state of ${stack}, policy analyze judges it by the pack and finds nothing`, () => {
            const { code, stdout, stderr } = lives[stack].analysis;
            assert.equal(code, 0, stdout + stderr);
            assert.match(stdout, /stagewright@v/);
            assert.doesNotMatch(stdout, /\[(?:mandatory|advisory)\]/);
        });

        it(`given more nodes in ${stack}'s settings, changes what scales nodes and nothing that keeps data`, () => {
            const { code, stdout, stderr } = lives[stack].moreNodes;
            assert.equal(code, 0, stdout + stderr);
            const steps = stepsOf(stdout);
            assert.deepEqual(losses(steps), []);
            // Months with holidays have timers of their own.
            const changed = changes(steps).map(change => change.replace(/(-(?:start|stop)-workers)-\S+$/, "$1"));
            assert.deepEqual([...new Set(changed)], CHANGES_OF_MORE_NODES[stack]);
        });

        it(`given ${stack} destroyed, leaves nothing`, () => {
            const { destroy, left } = lives[stack];
            assert.equal(destroy.code, 0, destroy.stdout + destroy.stderr);
            assert.deepEqual(resourcesIn(left.stdout), []);
            assert.deepEqual(
                engine.resources().filter(resource => resource.startsWith(`urn:pulumi:${stack}::`)),
                [],
            );
        });
    }

    it("given both stacks read three ways, each rule says the same of each thing", () => {
        const [embedded, previewed, exported] = readers;
        assert.ok(embedded!.verdicts.size > rules.length * STACKS.length);
        assert.deepEqual(differences(embedded!.verdicts, previewed!.verdicts), []);
        assert.deepEqual(differences(embedded!.verdicts, exported!.verdicts), []);
    });

    it("given another place in the address plan for staging, shows that its network would be replaced", () => {
        const { stdout } = lives.staging.otherSlot!;
        assert.ok(changes(losses(stepsOf(stdout))).includes("replace aws:ec2/vpc:Vpc network-vpc"));
    });

    it("given a wish to destroy staging, does not object", () => {
        const { code, stdout, stderr } = lives.staging.wishToDestroy;
        assert.equal(code, 0, stdout + stderr);
    });

    it("given a wish to destroy production, refuses before anything is deleted", () => {
        const { code, stdout } = lives.prod.wishToDestroy;
        assert.notEqual(code, 0);
        assert.match(stdout, /cannot be deleted\s+because it is protected/);
        assert.doesNotMatch(stdout, /\d+ deleted/);
    });
});

/** Takes one stack through its whole life. How a step ended is for the tests to judge; the next is tried all the same. */
async function live(engine: RealEngine, stack: Stack): Promise<Life> {
    const run = (step: string, ...args: readonly string[]): Promise<CommandResult> =>
        engine.run([...args, "--stack", stack], { step: `${stack}: ${step}` });
    const pack = ["--policy-pack", PACK];
    const preview = ["preview", "--json", "--show-sames"];
    const state = `${stack}.json`;
    const previewOfOtherSlot = async (): Promise<CommandResult> => {
        await run("set addressSlot", "config", "set", "shop:addressSlot", UNUSED_SLOT);
        return run("preview of another address slot", ...preview);
    };

    await engine.succeed(["stack", "init", stack], { step: `${stack}: init` });
    const first = await previewWithPack(engine, stack, PACK);
    const up = await run("up with the pack", "up", "--yes", "--skip-preview", ...pack);
    const unchanged = await run("preview, no changes expected", "preview", "--expect-no-changes", ...pack);
    const refresh = await run(
        "refresh, no changes expected",
        "refresh",
        "--yes",
        "--skip-preview",
        "--expect-no-changes",
    );
    const deployed = await exportedPlan(engine, stack);
    await run("export to a file", "stack", "export", "--file", state);
    const analysis = await engine.run(["policy", "analyze", "--file", state, ...pack], {
        step: `${stack}: policy analyze`,
    });
    await run("set nodes.maxSize", "config", "set", "--path", "shop:nodes.maxSize", "20");
    const moreNodes = await run("preview of more nodes", ...preview, ...pack);
    const otherSlot = stack === "staging" ? await previewOfOtherSlot() : undefined;
    const wishToDestroy = await run("preview of destroy", "destroy", "--preview-only");
    if (stack === "prod") await run("unprotect", "state", "unprotect", "--all", "--yes");
    const destroy = await run("destroy", "destroy", "--yes", "--skip-preview");
    const left = await run("export", "stack", "export");
    return {
        first,
        up,
        unchanged,
        refresh,
        state: deployed,
        analysis,
        moreNodes,
        otherSlot,
        wishToDestroy,
        destroy,
        left,
    };
}

function resourcesIn(state: string): readonly unknown[] {
    const { deployment } = JSON.parse(state) as { readonly deployment: { readonly resources?: readonly unknown[] } };
    return deployment.resources ?? [];
}
