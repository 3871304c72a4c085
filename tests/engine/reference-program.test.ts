import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { planStacks } from "../../engine";
import type { CommandResult } from "../support/real-engine/child-process";
import { RealEngine } from "../support/real-engine/real-engine";
import { changes, losses, stepsOf } from "../support/real-engine/steps";

const REPOSITORY = resolve(__dirname, "../..");
const PACK = ["--policy-pack", resolve(REPOSITORY, "policy-pack")];
const STACKS = ["staging", "prod"] as const;

type Stack = (typeof STACKS)[number];

/** What each command said of one stack, from nothing to nothing. */
interface Life {
    readonly preview: CommandResult;
    readonly up: CommandResult;
    readonly unchanged: CommandResult;
    readonly refresh: CommandResult;
    readonly analysis: CommandResult;
    readonly update: CommandResult;
    readonly refusedDestroy: CommandResult;
    readonly destroy: CommandResult;
    readonly left: CommandResult;
}

describe("the reference program under the real engine", () => {
    let engine: RealEngine;
    let lives: Readonly<Record<Stack, Life>>;
    let planned: ReadonlyMap<string, readonly string[]>;

    before(async () => {
        engine = await RealEngine.start(REPOSITORY);
        const [staging, prod, plans] = await Promise.all([
            live(engine, "staging"),
            live(engine, "prod"),
            planStacks({ cwd: REPOSITORY, stacks: STACKS }),
        ]);
        lives = { staging, prod };
        planned = new Map(plans.map(({ plan }) => [plan.stack, plan.resources.map(({ urn }) => urn)]));
    });

    after(() => {
        engine.stop();
    });

    for (const stack of STACKS) {
        it(`given nothing deployed, previews ${stack} with the pack and creates exactly what the embedded engine plans`, () => {
            const { code, stdout, stderr } = lives[stack].preview;
            assert.equal(code, 0, stdout + stderr);
            const created = stepsOf(stdout).filter(({ op, type }) => op === "create" && type !== "pulumi:pulumi:Stack");
            assert.deepEqual(
                created.map(({ urn }) => urn),
                [...(planned.get(stack) ?? [])].sort(),
            );
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

        it(`given the exported state of ${stack}, lets policy analyze judge it by the pack`, () => {
            const { code, stdout, stderr } = lives[stack].analysis;
            assert.equal(code, 0, stdout + stderr);
            assert.match(stdout, /stagewright/);
        });

        it(`given more nodes in ${stack}'s settings, changes what scales nodes and nothing that keeps data`, () => {
            const { code, stdout, stderr } = lives[stack].update;
            assert.equal(code, 0, stdout + stderr);
            const steps = stepsOf(stdout);
            assert.deepEqual(losses(steps), []);
            assert.deepEqual(changes(steps), EXPECTED_CHANGES[stack]);
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

    it("given a wish to destroy production, refuses before anything is deleted", () => {
        const { code, stdout } = lives.prod.refusedDestroy;
        assert.notEqual(code, 0);
        assert.match(stdout, /cannot be deleted\s+because it is protected/);
        assert.doesNotMatch(stdout, /\d+ deleted/);
    });

    it("given a wish to destroy staging, previews it without objection", () => {
        const { code, stdout, stderr } = lives.staging.refusedDestroy;
        assert.equal(code, 0, stdout + stderr);
    });
});

/** What a larger node group touches. */
const EXPECTED_CHANGES: Readonly<Record<Stack, readonly string[]>> = {
    staging: ["update aws:eks/nodeGroup:NodeGroup platform-nodes"],
    prod: ["update aws:eks/nodeGroup:NodeGroup platform-nodes"],
};

/** Takes one stack through its whole life. A step that fails is kept for the tests to judge; the next are tried all the same. */
async function live(engine: RealEngine, stack: Stack): Promise<Life> {
    const run = (step: string, ...args: readonly string[]): Promise<CommandResult> =>
        engine.run([...args, "--stack", stack], { step: `${stack}: ${step}` });
    const state = `${stack}.json`;

    await engine.succeed(["stack", "init", stack], { step: `${stack}: init` });
    const preview = await run("preview with the pack", "preview", "--json", "--show-sames", ...PACK);
    const up = await run("up with the pack", "up", "--yes", "--skip-preview", ...PACK);
    const unchanged = await run("preview, no changes expected", "preview", "--expect-no-changes", ...PACK);
    const refresh = await run(
        "refresh, no changes expected",
        "refresh",
        "--yes",
        "--skip-preview",
        "--expect-no-changes",
    );
    await run("export", "stack", "export", "--file", state);
    const analysis = await engine.run(["policy", "analyze", "--file", state, ...PACK], {
        step: `${stack}: policy analyze`,
    });
    await run("set nodes.maxSize", "config", "set", "--path", "shop:nodes.maxSize", "20");
    const update = await run("preview of more nodes", "preview", "--json", "--show-sames", ...PACK);
    const refusedDestroy = await run("preview of destroy", "destroy", "--preview-only");
    if (stack === "prod") await run("unprotect", "state", "unprotect", "--all", "--yes");
    const destroy = await run("destroy", "destroy", "--yes", "--skip-preview");
    const left = await run("export", "stack", "export");
    return { preview, up, unchanged, refresh, analysis, update, refusedDestroy, destroy, left };
}

function resourcesIn(state: string): readonly unknown[] {
    const { deployment } = JSON.parse(state) as { readonly deployment: { readonly resources?: readonly unknown[] } };
    return deployment.resources ?? [];
}
