import * as assert from "node:assert/strict";
import { kedaKinds, rolloutKind } from "../support/kubernetes/go-source";
import { apply, type KubernetesObject, pathOf } from "../support/kubernetes/objects";
import { cronJob, deployment, rollout, scaledJob, scaler, SLEEPLESS } from "../support/kubernetes/sleepers";
import { ASLEEP, AT_WORK, HoursOnServer, MERGE, NOTHING_DONE, until } from "../support/kubernetes/workload-hours";

const PAUSED = "autoscaling.keda.sh/paused-replicas";
const DISCOVERY = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/system:discovery";
const RIGHTS = "/apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles/workload-hours";

describe("the hours of scalers and rollouts, on a real API server", () => {
    let hours: HoursOnServer;

    before(async () => {
        hours = await HoursOnServer.start();
        await hours.deploy();
    });
    after(() => hours.stop());

    const replicasOf = async (one: KubernetesObject) => {
        const { annotations, spec } = await hours.read(one);
        return [spec["replicas"], annotations["replicas-at-work"]];
    };

    describe("given a group of a name that brings other kinds", () => {
        it("does without rollouts", async () => {
            await hours.make({
                apiVersion: "apiextensions.k8s.io/v1",
                kind: "CustomResourceDefinition",
                metadata: { name: "workflows.argoproj.io" },
                spec: {
                    group: "argoproj.io",
                    names: { kind: "Workflow", listKind: "WorkflowList", plural: "workflows", singular: "workflow" },
                    scope: "Namespaced",
                    versions: [
                        {
                            name: "v1alpha1",
                            served: true,
                            storage: true,
                            schema: { openAPIV3Schema: { type: "object" } },
                        },
                    ],
                },
            });
            const group = "/apis/argoproj.io/v1alpha1";
            await until(async () => (await hours.server.call("GET", group)).status === 200);
            assert.deepEqual(await hours.run(ASLEEP), NOTHING_DONE);
        });
    });

    describe("given KEDA and Argo Rollouts", () => {
        const web = deployment("web", 3);
        const shown = rollout("shown", 4);
        const proxy = deployment("proxy", 2, SLEEPLESS);
        const scalesWeb = scaler("scales-web", { name: "web" }, { annotations: { team: "shop" } });
        const held = scaler("held", { kind: "Rollout", name: "shown" }, { annotations: { [PAUSED]: "5" } });
        const off = scaler("off", { name: "off" }, { annotations: { [PAUSED]: "0" } });
        const scalesProxy = scaler("scales-proxy", { kind: "Deployment", name: "proxy" });
        const excluded = scaler("excluded", { name: "other" }, SLEEPLESS);
        const report = cronJob("report", { startingDeadlineSeconds: 300 });
        const all = [web, shown, proxy, scalesWeb, held, off, scalesProxy, excluded, report];
        const annotationsOf = async (one: KubernetesObject) => (await hours.read(one)).annotations;

        before(async () => {
            await hours.make(...kedaKinds(), rolloutKind());
            const kinds = [
                "keda.sh/v1alpha1/scaledobjects",
                "keda.sh/v1alpha1/scaledjobs",
                "argoproj.io/v1alpha1/rollouts",
            ];
            await until(async () => {
                const answers = await Promise.all(kinds.map(kind => hours.server.call("GET", `/apis/${kind}`)));
                return answers.every(({ status }) => status === 200);
            });
        });
        beforeEach(() => hours.make(...all));
        afterEach(() => hours.remove(...all));

        it("lets scalers take hold last, and leaves alone those of what never sleeps", async () => {
            assert.deepEqual(await hours.run(ASLEEP), {
                code: 0,
                out: [
                    "shop/cronjobs/report: asleep, running at work",
                    "shop/rollouts/shown: asleep, 4 at work",
                    "shop/deployments/web: asleep, 3 at work",
                    "shop/scaledobjects/held: asleep, 5 at work",
                    "shop/scaledobjects/scales-web: asleep, unpaused at work",
                    "",
                ].join("\n"),
                error: "",
            });
            assert.deepEqual(await replicasOf(shown), [0, "4"]);
            assert.deepEqual(await annotationsOf(scalesWeb), {
                team: "shop",
                [PAUSED]: "0",
                "paused-replicas-at-work": "unpaused",
            });
            assert.deepEqual(await annotationsOf(held), { [PAUSED]: "0", "paused-replicas-at-work": "5" });
            assert.deepEqual(await annotationsOf(off), { [PAUSED]: "0" });
            assert.deepEqual(await annotationsOf(scalesProxy), {});
            assert.deepEqual(await annotationsOf(excluded), {});
        });

        it("lets scalers go first, and makes everything exactly what it was", async () => {
            const before = await Promise.all(all.map(one => hours.read(one)));
            await hours.run(ASLEEP);
            assert.deepEqual(await hours.run(AT_WORK), {
                code: 0,
                out: [
                    "shop/scaledobjects/held: awake, 5 at work",
                    "shop/scaledobjects/scales-web: awake, unpaused at work",
                    "shop/deployments/web: awake, 3 at work",
                    "shop/rollouts/shown: awake, 4 at work",
                    "shop/cronjobs/report: awake, running at work",
                    "",
                ].join("\n"),
                error: "",
            });
            const after = await Promise.all(all.map(one => hours.read(one)));
            assert.deepEqual(
                after.map(({ annotations, spec }) => [annotations, spec]),
                before.map(({ annotations, spec }) => [annotations, spec]),
            );
        });

        it("given a second run, changes nothing, by night and by day", async () => {
            for (const at of [ASLEEP, AT_WORK]) {
                await hours.run(at);
                const before = await Promise.all(all.map(one => hours.read(one)));
                assert.deepEqual(await hours.run(at), NOTHING_DONE);
                assert.deepEqual(await Promise.all(all.map(one => hours.read(one))), before);
            }
        });

        it("given a scaler that somebody lets go at night, keeps it so in the morning and forgets", async () => {
            await hours.run(ASLEEP);
            await hours.annotate(held, { [PAUSED]: null });
            await hours.run(AT_WORK);
            assert.deepEqual(await annotationsOf(held), {});
        });

        it("given a pause that no number says, names it, fails and leaves it", async () => {
            await hours.annotate(held, { [PAUSED]: "many" });
            const { code, error } = await hours.run(ASLEEP);
            assert.deepEqual([code, error], [1, "shop/scaledobjects/held: what it has at work cannot be read\n"]);
            assert.deepEqual(await annotationsOf(held), { [PAUSED]: "many" });
            assert.deepEqual(await replicasOf(web), [0, "3"]);
        });

        it("given a rollout that says no replicas, takes it for the one that it has", async () => {
            const silent = rollout("silent", undefined);
            await hours.make(silent);
            await hours.run(ASLEEP);
            assert.deepEqual(await replicasOf(silent), [0, "1"]);
            await hours.run(AT_WORK);
            assert.deepEqual(await replicasOf(silent), [1, undefined]);
            await hours.remove(silent);
        });

        it("given a deployment of a rollout or scaler that says nothing of what moves, leaves it as the hours say", async () => {
            await hours.run(ASLEEP);
            const replicas = undefined;
            const deployed = await apply(hours.server, { ...shown, spec: { ...(shown["spec"] as object), replicas } });
            assert.equal(deployed.status, 200, deployed.body.message);
            assert.equal((await apply(hours.server, scalesWeb)).status, 200);
            assert.deepEqual(await replicasOf(shown), [0, "4"]);
            assert.equal((await annotationsOf(scalesWeb))[PAUSED], "0");
        });

        it("given a deployment of a scaler that says its pause, is refused: it has to be ignored", async () => {
            await hours.run(ASLEEP);
            const { status, body } = await apply(hours.server, held);
            assert.equal(status, 409);
            assert.match(body.message ?? "", /conflict with .*paused-replicas/);
        });

        it("given a cluster that does not say which kinds it has, does what it can and fails", async () => {
            const { body } = await hours.server.call("GET", DISCOVERY);
            await hours.server.call("DELETE", DISCOVERY);
            try {
                const { code, error, out } = await hours.run(ASLEEP);
                assert.equal(code, 1);
                assert.match(error, /keda.sh\/v1alpha1\/scaledobjects: the cluster does not say whether/);
                assert.match(error, /argoproj.io\/v1alpha1\/rollouts: the cluster does not say whether/);
                assert.match(out, /shop\/rollouts\/shown: asleep/);
                assert.match(out, /shop\/scaledobjects\/held: asleep/);
            } finally {
                const { apiVersion, kind, metadata, roleRef, subjects } = body;
                const { name } = metadata as { readonly name: string };
                const binding = { apiVersion, kind, metadata: { name }, roleRef, subjects };
                await hours.server.call("POST", DISCOVERY.slice(0, DISCOVERY.lastIndexOf("/")), binding);
            }
            await until(async () => (await hours.as("GET", "/apis")).status === 200);
        });

        it("given a workload that cannot be put to sleep, leaves its scaler alone: it would hold at nothing what is not kept", async () => {
            const huge = deployment("huge", 100_000);
            const frozen = scaler(
                "frozen",
                { name: "huge" },
                { annotations: { "autoscaling.keda.sh/paused": "true" } },
            );
            await hours.make(huge, frozen);
            const { code, error } = await hours.run(ASLEEP);
            assert.deepEqual([code, error], [1, "shop/deployments/huge: what it has at work cannot be read\n"]);
            assert.deepEqual(await annotationsOf(frozen), { "autoscaling.keda.sh/paused": "true" });
            assert.equal((await annotationsOf(held))[PAUSED], "0");
            await hours.remove(huge, frozen);
        });

        describe("given scalers of jobs", () => {
            const HELD = "autoscaling.keda.sh/paused";
            const render = scaledJob("render", { annotations: { team: "shop" } });
            const said = scaledJob("said", { annotations: { [HELD]: "False" } });
            const paused = scaledJob("paused", { annotations: { [HELD]: "1" } });
            const odd = scaledJob("odd", { annotations: { [HELD]: "off" } });
            const never = scaledJob("never", SLEEPLESS);
            const jobs = [render, said, paused, odd, never];
            beforeEach(() => hours.make(...jobs));
            afterEach(() => hours.remove(...jobs));

            it("starts no more of them, and leaves alone what its team has paused and what is excluded", async () => {
                const { code, error, out } = await hours.run(ASLEEP);
                assert.deepEqual([code, error], [0, ""]);
                assert.deepEqual(
                    out.split("\n").filter(line => line.includes("scaledjobs")),
                    ["shop/scaledjobs/render: asleep, unpaused at work", "shop/scaledjobs/said: asleep, False at work"],
                );
                assert.deepEqual(await annotationsOf(render), {
                    team: "shop",
                    [HELD]: "true",
                    "paused-at-work": "unpaused",
                });
                assert.deepEqual(await annotationsOf(said), { [HELD]: "true", "paused-at-work": "False" });
                assert.deepEqual(await annotationsOf(paused), { [HELD]: "1" });
                // KEDA takes what it cannot read for a pause.
                assert.deepEqual(await annotationsOf(odd), { [HELD]: "off" });
                assert.deepEqual(await annotationsOf(never), {});
            });

            it("makes them exactly what they were, and changes nothing the second time", async () => {
                const before = await Promise.all(jobs.map(one => hours.read(one)));
                await hours.run(ASLEEP);
                assert.deepEqual(await hours.run(ASLEEP), NOTHING_DONE);
                assert.equal((await hours.run(AT_WORK)).code, 0);
                assert.deepEqual(await hours.run(AT_WORK), NOTHING_DONE);
                const after = await Promise.all(jobs.map(one => hours.read(one)));
                assert.deepEqual(
                    after.map(({ annotations, spec }) => [annotations, spec]),
                    before.map(({ annotations, spec }) => [annotations, spec]),
                );
            });

            for (const [given, change, message] of [
                ["another spec", { spec: { pollingInterval: 1 } }, /change nothing of a workload's own/],
                [
                    "the pause of other scalers",
                    { metadata: { annotations: { [PAUSED]: "0" } } },
                    /no annotation but paused-at-work, autoscaling.keda.sh\/paused/,
                ],
            ] as const) {
                it(`given ${given}, its account is refused`, async () => {
                    const { status, body } = await hours.as("PATCH", pathOf(render), change, MERGE);
                    assert.equal(status, 403, body.message);
                    assert.match(body.message ?? "", message);
                });
            }
        });

        describe("given rights that somebody takes away", () => {
            /** Runs without the rights to a group of APIs. @param one Something of the group. */
            const without = async (group: string, one: KubernetesObject, at: string) => {
                const { body } = await hours.server.call("GET", RIGHTS);
                const rules = body["rules"] as readonly { readonly apiGroups: readonly string[] }[];
                const fewer = rules.filter(({ apiGroups }) => !apiGroups.includes(group));
                assert.ok(fewer.length < rules.length);
                const change = (given: object) => hours.server.call("PATCH", RIGHTS, { rules: given }, MERGE);
                await change(fewer);
                const path = pathOf(one);
                const list = path.slice(0, path.lastIndexOf("/"));
                await until(async () => (await hours.as("GET", list)).status === 403);
                try {
                    return await hours.run(at);
                } finally {
                    await change(rules);
                    await until(async () => (await hours.as("GET", list)).status === 200);
                }
            };

            it("given none to scalers, fails, and wakes the others all the same", async () => {
                await hours.run(ASLEEP);
                const { code, error } = await without("keda.sh", held, AT_WORK);
                assert.equal(code, 1);
                assert.match(error, /shop\/scaledobjects: not listed: [^]*forbidden/);
                assert.deepEqual(await replicasOf(web), [3, undefined]);
            });

            it("given none to workloads, leaves scalers alone: what never sleeps may be theirs", async () => {
                const { code, error, out } = await without("apps", web, ASLEEP);
                assert.equal(code, 1);
                assert.match(error, /shop\/deployments: not listed: [^]*forbidden/);
                assert.match(error, /shop\/scaledobjects: left alone, what never sleeps is not known/);
                assert.match(out, /shop\/rollouts\/shown: asleep/);
                assert.deepEqual(await annotationsOf(held), { [PAUSED]: "5" });
            });

            it("given none to cron jobs, lets scalers take hold all the same", async () => {
                const { code, error } = await without("batch", report, ASLEEP);
                assert.equal(code, 1);
                assert.match(error, /shop\/cronjobs: not listed: [^]*forbidden/);
                assert.equal((await annotationsOf(held))[PAUSED], "0");
            });
        });

        describe("the rights of its account", () => {
            const image = { template: { spec: { containers: [{ name: "x", image: "evil" }] } } };
            const forbidden: readonly [given: string, one: KubernetesObject, change: object, message: RegExp][] = [
                ["another image of a job", report, { spec: { jobTemplate: { spec: image } } }, /own but suspend/],
                ["another time of a job", report, { spec: { schedule: "* * * * *" } }, /own but suspend/],
                ["a field that a job had not", report, { spec: { timeZone: "Asia/Tokyo" } }, /own but suspend/],
                [
                    "a field of a job taken out along with a suspend",
                    report,
                    { spec: { startingDeadlineSeconds: null, suspend: true } },
                    /own but suspend/,
                ],
                ["another image of a rollout", shown, { spec: image }, /change nothing of a workload's own/],
                ["what a scaler scales", held, { spec: { scaleTargetRef: { name: "x" } } }, /nothing of a workload/],
                [
                    "another annotation of a scaler",
                    held,
                    { metadata: { annotations: { "autoscaling.keda.sh/paused": "true" } } },
                    /no annotation but paused-replicas-at-work, autoscaling.keda.sh\/paused-replicas/,
                ],
                ["a label of a scaler", held, { metadata: { labels: SLEEPLESS.labels } }, /change no labels/],
                [
                    "a scaler that never sleeps",
                    excluded,
                    { metadata: { annotations: { [PAUSED]: "0" } } },
                    /the workload never sleeps/,
                ],
            ];
            for (const [given, one, change, message] of forbidden) {
                it(`given ${given}, are refused`, async () => {
                    const { status, body } = await hours.as("PATCH", pathOf(one), change, MERGE);
                    assert.equal(status, 403, body.message);
                    assert.match(body.message ?? "", message);
                });
            }

            it("given one object by its name, a job made or anything deleted, are refused", async () => {
                for (const one of [report, held, shown]) {
                    const path = pathOf(one);
                    assert.equal((await hours.as("GET", path)).status, 403, path);
                    assert.equal((await hours.as("DELETE", path)).status, 403, path);
                    assert.equal((await hours.as("POST", path.slice(0, path.lastIndexOf("/")), one)).status, 403, path);
                }
            });
        });
    });
});
