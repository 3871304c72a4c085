import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { compileFunction } from "node:vm";
import { transformSync } from "esbuild";
import { newRule } from "../../cli/new-rule/command";
import { withRule } from "../../cli/new-rule/index-file";
import { valueOf } from "../../cli/new-rule/new-rule";
import { ruleText } from "../../cli/new-rule/templates";
import { UsageError } from "../../plan/faults";
import * as api from "../../policy-pack/index";
import type { Rule } from "../../policy-pack/kernel";
import { outcome } from "../support/policy";
import { runCli, TestFolder } from "./support";

const QUEUE = "aws:sqs/queue:Queue";
const ARGUMENTS = ["--family", "hygiene", "--type", QUEUE, "--property", "sqsManagedSseEnabled"];

function filesIn(folder: string): readonly string[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

describe("stagewright new-rule", () => {
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    const options = () => ({
        dir: folder.path,
        family: "hygiene",
        type: QUEUE,
        property: "sqsManagedSseEnabled",
        value: "true",
    });

    function faultsOf(name: string, changed: Partial<ReturnType<typeof options>> = {}): readonly string[] {
        try {
            newRule(name, { ...options(), ...changed });
        } catch (error) {
            assert.ok(error instanceof UsageError);
            return error.faults.map(({ at, message }) => `${at}: ${message}`);
        }
        return assert.fail("written without a fault");
    }

    it("given an empty folder, writes four files and says which", async () => {
        const { code, stdout, stderr } = await runCli(["new-rule", "queue-encrypted", ...ARGUMENTS], {
            cwd: folder.path,
        });
        assert.deepEqual([code, stderr], [0, ""]);
        const files = ["docs/queue-encrypted.md", "rules/index.ts", "rules/queue-encrypted.ts"];
        assert.deepEqual(
            filesIn(folder.path).filter(file => file.includes(".")),
            [...files, "tests/queue-encrypted.test.ts"],
        );
        for (const file of files) assert.ok(stdout.includes(`  ${file}\n`), stdout);
        assert.equal(
            folder.read("rules/index.ts"),
            `import type { Rule } from "stagewright/policy-pack";
import { queueEncrypted } from "./queue-encrypted";

/** The rules of this pack. */
export const rules: readonly Rule[] = [
    queueEncrypted,
];
`,
        );
        assert.match(
            folder.read("docs/queue-encrypted.md"),
            /new aws\.sqs\.Queue\("subject", \{ sqsManagedSseEnabled: true \}\);/,
        );
    });

    it("given a rule of the same name, leaves everything as it is", () => {
        folder.write({ "tests/queue-encrypted.test.ts": "mine" });
        assert.deepEqual(faultsOf("queue-encrypted"), [
            `${folder.file("tests/queue-encrypted.test.ts")}: it is there already, and is left as it is`,
        ]);
        assert.deepEqual(filesIn(folder.path), ["tests", "tests/queue-encrypted.test.ts"]);
    });

    it("given faults in all that is asked for, names each", () => {
        const changed = { dir: folder.file("absent"), family: "hygeine", type: "sqs", property: "a[0]" };
        assert.deepEqual(faultsOf("Queue", changed), [
            '<name>: expected two words or more such as queue-encrypted, got "Queue"',
            "--family: expected one of isolation, tagging, schedule, secrets, parity, hygiene, got hygeine; did you mean hygiene?",
            '--type: expected a type token such as aws:sqs/queue:Queue, got "sqs"',
            '--property: expected names joined by dots such as versioning.enabled, got "a[0]"',
            `--dir: expected a folder that exists, got ${JSON.stringify(folder.file("absent"))}`,
        ]);
    });

    it("given a family near none, suggests none", () => {
        assert.match(faultsOf("queue-encrypted", { family: "zzzzzzzzzzzz" })[0] ?? "", /got zzzzzzzzzzzz$/);
    });

    it("given the name of one of our rules, refuses it", () => {
        assert.deepEqual(faultsOf("required-tags"), [
            "<name>: expected a name of its own, got that of our rule required-tags",
        ]);
    });

    it("given an index that is no list, writes nothing and says what to do", () => {
        folder.write({ "rules/index.ts": 'export * from "./other";\n' });
        assert.match(
            faultsOf("queue-encrypted")[0] ?? "",
            /it has no list `export const rules = \[\.\.\.\]`; add queueEncrypted/,
        );
        assert.deepEqual(filesIn(folder.path), ["rules", "rules/index.ts"]);
    });

    it("given a place that cannot be written, takes back what it wrote", () => {
        // A file where a folder is needed.
        folder.write({ docs: "a file" });
        assert.match(faultsOf("queue-encrypted")[0] ?? "", /queue-encrypted\.md: it cannot be written: E/);
        assert.deepEqual(
            filesIn(folder.path).filter(file => file.endsWith(".ts")),
            [],
        );
    });

    it("given an index that cannot be replaced, takes back what it wrote", () => {
        mkdirSync(folder.file("rules/index.ts"), { recursive: true });
        assert.match(faultsOf("queue-encrypted")[0] ?? "", /index\.ts: it cannot be written: EISDIR/);
        assert.equal(existsSync(folder.file("rules/queue-encrypted.ts")), false);
    });

    it("given a command without what it needs, exits with 2", async () => {
        const { code, stderr } = await runCli(["new-rule", "queue-encrypted"], { cwd: folder.path });
        assert.equal(code, 2);
        assert.match(stderr, /required option '--family <family>' not specified/);
    });
});

describe("the index of a pack", () => {
    it("given a list on one line, goes on with it", () => {
        const before = 'import { a } from "./a";\n\nexport const rules = [a];\n';
        assert.equal(
            withRule(before, "b-c", "index.ts"),
            'import { a } from "./a";\nimport { bC } from "./b-c";\n\nexport const rules = [\n    a,\n    bC,\n];\n',
        );
    });

    it("given no imports, begins with one", () => {
        assert.match(
            withRule("export const rules = [];\n", "b-c", "index.ts"),
            /^import \{ bC \} from "\.\/b-c";\n\nexport/,
        );
    });

    it("given that it names the rule, refuses to name it twice", () => {
        assert.throws(() => withRule("export const rules = [bC];\n", "b-c", "index.ts"), /it names bC already/);
    });
});

describe("a rule that is written", () => {
    const given: readonly (readonly [
        value: string,
        good: boolean | number | string,
        broken: boolean | number | string,
    ])[] = [
        ["true", true, false],
        ["false", false, true],
        ["7", 7, 6],
        ["aws:kms", "aws:kms", "AES256"],
    ];
    for (const [value, good, broken] of given) {
        it(`given ${value}, judges a property in depth by it`, () => {
            const text = ruleText({
                name: "made-up",
                family: "hygiene",
                type: QUEUE,
                property: "settings.inner",
                value: valueOf(value),
            });
            const { code } = transformSync(text, { loader: "ts", format: "cjs", target: "node20" });
            const run = compileFunction(code, ["module", "require"]) as (module: object, load: object) => void;
            const module: { exports: { madeUp?: Rule } } = { exports: {} };
            run(module, (name: string) => {
                assert.equal(name, "stagewright/policy-pack");
                return api;
            });
            const rule = module.exports.madeUp ?? assert.fail();
            assert.equal(outcome(rule, { settings: { inner: good } }), "holds");
            assert.equal(outcome(rule, { settings: { inner: broken } }), "violated");
        });
    }
});
