import Ajv from "ajv/dist/2020";
import * as assert from "node:assert/strict";
import { UsageError } from "../../../plan/faults";
import { environmentFacts } from "../../../policy-pack/settings";
import { parseSettings, settingsJsonSchema } from "../../../policy-pack/index";

const WEEK = `week: [{ days: [MON, TUE], start: "07:00", end: "20:00" }]`;
const written = (hours: string, more = "") => `
environments:
  staging:
    ${more}
    workingHours: { ${hours} }
`;

function faultsOf(text: string) {
    try {
        parseSettings(text, []);
    } catch (error) {
        if (error instanceof UsageError) return error.faults.map(({ at, message }) => `${at} ${message}`);
        throw error;
    }
    return [];
}

describe("working hours in stagewright.yaml", () => {
    it("given hours, reads them as a program's, and leaves the class to the name", () => {
        const settings = parseSettings(written(`timeZone: Europe/Berlin, ${WEEK}`), []);
        assert.deepEqual(settings.environments["staging"]?.workingHours, {
            timeZone: "Europe/Berlin",
            week: [{ days: ["MON", "TUE"], start: "07:00", end: "20:00" }],
        });
        assert.equal(environmentFacts("staging", settings).class, "staging");
        assert.equal(environmentFacts("prod", { ...settings, environments: { prod: {} } }).class, "production");
    });

    it("given a class beside them, takes both", () => {
        const settings = parseSettings(written(`timeZone: UTC, ${WEEK}`, "class: ephemeral"), []);
        assert.equal(environmentFacts("staging", settings).class, "ephemeral");
    });

    const FAULTS: readonly (readonly [given: string, hours: string, expected: readonly string[]])[] = [
        [
            "a zone that does not exist",
            `timeZone: Mars/Base, ${WEEK}`,
            [
                'stagewright.yaml:5 environments.staging.workingHours.timeZone expected an IANA time zone such as Europe/Berlin, got "Mars/Base"',
            ],
        ],
        [
            "every fault of the shape",
            `timeZone: 1, week: []`,
            [
                "stagewright.yaml:5 environments.staging.workingHours.timeZone expected an IANA time zone such as Europe/Berlin, got 1",
                "stagewright.yaml:5 environments.staging.workingHours.week expected at least one span with days, start and end, got []",
            ],
        ],
        [
            "a field that there is not",
            `timeZone: UTC, ${WEEK}, days: 5`,
            ["stagewright.yaml:5 environments.staging.workingHours.days expected no such field, got 5"],
        ],
        [
            "an end in the past of its beginning",
            `timeZone: UTC, ${WEEK}, closed: [{ from: 2026-12-28, to: 2026-12-24, reason: rest }]`,
            [
                'stagewright.yaml:5 environments.staging.workingHours.closed[0].to expected a date not before 2026-12-28, got "2026-12-24"',
            ],
        ],
    ];
    for (const [given, hours, expected] of FAULTS) {
        it(`given ${given}, says where and what was expected`, () => {
            assert.deepEqual(faultsOf(written(hours)), expected);
        });
    }

    it("given the published schema, has editors take and refuse the same shapes", () => {
        const validate = new Ajv({ strict: false }).compile(settingsJsonSchema([]));
        const said = (workingHours: object) => ({ environments: { staging: { workingHours } } });
        const week = [{ days: ["MON"], start: "07:00", end: "20:00" }];
        assert.equal(validate(said({ timeZone: "UTC", week })), true);
        assert.equal(validate(said({ timeZone: "UTC", week: [] })), false);
        assert.equal(validate(said({ timeZone: "UTC", week, lead: 1 })), false);
    });
});
