import * as assert from "node:assert/strict";
import type { WorkingHours } from "../../hours/working-hours";
import { kedaCronTriggers } from "../../hours/targets/keda";
import type { PlannedResource } from "../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";
import { resource } from "../support/policy";
import { BERLIN, sleeperOf, stackOf, told, utc, yearOf } from "./simulated-stacks";
import { nextChanges, stateAt } from "../../schedule/simulation/moment";
import { controllersOf } from "../../cli/schedule/controllers";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";

const WORK_MINUTES = 261 * 13 * 60;
const UPTIME = "Mon-Fri 07:00-20:00 Europe/Berlin";
/** January of the year is left alone, by the clocks of UTC. */
const UNTIL = "2027-02-01T00:00:00Z";

const deployment = (annotations?: PropertyValue, type = "kubernetes:apps/v1:Deployment") =>
    resource(
        type,
        { metadata: { name: "api", namespace: "shop", ...(annotations === undefined ? {} : { annotations }) } },
        { name: "api" },
    );
const namespace = (annotations: PropertyMap) =>
    resource("kubernetes:core/v1:Namespace", { metadata: { name: "shop", annotations } }, { name: "shop" });
const keda = (triggers: PropertyValue, spec: PropertyMap = {}, annotations: PropertyMap = {}, name = "scaler") =>
    resource(
        "kubernetes:keda.sh/v1alpha1:ScaledObject",
        {
            metadata: { name, namespace: "shop", annotations },
            spec: { scaleTargetRef: { name: "api" }, triggers, ...spec },
        },
        { name },
    );
const clock = (start: string, end: string, timezone = "Europe/Berlin") => ({
    type: "cron",
    metadata: { timezone, start, end, desiredReplicas: "2" },
});
const DAYS = clock("0 7 * * 1-5", "0 20 * * 1-5");
const scaling = (name: string, command: string) => job(name, "0 20 * * 1-5", 0, {}, ["sh", "-c", command]);
const job = (
    name: string,
    schedule: PropertyValue,
    replicas: number,
    more: PropertyMap = {},
    command: PropertyValue = ["kubectl", "scale", "deployment/api", `--replicas=${replicas}`],
) =>
    resource(
        "kubernetes:batch/v1:CronJob",
        {
            metadata: { name, namespace: "shop" },
            spec: {
                schedule,
                timeZone: "Europe/Berlin",
                ...more,
                jobTemplate: {
                    spec: {
                        template: {
                            spec: {
                                containers: [{ command }],
                            },
                        },
                    },
                },
            },
        },
        { name },
    );

/** What the year says of the workload: minutes that it is awake, what nobody can tell, and what else should be known. */
function said(...resources: readonly PlannedResource[]): readonly [number | undefined, string, string] {
    const { notes, sleepers, undecided } = yearOf(resources);
    const own = sleepers.find(({ path }) => path === "api");
    return [own?.awakeMinutes, undecided.join("; "), notes.filter(note => note.startsWith("api")).join("; ")];
}

describe("workloads that others scale by the clock, in a simulated year", () => {
    it("given hours of a downscaler, agree with the same hours in every minute, by what carries them", () => {
        const report = yearOf([deployment({ "downscaler/uptime": UPTIME })], { hours: BERLIN });
        const { by, disagreements, paidByTime, part, what } = sleeperOf(report, "api");
        assert.deepEqual([part, paidByTime, what], ["workloads", false, "deployment"]);
        assert.deepEqual(by, ["the annotation downscaler/uptime"]);
        assert.deepEqual([told(disagreements), report.undecided, report.conflicts], [[], [], []]);
        assert.deepEqual(
            sleeperOf(yearOf([deployment({ "downscaler/uptime": UPTIME })]), "api").awakeMinutes,
            WORK_MINUTES,
        );
    });

    it("given other hours than are meant, tells the minutes; given clocks that change, holds by the wall", () => {
        const early = deployment({ "downscaler/uptime": "Mon-Fri 07:00-19:00 Europe/Berlin" });
        const { disagreements } = sleeperOf(yearOf([early], { hours: BERLIN }), "api");
        assert.equal(told(disagreements)[0], "asleep while it should be awake: 2027-01-01T18:00 to 2027-01-01T19:00");
        const nights = sleeperOf(
            yearOf([deployment({ "downscaler/uptime": "Sun-Sun 01:00-04:00 Europe/Berlin" })]),
            "api",
        );
        const [spring, autumn] = ["2027-03-28T00:00", "2027-10-30T23:00"].map(from =>
            nights.awake.find(one => utc(one.from) === from),
        );
        assert.deepEqual(
            [spring, autumn].map(one => (one?.to ?? 0) - (one?.from ?? 0)),
            [120, 240],
        );
    });

    for (const [given, expected, ...resources] of [
        ["hours of its namespace", WORK_MINUTES, deployment(), namespace({ "downscaler/uptime": UPTIME })],
        [
            "hours of its own beside those of its namespace",
            52 * 60,
            deployment({ "downscaler/uptime": "Mon-Mon 07:00-08:00 Europe/Berlin" }),
            namespace({ "downscaler/uptime": UPTIME }),
        ],
        ["a stateful set", WORK_MINUTES, deployment({ "downscaler/uptime": UPTIME }, "kubernetes:apps/v1:StatefulSet")],
        [
            "two spans",
            (261 + 52) * 60,
            deployment({ "downscaler/uptime": "Mon-Fri 07:00-08:00 Europe/Berlin, Sat-Sat 07:00-08:00 Europe/Berlin" }),
        ],
        [
            "days over the end of a week",
            (52 + 52 + 52) * 60,
            deployment({ "downscaler/uptime": "Sat-Mon 07:00-08:00 Europe/Berlin" }),
        ],
        ["a downtime", 365 * 1440 - 261 * 60, deployment({ "downscaler/downtime": "Mon-Fri 07:00-08:00 UTC" })],
        [
            "an uptime and a downtime",
            261 * 12 * 60,
            deployment({ "downscaler/uptime": UPTIME, "downscaler/downtime": "Mon-Fri 19:00-21:00 Europe/Berlin" }),
        ],
        [
            "a single stretch",
            365 * 1440 - 3 * 1440,
            deployment({ "downscaler/downtime": "2027-12-24T00:00:00+01:00-2027-12-27T00:00:00+01:00" }),
        ],
        [
            "periods, between which it stays as it is",
            261 * 13 * 60,
            deployment({
                "downscaler/upscale-period": "Mon-Fri 07:00-07:30 Europe/Berlin",
                "downscaler/downscale-period": "Mon-Fri 20:00-20:30 Europe/Berlin",
            }),
        ],
        ["a downtime that is forced", 0, deployment({ "downscaler/force-downtime": "true" })],
        [
            "a downtime that is forced, and left alone for a while",
            31 * 1440,
            deployment({ "downscaler/force-downtime": "true", "downscaler/exclude-until": UNTIL }),
        ],
        [
            "nothing for a while and hours from then on",
            31 * 1440 + 48 * 60,
            deployment({ "downscaler/exclude-until": UNTIL }),
            namespace({ "downscaler/uptime": "Wed-Wed 07:00-08:00 Europe/Berlin" }),
        ],
        [
            "nothing for a while and periods from then on",
            31 * 1440 + 7 * 60,
            deployment({
                "downscaler/exclude-until": UNTIL,
                "downscaler/downscale-period": "Mon-Sun 07:00-07:30 UTC",
            }),
        ],
        ["a clock of KEDA", WORK_MINUTES, deployment(), keda([DAYS])],
        ["two clocks of KEDA", WORK_MINUTES + 52 * 60, deployment(), keda([DAYS, clock("0 7 * * 6", "0 8 * * 6")])],
        [
            "nothing left while idle",
            WORK_MINUTES,
            deployment(),
            keda([DAYS], { minReplicaCount: 2, idleReplicaCount: 0 }),
        ],
        ["jobs", WORK_MINUTES, deployment(), job("down", "0 20 * * 1-5", 0), job("up", "0 7 ? * MON-FRI", 2)],
        [
            "a job that is suspended",
            365 * 1440,
            deployment(),
            job("down", "0 20 * * 1-5", 0, { suspend: true }),
            job("up", "0 7 * * 1-5", 2),
        ],
    ] as const) {
        it(`given ${given}, is awake as these say`, () => {
            assert.deepEqual(said(...resources), [expected, "", ""]);
        });
    }

    it("given triggers that our hours were compiled to, agree with them", () => {
        const hours: WorkingHours = { ...BERLIN, week: [{ ...BERLIN.week[0]!, start: "06:30" }] };
        const report = yearOf([deployment(), keda(kedaCronTriggers(hours, 2).map(one => ({ ...one })))], { hours });
        assert.deepEqual(told(sleeperOf(report, "api").disagreements), []);
        assert.deepEqual(sleeperOf(report, "api").by, ["scaler"]);
    });

    for (const [given, why, ...resources] of [
        [
            "times over midnight",
            "versions? of the downscaler",
            deployment({ "downscaler/uptime": "Mon-Fri 20:00-07:00 UTC" }),
        ],
        ["times that nobody reads", "cannot be told", deployment({ "downscaler/uptime": "by day" })],
        ["an annotation that is not known", "cannot be told", deployment({ "downscaler/uptime": Unknown.computed })],
        ["a secret one", "or secret", deployment({ "downscaler/uptime": new Secret(UPTIME) })],
        [
            "a number of replicas that is none",
            "no number of replicas",
            deployment({ "downscaler/uptime": UPTIME, "downscaler/downtime-replicas": "few" }),
        ],
        [
            "annotations of its own that are not known",
            "or secret",
            deployment(Unknown.computed),
            namespace({ "downscaler/uptime": UPTIME }),
        ],
        [
            "times of its own beside others of its namespace",
            "reads alike",
            deployment({ "downscaler/uptime": UPTIME }),
            namespace({ "downscaler/downtime": "always" }),
        ],
        [
            "a moment until when it is left alone that not everybody reads",
            "downscaler/exclude-until",
            deployment({ "downscaler/exclude-until": "2027-02-01" }),
            namespace({ "downscaler/uptime": UPTIME }),
        ],
        [
            "a word in place of whether it is left out",
            "downscaler/exclude is one",
            deployment({ "downscaler/exclude": "yes" }),
            namespace({ "downscaler/uptime": UPTIME }),
        ],
        [
            "one of its own that its namespace leaves out, and it itself does not",
            "cannot be told",
            deployment({ "downscaler/uptime": UPTIME, "downscaler/exclude": "false" }),
            namespace({ "downscaler/exclude": "true" }),
        ],
        [
            "an autoscaler that is not to scale in",
            "whether it is paused",
            deployment(),
            keda([DAYS], {}, { "autoscaling.keda.sh/paused-scale-in": "true" }),
        ],
        [
            "an autoscaler that a downscaler switches off",
            "a downscaler acts on it as well",
            deployment(),
            keda([DAYS], {}, { "downscaler/uptime": UPTIME }),
        ],
        [
            "a formula over triggers",
            "a formula of it weighs",
            deployment(),
            keda([DAYS], { advanced: { scalingModifiers: { formula: "a > 2 ? a : 0" } } }),
        ],
        [
            "a job of which the namespace is not known, beside one of which it is",
            "puts it to sleep cannot be told",
            deployment(),
            job("up", "0 7 * * 1-5", 2),
            scaling("down", "kubectl scale deployment/api --replicas=0 -n $NAMESPACE"),
        ],
        [
            "a job that picks by labels",
            "puts it to sleep cannot be told",
            deployment(),
            scaling("down", "kubectl scale deployment -l app=api --replicas=0"),
        ],
        [
            "another trigger of a secret kind",
            "its triggers are not known before deployment, or secret",
            deployment(),
            keda([DAYS, { type: new Secret("Mon-Fri 07:00"), metadata: {} }]),
        ],
        [
            "a secret start",
            "its triggers are not known before deployment, or secret",
            deployment(),
            keda([{ ...DAYS, metadata: { ...DAYS.metadata, start: new Secret("0 7 * * 1-5") } }]),
        ],
        [
            "a secret least",
            "how far down it goes is not known before deployment, or secret",
            deployment(),
            keda([DAYS], { minReplicaCount: new Secret(1) }),
        ],
        ["another trigger", "of the kind kafka as well", deployment(), keda([DAYS, { type: "kafka", metadata: {} }])],
        [
            "triggers that are not known in part",
            "not known before deployment",
            deployment(),
            keda([DAYS, { type: "cron", metadata: { start: Unknown.computed } }]),
        ],
        [
            "a zone that is none",
            "the zone of a trigger is none",
            deployment(),
            keda([clock("0 7 * * *", "0 20 * * *", "Mars/Base")]),
        ],
        [
            "a start that counts",
            "it counts from when it was made",
            deployment(),
            keda([clock("@every 24h", "0 20 * * *")]),
        ],
        [
            "an end of its own zone",
            "it states a zone of its own",
            deployment(),
            keda([clock("0 7 * * *", "TZ=UTC 0 20 * * *")]),
        ],
        [
            "one that is paused",
            "whether it is paused",
            deployment(),
            keda([DAYS], {}, { "autoscaling.keda.sh/paused": "true" }),
        ],
        [
            "a least that is not known",
            "how far down it goes",
            deployment(),
            keda([DAYS], { minReplicaCount: Unknown.computed }),
        ],
        ["a job of six fields", "none that Kubernetes takes", deployment(), job("down", "0 0 20 * * 1-5", 0)],
        ["a job of no zone", "it states no zone", deployment(), job("down", "0 20 * * 1-5", 0, { timeZone: null })],
        [
            "a job of a zone in its schedule",
            "it states a zone of its own",
            deployment(),
            job("down", "CRON_TZ=UTC 0 20 * * *", 0),
        ],
        ["a job that counts", "it counts from when it was made", deployment(), job("down", "@every 12h", 0)],
        ["a secret schedule", "it is marked secret", deployment(), job("down", new Secret("0 20 * * *"), 0)],
        ["a job that runs all the time", "more than 50 times a day", deployment(), job("down", "*/5 * * * *", 0)],
    ] as const) {
        it(`given ${given}, says that it cannot be told, and shows no secret`, () => {
            const [awake, undecided] = said(...resources);
            assert.equal(awake, undefined);
            assert.match(undecided, new RegExp(`^api: .*${why}`));
            assert.doesNotMatch(undecided, /Mon-Fri 07:00/);
        });
    }

    for (const [given, note, ...resources] of [
        [
            "a downscaler that leaves one",
            /^api: scaled by the annotation downscaler\/uptime, but it goes down to 1 and not to nothing$/,
            deployment({ "downscaler/uptime": UPTIME, "downscaler/downtime-replicas": "1" }),
        ],
        [
            "a downscaler that leaves one by its namespace",
            /^api: scaled by the annotation downscaler\/uptime, but it goes down to 1 and not to nothing$/,
            deployment({ "downscaler/uptime": UPTIME }),
            namespace({ "downscaler/downtime-replicas": "1" }),
        ],
        [
            "an autoscaler that leaves some",
            /^api: scaled by the cron trigger of scaler, but it goes down to 2 and not to nothing$/,
            deployment(),
            keda([DAYS], { minReplicaCount: 2 }),
        ],
        [
            "two that know nothing of each other",
            /^api: scaled by the annotation downscaler\/uptime and the cron trigger of scaler, whose hours are not simulated$/,
            deployment({ "downscaler/uptime": UPTIME }),
            keda([DAYS]),
        ],
    ] as const) {
        it(`given ${given}, puts nothing to sleep, and says so`, () => {
            const [awake, undecided, notes] = said(...resources);
            assert.deepEqual([awake, undecided], [undefined, ""]);
            assert.match(notes, note);
        });
    }

    it("given two that want different things, is a conflict from the moment on at which they do", () => {
        const early = keda([clock("0 7 * * 1-5", "0 18 * * 1-5")]);
        const [conflict, ...others] = yearOf([deployment({ "downscaler/uptime": UPTIME }), early]).conflicts;
        assert.deepEqual(
            [conflict?.path, utc(conflict?.at ?? 0), conflict?.moments?.length, others],
            ["api", "2027-01-01T17:00", 261, []],
        );
        const alike = yearOf([deployment({ "downscaler/uptime": UPTIME }), keda([DAYS])]).conflicts;
        assert.deepEqual(
            alike.map(({ at, path }) => [path, at]),
            [["api", undefined]],
        );
    });

    it("given workloads that nothing scales, says nothing of them", () => {
        assert.deepEqual(said(deployment()), [undefined, "", ""]);
        assert.deepEqual(
            said(deployment({ "downscaler/exclude": "true" }), namespace({ "downscaler/uptime": UPTIME })),
            [...[undefined, "", ""]],
        );
        assert.deepEqual(
            said(deployment({ "downscaler/uptime": UPTIME }), namespace({ "downscaler/exclude": "true" })),
            [...[undefined, "", ""]],
        );
        assert.deepEqual(said(deployment(), scaling("down", "kubectl -n other scale deployment/api --replicas=0")), [
            ...[undefined, "", ""],
        ]);
        assert.deepEqual(said(deployment(), job("down", "0 20 * * *", 0, { suspend: true })), [undefined, "", ""]);
        assert.deepEqual(said(deployment(), job("backup", "0 3 * * *", 2)), [365 * 1440, "", ""]);
    });

    it("given a moment, says the same of it, and what comes next by what", () => {
        const stack = stackOf([deployment({ "downscaler/uptime": UPTIME })]);
        const at = Date.parse("2027-01-04T22:00Z") / 60_000;
        const controllers = controllersOf(DEFAULT_SETTINGS, "2026-11-21");
        const [thing] = stateAt(stack, { at, controllers }).things;
        assert.deepEqual(
            [thing?.path, thing?.awake, utc(thing?.until ?? 0), thing?.endedBy],
            ["api", false, "2027-01-05T06:00", ["the annotation downscaler/uptime"]],
        );
        const [change] = nextChanges(stack, { at, controllers }).changes;
        assert.deepEqual([change?.wakes, utc(change?.at ?? 0)], [true, "2027-01-05T06:00"]);
    });

    it("given jobs, says by which of them it wakes and by which it falls asleep", () => {
        const stack = stackOf([deployment(), job("down", "0 20 * * 1-5", 0), job("up", "0 7 * * 1-5", 2)]);
        const at = Date.parse("2027-01-04T22:00Z") / 60_000;
        const controllers = controllersOf(DEFAULT_SETTINGS, "2026-11-21");
        assert.deepEqual(stateAt(stack, { at, controllers }).things[0]?.endedBy, ["up"]);
        const changes = nextChanges(stack, { at, controllers }).changes.slice(0, 2);
        assert.deepEqual(
            changes.map(({ by, wakes }) => [wakes, by]),
            [
                [true, ["up"]],
                [false, ["down"]],
            ],
        );
    });
});
