import * as assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { removeFolder } from "../support/remove-folder";

const ROOT = path.join(__dirname, "../..");

interface Manifest {
    readonly version: string;
    readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as Manifest;

/** What a product team installs beside the package, in the versions that the tests of this checkout use. */
const BESIDE = [
    "@pulumi/pulumi",
    "@pulumi/aws",
    "@pulumi/kubernetes",
    "@pulumi/policy",
    "typescript",
    "@types/node",
    "tsx",
];

/** A program of a team that takes one component and has one resource of its own that is not as it should be. */
const PROGRAM = `
import * as aws from "@pulumi/aws";
import { type Environment, Network } from "stagewright";

const environment: Environment = {
    name: "staging", class: "staging", owner: "team-orders", costCentre: "4711", accountId: "111111111111",
    region: "eu-central-1", addressSlot: 1,
    workingHours: { timeZone: "Europe/Berlin", week: [{ days: ["MON"], start: "08:00", end: "19:00" }] },
};
const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: [environment.accountId] });
export const network = new Network("orders", { environment, zones: ["eu-central-1a", "eu-central-1b"] }, { providers: [provider] });
new aws.kms.Key("untagged", { enableKeyRotation: true }, { provider });
`;

describe("the package, installed in an empty project", () => {
    let folder: string;
    before(() => {
        folder = realpathSync(mkdtempSync(path.join(tmpdir(), "stagewright-package-")));
        const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], {
            cwd: ROOT,
            encoding: "utf8",
        });
        const dependencies = Object.fromEntries(
            BESIDE.map(name => [name, manifest.devDependencies[name] ?? "missing"]),
        );
        const write = (file: string, text: string) => {
            writeFileSync(path.join(folder, file), text);
        };
        write(
            "package.json",
            JSON.stringify({
                private: true,
                dependencies: { ...dependencies, stagewright: `file:${packed.trim().split("\n").at(-1) ?? ""}` },
            }),
        );
        write(
            "Pulumi.yaml",
            'name: orders\nruntime: { name: nodejs, options: { typescript: false, nodeargs: "--require tsx/cjs" } }\nmain: index.ts\n',
        );
        write("Pulumi.staging.yaml", "config: { 'pulumi:disable-default-providers': [aws] }\n");
        write("index.ts", PROGRAM);
        write(
            "tsconfig.json",
            JSON.stringify({
                compilerOptions: { strict: true, noEmit: true, module: "node16", skipLibCheck: true, types: ["node"] },
                files: ["index.ts"],
            }),
        );
        execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
            cwd: folder,
            stdio: ["ignore", 2, 2],
        });
    });
    after(() => {
        removeFolder(folder);
    });

    it("holds what it needs and nothing of its making", () => {
        const installed = readdirSync(path.join(folder, "node_modules/stagewright"), {
            recursive: true,
            encoding: "utf8",
        });
        for (const file of [
            "LICENSE",
            "README.md",
            "CHANGELOG.md",
            "dist/cli/main.js",
            "policy-pack/PulumiPolicy.yaml",
            "schemas/check.schema.json",
        ]) {
            assert.ok(installed.includes(file), `${file} is missing`);
        }
        assert.deepEqual(
            installed.filter(file =>
                /^(tests|bench|tools|node_modules|\.ci)\b|\.tsbuildinfo$|(?<!\.d)\.ts$/.test(file),
            ),
            [],
        );
    });

    it("has types that a strict compiler accepts", () => {
        execFileSync(path.join(folder, "node_modules/.bin/tsc"), ["-p", "."], {
            cwd: folder,
            stdio: ["ignore", "pipe", "inherit"],
        });
    });

    it("judges the team's program: finds the key that is not tagged, and nothing of the component", () => {
        const { status, stdout } = spawnSync(
            path.join(folder, "node_modules/.bin/stagewright"),
            ["--format", "json", "--strict"],
            { cwd: folder, encoding: "utf8" },
        );
        const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string; verdict: string }[] };
        assert.deepEqual(
            [...new Set(findings.map(({ rule, path: at, verdict }) => `${verdict} ${rule} ${at}`))].sort(),
            ["violated required-tags untagged"],
        );
        assert.equal(status, 1);
    });

    for (const entry of ["stagewright", "stagewright/policy-pack", "stagewright/plan"]) {
        it(`given an import of ${entry}, loads it, starts nothing and ends`, () => {
            const { status, stdout } = spawnSync(
                process.execPath,
                ["-p", `Object.keys(require("${entry}")).length > 3`],
                { cwd: folder, encoding: "utf8", timeout: 30_000 },
            );
            assert.deepEqual([status, stdout.trim()], [0, "true"]);
        });
    }

    it("serves its policy pack out of node_modules, as the language host starts one", async () => {
        const runner = path.join(folder, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
        const packFolder = path.join(folder, "node_modules/stagewright/policy-pack");
        const pack = spawn(process.execPath, [runner, "127.0.0.1:1", packFolder], {
            cwd: packFolder,
            stdio: ["ignore", "pipe", "inherit"],
        });
        try {
            const port = await new Promise<string>((resolve, reject) => {
                pack.stdout.once("data", data => {
                    resolve(String(data));
                });
                pack.once("exit", code => {
                    reject(new Error(`the pack ended with ${String(code)}`));
                });
            });
            assert.match(port, /^\d+\n$/);
        } finally {
            pack.kill();
        }
    });
});
