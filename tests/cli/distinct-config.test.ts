import assert from "node:assert/strict";
import { checkDistinctConfig } from "../../cli/distinct-config";
import { readProject } from "../../engine/project";
import { type Fault, UsageError } from "../../plan/faults";
import { runCli, TestFolder } from "./support";

const KEY = "quay:addressSlot";

describe("settings that no two stacks may share", () => {
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder().write({ "Pulumi.yaml": "name: quay\nruntime: nodejs\n" });
    });
    afterEach(() => {
        folder.remove();
    });

    function faults(
        files: Readonly<Record<string, string>>,
        checked = ["staging", "prod"],
        keys = [KEY],
    ): readonly Fault[] {
        folder.write(files);
        try {
            checkDistinctConfig(readProject(folder.path), keys, checked);
        } catch (error) {
            assert(error instanceof UsageError);
            assert.equal(error.summary, "settings that no two stacks may share");
            return error.faults;
        }
        return [];
    }

    const slot = (value: string) => `config:\n  aws:region: eu-central-1\n  quay:addressSlot: ${value}\n`;

    it("given a slot of its own for each stack, has nothing to say", () => {
        assert.deepEqual(faults({ "Pulumi.prod.yaml": slot("0"), "Pulumi.staging.yaml": slot("1") }), []);
    });

    it("given one slot for two stacks, names both files, lines and the value", () => {
        assert.deepEqual(faults({ "Pulumi.prod.yaml": slot("1"), "Pulumi.staging.yaml": `# staging\n${slot("1")}` }), [
            {
                at: `Pulumi.staging.yaml:4: ${KEY}`,
                message:
                    "got 1 for staging, which prod has too (Pulumi.prod.yaml:3); expected a value of its own for each stack",
            },
        ]);
    });

    it("given a number and the same number as text, finds them equal, as the program would", () => {
        assert.equal(faults({ "Pulumi.prod.yaml": slot("1"), "Pulumi.staging.yaml": slot('"1"') }).length, 1);
    });

    it("given a key without its namespace, takes it for the project's", () => {
        const short = "config:\n  addressSlot: 1\n";
        assert.deepEqual(
            faults({ "Pulumi.prod.yaml": slot("1"), "Pulumi.staging.yaml": short }).map(({ at }) => at),
            [`Pulumi.staging.yaml:2: ${KEY}`],
        );
    });

    it("given stacks that leave it at the project's default, names the project's file", () => {
        const files = {
            "Pulumi.yaml": "name: quay\nruntime: nodejs\nconfig:\n  addressSlot:\n    default: 4\n",
            "Pulumi.prod.yaml": "config: {}\n",
            "Pulumi.staging.yaml": "config: {}\n",
        };
        assert.match(faults(files)[0]?.message ?? "", /^got 4 for staging, which prod has too \(Pulumi\.yaml\)/);
    });

    it("given lists, compares what is in them", () => {
        const list = (value: string) => `config:\n  quay:zones: ${value}\n`;
        const keys = ["quay:zones"];
        assert.deepEqual(
            faults({ "Pulumi.prod.yaml": list("[a, b]"), "Pulumi.staging.yaml": list("[a, c]") }, ["prod"], keys),
            [],
        );
        assert.equal(faults({ "Pulumi.staging.yaml": list("[a,   b]") }, ["prod"], keys).length, 1);
    });

    it("given three stacks in one slot, names each of the later ones", () => {
        const files = { "Pulumi.a.yaml": slot("1"), "Pulumi.b.yaml": slot("1"), "Pulumi.c.yaml": slot("1") };
        assert.deepEqual(
            faults(files, ["a", "b", "c"]).map(({ at }) => at),
            [`Pulumi.b.yaml:3: ${KEY}`, `Pulumi.c.yaml:3: ${KEY}`],
        );
    });

    it("given a clash of two stacks of which none is checked, leaves it to their own check", () => {
        const files = { "Pulumi.prod.yaml": slot("0"), "Pulumi.b.yaml": slot("1"), "Pulumi.c.yaml": slot("1") };
        assert.deepEqual(faults(files, ["prod"]), []);
        assert.equal(faults(files, ["b"]).length, 1);
    });

    it("given encrypted values, neither compares nor shows them", () => {
        const secret = "config:\n  quay:addressSlot:\n    secure: v1:AAAA:BBBB\n";
        assert.deepEqual(
            faults({ "Pulumi.prod.yaml": secret, "Pulumi.staging.yaml": secret, "Pulumi.c.yaml": slot("1") }),
            [],
        );
    });

    it("given a stack that cannot be read, leaves it to its own check", () => {
        assert.deepEqual(faults({ "Pulumi.prod.yaml": "config: none\n", "Pulumi.staging.yaml": slot("1") }), []);
    });

    it("given a key that no stack sets, does not pass it over", () => {
        assert.deepEqual(faults({ "Pulumi.prod.yaml": slot("1") }, ["prod"], ["quay:adressSlot"]), [
            {
                at: "stagewright.yaml: distinctConfig",
                message: "no stack sets quay:adressSlot; did you mean quay:addressSlot?",
            },
        ]);
    });

    it("given no such settings, reads nothing", () => {
        assert.deepEqual(faults({ "Pulumi.prod.yaml": "config: none\n" }, ["prod"], []), []);
    });

    it("given two stacks in one slot, the command exits with 2 and plans nothing", async () => {
        folder.write({
            "Pulumi.prod.yaml": slot("1"),
            "Pulumi.staging.yaml": slot("1"),
            "stagewright.yaml": `distinctConfig: [${KEY}]\n`,
        });
        const { code, stdout, stderr } = await runCli([], { cwd: folder.path });
        assert.match(stderr, /Pulumi\.staging\.yaml:3: quay:addressSlot: got 1 for staging, which prod has too/);
        assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
    });
});
