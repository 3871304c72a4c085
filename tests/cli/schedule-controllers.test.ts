import assert from "node:assert/strict";
import { changesToMake } from "../../cli/report/schedule-changes";
import { controllersOf } from "../../cli/schedule/controllers";
import { layoutFor } from "../../cli/report/layout";
import { renderNextText, renderStatusText } from "../../cli/report/schedule-moment-text";
import { nextEnvironment } from "../../cli/schedule/moment-reports";
import { nextChanges, stateAt } from "../../schedule/simulation/moment";
import { verdictOfYear } from "../../cli/schedule/report";
import type { PlannedResource } from "../../plan/plan";
import type { EnvironmentClass } from "../../plan/stack";
import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { DEFAULT_SETTINGS, type RuleSettings, type Settings } from "../../policy-pack/settings";
import { simulateYear } from "../../schedule/simulation/year";
import { cluster, foreign, stackOf, TODAY } from "../schedule/simulated-stacks";
import { resource } from "../support/policy";

const INSTANCE = "aws:ec2/instance:Instance";
const GROUP = "aws:autoscaling/group:Group";
const NIGHTS = [foreign("start", "cron(0 7 ? * MON-FRI *)"), foreign("stop", "cron(0 20 ? * MON-FRI *)")];
const OFFICE: PropertyMap = { tags: { Schedule: "office-hours" } };

const saying = (rule: RuleSettings): Settings => ({
    ...DEFAULT_SETTINGS,
    rules: { "stoppable-outside-production-is-scheduled": rule, "scheduled-by-one-controller": rule },
});
const RUNNING = saying({ controllersRun: true });

function year(
    resources: readonly PlannedResource[],
    settings = DEFAULT_SETTINGS,
    environmentClass: EnvironmentClass = "staging",
) {
    const stack = stackOf(resources, { environmentClass });
    return simulateYear(stack, { year: 2027, today: TODAY, controllers: controllersOf(settings, TODAY) });
}

describe("controllers outside of a plan, in a simulated year", () => {
    const sleepless = (one: PlannedResource, settings = DEFAULT_SETTINGS) =>
        year([one], settings).sleepless.map(({ verdict, why }) => `${verdict}: ${why}`);
    const instance = (inputs: PropertyMap) => resource(INSTANCE, { instanceType: "t3.medium", ...inputs });

    it("given a tag that the rule counts as coverage, never says that nothing stops it, as often as it is spelled otherwise", () => {
        const stops =
            "undecided: a controller outside of the plan stops it, as its tag Schedule asks: when, the plan does not say";
        assert.deepEqual(sleepless(instance(OFFICE), RUNNING), [stops]);
        assert.deepEqual(sleepless(instance({ tags: { schedule: "office-hours" } }), RUNNING), [stops]);
        const listed = { name: "web", maxSize: 2, tags: [{ key: "Schedule", value: "office-hours" }] };
        assert.deepEqual(sleepless(resource(GROUP, listed), RUNNING), [stops]);
        assert.deepEqual(sleepless(instance(OFFICE)), [
            "undecided: its tag Schedule asks a controller outside of the plan to stop it: when that does, the plan does not say",
        ]);
    });

    it("given a tag that the settings name, counts it; given one that they do not name, or that stops nothing, does not", () => {
        const own = saying({ controllersRun: true, controllerTags: ["NightOff"] });
        const tagged = instance({ tags: { NightOff: "yes" } });
        assert.match(sleepless(tagged, own).join(), /^undecided: .* its tag NightOff /);
        assert.deepEqual(sleepless(tagged, RUNNING), ["does not: no schedule stops it"]);
        assert.deepEqual(sleepless(instance(OFFICE), own), ["does not: no schedule stops it"]);
        assert.deepEqual(sleepless(instance({ tags: { Schedule: "running" } }), RUNNING), [
            "does not: no schedule stops it",
        ]);
    });

    it("given tags that are not known or secret, may sleep or not, and shows nothing of them", () => {
        assert.match(
            sleepless(instance({ tags: Unknown.computed }), RUNNING).join(),
            /^undecided: whether it has the tag/,
        );
        const hidden = sleepless(instance({ tags: { Schedule: new Secret("hidden-name") } }), RUNNING).join();
        assert.match(hidden, /^undecided: /);
        assert.doesNotMatch(hidden, /hidden-name/);
        // Of what schedules certainly stop, tags that cannot be read are no reason to doubt.
        assert.deepEqual(year([cluster({ tags: Unknown.computed }), ...NIGHTS], RUNNING).undecided, []);
    });

    it("given schedules and a tag, is the conflict that the rule finds, once somebody says that the tag is obeyed", () => {
        const both = [cluster(OFFICE), ...NIGHTS];
        assert.deepEqual(year(both, RUNNING).conflicts, [
            {
                path: "orders",
                message:
                    "is stopped and started by the tag Schedule and the schedule stop, expected one of them: each undoes what the other has done",
                at: undefined,
                isMark: true,
            },
        ]);
        const unsaid = year(both);
        assert.deepEqual(unsaid.conflicts, []);
        assert.match(unsaid.undecided.join("\n"), /^orders: whether two controllers act on it cannot be told/m);
        assert.deepEqual(year([cluster(), ...NIGHTS], RUNNING).conflicts, []);
        assert.deepEqual(
            year(both, RUNNING, "production").conflicts.map(({ path }) => path),
            ["stop"],
        );
    });

    it("given a downscaler and an autoscaler of one workload, is a conflict; given one of them, none", () => {
        const workload = (annotations: PropertyMap) =>
            resource(
                "kubernetes:apps/v1:Deployment",
                { metadata: { name: "api", namespace: "shop", annotations }, spec: { replicas: 2 } },
                { name: "api" },
            );
        const scaler = resource(
            "kubernetes:keda.sh/v1alpha1:ScaledObject",
            {
                metadata: { name: "api", namespace: "shop" },
                spec: { scaleTargetRef: { name: "api" }, triggers: [{ type: "cron", metadata: {} }] },
            },
            { name: "scaler" },
        );
        const downscaled = { "downscaler/uptime": "Mon-Fri 07:00-20:00 Europe/Berlin" };
        const both = year([workload(downscaled), scaler]);
        assert.deepEqual(
            both.conflicts.map(({ path }) => path),
            ["api"],
        );
        assert.equal(
            both.notes[0],
            "api: scaled by the annotation downscaler/uptime and the cron trigger of scaler, whose hours are not simulated",
        );
        assert.deepEqual(year([workload({}), scaler]).conflicts, []);
        assert.deepEqual(year([workload(downscaled)]).conflicts, []);
        assert.doesNotMatch(year([workload({})]).notes.join(), /scaled by/);
    });

    it("given a least size that is lowered in production, is the conflict that the rule finds; given one that is raised, none", () => {
        const lowered = (minSize: number) =>
            year(
                [
                    resource(GROUP, { name: "web", minSize: 2, maxSize: 6, desiredCapacity: 2 }, { name: "web" }),
                    resource(
                        "aws:autoscaling/schedule:Schedule",
                        {
                            autoscalingGroupName: "web",
                            recurrence: "0 20 * * 1-5",
                            minSize,
                            maxSize: 6,
                            desiredCapacity: -1,
                        },
                        { name: "nights" },
                    ),
                ],
                RUNNING,
                "production",
            ).conflicts.map(({ path }) => path);
        assert.deepEqual(lowered(0), ["nights"]);
        assert.deepEqual(lowered(2), []);
        assert.deepEqual(lowered(4), []);
    });

    it("given a downscaler in production, is a conflict, and what to take off is said; given none, is fine", () => {
        const workload = (annotations: PropertyMap) =>
            resource("kubernetes:apps/v1:Deployment", { metadata: { name: "api", annotations } }, { name: "api" });
        const marked = year([workload({ "downscaler/uptime": "Mon-Fri 07:00-20:00 UTC" })], RUNNING, "production");
        assert.match(marked.conflicts[0]?.message ?? "", /^carries the annotation downscaler\/uptime/);
        assert.equal(verdictOfYear(marked), "not as intended");
        assert.deepEqual(changesToMake(marked), [
            "take the tag or the annotation of a controller off api: nothing in production may be scheduled",
        ]);
        const annotations = { "downscaler/uptime": "Mon-Fri 07:00-20:00 UTC" };
        const ofNamespace = [
            resource("kubernetes:core/v1:Namespace", { metadata: { name: "shop", annotations } }, { name: "shop" }),
            resource(
                "kubernetes:apps/v1:Deployment",
                { metadata: { name: "api", namespace: "shop" }, spec: { replicas: 2 } },
                { name: "api" },
            ),
        ];
        assert.deepEqual(changesToMake(year(ofNamespace, RUNNING, "production")), [
            "take the tag or the annotation of a controller off shop: nothing in production may be scheduled",
        ]);
        assert.equal(verdictOfYear(year([workload({})], RUNNING, "production")), "as intended");
        const unread = year([workload({ "downscaler/uptime": "now and then" })], RUNNING, "production");
        assert.equal(verdictOfYear(unread), "undecided");
    });

    describe("by a tag of Cloud Custodian", () => {
        const instanceOff = (value: PropertyMap[string]) => instance({ tags: { maid_offhours: value } });
        const TIMES = "off=(M-F,20);on=(M-F,7);tz=Europe/Berlin";
        const DELAY =
            "the controller of its tag maid_offhours acts once an hour: up to 59 minutes later than it is told";

        it("given times that are whole, and that one runs, sleeps by them, and says how late it may", () => {
            const { sleepers, undecided } = year([instanceOff(TIMES)], RUNNING);
            assert.deepEqual(
                sleepers.map(({ awakeMinutes, by, what }) => [what, awakeMinutes, by]),
                [["instance", 261 * 13 * 60, ["the tag maid_offhours"]]],
            );
            assert.deepEqual(
                undecided.map(text => text.slice(text.indexOf(": ") + 2)),
                [DELAY],
            );
        });

        for (const [given, value, awake] of [
            ["a list of times", "off=[(M-H,20),(F,18)];on=(M-F,7);tz=cet", (208 * 13 + 53 * 11) * 60],
            ["days over the end of the week, in any spelling", "tz=ET; on=(m-f,7) ;off=(F-H,20)", 261 * 13 * 60],
            ["quotes around it", `'${TIMES}'`, 261 * 13 * 60],
        ] as const) {
            it(`given ${given}, reads them`, () => {
                const [first] = year([instanceOff(value)], RUNNING).sleepers;
                assert.equal(first?.awakeMinutes, awake);
            });
        }

        for (const [given, value] of [
            ["no zone, which the policy has", "off=(M-F,20);on=(M-F,7)"],
            ["no start", "off=(M-F,20);tz=et"],
            ["all that the policy says", "on"],
            ["a short zone that nobody knows", "off=(M-F,20);on=(M-F,7);tz=xyz"],
            ["a secret", new Secret(TIMES)],
        ] as const) {
            it(`given ${given}, says that the plan does not say when`, () => {
                const { sleepers, sleepless: others } = year([instanceOff(value)], RUNNING);
                assert.deepEqual([sleepers, others.map(({ verdict }) => verdict)], [[], ["undecided"]]);
                assert.match(others[0]?.why ?? "", /^a controller outside of the plan stops it/);
            });
        }

        it("given a word of the language in place of a zone, stops nothing, as what Custodian cannot read", () => {
            const { sleepers, sleepless: others } = year(
                [instanceOff("off=(M-F,20);on=(M-F,7);tz=constructor")],
                RUNNING,
            );
            assert.deepEqual([sleepers, others.map(({ verdict }) => verdict)], [[], ["does not"]]);
        });

        it("given nobody who says that one runs, may sleep or not", () => {
            const { sleepers, sleepless: others } = year([instanceOff(TIMES)]);
            assert.deepEqual([sleepers, others.map(({ verdict }) => verdict)], [[], ["undecided"]]);
        });

        it("given a database, is started by AWS after seven days as by any stop, unless something stops it again", () => {
            const stopped = year([cluster({ tags: { maid_offhours: "off=(M,20);on=(U,7);tz=utc" } })], RUNNING);
            assert.deepEqual(stopped.sleepers.length, 1);
            const forGood = year([cluster({ tags: { maid_offhours: "off=(M-U,20);on=(M,7);tz=utc" } })], RUNNING);
            assert.equal(forGood.sleepers[0]?.awakeMinutes, 52 * 13 * 60);
        });

        it("given what AWS refuses to stop, or a schedule beside it, does not sleep by the tag", () => {
            const tags = { maid_offhours: TIMES };
            const global = year([cluster({ tags, globalClusterIdentifier: "world" })], RUNNING);
            assert.deepEqual([global.sleepers, global.sleepless.map(({ verdict }) => verdict)], [[], ["cannot"]]);
            const both = year([cluster({ tags }), ...NIGHTS], RUNNING);
            assert.deepEqual(both.sleepers[0]?.by, ["start", "stop"]);
            // Both ask for the same hours, so that they never part.
            assert.deepEqual(
                both.conflicts.map(({ at, path }) => [path, at]),
                [["orders", undefined]],
            );
            const later = year([cluster({ tags: { maid_offhours: TIMES.replace("20", "21") } }), ...NIGHTS], RUNNING);
            assert.deepEqual([later.conflicts[0]?.moments?.length, later.conflicts.length], [261, 1]);
        });
    });
});

describe("controllers outside of a plan, at a moment", () => {
    const PLAIN = layoutFor(undefined, false);
    const at = Date.parse("2027-01-05T22:00Z") / 60_000;

    /** What `status` and `next` say, and the title of each. */
    function told(
        resources: readonly PlannedResource[],
        settings = DEFAULT_SETTINGS,
        environmentClass: EnvironmentClass = "production",
    ) {
        const stack = stackOf(resources, { environmentClass });
        const controllers = controllersOf(settings, TODAY);
        const state = stateAt(stack, { at, controllers });
        const environment = { name: "prod", project: "shop" };
        const status = renderStatusText([{ ...environment, report: state, working: undefined, starts: [] }], PLAIN);
        const changes = nextChanges(stack, { at, controllers });
        const next = renderNextText(
            [nextEnvironment({ ...environment, isScheduled: state.things.length > 0 }, changes)],
            PLAIN,
        );
        return { state, changes, status, next };
    }

    const workload = (annotations: PropertyMap) =>
        resource("kubernetes:apps/v1:Deployment", { metadata: { name: "api", annotations } }, { name: "api" });
    const scaler = resource(
        "kubernetes:keda.sh/v1alpha1:ScaledObject",
        {
            metadata: { name: "api" },
            spec: {
                scaleTargetRef: { name: "api" },
                triggers: [{ type: "cron", metadata: { timezone: "UTC", start: "0 7 * * 1-5", end: "0 20 * * 1-5" } }],
            },
        },
        { name: "scaler" },
    );
    const named: Settings = {
        ...DEFAULT_SETTINGS,
        rules: { "production-never-scheduled": { controllerTags: ["Schedule", "maid_offhours"] } },
    };
    const tagged = (tags: PropertyMap) => resource(INSTANCE, { instanceType: "t3.medium", tags }, { name: "web" });

    for (const [given, settings, ...resources] of [
        ["a downscaler's annotation", DEFAULT_SETTINGS, workload({ "downscaler/uptime": "Mon-Fri 07:00-20:00 UTC" })],
        ["a cron trigger of KEDA", DEFAULT_SETTINGS, workload({}), scaler],
        ["a tag of AWS Instance Scheduler", named, tagged({ Schedule: "office-hours" })],
        ["a tag of Cloud Custodian", named, tagged({ maid_offhours: "off=(M-F,19);on=(M-F,7);tz=utc" })],
    ] as const) {
        it(`given ${given} in production, says that it is scheduled, as a simulated year does`, () => {
            const { changes, next, state, status } = told(resources, settings);
            const { conflicts } = year(resources, settings, "production");
            assert.ok(conflicts.length > 0);
            assert.deepEqual([state.conflicts, changes.conflicts], [conflicts, conflicts]);
            assert.match(status, /^Scheduled, and is production {2}prod, /);
            for (const text of [status, next]) assert.match(text, /^Conflicts$/m);
            assert.doesNotMatch(next, /nothing is scheduled/);
        });
    }

    it("given what cannot be read in production, never says that nothing is scheduled", () => {
        for (const one of [workload({ "downscaler/uptime": "now and then" }), tagged({ Schedule: "office-hours" })]) {
            const { next, status } = told([one]);
            assert.match(status, /^May be scheduled, and is production {2}prod, /);
            assert.match(next, /^Changes\n {2}none that can be told$/m);
        }
    });

    it("given none in production, says that it is never scheduled", () => {
        const { next, state, status } = told([workload({}), tagged({ Team: "shop" })], named);
        assert.deepEqual([state.conflicts, state.undecided], [[], []]);
        assert.match(status, /^Never scheduled {2}prod, /);
        assert.match(next, /^Changes\n {2}nothing is scheduled$/m);
    });

    it("given another environment, tells rivals in both as a conflict, and doubts as such", () => {
        const both = [workload({ "downscaler/uptime": "Mon-Fri 07:00-20:00 UTC" }), scaler];
        const { changes, next, state, status } = told(both, DEFAULT_SETTINGS, "staging");
        assert.deepEqual(
            [...state.conflicts, ...changes.conflicts].map(({ path }) => path),
            ["api", "api"],
        );
        for (const text of [status, next]) assert.match(text, /^Conflicts\n {2}api\n/m);
        assert.match(status, /^Scheduled {2}prod, /);
        const doubt = told([tagged({ Schedule: "office-hours" })], DEFAULT_SETTINGS, "staging");
        assert.match(doubt.status, /^Whether anything is scheduled cannot be told/);
        for (const text of [doubt.status, doubt.next]) assert.match(text, /^May sleep or not$/m);
    });
});
