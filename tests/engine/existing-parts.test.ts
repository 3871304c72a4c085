import { strict as assert } from "node:assert";
import { planStacks } from "../../engine";
import { compiledPack } from "../support/real-engine/compiled-pack";
import { installExample } from "../support/example-project";
import { RealEngine } from "../support/real-engine/real-engine";
import { stepsOf } from "../support/real-engine/steps";
import { removeFolder } from "../support/remove-folder";

const STACKS = ["staging", "prod"] as const;

describe("the example of existing parts under the real engine", () => {
    let project: string;
    let engine: RealEngine;

    before(async () => {
        project = installExample("existing-parts");
        engine = await RealEngine.start(project);
    });

    after(() => {
        engine.stop();
        removeFolder(project);
    });

    for (const stack of STACKS) {
        it(`given ${stack}, previews with the pack, and creates exactly what the embedded engine plans`, async () => {
            await engine.succeed(["stack", "init", stack]);
            const { code, stdout, stderr } = await engine.run([
                ...["preview", "--json", "--show-sames", "--stack", stack],
                ...["--policy-pack", compiledPack()],
            ]);
            assert.equal(code, 0, stdout + stderr);
            const [planned] = await planStacks({ cwd: project, stacks: [stack] });
            assert.deepEqual(
                stepsOf(stdout)
                    .filter(({ op, type }) => op === "create" && type !== "pulumi:pulumi:Stack")
                    .map(({ urn }) => urn),
                planned!.plan.resources.map(({ urn }) => urn).sort(),
            );
        });
    }
});
