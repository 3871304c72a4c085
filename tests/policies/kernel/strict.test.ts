import * as assert from "node:assert/strict";
import { UsageError } from "../../../plan/faults";
import { DEFAULT_SETTINGS, isStrict, type Settings } from "../../../policy-pack/index";

type Case = readonly [
    given: string,
    settings: Partial<Settings>,
    environment: Readonly<Record<string, string>>,
    stacks: readonly string[],
    strict: boolean,
];

const CASES: readonly Case[] = [
    ["nothing said and staging", {}, {}, ["staging"], false],
    ["nothing said and no stack", {}, {}, [], false],
    ["production", {}, {}, ["staging", "prod"], true],
    ["a stack that the settings call production", { environments: { eu: { class: "production" } } }, {}, ["eu"], true],
    [
        "a stack prod that the settings call ephemeral",
        { environments: { prod: { class: "ephemeral" } } },
        {},
        ["prod"],
        false,
    ],
    ["CI", {}, { CI: "true" }, ["staging"], true],
    ["CI switched off", {}, { CI: "false" }, ["staging"], false],
    ["the variable over CI", {}, { CI: "true", STAGEWRIGHT_STRICT: "false" }, ["prod"], false],
    ["the variable as 1", {}, { STAGEWRIGHT_STRICT: "1" }, ["staging"], true],
    ["the variable empty", {}, { STAGEWRIGHT_STRICT: "" }, ["prod"], true],
    ["the variable in capitals", {}, { STAGEWRIGHT_STRICT: "TRUE" }, ["staging"], true],
    ["the setting over the variable", { strict: false }, { STAGEWRIGHT_STRICT: "true" }, ["prod"], false],
    ["the setting over staging", { strict: true }, {}, ["staging"], true],
];

describe("isStrict", () => {
    for (const [given, settings, environment, stacks, strict] of CASES) {
        it(`given ${given}, is ${strict}`, () => {
            assert.equal(isStrict({ settings: { ...DEFAULT_SETTINGS, ...settings }, stacks, environment }), strict);
        });
    }

    it("given a variable that says neither, refuses", () => {
        const facts = { settings: DEFAULT_SETTINGS, stacks: [], environment: { STAGEWRIGHT_STRICT: "maybe" } };
        assert.throws(
            () => isStrict(facts),
            (error: unknown) => {
                assert.ok(error instanceof UsageError);
                assert.deepEqual(error.faults, [
                    { at: "STAGEWRIGHT_STRICT", message: 'expected true or false, got "maybe"' },
                ]);
                return true;
            },
        );
    });
});
