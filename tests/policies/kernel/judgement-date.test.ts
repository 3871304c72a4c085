import * as assert from "node:assert/strict";
import { UsageError } from "../../../plan/faults";
import { judgementDate } from "../../../policy-pack/judgement-date";

const NOW = "2026-12-31";

describe("the date of the judgement", () => {
    it("given nothing, is today's", () => {
        assert.equal(judgementDate({}, NOW), "2026-12-31");
        assert.equal(judgementDate({ STAGEWRIGHT_TODAY: "" }, NOW), "2026-12-31");
    });

    it("given a date, is that", () => {
        assert.equal(judgementDate({ STAGEWRIGHT_TODAY: "2028-02-29" }, NOW), "2028-02-29");
    });

    for (const given of ["2027-02-29", "2027-13-01", "tomorrow", "2027-1-1", "2027-01-01T00:00:00Z"]) {
        it(`given ${given}, says what was expected`, () => {
            assert.throws(
                () => judgementDate({ STAGEWRIGHT_TODAY: given }, NOW),
                (error: unknown) =>
                    error instanceof UsageError &&
                    error.faults[0]?.message === `expected a date as YYYY-MM-DD, got ${JSON.stringify(given)}`,
            );
        });
    }
});
