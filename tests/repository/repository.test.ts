import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

const ROOT = path.join(__dirname, "../..");

/** Folders whose tests a tier of their own runs. */
const TIERS = [
    "tests/browser",
    "tests/engine",
    "tests/kubernetes",
    "tests/newer-versions",
    "tests/package",
    "tests/postgres",
];

/** Files that git tracks or would track. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
})
    .split("\n")
    .filter(file => file !== "" && existsSync(path.join(ROOT, file)));

const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

describe("the repository", () => {
    it("given any test file, has a tier that runs it", () => {
        const scripts = (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts;
        const pattern = /mocha .*'(.+)'/.exec(scripts["test"] ?? "")?.[1] ?? "";
        assert.equal(
            pattern,
            "tests/!(browser|engine|kubernetes|newer-versions|package|fixtures|postgres)/**/*.test.ts",
        );
        const unrun = files
            .filter(file => file.endsWith(".test.ts"))
            .filter(file => !TIERS.some(tier => file.startsWith(`${tier}/`)))
            .filter(
                file =>
                    !/^tests\/(?!browser\/|engine\/|kubernetes\/|newer-versions\/|package\/|fixtures\/|postgres\/)[^/]+\//.test(
                        file,
                    ),
            );
        assert.deepEqual(unrun, []);
        for (const tier of TIERS) {
            const config = JSON.parse(read(`${tier}/.mocharc.json`)) as { spec: string[] };
            assert.deepEqual(config.spec, [`${tier}/**/*.test.ts`]);
        }
    });

    it("given any test, runs it: none is skipped or runs alone", () => {
        const marked = files
            .filter(file => file.endsWith(".test.ts") && file !== "tests/repository/repository.test.ts")
            .filter(file => /\b(?:it|describe)\.(?:only|skip)\(|\bx(?:it|describe)\(|this\.skip\(/.test(read(file)));
        assert.deepEqual(marked, []);
    });

    it("given a link on a page to a file, has the file", () => {
        const broken = files
            .filter(file => file.endsWith(".md"))
            .flatMap(page =>
                [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
                    .map(([, target = ""]) => path.join(path.dirname(page), target))
                    .filter(target => !existsSync(path.join(ROOT, target)))
                    .map(target => `${page}: ${target}`),
            );
        assert.deepEqual(broken, []);
    });

    it("given a lock file, names no address to download from", () => {
        const locks = files.filter(file => path.basename(file) === "package-lock.json");
        assert.deepEqual(locks.sort(), ["package-lock.json", "tools/mutation/package-lock.json"]);
        for (const lock of locks) assert.equal(read(lock).includes('"resolved":'), false, lock);
    });

    it("given a version, says the same in the package, the pack and the pack's manifest", () => {
        const { version } = JSON.parse(read("package.json")) as { version: string };
        assert.equal((JSON.parse(read("policy-pack/package.json")) as { version: string }).version, version);
        assert.match(
            read("policy-pack/PulumiPolicy.yaml"),
            new RegExp(`^version: ${version.replaceAll(".", "\\.")}$`, "m"),
        );
    });
});
