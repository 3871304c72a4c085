import * as assert from "node:assert/strict";

import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { maintenanceWhileOpen as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { calling, cluster, INSTANCE, judged, onlyRead, saidOf, START, type StackRow, STOP } from "./nights";

const pair = [calling("stop", STOP), calling("start", START)];
/** Open from seven to eight in the evening in Berlin: in UTC from 6 to 19 in winter, from 5 to 18 in summer. */
const windows = (maintenance: PropertyValue, backup: PropertyValue = "10:00-10:30") =>
    cluster({ preferredMaintenanceWindow: maintenance, preferredBackupWindow: backup });
const member = (inputs: PropertyMap) =>
    resource("aws:rds/clusterInstance:ClusterInstance", { clusterIdentifier: "orders", ...inputs }, { name: "member" });
const GOOD = windows("tue:10:00-tue:11:00");

describe("maintenance-while-open", () => {
    const cases: readonly StackRow[] = [
        ["windows in the middle of the day", "holds", [GOOD, ...pair]],
        ["a window from the first hour that is open all year", "holds", [windows("tue:06:00-tue:07:00"), ...pair]],
        ["a window that is open in summer only", "violated", [windows("tue:05:59-tue:06:59"), ...pair]],
        ["a window up to the last hour that is open all year", "holds", [windows("tue:17:00-tue:18:00"), ...pair]],
        ["a window that is open in winter only", "violated", [windows("tue:17:01-tue:18:01"), ...pair]],
        ["a window at night", "violated", [windows("tue:02:00-tue:03:00"), ...pair]],
        ["a window on Sunday", "violated", [windows("sun:10:00-sun:11:00"), ...pair]],
        ["a window written with capitals", "holds", [windows("Tue:10:00-Tue:11:00"), ...pair]],
        ["a window over midnight", "violated", [windows("tue:23:30-wed:00:30"), ...pair]],
        ["a window over the end of the week", "violated", [windows("sun:23:30-mon:00:30"), ...pair]],
        ["no window, which AWS then chooses", "violated", [cluster({ preferredBackupWindow: "10:00-10:30" }), ...pair]],
        ["a window that is not known", "undecided", [windows(Unknown.computed), ...pair]],
        ["a window that is none", "undecided", [windows("daily"), ...pair]],
        ["a secret window", "holds", [windows(new Secret("tue:10:00-tue:11:00")), ...pair]],
        ["backups by day", "holds", [windows("tue:10:00-tue:11:00", "06:00-06:30"), ...pair]],
        ["backups at night", "violated", [windows("tue:10:00-tue:11:00", "02:00-02:30"), ...pair]],
        ["backups over midnight", "violated", [windows("tue:10:00-tue:11:00", "23:45-00:15"), ...pair]],
        [
            "backups of which no window is set",
            "violated",
            [cluster({ preferredMaintenanceWindow: "tue:10:00-tue:11:00" }), ...pair],
        ],
        ["a database that never sleeps", "nothing", [windows("sun:02:00-sun:03:00")]],
        ["a database that is only stopped", "nothing", [windows("sun:02:00-sun:03:00"), ...pair.slice(0, 1)]],
        ["hours that are not known", "undecided", [GOOD, calling("stop", Unknown.computed), calling("start", START)]],
        [
            "a zone that does not exist",
            "undecided",
            [
                GOOD,
                calling("stop", STOP, { scheduleExpressionTimezone: "Mars/Base" }),
                calling("start", START, { scheduleExpressionTimezone: "Mars/Base" }),
            ],
        ],
        [
            "shifts over midnight, and a window in the night that is open",
            "holds",
            [
                windows("tue:01:00-tue:02:00", "00:00-00:30"),
                calling("start", "cron(0 22 ? * MON-FRI *)"),
                calling("stop", "cron(0 6 ? * TUE-SAT *)"),
            ],
        ],
        [
            "a closed month, in which nothing is maintained",
            "holds",
            [
                GOOD,
                calling("start", "cron(0 7 ? 1-7,9-12 MON-FRI *)"),
                calling("stop", "cron(0 20 ? 1-7,9-12 MON-FRI *)"),
            ],
        ],
        [
            "one open day a month, on which the window never is",
            "violated",
            [
                windows("tue:02:00-tue:03:00"),
                calling("start", "cron(0 7 1 * ? *)"),
                calling("stop", "cron(0 20 1 * ? *)"),
            ],
        ],
        [
            "two spans a day, and windows in the second",
            "holds",
            [
                windows("tue:15:30-tue:16:30", "16:00-16:30"),
                ...[calling("start", START), calling("stop", "cron(0 12 ? * MON-FRI *)")],
                ...[
                    calling("start", "cron(0 16 ? * MON-FRI *)", {}, {}, "start-again"),
                    calling("stop", STOP, {}, {}, "stop-again"),
                ],
            ],
        ],
        [
            "two spans a day, and windows between them",
            "violated",
            [
                windows("tue:10:00-tue:11:00", "12:00-12:30"),
                ...[calling("start", START), calling("stop", "cron(0 12 ? * MON-FRI *)")],
                ...[
                    calling("start", "cron(0 16 ? * MON-FRI *)", {}, {}, "start-again"),
                    calling("stop", STOP, {}, {}, "stop-again"),
                ],
            ],
        ],
        ["a member by day", "holds", [GOOD, member({ preferredMaintenanceWindow: "wed:10:00-wed:11:00" }), ...pair]],
        [
            "a member at night",
            "violated",
            [GOOD, member({ preferredMaintenanceWindow: "wed:02:00-wed:03:00" }), ...pair],
        ],
        ["a member without a window", "violated", [GOOD, member({}), ...pair]],
    ];
    for (const [given, expected, resources] of cases) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(judged(rule, resources), expected);
        });
    }

    it("given an instance, reads its own names of the windows", () => {
        const call = (verb: "stop" | "start", when: string) =>
            calling(
                verb,
                when,
                {},
                {
                    arn: `arn:aws:scheduler:::aws-sdk:rds:${verb}DBInstance`,
                    input: '{"DbInstanceIdentifier":"orders"}',
                },
            );
        const instance = (backupWindow: string) =>
            resource(
                INSTANCE,
                { identifier: "orders", maintenanceWindow: "Tue:10:00-Tue:11:00", backupWindow },
                { name: "orders" },
            );
        const both = [call("stop", STOP), call("start", START)];
        assert.equal(judged(rule, [instance("10:00-10:30"), ...both]), "holds");
        assert.equal(judged(rule, [instance("22:00-22:30"), ...both]), "violated");
    });

    it("given a window on one side of a clock change, says so", () => {
        const [verdict] = saidOf(rule, [windows("tue:05:30-tue:06:30"), ...pair]);
        assert.match(String(verdict?.message), /on one side of a clock change/);
    });

    it("given production, or a database that is only read, says nothing", () => {
        assert.deepEqual(saidOf(rule, [windows("sun:02:00-sun:03:00"), ...pair], { stack: "prod" }), []);
        assert.deepEqual(saidOf(rule, [onlyRead(windows("sun:02:00-sun:03:00")), ...pair]), []);
    });
});
