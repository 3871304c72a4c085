import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import { rules } from "../../policy-pack/rules/index";
import {
    LEDGER_SCHEMA_FILE,
    ledgerSchemaDocument,
    SETTINGS_SCHEMA_FILE,
    settingsSchemaDocument,
    WAIVERS_SCHEMA_FILE,
    waiversSchemaDocument,
} from "./settings-schema";

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

describe("schema of differences.yaml", () => {
    const ledger = JSON.parse(readFileSync(LEDGER_SCHEMA_FILE, "utf8")) as Record<string, unknown>;
    const validate = new Ajv2020({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } }).compile(ledger);
    const whole = {
        at: "a#b",
        class: "scaled",
        values: { a: 1, b: null },
        reason: "x",
        owner: "y",
        reviewBy: "2027-01-31",
    };

    it("is the one that the ledger is read with", () => {
        const current: unknown = JSON.parse(JSON.stringify(ledgerSchemaDocument()));
        assert.deepEqual(ledger, current, "write it anew: npx tsx tests/cli/write-settings-schema.ts");
    });

    it("given a ledger that can be read, accepts it; given an unknown class or no reason, refuses it", () => {
        assert.equal(validate([whole]), true);
        assert.equal(validate([{ ...whole, class: "scald" }]), false);
        assert.equal(validate([{ ...whole, reason: "" }]), false);
        assert.equal(validate([{ ...whole, because: "x" }]), false);
    });
});

describe("schema of waivers.yaml", () => {
    const waivers = JSON.parse(readFileSync(WAIVERS_SCHEMA_FILE, "utf8")) as Record<string, unknown>;
    const validate = new Ajv2020({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } }).compile(waivers);
    const whole = {
        rule: "log-retention-set",
        at: "orders/logs#retentionInDays",
        reason: "The audit asks for them.",
        owner: "team-orders",
        expires: "2026-12-31",
        approves: "v1-0123456789abcdef",
    };

    it("given the rules of today, is the one that waivers are read with", () => {
        const current: unknown = JSON.parse(JSON.stringify(waiversSchemaDocument(rules)));
        assert.deepEqual(waivers, current, "write it anew: npx tsx tests/cli/write-settings-schema.ts");
    });

    it("given waivers that can be read, accepts them", () => {
        assert.equal(validate([]), true);
        assert.equal(validate([whole]), true);
        const more = { stacks: ["staging"], approves: [whole.approves], hides: "undecided" };
        assert.equal(validate([{ ...whole, ...more }]), true);
    });

    it("given an unknown key, rule or digest, or a missing reason, refuses them", () => {
        assert.equal(validate([{ ...whole, until: "2026-12-31" }]), false);
        assert.equal(validate([{ ...whole, rule: "waiver-unused" }]), false);
        assert.equal(validate([{ ...whole, approves: "0123456789abcdef" }]), false);
        assert.equal(validate([{ ...whole, expires: "soon" }]), false);
        assert.equal(validate([{ ...whole, reason: undefined }]), false);
    });
});
