import * as assert from "node:assert/strict";
import { apply, type KubernetesObject } from "../support/kubernetes/objects";
import { cronJob, SLEEPLESS } from "../support/kubernetes/sleepers";
import { ASLEEP, AT_WORK, HoursOnServer, MERGE, NOTHING_DONE } from "../support/kubernetes/workload-hours";

const OWN_JOBS = "/apis/batch/v1/namespaces/workload-hours/cronjobs";

describe("the hours of cron jobs, on a real API server", () => {
    let hours: HoursOnServer;

    before(async () => {
        hours = await HoursOnServer.start();
        await hours.deploy();
    });
    after(() => hours.stop());

    const suspendedOf = async (job: KubernetesObject) => {
        const { annotations, spec } = await hours.read(job);
        return [spec["suspend"], annotations["state-at-work"]];
    };

    describe("given cron jobs of a team", () => {
        const report = cronJob("report", { startingDeadlineSeconds: 300, concurrencyPolicy: "Forbid", suspend: false });
        const paused = cronJob("paused", { suspend: true });
        const backup = cronJob("backup", {}, SLEEPLESS);
        const elsewhere = cronJob("elsewhere", {}, { namespace: "other" });
        const all = [report, paused, backup, elsewhere];
        beforeEach(() => hours.make(...all));
        afterEach(() => hours.remove(...all));

        it("suspends them, but not those that are excluded or elsewhere", async () => {
            const out = "shop/cronjobs/report: asleep, running at work\n";
            assert.deepEqual(await hours.run(ASLEEP), { code: 0, out, error: "" });
            assert.deepEqual(await suspendedOf(report), [true, "running"]);
            assert.deepEqual(await suspendedOf(paused), [true, undefined]);
            assert.deepEqual(await suspendedOf(backup), [false, undefined]);
            assert.deepEqual(await suspendedOf(elsewhere), [false, undefined]);
        });

        it("makes them exactly what they were, and leaves suspended what its team had suspended", async () => {
            const before = await Promise.all(all.map(one => hours.read(one)));
            await hours.run(ASLEEP);
            const out = "shop/cronjobs/report: awake, running at work\n";
            assert.deepEqual(await hours.run(AT_WORK), { code: 0, out, error: "" });
            const after = await Promise.all(all.map(one => hours.read(one)));
            assert.deepEqual(
                after.map(({ annotations, spec }) => [annotations, spec]),
                before.map(({ annotations, spec }) => [annotations, spec]),
            );
            assert.equal(after[1]?.resourceVersion, before[1]?.resourceVersion);
        });

        it("given a second run, changes nothing, by night and by day", async () => {
            for (const at of [ASLEEP, AT_WORK]) {
                await hours.run(at);
                const before = await Promise.all(all.map(one => hours.read(one)));
                assert.deepEqual(await hours.run(at), NOTHING_DONE);
                assert.deepEqual(await Promise.all(all.map(one => hours.read(one))), before);
            }
        });

        it("given a run that broke off before it suspended, and one before it forgot, finishes both", async () => {
            await hours.annotate(report, { "state-at-work": "running" });
            await hours.run(ASLEEP);
            assert.deepEqual(await suspendedOf(report), [true, "running"]);
            await hours.change(report, { spec: { suspend: false } });
            assert.deepEqual(await hours.run(AT_WORK), NOTHING_DONE);
            assert.deepEqual(await suspendedOf(report), [false, undefined]);
        });

        it("given one that is made by night, suspends it at the next time", async () => {
            await hours.run(ASLEEP);
            const late = cronJob("late");
            await hours.make(late);
            await hours.run(ASLEEP);
            assert.deepEqual(await suspendedOf(late), [true, "running"]);
            await hours.remove(late);
        });

        it("given what it keeps in a word that it never writes, says so, fails and leaves it suspended", async () => {
            await hours.run(ASLEEP);
            await hours.annotate(report, { "state-at-work": "suspended" });
            const { code, error, out } = await hours.run(AT_WORK);
            assert.deepEqual([code, out], [1, ""]);
            assert.equal(error, "shop/cronjobs/report: what it had at work cannot be read\n");
            assert.deepEqual(await suspendedOf(report), [true, "suspended"]);
        });

        const declaring = (suspend: boolean | undefined) =>
            apply(hours.server, { ...report, spec: { ...(report["spec"] as object), suspend } });

        it("given a deployment of one whose suspend is left out, leaves it as the hours say", async () => {
            await hours.run(ASLEEP);
            assert.equal((await declaring(undefined)).status, 200);
            assert.deepEqual(await suspendedOf(report), [true, "running"]);
        });

        it("given a deployment of one that says suspend, is refused: it has to be ignored", async () => {
            await hours.run(ASLEEP);
            const { status, body } = await declaring(false);
            assert.equal(status, 409);
            assert.match(body.message ?? "", /conflict with .*\.spec\.suspend/);
        });
    });

    describe("its own jobs", () => {
        const listed = async () => (await hours.server.call("GET", OWN_JOBS)).body["items"] as readonly Own[];
        interface Own {
            readonly metadata: { readonly name: string; readonly resourceVersion: string };
            readonly spec: { readonly suspend: boolean };
        }

        it("given that they are told their own namespace, may not touch it: they fail and go on running", async () => {
            const before = await listed();
            assert.ok(before.length >= 4, String(before.length));
            const { code, error, out } = await hours.run(ASLEEP, { NAMESPACES: "workload-hours" });
            assert.deepEqual([code, out], [1, ""]);
            assert.match(error, /workload-hours\/cronjobs: not listed: [^]*forbidden/);
            for (const { metadata, spec } of before) {
                assert.equal(spec.suspend, false, metadata.name);
                const own = `${OWN_JOBS}/${metadata.name}`;
                assert.equal((await hours.as("PATCH", own, { spec: { suspend: true } }, MERGE)).status, 403, own);
            }
            assert.deepEqual(await listed(), before);
        });
    });
});
