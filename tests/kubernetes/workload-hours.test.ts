import * as assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { apply, type KubernetesObject, pathOf } from "../support/kubernetes/objects";
import { deployment, SLEEPLESS, statefulSet } from "../support/kubernetes/sleepers";
import {
    ASLEEP,
    AT_WORK,
    HoursOnServer,
    MERGE,
    moment,
    node,
    NODES,
    NOTHING_DONE,
    until,
} from "../support/kubernetes/workload-hours";

const APPS = "/apis/apps/v1/namespaces";

describe("the hours of workloads, on a real API server", () => {
    let hours: HoursOnServer;

    before(async () => {
        hours = await HoursOnServer.start();
    });
    after(() => hours.stop());

    /** Replicas of a workload, and what it remembers. */
    const stateOf = async (object: KubernetesObject) => {
        const { annotations, resourceVersion, spec } = await hours.read(object);
        return { replicas: spec["replicas"], kept: annotations["replicas-at-work"], resourceVersion };
    };
    const replicasOf = async (object: KubernetesObject) => {
        const { kept, replicas } = await stateOf(object);
        return [replicas, kept];
    };

    it("given what is planned, is accepted strictly, and a second apply changes nothing", () => hours.deploy());

    describe("given workloads of both kinds", () => {
        const web = deployment("web", 3);
        const queue = statefulSet("queue", 2);
        const idle = deployment("idle", 0);
        const kept = deployment("proxy", 2, SLEEPLESS);
        const elsewhere = deployment("elsewhere", 2, { namespace: "other" });
        const all = [web, queue, idle, kept, elsewhere];
        beforeEach(() => hours.make(...all));
        afterEach(() => hours.remove(...all));

        it("puts them to sleep with what they had at work, and leaves alone what is excluded or elsewhere", async () => {
            assert.deepEqual(await hours.run(ASLEEP), {
                code: 0,
                out: "shop/statefulsets/queue: asleep, 2 at work\nshop/deployments/web: asleep, 3 at work\n",
                error: "",
            });
            assert.deepEqual(await replicasOf(web), [0, "3"]);
            assert.deepEqual(await replicasOf(queue), [0, "2"]);
            assert.deepEqual(await replicasOf(idle), [0, undefined]);
            assert.deepEqual(await replicasOf(kept), [2, undefined]);
            assert.deepEqual(await replicasOf(elsewhere), [2, undefined]);
        });

        it("wakes them as they were, and not what had nothing at work", async () => {
            await hours.run(ASLEEP);
            assert.deepEqual(await hours.run(AT_WORK), {
                code: 0,
                out: "shop/deployments/web: awake, 3 at work\nshop/statefulsets/queue: awake, 2 at work\n",
                error: "",
            });
            assert.deepEqual(await replicasOf(web), [3, undefined]);
            assert.deepEqual(await replicasOf(queue), [2, undefined]);
            assert.deepEqual(await replicasOf(idle), [0, undefined]);
        });

        for (const [given, at] of [
            ["asleep", ASLEEP],
            ["awake", AT_WORK],
        ] as const) {
            it(`given a second run while they are ${given}, changes nothing at all`, async () => {
                await hours.run(ASLEEP);
                if (at === AT_WORK) await hours.run(at);
                const before = await Promise.all(all.map(stateOf));
                assert.deepEqual(await hours.run(at), NOTHING_DONE);
                assert.deepEqual(await Promise.all(all.map(stateOf)), before);
            });
        }

        /** Applies a workload as its program declares it, but for its replicas. */
        const applied = async (replicas: number | undefined) => {
            const { status, body } = await apply(hours.server, {
                ...web,
                spec: { ...(web["spec"] as object), replicas },
            });
            assert.equal(status, 200, body.message);
            return replicasOf(web);
        };

        it("given a deployment of one whose replicas are ignored, keeps what the hours say by night and by day", async () => {
            await hours.run(ASLEEP);
            // Pulumi sends what there is of a field that it ignores and that nobody else manages: a scale of 0 is nobody's.
            assert.deepEqual(await applied(0), [0, "3"]);
            await hours.run(AT_WORK);
            // By day whoever scaled it manages the field, and Pulumi leaves it out.
            assert.deepEqual(await applied(undefined), [3, undefined]);
        });

        it("given a deployment of one whose replicas are not, wakes it in the night: they have to be", async () => {
            await hours.run(ASLEEP);
            assert.deepEqual(await applied(3), [3, "3"]);
            // Until the next time: the hours go on.
            await hours.run(ASLEEP);
            assert.deepEqual(await replicasOf(web), [0, "3"]);
        });

        it("given a run that broke off before it scaled, remembers what there is now and scales", async () => {
            const annotations = { "replicas-at-work": "9" };
            await hours.annotate(web, annotations);
            await hours.run(ASLEEP);
            assert.deepEqual(await replicasOf(web), [0, "3"]);
        });

        it("given a run that broke off before it forgot, forgets and scales nothing", async () => {
            const annotations = { "replicas-at-work": "9" };
            await hours.annotate(web, annotations);
            assert.deepEqual(await hours.run(AT_WORK), NOTHING_DONE);
            assert.deepEqual(await replicasOf(web), [3, undefined]);
        });

        it("given something that cannot be read where it was kept, says so, fails and wakes the others", async () => {
            await hours.run(ASLEEP);
            const annotations = { "replicas-at-work": "three" };
            await hours.annotate(web, annotations);
            const { code, error, out } = await hours.run(AT_WORK);
            assert.equal(code, 1);
            assert.equal(error, "shop/deployments/web: what it had at work cannot be read\n");
            assert.equal(out, "shop/statefulsets/queue: awake, 2 at work\n");
            assert.deepEqual(await replicasOf(web), [0, "three"]);
        });

        it("given a token that is refused, fails and changes nothing", async () => {
            const before = await Promise.all(all.map(stateOf));
            const nobody = path.join(hours.folder, "nobody");
            writeFileSync(nobody, "nobody");
            const { code, error } = await hours.run(ASLEEP, { TOKEN_FILE: nobody });
            assert.equal(code, 1);
            assert.match(error, /401/);
            assert.deepEqual(await Promise.all(all.map(stateOf)), before);
        });

        it("given an image without the time zone, fails and changes nothing", async () => {
            const { code, error } = await hours.run(ASLEEP, { TZ: "Europe/Nowhere" });
            assert.deepEqual([code, error], [1, "the image holds no data of the time zone Europe/Nowhere\n"]);
            assert.deepEqual(await replicasOf(web), [3, undefined]);
        });
    });

    describe("given a moment", () => {
        const web = deployment("web", 3);
        const moments: readonly [local: string, awake: boolean][] = [
            // Workloads wake five minutes before work and are asleep from its last minute on.
            ["2027-02-02T06:54", false],
            ["2027-02-02T06:55", true],
            ["2027-02-02T19:59", true],
            ["2027-02-02T20:00", false],
            ["2027-02-05T17:59", true],
            ["2027-02-05T18:00", false],
            ["2027-02-06T12:00", false],
            ["2027-12-23T12:00", true],
            ["2027-12-24T12:00", false],
            ["2027-12-31T12:00", false],
            ["2028-01-03T12:00", true],
            // The night of the load test, and the same in another year.
            ["2027-06-11T01:59", true],
            ["2027-06-11T02:00", false],
            ["2026-06-11T01:59", false],
            ["2027-06-12T09:55", true],
            ["2027-06-12T14:00", false],
            // The Mondays after clocks change.
            ["2027-03-29T06:54", false],
            ["2027-03-29T06:55", true],
            ["2027-11-01T06:54", false],
            ["2027-11-01T06:55", true],
        ];
        before(() => hours.make(web));
        after(() => hours.remove(web));
        for (const [local, awake] of moments) {
            it(`given ${local}, ${awake ? "wakes" : "puts to sleep"}`, async () => {
                // From the other state, so that it has something to do.
                await hours.run(awake ? ASLEEP : AT_WORK);
                const { code, out } = await hours.run(moment(local));
                const did = awake ? "awake" : "asleep";
                assert.deepEqual([code, out], [0, `shop/deployments/web: ${did}, 3 at work\n`]);
            });
        }
    });

    describe("given nodes of pools", () => {
        const ours = node("general-1", "general");
        const other = node("other-1", "other");
        const stuck = node("batch-1", "batch", { finalizers: ["karpenter.sh/termination"] });
        const list = async () =>
            ((await hours.server.call("GET", NODES)).body["items"] as { metadata: { name: string } }[]).map(
                ({ metadata }) => metadata.name,
            );
        afterEach(async () => {
            await hours.remove(ours, other, stuck);
            // It may be gone already.
            await hours.server.call("PATCH", pathOf(stuck), { metadata: { finalizers: null } }, MERGE);
        });

        it("ends those of ours when workloads sleep, and no other", async () => {
            await hours.make(ours, other);
            assert.deepEqual(await hours.run(ASLEEP), { code: 0, out: "general-1: ended\n", error: "" });
            assert.deepEqual(await list(), ["other-1"]);
        });

        it("leaves all of them while people work", async () => {
            await hours.make(ours, other);
            assert.deepEqual(await hours.run(AT_WORK), NOTHING_DONE);
            assert.deepEqual(await list(), ["general-1", "other-1"]);
        });

        it("given one that does not go in time, says which and fails", async () => {
            await hours.make(stuck);
            const { code, error, out } = await hours.run(ASLEEP, { POOLS_GONE_SECONDS: "0" });
            assert.deepEqual([code, out], [1, "batch-1: ended\n"]);
            assert.equal(error, "nodes of pools that are still there: batch-1\n");
        });

        it("waits for one that is going until it is gone", async () => {
            await hours.make(stuck);
            const ended = hours.run(ASLEEP, { LOOK_EVERY_SECONDS: "0.1" });
            await until(async () => {
                const { body } = await hours.server.call("GET", pathOf(stuck));
                return (body["metadata"] as Record<string, unknown>)["deletionTimestamp"] !== undefined;
            });
            await hours.change(stuck, { metadata: { finalizers: null } });
            assert.deepEqual(await ended, { code: 0, out: "batch-1: ended\n", error: "" });
        });
    });

    describe("the rights of its account", () => {
        const web = deployment("web", 3, { annotations: { team: "shop" } });
        const kept = statefulSet("proxy", 2, SLEEPLESS);
        const other = node("other-1", "other");
        before(async () => {
            await hours.make(web, kept, other);
            // The server compiles policies in the background.
            const change = { metadata: { labels: { probe: "yes" } } };
            await until(
                async () => (await hours.as("PATCH", `${pathOf(web)}?dryRun=All`, change, MERGE)).status === 403,
            );
        });
        after(() => hours.remove(web, kept, other));

        const forbidden: readonly [given: string, object: KubernetesObject, change: object, message: RegExp][] = [
            [
                "another image",
                web,
                { spec: { template: { spec: { containers: [{ name: "web", image: "evil" }] } } } },
                /working hours change nothing of a workload's own/,
            ],
            ["replicas past the scale", web, { spec: { replicas: 9 } }, /working hours change nothing of a workload/],
            ["a label", web, { metadata: { labels: { sleeps: "never" } } }, /working hours change no labels/],
            ["a finalizer", web, { metadata: { finalizers: ["example.com/x"] } }, /change no labels, owners and/],
            [
                "another annotation",
                web,
                { metadata: { annotations: { x: "y" } } },
                /no annotation but replicas-at-work/,
            ],
            ["an annotation changed", web, { metadata: { annotations: { team: "x" } } }, /no annotation but replicas/],
            ["an annotation taken out", web, { metadata: { annotations: { team: null } } }, /no annotation but rep/],
            [
                "what never sleeps",
                kept,
                { metadata: { annotations: { "replicas-at-work": "2" } } },
                /the workload never sleeps/,
            ],
        ];
        for (const [given, object, change, message] of forbidden) {
            it(`given ${given}, are refused`, async () => {
                const { status, body } = await hours.as("PATCH", pathOf(object), change, MERGE);
                assert.equal(status, 403, body.message);
                assert.match(body.message ?? "", message);
            });
        }

        it("given what the script does, are enough; given another namespace, a node of another pool or a secret, not", async () => {
            const annotations = { "replicas-at-work": "3" };
            assert.equal((await hours.as("PATCH", pathOf(web), { metadata: { annotations } }, MERGE)).status, 200);
            const scaled = await hours.as("PATCH", `${pathOf(web)}/scale`, { spec: { replicas: 1 } }, MERGE);
            assert.equal(scaled.status, 200, scaled.body.message);
            const elsewhere = `${APPS}/other/deployments`;
            for (const [method, path_] of [
                ["GET", elsewhere],
                ["GET", "/api/v1/namespaces/shop/secrets"],
                ["GET", pathOf(web)],
                ["DELETE", pathOf(web)],
                ["PATCH", pathOf(other)],
            ] as const) {
                const body = method === "PATCH" ? {} : undefined;
                assert.equal((await hours.as(method, path_, body, MERGE)).status, 403, `${method} ${path_}`);
            }
            const deleted = await hours.as("DELETE", pathOf(other));
            assert.equal(deleted.status, 403);
            assert.match(deleted.body.message ?? "", /working hours end no nodes but those of general, batch/);
        });
    });
});
