import * as assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { UsageError } from "../../../plan/faults";
import { projectRules, rules } from "../../../policy-pack/index";
import { TestFolder } from "../../cli/support";

const ROOT = path.join(__dirname, "../../..");

/** A module of rules, as a compiled one looks. */
const MODULE = `exports.rules = [{
    name: "queue-named", family: "hygiene", severity: "low", description: "Named.", remediation: "Name it.",
    appliesTo: ["aws:sqs/queue:Queue"], scope: "resource", check: () => [],
}];
`;

describe("rules of the project's own", () => {
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    function named(...modules: readonly string[]): readonly string[] {
        folder.write({ "stagewright.yaml": `ruleModules: ${JSON.stringify(modules)}\nrules: { queue-named: {} }\n` });
        const found = projectRules(folder.path);
        assert.deepEqual(found.slice(0, rules.length), rules);
        return found.slice(rules.length).map(({ name }) => name);
    }

    function faultsOf(...modules: readonly string[]): readonly string[] {
        try {
            named(...modules);
        } catch (error) {
            assert.ok(error instanceof UsageError);
            return error.faults.map(({ at, message }) => `${at}: ${message}`);
        }
        return assert.fail("read without a fault");
    }

    it("given no settings file, or one that names none, are none", () => {
        assert.deepEqual(projectRules(folder.path), rules);
        folder.write({ "stagewright.yaml": "strict: true\n" });
        assert.deepEqual(projectRules(folder.path), rules);
    });

    it("given a file beside the project's, are those that it exports", () => {
        folder.write({ "policies/rules.js": MODULE });
        assert.deepEqual(named("./policies/rules.js"), ["queue-named"]);
    });

    it("given a package, are those that it exports", () => {
        folder.write({ "node_modules/team-rules/index.js": MODULE });
        assert.deepEqual(named("team-rules"), ["queue-named"]);
    });

    it("given a module that uses this copy of the package, are taken", () => {
        mkdirSync(folder.file("node_modules"));
        symlinkSync(ROOT, folder.file("node_modules/stagewright"));
        folder.write({ "rules.js": MODULE });
        assert.deepEqual(named("./rules.js"), ["queue-named"]);
    });

    it("given a module that uses another copy, are refused: what is unknown to one is a value to the other", () => {
        folder.write({ "rules.js": MODULE, "node_modules/stagewright/package.json": "{}" });
        assert.deepEqual(faultsOf("./rules.js"), [
            `stagewright.yaml ruleModules[0] ./rules.js: it uses another copy of this package than ${ROOT}; install one for both`,
        ]);
    });

    it("given modules that cannot be loaded, names each with the reason", () => {
        folder.write({ "rules.ts": "export {};", "throws.js": 'throw new Error("no licence\\nmore");', "bare.js": "" });
        assert.deepEqual(
            faultsOf("./absent.js", "./rules.ts", "./throws.js", "./bare.js").map(fault => fault.split(": ").slice(1)),
            [
                ["it cannot be loaded", "Cannot find module './absent.js'"],
                ["got TypeScript, expected the JavaScript that it compiles to"],
                ["it cannot be loaded", "no licence"],
                ["expected it to export `rules`, a list"],
            ],
        );
    });

    it("given rules that are none, names each field", () => {
        folder.write({
            "rules.js": MODULE.replace('"queue-named"', '"Queue"')
                .replace('"hygiene"', '"order"')
                .replace('"low"', '"mild"')
                .replace('"Named."', '""')
                .replace('["aws:sqs/queue:Queue"]', "{ what: 'all' }")
                .replace("check: () => []", "check: 7"),
        });
        const fields = faultsOf("./rules.js").map(fault => /rules\[0\]\.(\w+):/.exec(fault)?.[1]);
        assert.deepEqual(fields, ["name", "family", "severity", "description", "appliesTo", "check"]);
    });

    for (const name of ["required-tags", "all", "minimum-coverage"]) {
        it(`given a rule called ${name}, refuses the name`, () => {
            folder.write({ "rules.js": MODULE.replace("queue-named", name) });
            assert.match(
                faultsOf("./rules.js")[0] ?? "",
                new RegExp(`the name ${name} is taken, expected one of its own`),
            );
        });
    }

    it("given the same module twice, refuses the second", () => {
        folder.write({ "rules.js": MODULE });
        assert.equal(faultsOf("./rules.js", "./rules.js").length, 1);
    });

    it("given a list that is none, names the line", () => {
        folder.write({ "stagewright.yaml": "strict: true\nruleModules: ./rules.js\n" });
        assert.throws(
            () => projectRules(folder.path),
            /stagewright\.yaml:2 ruleModules: expected array, got "\.\/rules\.js"/,
        );
    });
});
