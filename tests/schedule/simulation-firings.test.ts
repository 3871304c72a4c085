import * as assert from "node:assert/strict";
import { MINUTE_MS } from "../../hours/local-time";
import { firings, type Timer } from "../../schedule/simulation/firings";
import { utc } from "./simulated-stacks";

const at = (text: string) => Date.parse(`${text}Z`) / MINUTE_MS;
const window = (from: string, to: string) => ({ from: at(from), to: at(to) });
const pattern = (text: string, zone: string): Timer => ({
    trigger: { kind: "pattern", pattern: text, zone },
    begins: undefined,
    ends: undefined,
});
const fired = (timer: Timer, from: string, to: string) => firings(timer, window(from, to))?.map(utc);

describe("firings", () => {
    const march = ["2027-03-27T00:00", "2027-03-30T00:00"] as const;
    const october = ["2027-10-30T00:00", "2027-11-02T00:00"] as const;

    it("given a local time that clocks skip, leaves that day out", () => {
        assert.deepEqual(fired(pattern("30 2 * * *", "Europe/Berlin"), ...march), [
            "2027-03-27T01:30",
            "2027-03-29T00:30",
        ]);
    });

    it("given a local time that clocks repeat, takes the first of both", () => {
        assert.deepEqual(fired(pattern("30 2 * * *", "Europe/Berlin"), ...october), [
            "2027-10-30T00:30",
            "2027-10-31T00:30",
            "2027-11-01T01:30",
        ]);
    });

    it("given every hour of the night in which clocks go back, fires once for each that they show", () => {
        const night = fired(pattern("0 1-4 * * *", "Europe/Berlin"), "2027-10-30T22:00", "2027-10-31T06:00");
        assert.deepEqual(night, ["2027-10-30T23:00", "2027-10-31T00:00", "2027-10-31T02:00", "2027-10-31T03:00"]);
    });

    it("given half an hour of change on Lord Howe, moves by half an hour", () => {
        assert.deepEqual(fired(pattern("0 12 * * *", "Australia/Lord_Howe"), "2027-04-03T00:00", "2027-04-05T06:00"), [
            "2027-04-03T01:00",
            "2027-04-04T01:30",
            "2027-04-05T01:30",
        ]);
    });

    it("given both ends of a window, holds the first minute and not the last", () => {
        const daily = pattern("0 12 * * *", "UTC");
        assert.deepEqual(fired(daily, "2027-01-01T12:00", "2027-01-02T12:00"), ["2027-01-01T12:00"]);
        assert.deepEqual(fired(daily, "2027-01-01T12:01", "2027-01-02T12:01"), ["2027-01-02T12:00"]);
    });

    it("given a beginning and an end, holds the first minute and not the last", () => {
        const bounded = {
            ...pattern("0 12 * * *", "UTC"),
            begins: at("2027-01-02T12:00"),
            ends: at("2027-01-04T12:00"),
        };
        assert.deepEqual(fired(bounded, "2027-01-01T00:00", "2027-01-09T00:00"), [
            "2027-01-02T12:00",
            "2027-01-03T12:00",
        ]);
    });

    it("given a rate, counts from its beginning, before the window and after it", () => {
        const rate = (from: string): Timer => ({
            trigger: { kind: "rate", from: at(from), everyMinutes: 24 * 60 },
            begins: at(from),
            ends: undefined,
        });
        const three = ["2027-01-01T00:00", "2027-01-03T00:00"] as const;
        assert.deepEqual(fired(rate("2026-12-30T06:00"), ...three), ["2027-01-01T06:00", "2027-01-02T06:00"]);
        assert.deepEqual(fired(rate("2027-01-02T06:00"), ...three), ["2027-01-02T06:00"]);
        assert.deepEqual(fired(rate("2027-01-09T06:00"), ...three), []);
    });

    it("given what fires all the time, says nothing; given every half hour, all of it", () => {
        const year = ["2026-01-01T00:00", "2028-01-01T00:00"] as const;
        assert.equal(fired(pattern("*/10 * * * *", "UTC"), ...year), undefined);
        assert.equal(fired(pattern("*/30 * * * *", "UTC"), ...year)?.length, 2 * 365 * 48);
        const often: Timer = {
            trigger: { kind: "rate", from: at("2026-01-01T00:00"), everyMinutes: 10 },
            begins: undefined,
            ends: undefined,
        };
        assert.equal(fired(often, ...year), undefined);
    });
});
