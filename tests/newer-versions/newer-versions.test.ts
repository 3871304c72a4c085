import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { removeFolder } from "../support/remove-folder";
import { installNewerVersions, NEWER, type NewerVersions } from "./newer-versions";

const ROOT = path.join(__dirname, "../..");
const MAIN = path.join(ROOT, "dist/cli/main.js");
const PROGRAMS = path.join(ROOT, "tests/fixtures/programs");

/** Programs that are odd in ways that depend on the SDK: module systems, providers and transforms, plugins, functions. */
const ODD_PROGRAMS = ["commonjs", "esm-javascript", "typescript", "providers", "functions", "remote", "kubernetes"];

describe(`given Node ${NEWER.node.version} and @pulumi/pulumi ${NEWER.packages["@pulumi/pulumi"]}`, () => {
    let newer: NewerVersions;
    before(() => {
        newer = installNewerVersions();
    });

    it("runs on the Node it says", () => {
        assert.equal(run(newer.node, ["--version"]).trim(), `v${NEWER.node.version}`);
    });

    it("judges the reference program as this Node does", () => {
        const verdictOf = (node: string) => {
            const { summary, findings } = JSON.parse(
                run(node, [MAIN, "check", "--strict", "--cwd", ROOT, "--format", "json"]),
            ) as {
                summary: { verdict: string; families: object; coverage: object };
                findings: unknown[];
            };
            return { verdict: summary.verdict, families: summary.families, coverage: summary.coverage, findings };
        };
        const verdict = verdictOf(newer.node);
        assert.equal(verdict.verdict, "holds");
        assert.deepEqual(verdict, verdictOf(process.execPath));
    });

    for (const program of ODD_PROGRAMS) {
        it(`plans the program ${program} as this Node and SDK do`, () => {
            const copy = newer.place(path.join(PROGRAMS, program));
            try {
                const planned = resourcesOf(run(newer.node, [MAIN, "plan", "--cwd", copy, "--format", "json"]));
                assert.notDeepEqual(planned, []);
                assert.deepEqual(
                    planned,
                    resourcesOf(
                        run(process.execPath, [
                            MAIN,
                            "plan",
                            "--cwd",
                            path.join(PROGRAMS, program),
                            "--format",
                            "json",
                        ]),
                    ),
                );
            } finally {
                removeFolder(copy);
            }
        });
    }
});

/** All that a plan says of its resources, but for positions in files, which a source map of another Node may shift. */
function resourcesOf(output: string): unknown[] {
    const { plans } = JSON.parse(output) as { plans: { stack: string; resources: { source?: unknown }[] }[] };
    return plans.flatMap(({ stack, resources }) =>
        resources.map(resource => ({ stack, ...resource, source: undefined })),
    );
}

function run(node: string, args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(node, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    assert.equal(status, 0, `${stdout}\n${stderr}`);
    return stdout;
}
