import assert from "node:assert/strict";
import { changesAhead } from "../../cli/schedule/ahead";
import { Stack } from "../../plan/stack";
import { planOf, STAGING } from "../parity/plans";
import { minute } from "./schedule-sample";

const timer = (name: string, database: string, call: string, expression: string) => ({
    at: `${database}-${name}`,
    type: "aws:scheduler/schedule:Schedule",
    inputs: {
        scheduleExpression: expression,
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: `arn:aws:scheduler:::aws-sdk:rds:${call}`,
            input: JSON.stringify({ DbClusterIdentifier: database }),
        },
    },
});

/** Two databases that are started and stopped at the same moments. */
function stackWith(start: string, stop: string): Stack {
    const resources = ["orders", "carts"].flatMap(database => [
        {
            at: database,
            type: "aws:rds/cluster:Cluster",
            inputs: { clusterIdentifier: database, engine: "aurora-mysql" },
        },
        timer("start", database, "startDBCluster", start),
        timer("stop", database, "stopDBCluster", stop),
    ]);
    return new Stack(planOf(STAGING, resources), { name: "staging", class: "staging" });
}

const WEEKLY = stackWith("cron(0 7 ? * MON *)", "cron(0 20 ? * MON *)");
const ahead = (stack: Stack, count: number) =>
    changesAhead(stack, { at: minute("2027-01-04T06:00Z") }, count).changes.map(({ at, path, wakes }) => [
        new Date(at * 60_000).toISOString().slice(0, 16),
        path,
        wakes,
    ]);

describe("what changes ahead", () => {
    it("given a number of moments, tells all that changes in each, the first one included", () => {
        assert.deepEqual(ahead(WEEKLY, 2), [
            ["2027-01-04T06:00", "orders", true],
            ["2027-01-04T06:00", "carts", true],
            ["2027-01-04T19:00", "orders", false],
            ["2027-01-04T19:00", "carts", false],
        ]);
        assert.equal(ahead(WEEKLY, 1).length, 2);
    });

    it("given more moments than a week or two months have, looks further", () => {
        assert.deepEqual(ahead(WEEKLY, 3).at(-1), ["2027-01-11T06:00", "carts", true]);
        assert.equal(ahead(WEEKLY, 40).length, 80);
    });

    it("given more than there are within a year, tells what there is", () => {
        const yearly = stackWith("cron(0 7 4 1 ? *)", "cron(0 20 4 1 ? *)");
        const moments = [...new Set(ahead(yearly, 10).map(([at]) => at))];
        assert.ok(moments.length >= 3 && moments.length < 10, String(moments));
        assert.deepEqual(ahead(new Stack(planOf(STAGING, []), { name: "staging", class: "staging" }), 3), []);
    });
});
