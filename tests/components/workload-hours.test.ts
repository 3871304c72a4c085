import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { WorkloadHours, type WorkloadHoursArgs } from "../../components";
import { assertWorkloadHoursArgs } from "../../components/workload-hours/arguments";
import { lookingTimes } from "../../components/workload-hours/times";
import type { Weekday, WorkingHours } from "../../hours";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { WORKLOAD_HOURS_PLAN } from "./expected/workload-hours";
import { judged } from "./judged";
import { faultsOf, inputsOf, PRODUCTION, STAGING } from "./support";
import { wholePlan } from "./whole-plan";
import { HOURS, workloadHoursArgs } from "./workload-hours-samples";

/** No property of it is looked at while arguments are checked. */
const PROVIDER = Object.create(kubernetes.Provider.prototype) as kubernetes.Provider;
const planWith = (changed: Partial<WorkloadHoursArgs> = {}): Promise<Plan> =>
    planOf(() => {
        const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
        new WorkloadHours("hours", { ...workloadHoursArgs(provider), ...changed });
    });
const faults = (changed: object, name = "hours") =>
    faultsOf(() => {
        assertWorkloadHoursArgs(name, { ...workloadHoursArgs(PROVIDER), ...changed }, "workload-hours");
    });
const namesOf = (plan: Plan) => plan.resources.map(({ name }) => name);

describe("WorkloadHours", () => {
    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planWith();
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), WORKLOAD_HOURS_PLAN);
        });

        it("gives rights only once the guards are there, and runs nothing before it has them", () => {
            const after = (name: string) =>
                resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));
            for (const role of ["hours-shop-rights", "hours-stock-rights", "hours-nodes-rights"]) {
                const guards = after(role).filter(name => name.includes("guard"));
                const expected = ["cron-jobs", "nodes", "scaled-jobs", "scalers", "workloads"].map(
                    one => `hours-guard-${one}-binding`,
                );
                assert.deepEqual(guards.sort(), expected, role);
            }
            const bindings = after("hours-stop-2000").filter(name => name.endsWith("-rights-binding"));
            assert.deepEqual(bindings.sort(), [
                "hours-nodes-rights-binding",
                "hours-shop-rights-binding",
                "hours-stock-rights-binding",
            ]);
        });

        it("makes everything in the cluster with the cluster's provider", () => {
            for (const { name, provider, type } of plan.resources) {
                if (type.startsWith("kubernetes:")) assert.equal(provider?.name, "cluster", name);
            }
        });

        it("registers where its jobs run", () => {
            const { outputs } = resource(plan, "hours", "stagewright:schedule:WorkloadHours");
            assert.deepEqual(plainly(outputs), { namespaceName: "workload-hours" });
        });
    });

    it("given no pools, has no right to nodes and looks at none", async () => {
        const plan = await planWith({ nodePools: undefined });
        assert.deepEqual(
            namesOf(plan).filter(name => name.includes("nodes")),
            [],
        );
        const job = JSON.stringify(inputsOf(plan, "hours-stop-2000"));
        assert.ok(!job.includes("nodeclaims") && !job.includes("POOLS"), job);
    });

    it("given the policy pack, is objected to in nothing", async () => {
        const build = (environment: typeof STAGING, opts: pulumi.ComponentResourceOptions) => {
            const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
            new WorkloadHours("hours", { ...workloadHoursArgs(provider), environment }, opts);
        };
        assert.deepEqual(await judged(build, { environments: [STAGING], preset: "strict" }), []);
    });

    describe("the times at which it looks", () => {
        it("given an ordinary week, are each time at which workloads wake or fall asleep", () => {
            const { closed, exceptions, ...ordinary } = HOURS;
            assert.ok(closed !== undefined && exceptions !== undefined);
            assert.deepEqual(lookingTimes(ordinary), [
                { role: "start-0655", schedule: "55 6 * * MON-FRI" },
                { role: "stop-1800", schedule: "0 18 * * FRI" },
                { role: "stop-2000", schedule: "0 20 * * MON-THU" },
            ]);
        });

        it("given a longer warm-up, are so much earlier in the morning", () => {
            const [first] = lookingTimes({ ...HOURS, warmUpMinutes: 90 });
            assert.deepEqual(first, { role: "start-0555", schedule: "55 5 * * MON-FRI" });
        });

        it("given a day whose midnight clocks skip, come the day before too, without which Kubernetes would miss it", () => {
            const inBeirut = (days: readonly Weekday[]): WorkingHours => ({
                timeZone: "Asia/Beirut",
                week: [{ days, start: "08:00", end: "18:00" }],
            });
            assert.deepEqual(lookingTimes(inBeirut(["SUN", "MON", "TUE"])), [
                { role: "start-0755", schedule: "55 7 * * MON,TUE,SAT,SUN" },
                { role: "stop-1800", schedule: "0 18 * * MON,TUE,SAT,SUN" },
            ]);
            assert.deepEqual(lookingTimes(inBeirut(["MON", "TUE"]))[0]?.schedule, "55 7 * * MON,TUE");
        });

        it("given such a date, come the day before that date too", () => {
            const spans = [{ start: "10:00", end: "14:00" }];
            const on = (date: string) =>
                lookingTimes({
                    timeZone: "Asia/Beirut",
                    week: [{ days: ["MON"], start: "08:00", end: "18:00" }],
                    exceptions: [{ date, spans, reason: "A release" }],
                }).filter(({ role }) => role === "start-0955-03");
            assert.deepEqual(on("2027-03-28"), [{ role: "start-0955-03", schedule: "55 9 27,28 3 *" }]);
            assert.deepEqual(on("2027-03-27"), [{ role: "start-0955-03", schedule: "55 9 27 3 *" }]);
        });

        it("given dates of two years at one time, has one time for each month of them", () => {
            const spans = [{ start: "10:00", end: "14:00" }];
            const exceptions = ["2027-06-12", "2028-06-10", "2027-06-13", "2027-07-03"].map(date => ({
                date,
                spans,
                reason: "A release",
            }));
            const times = lookingTimes({ ...HOURS, closed: [], exceptions }).filter(({ role }) => /-0[67]$/.test(role));
            assert.deepEqual(times, [
                { role: "start-0955-06", schedule: "55 9 10,12,13 6 *" },
                { role: "start-0955-07", schedule: "55 9 3 7 *" },
                { role: "stop-1400-06", schedule: "0 14 10,12,13 6 *" },
                { role: "stop-1400-07", schedule: "0 14 3 7 *" },
            ]);
        });
    });

    describe("given arguments at fault", () => {
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "an argument that it does not have",
                { schedule: "* * * * *" },
                [
                    'schedule: expected one of the arguments environment, cluster, version, image, namespaces, nodePools, got "* * * * *"',
                ],
            ],
            [
                "production",
                { environment: PRODUCTION },
                ['environment.class: expected staging or ephemeral: production never sleeps, got "production"'],
            ],
            [
                "an image by tag",
                { image: "tools:latest" },
                [
                    'image: expected an image by digest such as registry.example.com/tools@sha256:<64 digits>, got "tools:latest"',
                ],
            ],
            [
                "a break that one run may fill",
                {
                    environment: {
                        ...STAGING,
                        workingHours: {
                            timeZone: "UTC",
                            week: [
                                { days: ["MON", "FRI"], start: "07:00", end: "12:00" },
                                { days: ["FRI"], start: "12:34", end: "18:00" },
                            ],
                        },
                    },
                    version: "1",
                },
                [
                    'environment.workingHours.week: expected spans that leave the workloads asleep for at least 30 minutes on end, to try in and for clock changes, got "FRI 12:00 to FRI 12:29"',
                    'version: expected a Kubernetes version such as 1.35, got "1"',
                ],
            ],
            ["no namespace", { namespaces: [] }, ["namespaces: expected at least one namespace, got []"]],
            [
                "namespaces of the cluster itself, its own, and one twice",
                { namespaces: ["shop", "kube-system", "workload-hours", "shop"] },
                [
                    'namespaces[3]: expected a name that is not in the list yet, got "shop"',
                    'namespaces[1]: expected a namespace of workloads: what keeps the cluster running does not sleep, got "kube-system"',
                    'namespaces[2]: expected a namespace of workloads: what keeps the cluster running does not sleep, got "workload-hours"',
                ],
            ],
            [
                "no cluster",
                { cluster: undefined },
                ["cluster: expected an object with clusterName and kubernetesProvider, got nothing"],
            ],
            [
                "a cluster in which nobody acts, such as one of two stacks",
                { cluster: { clusterName: "shop", kubernetesProvider: undefined } },
                ["cluster.kubernetesProvider: expected a provider of that cluster, got nothing"],
            ],
            [
                "a namespace that is no text",
                { namespaces: [3] },
                ["namespaces[0]: expected 1 to 63 lower-case letters, digits and dashes, no dash first or last, got 3"],
            ],
            [
                "a pool twice",
                { nodePools: ["a", "a"] },
                ['nodePools[1]: expected a name that is not in the list yet, got "a"'],
            ],
            [
                "pools that are no list",
                { nodePools: "general" },
                ['nodePools: expected a list of pools, got "general"'],
            ],
        ];
        for (const [given, changed, lines] of bad) {
            it(`given ${given}, names it`, () => {
                assert.deepEqual(faults(changed), lines);
            });
        }

        it("given several at once, names them all", () => {
            const all = faults({ version: "1", cluster: { clusterName: "-" }, nodePools: ["A"] }, "Hours");
            assert.deepEqual(
                all.map(fault => fault.split(":")[0]),
                ["name", "cluster.clusterName", "cluster.kubernetesProvider", "version", "nodePools[0]"],
            );
        });
    });
});
