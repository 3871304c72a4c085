import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { findProjectFolder } from "../../../../policy-pack/pulumi/project-folder";
import { removeFolder } from "../../../support/remove-folder";

describe("findProjectFolder", () => {
    let root: string;
    const at = (...parts: string[]) => path.join(root, ...parts);
    before(() => {
        root = realpathSync(mkdtempSync(path.join(tmpdir(), "project-")));
        for (const [folder, text] of [
            ["shop", "name: shop\nruntime: nodejs"],
            ["blog", "name: blog"],
            ["broken", "name: [shop"],
            ["nameless", "runtime: nodejs"],
        ] as const) {
            mkdirSync(at(folder, "node_modules", "stagewright", "policy-pack"), { recursive: true });
            writeFileSync(at(folder, "Pulumi.yaml"), text);
        }
    });
    after(() => {
        removeFolder(root);
    });

    it("finds the project in a folder or above it", () => {
        assert.equal(findProjectFolder([at("shop")], undefined), at("shop"));
        assert.equal(findProjectFolder([at("shop", "node_modules", "stagewright", "policy-pack")], "shop"), at("shop"));
    });

    it("passes over a project of another name, if it knows the name", () => {
        assert.equal(findProjectFolder([at("blog"), at("shop")], "shop"), at("shop"));
        assert.equal(findProjectFolder([at("blog"), at("shop")], undefined), at("blog"));
        assert.equal(findProjectFolder([at("blog"), at("shop")], ""), at("blog"));
    });

    it("passes over a project file that cannot be read or has no name", () => {
        assert.equal(findProjectFolder([at("broken"), at("nameless"), at("shop")], undefined), at("shop"));
    });

    it("given no project, finds nothing", () => {
        assert.equal(findProjectFolder([root], "none"), undefined);
    });
});
