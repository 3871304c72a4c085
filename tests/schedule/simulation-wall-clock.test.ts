import * as assert from "node:assert/strict";
import { clockChanges } from "../../hours/clock-changes";
import { momentsAt } from "../../hours/local-time";
import { firstMomentAt } from "../../schedule/simulation/wall-clock";

describe("firstMomentAt", () => {
    it("given any quarter of an hour around the changes of every zone's clocks, is the first of its moments", () => {
        for (const zone of Intl.supportedValuesOf("timeZone")) {
            for (const { localMinute } of clockChanges(zone).slice(0, 2)) {
                const first = Math.floor(localMinute / 15) * 15;
                for (const away of [-4320, -2880, -1440, -60, -45, -30, -15, 0, 15, 30, 45, 60, 1440, 2880]) {
                    const local = first + away;
                    assert.equal(firstMomentAt(zone, local), momentsAt(zone, local)[0], `${zone} ${local}`);
                }
            }
        }
    });

    it("given a minute that clocks skip, is none", () => {
        const local = Date.UTC(2027, 2, 28, 2, 30) / 60_000;
        assert.equal(firstMomentAt("Europe/Berlin", local), undefined);
        assert.equal(firstMomentAt("Europe/Berlin", local + 60), Date.UTC(2027, 2, 28, 1, 30) / 60_000);
    });
});
