import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SIMULATION_FORMATS } from "../../cli/schedule/arguments";
import { FIRST_YEAR, LAST_YEAR } from "../../hours/known-years";
import { rewritten } from "./page-session";
import { SCHEDULE_PAGE, scheduleProject } from "./schedule-page-project";

const PAGE = readFileSync(SCHEDULE_PAGE, "utf8");

describe("the page about schedule", function () {
    this.timeout(60_000);

    it("prints what it says, command by command", async () => {
        assert.ok([...PAGE.matchAll(/^\$ stagewright schedule /gm)].length >= 3);
        const now = await rewritten(PAGE, scheduleProject());
        assert.equal(now, PAGE, "write it anew: npx tsx tests/docs/write-schedule-pages.ts");
    });

    it("names every format, and the years that there are", () => {
        const formats = [...PAGE.matchAll(/^\| `(\w+)` \|/gm)].map(([, format]) => format);
        assert.deepEqual(formats, [...SIMULATION_FORMATS]);
        assert.ok(PAGE.includes(`${FIRST_YEAR} to ${LAST_YEAR}`));
    });
});
