import * as assert from "node:assert/strict";
import { localMinuteAt, localText } from "../../hours/local-time";
import { kubernetesCron } from "../../schedule/kubernetes-cron";
import { kedaActiveSpans, kubernetesCronMoments } from "../../schedule/kubernetes-cron-moments";
import { utcOffsetAt } from "../../schedule/utc-offsets";

const minute = (text: string) => Date.parse(`${text}:00Z`) / 60_000;

function fields(text: string) {
    const read = kubernetesCron(text);
    if (typeof read === "string") throw new Error(`${text}: ${read}`);
    return read;
}

function whyNot(text: string): string {
    const read = kubernetesCron(text);
    return typeof read === "string" ? read : "";
}

/** When a schedule fires on local clocks, between two moments in UTC. */
function fired(text: string, zone: string, from: string, to: string): readonly string[] {
    const window = { from: minute(from), to: minute(to) };
    return kubernetesCronMoments(fields(text), zone, window).map(at => localText(localMinuteAt(zone, at)));
}

describe("schedules as Kubernetes reads them", () => {
    for (const [text, same] of [
        ["0 7 ? * MON-FRI", "0 7 * * 1-5"],
        ["0 7 * * mon-Fri", "0 7 * * 1-5"],
        ["0  7 *\t* 1,2,3,4,5", "0 7 * * 1-5"],
        ["0 7 1 JAN *", "0 7 1 1 *"],
        ["7/15 * * * *", "7,22,37,52 * * * *"],
        ["10-40/15 * * * *", "10,25,40 * * * *"],
        ["0 0 * * 0/2", "0 0 * * 0,2,4,6"],
        ["@daily", "0 0 * * *"],
        ["@midnight", "0 0 * * *"],
        ["@weekly", "0 0 * * 0"],
        ["@monthly", "0 0 1 * *"],
        ["@annually", "0 0 1 1 *"],
        ["@hourly", "0 * * * *"],
    ] as const) {
        it(`given ${JSON.stringify(text)}, reads it as ${same}`, () => {
            assert.deepEqual(kubernetesCron(text), kubernetesCron(same));
            assert.equal(typeof kubernetesCron(text), "object");
        });
    }

    for (const text of [
        ...["", "0 7 * *", "0 0 7 * * *", "0 7 * * 7", "60 7 * * *", "0 24 * * *", "0 7 0 * *", "0 7 32 * *"],
        ...["0 7 * 13 *", "0 7 * * MONDAY", "0 7 L * *", "0 7 * * 5L", "0 7 * * MON#1", "0 7 W * *"],
        ...["0 7 * * FRI-MON", "0 7 * * */0", "*/x * * * *", "1-2-3 * * * *", "1/2/3 * * * *", "-1 * * * *"],
        ...["@Daily", "@reboot", "@every", "0 7 * * 1-", "SUN 7 * * *"],
    ]) {
        it(`given ${JSON.stringify(text)}, takes it for none`, () => {
            assert.equal(kubernetesCron(text), "it is none that Kubernetes takes");
        });
    }

    it("given a zone of its own, or a time that counts from when it was made, says why nothing follows from it", () => {
        for (const text of ["TZ=Europe/Berlin 0 7 * * *", "CRON_TZ=UTC @daily"]) {
            assert.match(whyNot(text), /^it states a zone of its own/);
        }
        assert.match(whyNot("@every 1h30m"), /^it counts from when it was made/);
    });

    it("given a day of the month and one of the week, fires on either; given any of one of them, on both", () => {
        const week = ["2027-02-01T00:00", "2027-02-08T00:00"] as const;
        assert.deepEqual(fired("0 0 3 * FRI", "UTC", ...week), ["2027-02-03T00:00", "2027-02-05T00:00"]);
        assert.deepEqual(fired("0 0 ? * FRI", "UTC", ...week), ["2027-02-05T00:00"]);
        // A star with a step is not any day to it.
        assert.deepEqual(fired("0 0 */3 * FRI", "UTC", ...week), [
            ...["2027-02-01T00:00", "2027-02-04T00:00", "2027-02-05T00:00", "2027-02-07T00:00"],
        ]);
    });

    it("given a night in which clocks skip midnight, fires on a day that is none of its own, and misses one that is", () => {
        // Clocks of Cairo skip the midnight of Friday, 2027-04-30; as `tests/kubernetes` finds with the library itself.
        const night = ["2027-04-28T22:00", "2027-05-02T00:00"] as const;
        assert.deepEqual(fired("0 20 * * THU", "Africa/Cairo", ...night), ["2027-04-29T20:00", "2027-04-30T20:00"]);
        assert.deepEqual(fired("0 4 * * FRI", "Africa/Cairo", "2027-04-23T12:00", "2027-05-08T00:00"), [
            "2027-05-07T04:00",
        ]);
        assert.deepEqual(fired("0 4 * * *", "Africa/Cairo", ...night), [
            ...["2027-04-29T04:00", "2027-04-30T04:00", "2027-05-01T04:00"],
        ]);
    });

    it("given clocks that skip an hour or show it twice, goes on with the next day, and fires twice", () => {
        assert.deepEqual(fired("30 2 * * *", "Europe/Berlin", "2027-03-27T00:00", "2027-03-29T12:00"), [
            ...["2027-03-27T02:30", "2027-03-29T02:30"],
        ]);
        assert.deepEqual(fired("30 2 * * *", "Europe/Berlin", "2027-10-30T22:00", "2027-10-31T12:00"), [
            ...["2027-10-31T02:30", "2027-10-31T02:30"],
        ]);
    });

    it("given both ends of a window, holds the first minute and not the last; given a most, stops at it", () => {
        assert.deepEqual(fired("0 7 * * *", "UTC", "2027-01-01T07:00", "2027-01-02T07:00"), ["2027-01-01T07:00"]);
        const window = { from: minute("2027-01-01T00:00"), to: minute("2027-01-02T00:00") };
        assert.equal(kubernetesCronMoments(fields("* * * * *"), "UTC", window, 10).length, 10);
    });

    it("given a trigger of KEDA, is active from start to end, and over a night", () => {
        const window = { from: minute("2027-01-04T00:00"), to: minute("2027-01-06T00:00") };
        const spans = (start: string, end: string) =>
            kedaActiveSpans({ start: fields(start), end: fields(end) }, "UTC", window).map(({ from, to }) =>
                [from, to].map(at => localText(at).slice(5)).join(" to "),
            );
        assert.deepEqual(spans("0 7 * * *", "0 20 * * *"), [
            ...["01-04T07:00 to 01-04T20:00", "01-05T07:00 to 01-05T20:00"],
        ]);
        assert.deepEqual(spans("0 20 * * *", "0 7 * * *"), [
            ...["01-04T00:00 to 01-04T07:00", "01-04T20:00 to 01-05T07:00", "01-05T20:00 to 01-06T00:00"],
        ]);
    });

    it("given any quarter of an hour around a change, knows how far clocks are ahead", () => {
        for (const [zone, at] of [
            ["Europe/Berlin", minute("2027-03-28T01:00")],
            ["Australia/Lord_Howe", minute("2027-04-03T15:00")],
        ] as const) {
            for (let near = at - 2880; near <= at + 2880; near += 15) {
                assert.equal(utcOffsetAt(zone, near), localMinuteAt(zone, near) - near);
            }
        }
    });
});
