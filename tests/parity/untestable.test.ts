import * as assert from "node:assert/strict";
import type { DifferenceClass } from "../../parity/ledger/entry";
import { CAPABILITIES, capabilityOf } from "../../parity/score";
import { compareStacks, type Difference } from "../../parity/stacks";
import { subjectOf, untestable } from "../../parity/untestable";
import { type PropertyValue, Secret } from "../../plan/value";
import { planOf, PROD, STAGING, type WrittenResource } from "./plans";

const NAMES = { left: "prod", right: "staging" };

/** A type of each capability; versions are properties. */
const TYPES = {
    compute: "aws:eks/nodeGroup:NodeGroup",
    data: "aws:rds/cluster:Cluster",
    network: "aws:ec2/subnet:Subnet",
    security: "aws:iam/role:Role",
    observability: "aws:cloudwatch/metricAlarm:MetricAlarm",
    other: "acme:index:Thing",
} as const;

function differences(prod: readonly WrittenResource[], staging: readonly WrittenResource[]): readonly Difference[] {
    return compareStacks(planOf(PROD, prod), planOf(STAGING, staging)).differences;
}

function only(prod: readonly WrittenResource[], staging: readonly WrittenResource[]): Difference {
    const [first, ...more] = differences(prod, staging);
    assert.ok(first !== undefined && more.length === 0);
    return first;
}

const lost = (difference: Difference, kind: DifferenceClass | undefined = "scaled") =>
    untestable(difference, kind, NAMES);

/** A resource of a type in both stacks, with another value of a property. */
function property(name: string, type: string = TYPES.compute): Difference {
    const written = (value: unknown) => [{ at: "app/one", type, inputs: { [name]: value as number } }];
    return only(written(9), written(3));
}

describe("what a test cannot show", () => {
    it("given a type of each capability, is told for every way of differing, and never in the same words", () => {
        const types = Object.entries(TYPES);
        for (const [capability, type] of types) assert.equal(capabilityOf(type), capability);
        assert.deepEqual([...types.map(([capability]) => capability), "versions"].sort(), [...CAPABILITIES].sort());
        const said = types.flatMap(([, type]) => {
            const stays = { at: "app/stays" };
            const one = { at: "app/one", type };
            return [
                lost(property("size", type)),
                lost(only([stays, one], [stays])),
                lost(only([stays], [stays, one])),
            ].flat();
        });
        assert.equal(said.length, 3 * types.length);
        assert.equal(new Set(said).size, said.length);
        for (const clause of said) assert.match(clause, /^[a-z].*\b(?:prod|staging)\b/);
    });

    it("given what a property is about, tells that instead of its resource's capability", () => {
        const deletion = ["that prod refuses to be deleted, and what could be called back afterwards"];
        for (const name of ["deletionProtection", "enableDeletionProtection", "forceDestroy", "skipFinalSnapshot"])
            assert.deepEqual(lost(property(name)), deletion, name);
        for (const name of ["retentionInDays", "backupRetentionPeriod", "messageRetentionSeconds"])
            assert.deepEqual(lost(property(name)), ["anything that needs older records than staging keeps"], name);
        for (const name of ["preferredMaintenanceWindow", "scheduleExpression", "schedule"])
            assert.deepEqual(lost(property(name)), ["what happens at the hours of prod"], name);
        for (const name of ["storageEncrypted", "kmsKeyId", "publiclyAccessible", "sslPolicy"])
            assert.match(lost(property(name))[0] ?? "", /^what prod keeps from whom: /, name);
        const version = ["how the version of prod behaves: another version is another product"];
        assert.deepEqual(lost(property("engineVersion")), version);
        assert.deepEqual(lost(property("engineVersions")), lost(property("size")));
    });

    it("given the step of a longer path, knows what it is about", () => {
        const rules = (days: number) => [{ at: "app/one", inputs: { rules: [{ expiration: { days } }] } }];
        const [clause] = lost(only(rules(365), rules(30)));
        assert.equal(clause, "anything that needs older records than staging keeps");
    });

    it("given protection by Pulumi, knows what it is about", () => {
        const one = (protect: boolean) => [{ at: "app/one", options: { protect } }];
        assert.match(lost(only(one(true), one(false)))[0] ?? "", /refuses to be deleted/);
    });

    it("given what must differ, loses the value of production alone, whatever it is a property of", () => {
        const clause = ["that the value of prod is right: staging has its own by intent"];
        assert.deepEqual(lost(property("size"), "distinct"), clause);
        assert.deepEqual(lost(property("engineVersion"), "distinct"), clause);
    });

    it("given a group of several capabilities, tells all of them, most of it first", () => {
        const stays = { at: "app/stays" };
        const group: readonly WrittenResource[] = [
            { at: "app/more", type: "acme:index:Part" },
            { at: "app/more/role", type: TYPES.security },
            { at: "app/more/subnet", type: TYPES.network },
            { at: "app/more/other-subnet", type: TYPES.network },
        ];
        const missing = only([stays, ...group], [stays]);
        assert.deepEqual(lost(missing), [
            "traffic over the ways and zones that prod alone has, and what is left when one of them is lost",
            "what the rights and rules that prod alone has admit and refuse",
        ]);
        assert.equal(subjectOf(missing), "network");
    });

    it("given a setting that one stack has, tells it as a setting", () => {
        const [prod, staging] = [planOf(PROD, []), planOf(STAGING, [])];
        const [missing] = compareStacks({ ...prod, config: { "acme:mode": "x" } }, staging).differences;
        assert.ok(missing);
        assert.equal(subjectOf(missing), "settings");
        assert.deepEqual(lost(missing), ["what this setting brings about: prod alone has it"]);
        const both = (value: PropertyValue) => ({ config: { "acme:mode": value } });
        const [secret] = compareStacks({ ...prod, ...both(new Secret("x")) }, { ...staging, ...both("x") }).differences;
        assert.ok(secret);
        assert.deepEqual(lost(secret), ["what the setting of prod brings about"]);
        const [extra] = compareStacks(prod, { ...staging, config: { "acme:mode": "x" } }).differences;
        assert.ok(extra);
        assert.deepEqual(lost(extra), ["the program without this setting, as it runs in prod"]);
    });
});

describe("the part of a document that tells a difference", () => {
    it("is the capability of its resource; of a version, the versions", () => {
        assert.equal(subjectOf(property("size")), "compute");
        assert.equal(subjectOf(property("size", TYPES.data)), "data");
        assert.equal(subjectOf(property("engineVersion", TYPES.data)), "versions");
        assert.equal(subjectOf(property("size", TYPES.other)), "other");
    });
});
