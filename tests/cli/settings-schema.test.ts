import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import { rules } from "../../policy-pack/rules/index";
import { SETTINGS_SCHEMA_FILE, settingsSchemaDocument } from "./settings-schema";

const published = JSON.parse(readFileSync(SETTINGS_SCHEMA_FILE, "utf8")) as Record<string, unknown>;

describe("schema of stagewright.yaml", () => {
    it("given the rules of today, is the one that the settings are read with", () => {
        const current: unknown = JSON.parse(JSON.stringify(settingsSchemaDocument(rules)));
        assert.deepEqual(published, current, "write it anew: npx tsx tests/cli/write-settings-schema.ts");
    });

    const validate = new Ajv2020({ strict: false }).compile(published);

    it("given settings that can be read, accepts them", () => {
        assert.equal(validate({}), true);
        assert.equal(
            validate({
                strict: true,
                environments: { live: { class: "production" } },
                distinctConfig: ["shop:addressSlot"],
            }),
            true,
        );
    });

    it("given an unknown key or class, refuses them", () => {
        assert.equal(validate({ strikt: true }), false);
        assert.equal(validate({ environments: { live: { class: "prod" } } }), false);
    });
});
