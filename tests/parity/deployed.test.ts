import * as assert from "node:assert/strict";
import { judgeParity } from "../../parity/judge";
import { parseLedger } from "../../parity/ledger/read";
import { placeOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import type { Plan } from "../../plan/plan";
import { type PropertyValue, Secret, Unknown } from "../../plan/value";
import { planOf, PROD, STAGING, type Whereabouts, type WrittenResource } from "./plans";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const TOPIC = "aws:sns/topic:Topic";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const placesOf = (left: Plan, right: Plan): readonly string[] => compareStacks(left, right).differences.map(placeOf);

/** A role whose name a provider generated, another one, and a policy of one of them. */
const roles = (where: Whereabouts, suffix: string, of: "worker" | "cleaner"): Plan =>
    planOf(
        where,
        [
            { at: "worker", type: ROLE, inputs: { name: `worker-${suffix}` } },
            { at: "cleaner", type: ROLE, inputs: { name: `cleaner-${suffix}` } },
            { at: "policy", type: POLICY, inputs: { role: `${of}-${suffix}` }, from: { role: [of] } },
        ],
        "checked",
    );

/** An alarm that tells a topic, before or after the deployment. */
const alarm = (where: Whereabouts, told: PropertyValue, from: readonly string[], outputs = true): Plan => {
    const topic = (at: string): WrittenResource => ({
        at,
        type: TOPIC,
        outputs: outputs ? { arn: `arn:aws:sns:${where.region}:${where.account}:${at}-${where.stack}` } : {},
    });
    return planOf(
        where,
        [
            topic("alerts"),
            topic("news"),
            { at: "late", type: ALARM, inputs: { alarmActions: told }, from: { alarmActions: from } },
        ],
        outputs ? "output" : "checked",
    );
};
const arnOf = ({ account, region, stack }: Whereabouts, topic: string): string =>
    `arn:aws:sns:${region}:${account}:${topic}-${stack}`;

describe("names that a provider generated", () => {
    it("given a name of the same resource with another suffix, finds no difference", () => {
        assert.deepEqual(placesOf(roles(PROD, "0a1b2c3", "worker"), roles(STAGING, "4d5e6f7", "worker")), []);
        assert.deepEqual(placesOf(roles(PROD, "0a1b2c3d", "worker"), roles(STAGING, "4d5e6f7a", "worker")), []);
    });

    it("given the name of another resource, names the place", () => {
        const places = placesOf(roles(PROD, "0a1b2c3", "worker"), roles(STAGING, "4d5e6f7", "cleaner"));
        assert.ok(places.includes("policy#role"), places.join());
    });

    it("given a suffix that is none, compares the name as it stands", () => {
        assert.deepEqual(placesOf(roles(PROD, "blue123", "worker"), roles(STAGING, "green12", "worker")), [
            "worker#name",
            "cleaner#name",
            "policy#role",
        ]);
    });
});

describe("what a resource passes on", () => {
    /** A listener that takes the certificate from what waits for it, whose id says nothing. */
    const listener = (where: Whereabouts, waitsFor: "shop" | "mail") => {
        const certificate = (name: string) =>
            `arn:aws:acm:${where.region}:${where.account}:certificate/${name}-${where.stack}1`;
        const arn = certificate(waitsFor);
        return planOf(
            where,
            [
                ...["shop", "mail"].map((at): WrittenResource => ({
                    at,
                    type: "aws:acm/certificate:Certificate",
                    outputs: { arn: certificate(at) },
                })),
                {
                    at: "issued",
                    type: "aws:acm/certificateValidation:CertificateValidation",
                    inputs: { certificateArn: arn },
                    outputs: { certificateArn: arn, id: `2026-11-21 ${where.stack}` },
                    from: { certificateArn: [waitsFor] },
                },
                {
                    at: "https",
                    type: "aws:lb/listener:Listener",
                    inputs: { certificateArn: arn },
                    from: { certificateArn: ["issued"] },
                },
            ],
            "output",
        );
    };

    it("given a value that came from another resource, compares it by where it comes from", () => {
        assert.deepEqual(placesOf(listener(PROD, "shop"), listener(STAGING, "shop")), []);
    });

    it("given another origin, names where it is taken", () => {
        const places = placesOf(listener(PROD, "shop"), listener(STAGING, "mail"));
        assert.ok(places.includes("issued#certificateArn"), places.join());
    });
});

describe("a stack that is deployed beside one that is not", () => {
    const planned = alarm(PROD, [Unknown.computed], ["alerts"], false);
    const deployed = (told: PropertyValue, from: readonly string[]) => ({
        ...alarm(STAGING, told, from),
        phase: "checked" as const,
    });

    it("given values that come from the same resource, finds no difference", () => {
        assert.deepEqual(placesOf(planned, deployed([arnOf(STAGING, "alerts")], ["alerts"])), []);
        assert.deepEqual(placesOf(planned, deployed(["of-a-shape-that-no-output-has"], ["alerts"])), []);
    });

    it("given sets of another size, finds no difference where all of the larger one comes from the same resource", () => {
        const larger = [arnOf(STAGING, "alerts"), `${arnOf(STAGING, "alerts")}:more`];
        assert.deepEqual(placesOf(planned, deployed(larger, ["alerts"])), []);
        assert.deepEqual(placesOf(deployed(larger, ["alerts"]), planned), []);
        const foreign = placesOf(planned, deployed([arnOf(STAGING, "alerts"), "arn:of:somebody:else"], ["alerts"]));
        assert.equal(foreign.length, 1);
    });

    it("given one from another resource, from none, or not all known, names the place", () => {
        const wrong = [
            deployed([arnOf(STAGING, "news")], ["news"]),
            deployed([arnOf(STAGING, "news")], ["alerts", "news"]),
            deployed(["arn:aws:sns:eu-central-1:111122223333:elsewhere"], []),
            deployed(["elsewhere", Unknown.computed], ["alerts"]),
        ];
        for (const plan of wrong) {
            const places = placesOf(planned, plan).map(place => place.replace(/\[\d+\]$/, ""));
            assert.ok(places.includes("late#alarmActions"), places.join());
        }
    });
});

describe("a value that is known in one stack alone", () => {
    const jobs = (where: Whereabouts, value: PropertyValue, from: readonly string[]) =>
        planOf(where, [{ at: "key" }, { at: "jobs", inputs: { value }, from: { value: from } }], "checked");

    it("given nothing that says where the unknown one comes from, names the place", () => {
        assert.deepEqual(placesOf(jobs(PROD, Unknown.computed, []), jobs(STAGING, "known", [])), ["jobs#value"]);
    });

    it("given a neighbour that is not known in either, names the place: neither stack is deployed", () => {
        const planned = { first: Unknown.computed, second: Unknown.computed };
        const other = { first: "known", second: Unknown.computed };
        assert.deepEqual(placesOf(jobs(PROD, planned, ["key"]), jobs(STAGING, other, ["key"])), ["jobs#value.first"]);
        assert.deepEqual(placesOf(jobs(STAGING, other, ["key"]), jobs(PROD, planned, ["key"])), ["jobs#value.first"]);
        assert.deepEqual(placesOf(jobs(PROD, planned, ["key"]), jobs(STAGING, { first: "known" }, ["key"])), [
            "jobs#value.second",
        ]);
        const deployed = { first: "known", second: "known" };
        assert.deepEqual(placesOf(jobs(PROD, planned, ["key"]), jobs(STAGING, deployed, ["key"])), []);
        assert.deepEqual(placesOf(jobs(STAGING, deployed, ["key"]), jobs(PROD, planned, ["key"])), []);
    });
});

describe("what was approved of a plan", () => {
    const silent = (where: Whereabouts, outputs = true) => {
        const plan = alarm(where, [], [], outputs);
        const resources = plan.resources.map(one => (one.name === "late" ? { ...one, inputs: {} } : one));
        return { ...plan, resources };
    };
    const faults = (left: Plan, right: Plan) => {
        const ledger = parseLedger(
            JSON.stringify([
                {
                    at: "late#alarmActions",
                    class: "scaled",
                    values: { prod: [`<from alerts (${TOPIC})>`], staging: null },
                    reason: "staging wakes nobody",
                    owner: "shop",
                    reviewBy: "2027-01-31",
                },
            ]),
        );
        return judgeParity(compareStacks(left, right), ledger, { today: "2026-11-21" }).findings.map(
            ({ fault }) => fault,
        );
    };

    it("given the same before and after the deployment, holds", () => {
        assert.deepEqual(faults(alarm(PROD, [Unknown.computed], ["alerts"], false), silent(STAGING, false)), []);
        assert.deepEqual(faults(alarm(PROD, [arnOf(PROD, "alerts")], ["alerts"]), silent(STAGING)), []);
    });

    it("given another origin, or one in a longer text, holds no more", () => {
        for (const told of [
            arnOf(PROD, "news"),
            `${arnOf(PROD, "alerts")}/all`,
            `${arnOf(PROD, "alerts")} ${arnOf(PROD, "news")}`,
        ])
            assert.ok(faults(alarm(PROD, [told], ["alerts", "news"]), silent(STAGING)).includes("entry-changed"), told);
    });
});

describe("what a source does not carry", () => {
    const entry = (at: string, values: object = { prod: "present", staging: "absent" }) =>
        parseLedger(
            JSON.stringify([{ at, class: "scaled", values, reason: "smaller", owner: "shop", reviewBy: "2027-01-31" }]),
        );
    const faults = (left: Plan, right: Plan, ledger: ReturnType<typeof entry>) =>
        judgeParity(compareStacks(left, right), ledger, { today: "2026-11-21" }).findings.map(
            ({ at, fault }) => `${fault} ${at}`,
        );
    const jobs = (where: Whereabouts, value: PropertyValue) => planOf(where, [{ at: "jobs", inputs: { value } }]);

    it("given an entry for a setting, says that it is unused only where settings could be read", () => {
        const ledger = entry("@config#acme:days");
        const [prod, staging] = [jobs(PROD, 1), jobs(STAGING, 1)];
        assert.deepEqual(faults({ ...prod, source: "state" }, { ...staging, source: "state" }, ledger), []);
        assert.deepEqual(faults(prod, { ...staging, source: "preview" }, ledger), []);
        assert.deepEqual(faults(prod, staging, ledger), ["entry-unused @config#acme:days"]);
    });

    it("given an entry for a part of a secret, says that it is unused only where the secret could be read", () => {
        const ledger = entry("jobs#value.flags.late", { prod: "<secret>", staging: "<secret>" });
        const encrypted = new Secret(new Unknown("an encrypted secret"));
        const shown = (late: boolean) => new Secret(JSON.stringify({ flags: { late } }));
        assert.deepEqual(faults(jobs(PROD, encrypted), jobs(STAGING, encrypted), ledger), []);
        assert.deepEqual(faults(jobs(PROD, shown(true)), jobs(STAGING, encrypted), ledger), []);
        assert.deepEqual(faults(jobs(PROD, { deep: [encrypted] }), jobs(STAGING, { deep: [encrypted] }), ledger), [
            "entry-unused jobs#value.flags.late",
        ]);
        assert.deepEqual(faults(jobs(PROD, shown(true)), jobs(STAGING, shown(true)), ledger), [
            "entry-unused jobs#value.flags.late",
        ]);
        assert.deepEqual(faults(jobs(PROD, shown(true)), jobs(STAGING, shown(false)), ledger), []);
    });
});
