import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { EDGES } from "../../hours/edges";
import { localMinuteAt, localText, united } from "../../hours/local-time";
import { PARTS } from "../../hours/parts";
import { alertmanagerIntervals } from "../../hours/targets/alertmanager";
import { kedaCronTriggers } from "../../hours/targets/keda";
import { cronJobSchedules } from "../../hours/targets/kubernetes-cron";
import { NotExpressibleError } from "../../hours/targets/not-expressible";
import { WEEKDAYS, type Weekday } from "../../hours/weekdays";
import type { WorkingHours } from "../../hours/working-hours";
import { anyHours, canFollow, OFFICE_OF_2027 } from "../hours/samples";
import { intended, ODD_ZONES, ordinaryOf, outside, yearSpan } from "../hours/targets/support";
import { type ApiServer, startApiServer } from "../support/kubernetes/api-server";
import { findSchedulers, type SchedulerAnswer, type SchedulerQuestion } from "../support/kubernetes/schedulers";

const YEAR = 2027;

const say = (line: string) => {
    process.stderr.write(`${line}\n`);
};

const WITHOUT_INTERVALS = stringify({ route: { receiver: "people" }, receivers: [{ name: "people" }] });

/** An Alertmanager that is silent while nobody works, in both ways that there are. */
function configurationOf(hours: WorkingHours): string {
    const { closed, open } = alertmanagerIntervals(hours);
    const receiver = "people";
    return stringify({
        route: {
            receiver,
            routes: [
                { receiver, mute_time_intervals: ["closed"], continue: true },
                { receiver, active_time_intervals: ["open"] },
            ],
        },
        receivers: [{ name: receiver }],
        time_intervals: [
            { name: "open", time_intervals: open },
            { name: "closed", time_intervals: closed },
        ],
    });
}

function unlessRefused<Written>(write: () => Written): Written | undefined {
    try {
        return write();
    } catch (error) {
        if (error instanceof NotExpressibleError) return undefined;
        throw error;
    }
}

describe("working hours, as real schedulers read them", () => {
    let ask: (question: SchedulerQuestion) => Promise<SchedulerAnswer>;
    before(async () => {
        ask = await findSchedulers(say);
    });

    /** Whether KEDA and Kubernetes do what is meant, with hours that are not refused. */
    async function agrees(hours: WorkingHours): Promise<void> {
        const { timeZone } = hours;
        const span = yearSpan(YEAR);
        const triggers = unlessRefused(() => kedaCronTriggers(hours, 1));
        const jobs = unlessRefused(() => EDGES.flatMap(edge => cronJobSchedules(hours, "database", edge)));
        const { active, fired } = await ask({
            ...span,
            alertmanager: WITHOUT_INTERVALS,
            crons: jobs ?? [],
            triggers: (triggers ?? []).map(({ metadata: { end, start } }) => ({ start, end, timeZone })),
        });
        if (triggers !== undefined) {
            assert.deepEqual(united(active.flat()), intended(hours, "workloads", YEAR), JSON.stringify(hours));
        }
        if (jobs !== undefined) {
            const edges = intended(hours, "database", YEAR).flatMap(({ from, to }) => [from, to]);
            const isInside = (at: number) => at > span.from && at < span.to;
            const moments = fired.flat().sort((one, other) => one - other);
            assert.deepEqual(moments.filter(isInside), edges.filter(isInside), JSON.stringify(hours));
        }
    }

    ODD_ZONES.forEach((timeZone, index) => {
        const [random] = fc.sample(
            anyHours(timeZone, YEAR).filter(hours => PARTS.every(part => canFollow(part, hours))),
            { numRuns: 1, seed: index },
        );
        const office: WorkingHours = { ...OFFICE_OF_2027, timeZone };

        it(`given ${timeZone}, are held by Alertmanager in every minute of a year`, async () => {
            for (const hours of [office, random!]) {
                const span = yearSpan(YEAR);
                const { held } = await ask({ ...span, alertmanager: configurationOf(hours), crons: [], triggers: [] });
                const open = intended(hours, "alarms", YEAR);
                assert.deepEqual(held["open"], open, JSON.stringify(hours));
                assert.deepEqual(held["closed"], outside(open, span), JSON.stringify(hours));
            }
        });

        it(`given ${timeZone}, fire in KEDA and in Kubernetes at every moment of a year and at no other, or are refused`, async () => {
            for (const hours of [office, random!].map(ordinaryOf)) await agrees(hours);
        });
    });

    it("given hours that KEDA and Kubernetes would misread, would indeed be", async () => {
        const cairo = (days: readonly Weekday[]): WorkingHours => ({
            timeZone: "Africa/Cairo",
            week: [{ days, start: "20:00", end: "04:00" }],
        });
        // Clocks skip the midnight of Friday, 2027-04-30.
        const crons = [
            { schedule: "0 20 * * THU", timeZone: "Africa/Cairo" },
            { schedule: "0 4 * * FRI", timeZone: "Africa/Cairo" },
        ];
        const { fired } = await ask({
            ...yearSpan(YEAR),
            alertmanager: WITHOUT_INTERVALS,
            crons,
            triggers: [],
        });
        const local = fired.map(moments => moments.map(at => localText(localMinuteAt("Africa/Cairo", at))));
        assert.ok(local[0]!.includes("2027-04-30T20:00"), "it fires on a Friday");
        assert.ok(!local[1]!.includes("2027-04-30T04:00"), "it misses a Friday");
        for (const write of [
            (hours: WorkingHours) => kedaCronTriggers(hours, 1),
            (hours: WorkingHours) => cronJobSchedules(hours, "probes", "start"),
        ]) {
            assert.throws(() => write(cairo(["THU"])), NotExpressibleError);
            assert.ok(write(cairo(WEEKDAYS)).length > 0);
        }
    });

    it("given a configuration that Alertmanager refuses, is told so", async () => {
        const alertmanager = configurationOf(OFFICE_OF_2027).replace("24:00", "24:01");
        await assert.rejects(
            ask({ ...yearSpan(YEAR), alertmanager, crons: [], triggers: [] }),
            /couldn't parse timestamp 24:01/,
        );
    });

    describe("on a real API server", () => {
        let server: ApiServer;
        before(async () => {
            server = await startApiServer(say);
        });
        after(() => server.stop());

        const jobWith = (schedule: string, timeZone: string) => ({
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata: { name: "load-test" },
            spec: {
                schedule,
                timeZone,
                jobTemplate: {
                    spec: {
                        template: { spec: { restartPolicy: "Never", containers: [{ name: "run", image: "example" }] } },
                    },
                },
            },
        });

        for (const timeZone of ODD_ZONES) {
            it(`given ${timeZone}, are accepted as schedules of a CronJob`, async () => {
                // On every day, which no night in which clocks skip midnight is misread for.
                const hours: WorkingHours = { timeZone, week: [{ days: WEEKDAYS, start: "07:00", end: "20:00" }] };
                for (const { schedule } of EDGES.flatMap(edge => cronJobSchedules(hours, "workloads", edge))) {
                    const path = "/apis/batch/v1/namespaces/default/cronjobs?dryRun=All&fieldValidation=Strict";
                    const { body, status } = await server.call("POST", path, jobWith(schedule, timeZone));
                    assert.equal(status, 201, body.message);
                }
            });
        }
    });
});
