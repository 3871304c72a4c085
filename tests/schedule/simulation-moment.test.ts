import * as assert from "node:assert/strict";
import { MINUTE_MS } from "../../hours/local-time";
import { nextChanges, stateAt } from "../../schedule/simulation/moment";
import { resource } from "../support/policy";
import { BERLIN, carrier, cluster, foreign, ours, reaction, stackOf, utc } from "./simulated-stacks";

const minute = (text: string) => Date.parse(`${text}Z`) / MINUTE_MS;
const at = (text: string, resources = ours(BERLIN)) => stateAt(stackOf(resources), { at: minute(text) });

describe("the state of a stack at a moment", () => {
    it("given the minute in which something starts, is awake; a minute before, asleep", () => {
        const states = (text: string) =>
            at(text).things.map(({ awake, path, until }) => [path, awake, utc(until ?? 0)]);
        assert.deepEqual(states("2027-03-01T05:29"), [
            ["orders", false, "2027-03-01T05:30"],
            ["workers", false, "2027-03-01T05:45"],
        ]);
        assert.deepEqual(states("2027-03-01T05:30"), [
            ["orders", true, "2027-03-01T19:25"],
            ["workers", false, "2027-03-01T05:45"],
        ]);
        assert.deepEqual(states("2027-03-05T19:25"), [
            ["orders", false, "2027-03-08T05:30"],
            ["workers", false, "2027-03-08T05:45"],
        ]);
    });

    it("given hours, says whether people work, and why a day is special", () => {
        const closed = { ...BERLIN, closed: [{ from: "2027-03-02", reason: "Move" }] };
        const open = (text: string) => {
            const { open: isOpen, specialDay } = at(text, ours(closed));
            return [isOpen, specialDay];
        };
        assert.deepEqual(open("2027-03-01T06:00"), [true, undefined]);
        assert.deepEqual(open("2027-03-01T05:59"), [false, undefined]);
        assert.deepEqual(open("2027-03-02T12:00"), [false, "Move"]);
    });

    it("given no hours and what changes no more, says neither", () => {
        const once = [cluster(), foreign("stop", "at(2027-01-01T12:00:00)"), ...reaction()];
        const { open, specialDay, things } = at("2027-03-01T12:00", once);
        assert.deepEqual(
            [open, specialDay, things[0]?.awake, things[0]?.until],
            [undefined, undefined, false, undefined],
        );
    });

    it("given what runs on for good, says no moment until which it does", () => {
        const back = [
            cluster(),
            foreign("stop", "at(2027-01-01T12:00:00)"),
            foreign("start", "at(2027-01-02T12:00:00)"),
        ];
        const [thing] = at("2027-03-01T12:00", back).things;
        assert.deepEqual([thing?.awake, thing?.until], [true, undefined]);
    });

    it("given what does not sleep, names it", () => {
        const { sleepless } = at("2027-03-01T12:00", [resource("aws:eks/cluster:Cluster", {}, { name: "shop" })]);
        assert.deepEqual(
            sleepless.map(({ path, verdict }) => [path, verdict]),
            [["shop", "cannot"]],
        );
    });

    it("given hours that cannot be read, says so", () => {
        const { intent, undecided } = at("2027-03-01T12:00", [carrier({ ...BERLIN, timeZone: "Berlin" })]);
        assert.equal(intent, undefined);
        assert.match(undecided[0] ?? "", /at fault: timeZone/);
    });
});

describe("what changes next", () => {
    const changes = (text: string, days?: number) =>
        nextChanges(stackOf(ours(BERLIN)), { at: minute(text), days }).changes.map(
            one => `${utc(one.at)} ${one.path} ${one.wakes ? "wakes" : "sleeps"}`,
        );

    it("given a Friday afternoon, are the stops of that evening and the starts of Monday", () => {
        assert.deepEqual(changes("2027-03-05T15:00", 3), [
            "2027-03-05T19:10 workers sleeps",
            "2027-03-05T19:25 orders sleeps",
            "2027-03-08T05:30 orders wakes",
            "2027-03-08T05:45 workers wakes",
        ]);
    });

    it("given both ends, hold the first minute and not the last", () => {
        assert.deepEqual(changes("2027-03-01T05:30", 1), [
            "2027-03-01T05:30 orders wakes",
            "2027-03-01T05:45 workers wakes",
            "2027-03-01T19:10 workers sleeps",
            "2027-03-01T19:25 orders sleeps",
        ]);
        assert.deepEqual(changes("2027-03-01T05:31", 1).at(-1), "2027-03-02T05:30 orders wakes");
    });

    it("given no number of days, are those of a week", () => {
        assert.equal(changes("2027-03-05T15:00").length, 20);
    });
});
