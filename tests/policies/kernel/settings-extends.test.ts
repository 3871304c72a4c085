import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type Fault, UsageError } from "../../../plan/faults";
import { DEFAULT_SETTINGS, parseSettings, readSettings } from "../../../policy-pack/index";
import { removeFolder } from "../../support/remove-folder";
import { encrypted, kept } from "./made-up-rules";

const RULES = [encrypted, kept];

describe("settings that extend others", () => {
    let root: string;
    let folder: string;
    beforeEach(() => {
        root = realpathSync(mkdtempSync(path.join(tmpdir(), "settings-")));
        folder = path.join(root, "projects/shop");
        mkdirSync(folder, { recursive: true });
    });
    afterEach(() => {
        removeFolder(root);
    });

    const write = (file: string, text: string) => {
        const full = path.join(folder, file);
        mkdirSync(path.dirname(full), { recursive: true });
        writeFileSync(full, text);
    };
    const read = (own: string) => {
        write("stagewright.yaml", own);
        return readSettings(folder, RULES);
    };
    const faultsOf = (own: string): readonly Fault[] => {
        try {
            read(own);
        } catch (error) {
            if (error instanceof UsageError) return error.faults;
            throw error;
        }
        assert.fail("nothing was refused");
    };

    const PACKAGE = "node_modules/@acme/stagewright-preset";

    it("given a package, reads the file of settings at its root, and none of its code", () => {
        write(
            `${PACKAGE}/package.json`,
            '{ "name": "@acme/stagewright-preset", "main": "index.js", "exports": "./index.js" }',
        );
        write(`${PACKAGE}/index.js`, 'throw new Error("its code ran");');
        write(`${PACKAGE}/stagewright.yaml`, "preset: strict");
        assert.equal(read('extends: ["@acme/stagewright-preset"]').preset, "strict");
    });

    it("given a file in a package, YAML or JSON, reads that", () => {
        write(`${PACKAGE}/prod.yaml`, "strict: true");
        write("node_modules/plain/deep/er.json", '{ "minimumCoverage": 0.5 }');
        const { minimumCoverage, strict } = read("extends: ['@acme/stagewright-preset/prod.yaml', plain/deep/er.json]");
        assert.deepEqual([strict, minimumCoverage], [true, 0.5]);
    });

    it("given a package installed above the project, or linked to, finds it as Node.js does", () => {
        write("../../node_modules/above/stagewright.yaml", "preset: essential");
        assert.equal(read("extends: [above]").preset, "essential");
        write("../../store/linked/stagewright.yaml", "preset: strict\nextends: [./more.yaml]");
        write("../../store/linked/more.yaml", "minimumCoverage: 0.7");
        symlinkSync(path.join(root, "store/linked"), path.join(root, "node_modules/linked"));
        const { minimumCoverage, preset } = read("extends: [linked]");
        assert.deepEqual([preset, minimumCoverage], ["strict", 0.7]);
    });

    it("given a package that a package manager linked, finds what lies beside the real one", () => {
        write("../../store/v1/node_modules/linked/stagewright.yaml", "extends: [dependency]");
        write("../../store/v1/node_modules/dependency/stagewright.yaml", "preset: essential");
        mkdirSync(path.join(folder, "node_modules"));
        symlinkSync(path.join(root, "store/v1/node_modules/linked"), path.join(folder, "node_modules/linked"));
        assert.equal(read("extends: [linked]").preset, "essential");
    });

    it("given a package that extends another, looks from where that one lies", () => {
        write(`${PACKAGE}/stagewright.yaml`, "extends: [inner]");
        write(`${PACKAGE}/node_modules/inner/stagewright.yaml`, "preset: essential");
        assert.equal(read('extends: ["@acme/stagewright-preset"]').preset, "essential");
    });

    it("lays the project's own over what it extends, and a later one over an earlier, key by key", () => {
        write(
            "shared/base.yaml",
            "preset: strict\nstrict: true\nrules: { bucket-kept: { days: 9 }, bucket-encrypted: { enabled: false } }",
        );
        write("shared/more.yaml", "strict: false\nrules: { bucket-kept: { days: 11 } }\nminimumCoverage: 0.4");
        const settings = read(
            "extends: [./shared/base.yaml, ./shared/more.yaml]\nrules: { bucket-kept: { enabled: true } }",
        );
        assert.deepEqual(settings, {
            ...DEFAULT_SETTINGS,
            preset: "strict",
            strict: false,
            minimumCoverage: 0.4,
            rules: { "bucket-kept": { days: 11, enabled: true }, "bucket-encrypted": { enabled: false } },
        });
    });

    it("joins the tags that are required, but takes the later list of allowed values for a key", () => {
        write("base.yaml", "tags: { required: { team: [shop, search], stage: } }");
        assert.deepEqual(read("extends: [./base.yaml]\ntags: { required: { team: [shop], owner: } }").tags.required, {
            team: ["shop"],
            stage: [],
            owner: [],
        });
    });

    it("given one file by two ways, reads it twice", () => {
        write("a.yaml", "extends: [./base.yaml]");
        write("b.yaml", "extends: [./base.yaml]");
        write("base.yaml", "preset: strict");
        assert.equal(read("extends: [./a.yaml, ./b.yaml]").preset, "strict");
    });

    it("given a circle, names it", () => {
        write("a.yaml", "extends: [./b.yaml]");
        write("b.yaml", "\nextends:\n  - ./a.yaml");
        assert.deepEqual(faultsOf("extends: [./a.yaml]"), [
            { at: "b.yaml:3 extends[0]", message: "extends itself: a.yaml -> b.yaml -> a.yaml" },
        ]);
        assert.deepEqual(faultsOf("extends: [./stagewright.yaml]"), [
            { at: "stagewright.yaml:1 extends[0]", message: "extends itself: stagewright.yaml -> stagewright.yaml" },
        ]);
    });

    it("given faults in several files, names each with its file and line", () => {
        write(`${PACKAGE}/stagewright.yaml`, "preset: strict\nrules:\n  bucket-kep: {}\n");
        write("shared/base.yaml", "rules: { bucket-kept: { days: 99 } }");
        assert.deepEqual(faultsOf("extends:\n  - '@acme/stagewright-preset'\n  - ./shared/base.yaml"), [
            {
                at: "@acme/stagewright-preset/stagewright.yaml:3 rules.bucket-kep",
                message: 'unknown key "bucket-kep"; did you mean "bucket-kept"?',
            },
            { at: "shared/base.yaml:1 rules.bucket-kept.days", message: "expected number to be <=30, got 99" },
        ]);
    });

    it("given what is not there, says what was looked for, all of it at once", () => {
        const inProject = path.join(folder, "node_modules/@acme/none/prod.yaml");
        const [first, second, ...more] = faultsOf("extends: ['@acme/none/prod.yaml', ../base.yaml]");
        assert.deepEqual(more, []);
        assert.equal(first?.at, "stagewright.yaml:1 extends[0]");
        assert.ok(first.message.startsWith(`cannot find @acme/none/prod.yaml; looked for ${inProject}, ${root}`));
        assert.deepEqual(second, {
            at: "stagewright.yaml:1 extends[1]",
            message: `cannot find ../base.yaml; looked for ${path.join(root, "projects/base.yaml")}`,
        });
    });

    it("given a folder where a file is expected, does not find it", () => {
        mkdirSync(path.join(folder, "shared"));
        assert.match(faultsOf("extends: [./shared]")[0]?.message ?? "", /^cannot find \.\/shared; looked for /);
    });

    for (const wanted of [
        "/etc/passwd",
        "plain/../../x.yaml",
        "../",
        "",
        "a b",
        "https://acme.example/base.yaml",
        "@acme",
    ]) {
        it(`given ${JSON.stringify(wanted)}, refuses it`, () => {
            const [fault] = faultsOf(`extends: [${JSON.stringify(wanted)}]`);
            assert.equal(fault?.at, "stagewright.yaml:1 extends[0]");
        });
    }

    for (const [key, value] of [
        ["environments", "{ live: { class: staging } }"],
        ["compare", "[staging, prod]"],
        ["distinctConfig", "[shop:domain]"],
        ["answers", "{ settings: { shop:port: 1 } }"],
        ["ruleModules", "[./rules.js]"],
    ]) {
        it(`given ${key} in a file that is extended, refuses it: that is true of one project`, () => {
            write("base.yaml", `${key}: ${value}`);
            const [fault] = faultsOf("extends: [./base.yaml]");
            assert.equal(fault?.at, `base.yaml:1 ${key}`);
            assert.match(
                fault.message,
                /^expected in the project's own stagewright\.yaml, for it is true of one project/,
            );
        });
    }

    it("given the text alone, looks from the folder that is named", () => {
        write("base.yaml", "preset: strict");
        assert.equal(parseSettings("extends: [./base.yaml]", RULES, folder).preset, "strict");
    });
});
