import * as assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as kubernetes from "@pulumi/kubernetes";
import { DateTime } from "luxon";
import { WorkloadHours } from "../../components";
import type { Plan } from "../../plan/plan";
import { HOURS, workloadHoursArgs } from "../components/workload-hours-samples";
import { type ApiServer, startApiServer } from "../support/kubernetes/api-server";
import { karpenterSource } from "../support/kubernetes/karpenter";
import { acceptedTwice, apply, kubernetesObjects, type KubernetesObject, pathOf } from "../support/kubernetes/objects";
import { planOf } from "../support/plan";
import { type PodEnded, runPod } from "../support/postgres/pod";
import { removeFolder } from "../support/remove-folder";

/** How long the server may take to enforce a policy or to know a kind, and how often it is asked, in milliseconds. */
const KNOWN_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;
const APPS = "/apis/apps/v1/namespaces";
const NODES = "/apis/karpenter.sh/v1/nodeclaims";
/** A Tuesday at work, and the same evening when nobody is. */
const AT_WORK = moment("2027-02-02T12:00");
const ASLEEP = moment("2027-02-02T20:00");
/** The hours ask for pools as well; the first of the times runs the same script as all others. */
const JOB = "hours-stop-2000";

/** Seconds since 1970 of a time on the wall of the hours. */
function moment(local: string): string {
    return String(DateTime.fromISO(local, { zone: HOURS.timeZone }).toSeconds());
}

type Kind = "Deployment" | "StatefulSet";
const RESOURCE = { Deployment: "deployments", StatefulSet: "statefulsets" } as const;

function workload(kind: Kind, name: string, replicas: number, changed: object = {}): KubernetesObject {
    const labels = { app: name };
    return {
        apiVersion: "apps/v1",
        kind,
        metadata: { name, namespace: "shop", labels, ...changed },
        spec: {
            replicas,
            selector: { matchLabels: labels },
            ...(kind === "StatefulSet" ? { serviceName: name } : {}),
            template: { metadata: { labels }, spec: { containers: [{ name, image: `${name}:1` }] } },
        },
    };
}

function node(name: string, pool: string, changed: object = {}): KubernetesObject {
    return {
        apiVersion: "karpenter.sh/v1",
        kind: "NodeClaim",
        metadata: { name, labels: { "karpenter.sh/nodepool": pool }, ...changed },
        spec: {
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: pool },
            requirements: [],
        },
    };
}

describe("the hours of workloads, on a real API server", () => {
    let server: ApiServer;
    let plan: Plan;
    let folder: string;
    /** Of the account that the script runs as. */
    let token: string;

    before(async () => {
        server = await startApiServer(line => {
            process.stderr.write(`${line}\n`);
        });
        folder = mkdtempSync(path.join(tmpdir(), "workload-hours-"));
        plan = await planOf(() => {
            new WorkloadHours("hours", workloadHoursArgs(new kubernetes.Provider("given", { kubeconfig: "{}" })));
        });
        for (const kind of karpenterSource().kinds) assert.equal((await apply(server, kind)).status, 201);
        for (const name of ["shop", "stock", "other"]) {
            const made = await apply(server, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
            assert.equal(made.status, 201);
        }
        await until(async () => (await server.call("GET", NODES)).status === 200);
    });
    after(async () => {
        removeFolder(folder);
        await server.stop();
    });

    async function until(holds: () => Promise<boolean>): Promise<void> {
        const deadline = Date.now() + KNOWN_WITHIN_MS;
        while (!(await holds())) {
            assert.ok(Date.now() < deadline, "not in time");
            await pause(ASK_EVERY_MS);
        }
    }
    const make = async (...objects: readonly KubernetesObject[]) => {
        for (const object of objects) {
            const { status, body } = await apply(server, object);
            assert.equal(status, 201, body.message);
        }
    };
    const remove = async (...objects: readonly KubernetesObject[]) => {
        for (const object of objects) await server.call("DELETE", pathOf(object));
    };
    const run = (at: string, around: Readonly<Record<string, string>> = {}): Promise<PodEnded> =>
        runPod(plan, JOB, {
            PATH: process.env["PATH"] ?? "",
            API_URL: server.url,
            AT: at,
            CA_FILE: server.certificateFile,
            LOOK_EVERY_SECONDS: "0",
            TOKEN_FILE: path.join(folder, "token"),
            ...around,
        });
    /** Replicas of a workload, and what it remembers. */
    const stateOf = async (object: KubernetesObject) => {
        const { body } = await server.call("GET", pathOf(object));
        const { annotations, resourceVersion } = body["metadata"] as {
            readonly annotations?: Readonly<Record<string, string>>;
            readonly resourceVersion: string;
        };
        const { replicas } = body["spec"] as { readonly replicas: number };
        return { replicas, kept: annotations?.["replicas-at-work"], resourceVersion };
    };
    const replicasOf = async (object: KubernetesObject) => {
        const { kept, replicas } = await stateOf(object);
        return [replicas, kept];
    };
    const asHours: ApiServer["call"] = (...call) => server.as(token)(...call);

    it("given what is planned, is accepted strictly, and a second apply changes nothing", async () => {
        await acceptedTwice(server, kubernetesObjects(plan));
        const asked = await server.call("POST", "/api/v1/namespaces/workload-hours/serviceaccounts/hours/token", {
            apiVersion: "authentication.k8s.io/v1",
            kind: "TokenRequest",
            spec: {},
        });
        ({ token } = asked.body["status"] as { readonly token: string });
        writeFileSync(path.join(folder, "token"), token);
    });

    describe("given workloads of both kinds", () => {
        const web = workload("Deployment", "web", 3);
        const queue = workload("StatefulSet", "queue", 2);
        const idle = workload("Deployment", "idle", 0);
        const kept = workload("Deployment", "proxy", 2, { labels: { app: "proxy", sleeps: "never" } });
        const elsewhere = workload("Deployment", "elsewhere", 2, { namespace: "other" });
        const all = [web, queue, idle, kept, elsewhere];
        beforeEach(() => make(...all));
        afterEach(() => remove(...all));

        it("puts them to sleep with what they had at work, and leaves alone what is excluded or elsewhere", async () => {
            assert.deepEqual(await run(ASLEEP), {
                code: 0,
                out: "shop/deployments/web: asleep, 3 at work\nshop/statefulsets/queue: asleep, 2 at work\n",
                error: "",
            });
            assert.deepEqual(await replicasOf(web), [0, "3"]);
            assert.deepEqual(await replicasOf(queue), [0, "2"]);
            assert.deepEqual(await replicasOf(idle), [0, undefined]);
            assert.deepEqual(await replicasOf(kept), [2, undefined]);
            assert.deepEqual(await replicasOf(elsewhere), [2, undefined]);
        });

        it("wakes them as they were, and not what had nothing at work", async () => {
            await run(ASLEEP);
            assert.deepEqual(await run(AT_WORK), {
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
                await run(ASLEEP);
                if (at === AT_WORK) await run(at);
                const before = await Promise.all(all.map(stateOf));
                assert.deepEqual(await run(at), { code: 0, out: "", error: "" });
                assert.deepEqual(await Promise.all(all.map(stateOf)), before);
            });
        }

        /** Applies a workload as its program declares it, but for its replicas. */
        const applied = async (replicas: number | undefined) => {
            const { status, body } = await apply(server, { ...web, spec: { ...(web["spec"] as object), replicas } });
            assert.equal(status, 200, body.message);
            return replicasOf(web);
        };

        it("given a deployment of one whose replicas are ignored, keeps what the hours say by night and by day", async () => {
            await run(ASLEEP);
            // Pulumi sends what there is of a field that it ignores and that nobody else manages: a scale of 0 is nobody's.
            assert.deepEqual(await applied(0), [0, "3"]);
            await run(AT_WORK);
            // By day whoever scaled it manages the field, and Pulumi leaves it out.
            assert.deepEqual(await applied(undefined), [3, undefined]);
        });

        it("given a deployment of one whose replicas are not, wakes it in the night: they have to be", async () => {
            await run(ASLEEP);
            assert.deepEqual(await applied(3), [3, "3"]);
            // Until the next time: the hours go on.
            await run(ASLEEP);
            assert.deepEqual(await replicasOf(web), [0, "3"]);
        });

        it("given a run that broke off before it scaled, remembers what there is now and scales", async () => {
            const annotations = { "replicas-at-work": "9" };
            await server.call("PATCH", pathOf(web), { metadata: { annotations } }, "application/merge-patch+json");
            await run(ASLEEP);
            assert.deepEqual(await replicasOf(web), [0, "3"]);
        });

        it("given a run that broke off before it forgot, forgets and scales nothing", async () => {
            const annotations = { "replicas-at-work": "9" };
            await server.call("PATCH", pathOf(web), { metadata: { annotations } }, "application/merge-patch+json");
            assert.deepEqual(await run(AT_WORK), { code: 0, out: "", error: "" });
            assert.deepEqual(await replicasOf(web), [3, undefined]);
        });

        it("given something that cannot be read where it was kept, says so, fails and wakes the others", async () => {
            await run(ASLEEP);
            const annotations = { "replicas-at-work": "three" };
            await server.call("PATCH", pathOf(web), { metadata: { annotations } }, "application/merge-patch+json");
            const { code, error, out } = await run(AT_WORK);
            assert.equal(code, 1);
            assert.equal(error, "shop/deployments/web: what it had at work cannot be read\n");
            assert.equal(out, "shop/statefulsets/queue: awake, 2 at work\n");
            assert.deepEqual(await replicasOf(web), [0, "three"]);
        });

        it("given a token that is refused, fails and changes nothing", async () => {
            const before = await Promise.all(all.map(stateOf));
            const nobody = path.join(folder, "nobody");
            writeFileSync(nobody, "nobody");
            const { code, error } = await run(ASLEEP, { TOKEN_FILE: nobody });
            assert.equal(code, 1);
            assert.match(error, /401/);
            assert.deepEqual(await Promise.all(all.map(stateOf)), before);
        });

        it("given an image without the time zone, fails and changes nothing", async () => {
            const { code, error } = await run(ASLEEP, { TZ: "Europe/Nowhere" });
            assert.deepEqual([code, error], [1, "the image holds no data of the time zone Europe/Nowhere\n"]);
            assert.deepEqual(await replicasOf(web), [3, undefined]);
        });
    });

    describe("given a moment", () => {
        const web = workload("Deployment", "web", 3);
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
        before(() => make(web));
        after(() => remove(web));
        for (const [local, awake] of moments) {
            it(`given ${local}, ${awake ? "wakes" : "puts to sleep"}`, async () => {
                // From the other state, so that it has something to do.
                await run(awake ? ASLEEP : AT_WORK);
                const { code, out } = await run(moment(local));
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
            ((await server.call("GET", NODES)).body["items"] as { metadata: { name: string } }[]).map(
                ({ metadata }) => metadata.name,
            );
        afterEach(async () => {
            await remove(ours, other, stuck);
            await server.call(
                "PATCH",
                pathOf(stuck),
                { metadata: { finalizers: null } },
                "application/merge-patch+json",
            );
        });

        it("ends those of ours when workloads sleep, and no other", async () => {
            await make(ours, other);
            assert.deepEqual(await run(ASLEEP), { code: 0, out: "general-1: ended\n", error: "" });
            assert.deepEqual(await list(), ["other-1"]);
        });

        it("leaves all of them while people work", async () => {
            await make(ours, other);
            assert.deepEqual(await run(AT_WORK), { code: 0, out: "", error: "" });
            assert.deepEqual(await list(), ["general-1", "other-1"]);
        });

        it("given one that does not go in time, says which and fails", async () => {
            await make(stuck);
            const { code, error, out } = await run(ASLEEP, { POOLS_GONE_SECONDS: "0" });
            assert.deepEqual([code, out], [1, "batch-1: ended\n"]);
            assert.equal(error, "nodes of pools that are still there: batch-1\n");
        });

        it("waits for one that is going until it is gone", async () => {
            await make(stuck);
            const ended = run(ASLEEP, { LOOK_EVERY_SECONDS: "0.1" });
            await until(async () => {
                const { body } = await server.call("GET", pathOf(stuck));
                return (body["metadata"] as Record<string, unknown>)["deletionTimestamp"] !== undefined;
            });
            await server.call(
                "PATCH",
                pathOf(stuck),
                { metadata: { finalizers: null } },
                "application/merge-patch+json",
            );
            assert.deepEqual(await ended, { code: 0, out: "batch-1: ended\n", error: "" });
        });
    });

    describe("the rights of its account", () => {
        const web = workload("Deployment", "web", 3, { annotations: { team: "shop" } });
        const kept = workload("StatefulSet", "proxy", 2, { labels: { app: "proxy", sleeps: "never" } });
        const other = node("other-1", "other");
        const merge = "application/merge-patch+json";
        before(async () => {
            await make(web, kept, other);
            // The server compiles policies in the background.
            const change = { metadata: { labels: { probe: "yes" } } };
            await until(
                async () => (await asHours("PATCH", `${pathOf(web)}?dryRun=All`, change, merge)).status === 403,
            );
        });
        after(() => remove(web, kept, other));

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
                const { status, body } = await asHours("PATCH", pathOf(object), change, merge);
                assert.equal(status, 403, body.message);
                assert.match(body.message ?? "", message);
            });
        }

        it("given what the script does, are enough; given another namespace, a node of another pool or a secret, not", async () => {
            const annotations = { "replicas-at-work": "3" };
            assert.equal((await asHours("PATCH", pathOf(web), { metadata: { annotations } }, merge)).status, 200);
            const scaled = await asHours("PATCH", `${pathOf(web)}/scale`, { spec: { replicas: 1 } }, merge);
            assert.equal(scaled.status, 200, scaled.body.message);
            const elsewhere = `${APPS}/other/${RESOURCE.Deployment}`;
            for (const [method, path_] of [
                ["GET", elsewhere],
                ["GET", "/api/v1/namespaces/shop/secrets"],
                ["GET", pathOf(web)],
                ["DELETE", pathOf(web)],
                ["PATCH", pathOf(other)],
            ] as const) {
                const body = method === "PATCH" ? {} : undefined;
                assert.equal((await asHours(method, path_, body, merge)).status, 403, `${method} ${path_}`);
            }
            const deleted = await asHours("DELETE", pathOf(other));
            assert.equal(deleted.status, 403);
            assert.match(deleted.body.message ?? "", /working hours end no nodes but those of general, batch/);
        });
    });
});
