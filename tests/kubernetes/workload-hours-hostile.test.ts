import * as assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { between, type Instead } from "../support/kubernetes/between";
import { type KubernetesObject, pathOf } from "../support/kubernetes/objects";
import { cronJob, deployment, SLEEPLESS, statefulSet } from "../support/kubernetes/sleepers";
import { ASLEEP, AT_WORK, HoursOnServer, node, NODES } from "../support/kubernetes/workload-hours";

const GONE = '{"kind":"Status","message":"not found any more"}';

describe("the hours, given an API server and objects that are not as they should be", () => {
    const web = deployment("web", 3);
    const queue = statefulSet("queue", 2);
    const report = cronJob("report");
    const all = [web, queue, report];
    let hours: HoursOnServer;

    before(async () => {
        hours = await HoursOnServer.start();
        await hours.deploy();
    });
    after(() => hours.stop());
    beforeEach(() => hours.make(...all));
    afterEach(() => hours.remove(...all));

    const replicasOf = async (object: KubernetesObject) => {
        const { annotations, spec } = await hours.read(object);
        return [spec["replicas"], annotations["replicas-at-work"]];
    };
    /** Runs it with some calls answered by somebody else. */
    const runWith = (
        at: string,
        instead: (call: string) => Instead | undefined,
        around: Readonly<Record<string, string>> = {},
    ) => between(hours, instead, url => hours.run(at, { API_URL: url, ...around }));
    const deploymentsOf = (namespace: string) => `GET /apis/apps/v1/namespaces/${namespace}/deployments`;

    describe("given a list that is answered well with", () => {
        for (const [given, text] of [
            ["nothing", ""],
            ["a page", "<html>Welcome</html>"],
            ["something without items", "{}"],
            ["a half", '{"items":[{"metadata":{"name":"web"},"spec":{"replicas":3}},'],
        ] as const) {
            it(`${given}, says what is not listed, fails and does the others`, async () => {
                const { code, error, out } = await runWith(ASLEEP, call =>
                    call === deploymentsOf("shop") ? { status: 200, text } : undefined,
                );
                assert.equal(code, 1);
                assert.match(error, /shop\/deployments: not listed: /);
                assert.equal(
                    out,
                    "shop/cronjobs/report: asleep, running at work\nshop/statefulsets/queue: asleep, 2 at work\n",
                );
                assert.deepEqual(await replicasOf(web), [3, undefined]);
            });

            it(`${given}, does not take nodes for gone`, async () => {
                const ours = node("general-1", "general");
                await hours.make(ours);
                const { code, out } = await runWith(ASLEEP, call =>
                    call.startsWith(`GET ${NODES}`) ? { status: 200, text } : undefined,
                );
                assert.equal(code, 1);
                assert.ok(!out.includes("ended"), out);
                await hours.remove(ours);
            });

            it(`${given}, does not take kinds for missing`, async () => {
                const { code, error } = await runWith(AT_WORK, call =>
                    call === "GET /apis" ? { status: 200, text } : undefined,
                );
                assert.equal(code, 1);
                assert.match(error, /keda.sh\/v1alpha1\/scaledobjects: the cluster does not say whether/);
            });
        }
    });

    for (const [given, status] of [
        ["is deleted meanwhile", 404],
        ["is changed meanwhile", 409],
        ["may not be changed", 403],
    ] as const) {
        it(`given one that ${given}, names it with the reason, fails and does the others`, async () => {
            const { code, error, out } = await runWith(ASLEEP, call =>
                call === `PATCH ${pathOf(web)}` ? { status, text: GONE } : undefined,
            );
            assert.equal(code, 1);
            assert.ok(error.includes(`shop/deployments/web: not changed: ${GONE}\n`), error);
            assert.match(out, /^shop\/cronjobs\/report: asleep.*\nshop\/statefulsets\/queue: asleep.*\n$/);
            assert.deepEqual(await replicasOf(web), [3, undefined]);
        });
    }

    it("given an answer that never comes, waits no longer than it says, and does the others", async () => {
        const { code, error, out } = await runWith(
            ASLEEP,
            call => (call === deploymentsOf("shop") ? "nothing ever" : undefined),
            { ANSWER_WITHIN_SECONDS: "1" },
        );
        assert.equal(code, 1);
        assert.match(error, /timed out[^]*shop\/deployments: not listed: /);
        assert.match(out, /shop\/statefulsets\/queue: asleep/);
    });

    it("given a node that goes by itself before it is ended, ends the others and looks again", async () => {
        const [first, second] = [node("general-1", "general"), node("general-2", "general")];
        await hours.make(first, second);
        let hasGone = false;
        const { code, error, out } = await runWith(ASLEEP, call => {
            if (call !== `DELETE ${pathOf(first)}` || hasGone) return undefined;
            hasGone = true;
            return { status: 404, text: GONE };
        });
        assert.equal(code, 0);
        assert.ok(error.includes(`general-1: not ended: ${GONE}\n`), error);
        assert.match(out, /general-2: ended\ngeneral-1: ended\n$/);
    });

    for (const [given, kept] of [
        ["a word of its own", "none"],
        ["a line more", "3\n"],
        ["another object", "3\nqueue asleep - 9 -"],
        ["a command", "$(touch harmed)"],
        ["quotes", '3"},"spec":{"replicas":9}'],
        ["nothing", ""],
        ["no replicas", "0"],
        ["too many", "100000"],
    ] as const) {
        it(`given ${given} where it keeps what there was, names it, fails and leaves it`, async () => {
            await hours.run(ASLEEP);
            await hours.annotate(web, { "replicas-at-work": kept });
            const { code, error, out } = await hours.run(AT_WORK);
            assert.deepEqual([code, error], [1, "shop/deployments/web: what it had at work cannot be read\n"]);
            assert.match(out, /^shop\/statefulsets\/queue: awake, 2 at work\nshop\/cronjobs\/report: awake.*\n$/);
            assert.deepEqual(await replicasOf(web), [0, kept]);
            assert.ok(!existsSync(path.resolve("harmed")));
        });
    }

    it("given one that never is to sleep from the night on in which it sleeps, says that nobody wakes it", async () => {
        await hours.run(ASLEEP);
        await hours.change(web, { metadata: SLEEPLESS });
        assert.equal((await hours.run(ASLEEP)).code, 0);
        const { code, error } = await hours.run(AT_WORK);
        assert.deepEqual(
            [code, error],
            [
                1,
                "shop/deployments/web: is never to sleep, but was put to sleep before that was said: wake it by hand\n",
            ],
        );
        await hours.change(web, { spec: { replicas: 3 } });
        assert.equal((await hours.run(AT_WORK)).code, 0);
    });

    it("given two runs at once, ends as one does", async () => {
        for (const [at, state] of [
            [ASLEEP, [0, "3"]],
            [AT_WORK, [3, undefined]],
        ] as const) {
            const codes = (await Promise.all([hours.run(at), hours.run(at)])).map(({ code }) => code);
            assert.deepEqual(codes, [0, 0]);
            assert.deepEqual(await replicasOf(web), state);
        }
    });
});
