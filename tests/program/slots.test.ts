import * as assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { slotFaults } from "../../program/slots";
import { removeFolder } from "../support/remove-folder";

describe("the address slots of a project's stacks", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "slots-"));
        writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\n");
        writeFileSync(path.join(folder, "Pulumi.staging.yaml"), "config:\n  shop:addressSlot: 1\n");
    });
    afterEach(() => {
        removeFolder(folder);
    });

    const taken = (stack: string, slot: number) =>
        slotFaults(folder, "shop:addressSlot", stack, slot).map(({ key, problem }) => `${key}: ${problem}`);
    const add = (file: string, text: string) => {
        writeFileSync(path.join(folder, file), text);
    };
    const FAULT = "shop:addressSlot: expected a slot that no other stack has, got 1, which is taken by";

    it("given a slot of its own, is fine", () => {
        assert.deepEqual([taken("qa", 0), taken("qa", 2)], [[], []]);
    });

    it("given the slot that only it has itself, is fine", () => {
        assert.deepEqual(taken("staging", 1), []);
    });

    it("given the slot of another, names its file", () => {
        assert.deepEqual(taken("qa", 1), [`${FAULT} Pulumi.staging.yaml`]);
    });

    it("given the slot of two others, one of which writes it as text, names both", () => {
        add("Pulumi.old.qa.yaml", 'config:\n  shop:addressSlot: "1"\n');
        assert.deepEqual(taken("qa", 1), [`${FAULT} Pulumi.old.qa.yaml`, `${FAULT} Pulumi.staging.yaml`]);
    });

    it("given files that say nothing of a slot, passes over them", () => {
        add("Pulumi.broken.yaml", "config: [");
        add("Pulumi.empty.yaml", "");
        add("Pulumi.list.yaml", "- 1\n");
        add("Pulumi.text.yaml", "config: text\n");
        add("Pulumi.encrypted.yaml", "config:\n  shop:addressSlot:\n    secure: AAAB\n");
        add("Pulumi.other.yaml", "config:\n  other:addressSlot: 1\n");
        add("notes.yaml", "config:\n  shop:addressSlot: 1\n");
        assert.deepEqual(taken("staging", 1), []);
    });
});
