import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import type { Span } from "../../hours/local-time";
import { kubernetesCron } from "../../schedule/kubernetes-cron";
import { kedaActiveSpans, kubernetesCronMoments } from "../../schedule/kubernetes-cron-moments";
import { ODD_ZONES, yearSpan } from "../hours/targets/support";
import { type ApiServer, startApiServer } from "../support/kubernetes/api-server";
import { findSchedulers, type SchedulerAnswer, type SchedulerQuestion } from "../support/kubernetes/schedulers";

const YEAR = 2027;
/** Schedules and triggers for each zone: of every kind of field, and of times that clocks skip or repeat. */
const SCHEDULES = 25;
const TRIGGERS = 4;
/** Minutes between the moments at which the real library is asked about a trigger. */
const STEP_MINUTES = 5;

/** Zones that skip midnight, move by half an hour, or change twice around a month of fasting. */
const ZONES = [
    ...new Set([...ODD_ZONES, "Africa/Cairo", "Africa/Casablanca", "America/Havana", "Australia/Lord_Howe"]),
];

const ANY_SCHEDULE = fc
    .tuple(
        fc.constantFrom("0", "30", "15,45", "*/20", "7/15", "59"),
        fc.constantFrom("0", "1", "2", "23", "7", "0-3", "22-23", "*/6", "*"),
        fc.constantFrom("*", "?", "1", "31", "*/2", "1-15"),
        fc.constantFrom("*", "*", "3,4", "OCT", "*/3"),
        fc.constantFrom("*", "MON-FRI", "fri", "0", "5,6", "?", "*/2"),
    )
    .map(fields => fields.join(" "));

const say = (line: string) => {
    process.stderr.write(`${line}\n`);
};

function fieldsOf(schedule: string) {
    const fields = kubernetesCron(schedule);
    if (typeof fields === "string") throw new Error(`${schedule}: ${fields}`);
    return fields;
}

/** The spans that looking at every few minutes of others would find. */
function sampled(spans: readonly Span[], { from, to }: Span): readonly Span[] {
    const found: { from: number; to: number }[] = [];
    let place = 0;
    for (let minute = from; minute < to; minute += STEP_MINUTES) {
        while ((spans[place]?.to ?? Infinity) <= minute) place++;
        if ((spans[place]?.from ?? Infinity) > minute) continue;
        const last = found.at(-1);
        if (last?.to === minute) last.to = minute + STEP_MINUTES;
        else found.push({ from: minute, to: minute + STEP_MINUTES });
    }
    return found;
}

describe("schedules of other programs, as the cron library of Kubernetes and KEDA reads them", () => {
    let ask: (question: SchedulerQuestion) => Promise<SchedulerAnswer>;
    before(async () => {
        ask = await findSchedulers(say);
    });

    const alertmanager = stringify({ route: { receiver: "people" }, receivers: [{ name: "people" }] });

    ZONES.forEach((timeZone, seed) => {
        it(`given any in ${timeZone}, are simulated to fire in the same minutes of a year, and to hold replicas in the same`, async () => {
            const span = yearSpan(YEAR);
            const schedules = fc.sample(ANY_SCHEDULE, { numRuns: SCHEDULES, seed });
            const triggers = fc
                .sample(fc.tuple(ANY_SCHEDULE, ANY_SCHEDULE), { numRuns: TRIGGERS, seed })
                .map(([start, end]) => ({ start, end, timeZone }));
            const crons = schedules.map(schedule => ({ schedule, timeZone }));
            const { active, fired } = await ask({ ...span, alertmanager, crons, triggers });
            for (const [place, schedule] of schedules.entries()) {
                assert.deepEqual(kubernetesCronMoments(fieldsOf(schedule), timeZone, span), fired[place], schedule);
            }
            for (const [place, { end, start }] of triggers.entries()) {
                const spans = kedaActiveSpans({ start: fieldsOf(start), end: fieldsOf(end) }, timeZone, span);
                assert.deepEqual(sampled(spans, span), active[place], `${start} to ${end}`);
            }
        });
    });

    it("given what it refuses, is none here either; given what it takes, is one", async () => {
        const texts = [
            ...["0 7 * * 7", "0 7 L * *", "0 7 * * MON#1", "0 7 * * FRI-MON", "*/0 * * * *", "0 0 7 * * *", "@reboot"],
            ...[
                "60 * * * *",
                "0 7 * * MONDAY",
                "1-2-3 * * * *",
                "*-5 * * * *",
                "+5 7 * * *",
                ", * * * *",
                "0 7 ?/2 * *",
            ],
            ...["5/7 * * * *", "0 7 * * sun", "@daily", "@Daily", " 0 7 * * *", "5-5 * * * *", "1,,2 * * * *"],
        ];
        for (const schedule of texts) {
            const crons = [{ schedule, timeZone: "UTC" }];
            const question = { ...yearSpan(YEAR), alertmanager, crons, triggers: [] };
            const isTaken = await ask(question).then(
                () => true,
                () => false,
            );
            assert.equal(typeof kubernetesCron(schedule) === "object", isTaken, JSON.stringify(schedule));
        }
    });

    describe("on a real API server", () => {
        let server: ApiServer;
        before(async () => {
            server = await startApiServer(say);
        });
        after(() => server.stop());

        const statusFor = async (schedule: string) => {
            const template = {
                spec: { restartPolicy: "Never", containers: [{ name: "run", image: "example" }] },
            };
            const { status } = await server.call("POST", "/apis/batch/v1/namespaces/default/cronjobs?dryRun=All", {
                apiVersion: "batch/v1",
                kind: "CronJob",
                metadata: { name: "nights" },
                spec: { schedule, jobTemplate: { spec: { template } } },
            });
            return status;
        };

        it("given a zone inside of a schedule, is refused, as it is undecided here; given none, is made", async () => {
            assert.equal(await statusFor("CRON_TZ=Europe/Berlin 0 7 * * *"), 422);
            assert.equal(await statusFor("TZ=UTC @daily"), 422);
            assert.equal(await statusFor("0 7 ? * MON-fri"), 201);
            assert.equal(await statusFor("@every 12h"), 201);
            assert.equal(await statusFor("0 7 * * 7"), 422);
        });
    });
});
