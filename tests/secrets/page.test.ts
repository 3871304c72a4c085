import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parsePolicy } from "../../aws/iam-policy";
import { parseSettings, rules } from "../../policy-pack/index";
import { MIN_KEY_BYTES } from "../../secrets/run-key";
import { MIN_BITS } from "../../secrets/strength";

const DOCS = path.join(__dirname, "../../docs");
const PAGE = readFileSync(path.join(DOCS, "secrets.md"), "utf8");

describe("the page about secrets", () => {
    it("given its settings, can be read, and keep the states apart as the rule's page says", () => {
        const [settings] = [...PAGE.matchAll(/```yaml\n# stagewright\.yaml\n(.*?)```/gs)].map(([, text = ""]) => text);
        const { rules: written } = parseSettings(settings ?? "", rules, DOCS);
        assert.deepEqual(Object.keys(written["state-not-shared"]?.["states"] as object), ["staging", "prod"]);
    });

    it("given its policy, is one that reads whole", () => {
        const [policy = ""] = [...PAGE.matchAll(/```json\n(.*?)```/gs)].map(([, text = ""]) => text);
        const { statements, unread } = parsePolicy(policy);
        assert.deepEqual([statements.length, unread, statements.flatMap(one => one.unread)], [3, [], []]);
    });

    it("given its figures, are those of the code", () => {
        assert.ok(PAGE.includes(`fewer than ${MIN_BITS} bits of guessing`));
        assert.ok(PAGE.includes(`${MIN_KEY_BYTES * 8} bits or more`));
    });
});
