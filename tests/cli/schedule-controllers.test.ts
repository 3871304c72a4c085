import assert from "node:assert/strict";
import { changesToMake } from "../../cli/report/schedule-changes";
import { controllersOf, withControllers } from "../../cli/schedule/controllers";
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
    const simulated = simulateYear(stack, { year: 2027, today: TODAY, controllerOf: controllersOf(settings) });
    return withControllers(simulated, stack, settings, TODAY);
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
        assert.equal(verdictOfYear(year([workload({})], RUNNING, "production")), "as intended");
        const unread = year([workload({ "downscaler/uptime": "now and then" })], RUNNING, "production");
        assert.equal(verdictOfYear(unread), "undecided");
    });
});
