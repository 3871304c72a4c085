import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { workingHoursFaults } from "../../components/working-hours";
import { STAGING } from "./support";

describe("workingHoursFaults, of an argument", () => {
    const cases: [given: string, hours: unknown, faults: string[]][] = [
        ["good hours", STAGING.workingHours, []],
        [
            "no hours",
            null,
            ["hours: expected an object with timeZone, week, holidays, closed, exceptions, warmUpMinutes, got null"],
        ],
        [
            "an output, whose content is not known while planning",
            pulumi.output(STAGING.workingHours),
            [
                "hours: expected plain working hours, which decide what is planned, got an output, whose value is not known while planning",
            ],
        ],
        [
            "several faults, one deep inside",
            { ...STAGING.workingHours, timeZone: "Europe/Bonn", closed: [{ from: "2027-02-30", reason: "none" }] },
            [
                'hours.timeZone: expected an IANA time zone such as Europe/Berlin, got "Europe/Bonn"',
                'hours.closed[0].from: expected a date that exists, 2020 to 2099, written YYYY-MM-DD, in quotes in YAML, got "2027-02-30"',
            ],
        ],
    ];
    for (const [given, hours, faults] of cases) {
        it(`given ${given}, ${faults.length === 0 ? "finds nothing" : "says where and what"}`, () => {
            const found = workingHoursFaults(hours, "hours");
            assert.deepEqual(
                found.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`),
                faults,
            );
        });
    }
});
