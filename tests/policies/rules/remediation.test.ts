import * as assert from "node:assert/strict";
import fc from "fast-check";
import { isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../plan/value";
import { DEFAULT_SETTINGS, rules, type Settings } from "../../../policy-pack/index";
import { stacksOf } from "../../../policy-pack/kernel/judge";
import { canRemediate, remediationOf, withChanges } from "../../../policy-pack/kernel/remediate";
import type { ResourceRule } from "../../../policy-pack/kernel/rule";
import { contextOf } from "../../../policy-pack/kernel/ruling";
import { judgeSubject } from "../../../policy-pack/kernel/run";
import type { Subject } from "../../../plan/subject";
import { plan, resource } from "../../support/policy";

/** What may stand at a property that a rule looks at. */
const anything = fc.constantFrom<PropertyValue | undefined>(
    undefined,
    null,
    false,
    true,
    "",
    "true",
    "false",
    "required",
    "optional",
    "shop",
    7,
    [],
    {},
    Unknown.computed,
    new Secret("hush"),
    new Secret(false),
    new Secret(Unknown.computed),
);

/** A block of some properties, or anything else at all. */
function block(...names: readonly string[]): fc.Arbitrary<PropertyValue | undefined> {
    const fields = fc.record(Object.fromEntries(names.map(name => [name, anything]))).map(withoutUnset);
    return fc.oneof({ arbitrary: fields, weight: 4 }, { arbitrary: anything, weight: 1 });
}

function withoutUnset(fields: Readonly<Record<string, PropertyValue | undefined>>): PropertyMap {
    return Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
}

/** Inputs of the types that a rule mends. */
interface Mended {
    readonly types: readonly string[];
    readonly inputs: fc.Arbitrary<PropertyMap>;
    readonly settings?: Settings["rules"][string];
}

const tags = block("environment", "Owner", "cost-centre", "team", "name");
const disk = fc
    .oneof(block("encrypted", "volumeSize"), block("encrypted", "snapshotId"))
    .map(ebs => ({ ebs: ebs ?? null }));
const MENDED: Readonly<Record<string, Mended>> = {
    "required-tags": {
        types: ["aws:kms/key:Key", "aws:autoscaling/group:Group"],
        inputs: fc.record({ tags, description: anything }).map(withoutUnset),
        settings: { values: { owner: "team-shop", costCenter: "4711" } },
    },
    "instance-metadata-needs-session": {
        types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"],
        inputs: fc
            .record({ metadataOptions: block("httpTokens", "httpEndpoint", "httpPutResponseHopLimit"), ami: anything })
            .map(withoutUnset),
    },
    "volumes-encrypted": {
        types: ["aws:ec2/launchTemplate:LaunchTemplate"],
        inputs: fc
            .record({
                blockDeviceMappings: fc.oneof(
                    { arbitrary: fc.array(disk, { maxLength: 3 }), weight: 4 },
                    { arbitrary: anything, weight: 1 },
                ),
                name: anything,
            })
            .map(withoutUnset),
    },
    "messages-encrypted": {
        types: ["aws:sqs/queue:Queue"],
        inputs: fc
            .record({ sqsManagedSseEnabled: anything, kmsMasterKeyId: anything, name: anything })
            .map(withoutUnset),
    },
};

/** Types that cannot be changed without being made anew, or only at a price: nothing of them is ever mended. */
const LEFT_ALONE: readonly [rule: string, type: string, inputs: PropertyMap][] = [
    ["required-tags", "aws:autoscaling/group:Group", {}],
    ["instance-metadata-needs-session", "aws:ec2/launchConfiguration:LaunchConfiguration", {}],
    ["volumes-encrypted", "aws:ebs/volume:Volume", {}],
    ["volumes-encrypted", "aws:ec2/instance:Instance", { rootBlockDevice: {} }],
    ["messages-encrypted", "aws:sns/topic:Topic", {}],
];

const mending = rules.filter(canRemediate);

function subjectOf(type: string, inputs: PropertyMap, stack = "staging"): Subject {
    const provider = { region: "eu-central-1" };
    const [made] = stacksOf([plan([resource(type, inputs, { provider, stack })], { stack })], DEFAULT_SETTINGS);
    const [subject] = made?.subjects ?? [];
    assert.ok(subject !== undefined);
    return subject;
}

function contextFor(rule: ResourceRule, own: Settings["rules"][string] = {}, pack: Partial<Settings> = {}) {
    return contextOf(rule, { ...DEFAULT_SETTINGS, ...pack, rules: { [rule.name]: own } }, "2026-01-31");
}

describe("the rules that mend what they find", () => {
    it("are tried here, all of them", () => {
        assert.deepEqual(mending.map(({ name }) => name).sort(), Object.keys(MENDED).sort());
    });

    for (const rule of mending) {
        describe(rule.name, () => {
            const { inputs: arbitrary, settings, types } = MENDED[rule.name] ?? { inputs: fc.constant({}), types: [] };
            const context = contextFor(rule, settings);

            it("given any inputs, holds once they are mended, and leaves alone all that is set", () => {
                let mended = 0;
                fc.assert(
                    fc.property(fc.constantFrom(...types), arbitrary, (type, inputs) => {
                        const subject = subjectOf(type, inputs);
                        const changes = remediationOf(rule, subject, context);
                        if (changes.length === 0) return;
                        mended++;
                        const after = withChanges(inputs, changes);
                        assert.ok(after !== undefined);
                        const left = judgeSubject(rule, subject.withInputs(after), context);
                        assert.ok(left.length > 0 && left.every(({ outcome }) => outcome === "holds"));
                        assert.deepEqual(remediationOf(rule, subject.withInputs(after), context), []);
                        assertOnlyAdded(inputs, after);
                    }),
                    { numRuns: 2000 },
                );
                assert.ok(mended > 0, "none of the inputs were mended");
            });
        });
    }

    for (const [name, type, inputs] of LEFT_ALONE) {
        it(`given ${type}, ${name} only reports`, () => {
            const rule = mending.find(one => one.name === name);
            assert.ok(rule !== undefined);
            const subject = subjectOf(type, inputs);
            const context = contextFor(rule, MENDED[name]?.settings);
            assert.ok(judgeSubject(rule, subject, context).some(({ outcome }) => outcome === "violated"));
            assert.deepEqual(remediationOf(rule, subject, context), []);
        });
    }
});

describe("the values that required-tags gives", () => {
    const rule = mending.find(({ name }) => name === "required-tags");
    const given = (
        required: Settings["tags"]["required"],
        values: Readonly<Record<string, string>>,
        stack?: string,
    ) => {
        assert.ok(rule !== undefined);
        const context = contextFor(rule, { values }, { tags: { required } });
        return remediationOf(rule, subjectOf("aws:kms/key:Key", {}, stack), context);
    };

    it("given an environment, are the stack's name, or its class where only that is allowed", () => {
        assert.deepEqual(given({ env: [] }, {}), [{ path: 'tags["env"]', value: "staging" }]);
        assert.deepEqual(given({ env: [] }, {}, "live"), [{ path: 'tags["env"]', value: "live" }]);
        assert.deepEqual(given({ env: ["production", "staging"] }, {}, "live"), [
            { path: 'tags["env"]', value: "production" },
        ]);
        assert.deepEqual(given({ env: ["dev"] }, {}), []);
    });

    it("given other tags, are those of the setting under any spelling, or the only one allowed", () => {
        assert.deepEqual(given({ "cost-centre": [] }, { CostCenter: "4711" }), [
            { path: 'tags["cost-centre"]', value: "4711" },
        ]);
        assert.deepEqual(given({ team: ["shop"] }, {}), [{ path: 'tags["team"]', value: "shop" }]);
        assert.deepEqual(given({ team: ["shop", "search"] }, {}), []);
        assert.deepEqual(given({ team: ["shop"] }, { team: "search" }), []);
    });

    it("given one tag of two whose value nobody said, gives none: the finding names both", () => {
        assert.deepEqual(given({ env: [], team: [] }, {}), []);
    });
});

/** Whatever was set, but for switches that were off, is there afterwards as the same object. */
function assertOnlyAdded(before: PropertyValue, after: PropertyValue | undefined): void {
    if (isPropertyMap(before) && isPropertyMap(after)) {
        for (const [name, value] of Object.entries(before)) assertOnlyAdded(value, after[name]);
    } else if (Array.isArray(before) && Array.isArray(after)) {
        assert.equal(after.length, before.length);
        for (const [place, item] of before.entries()) {
            assertOnlyAdded(item as PropertyValue, after[place] as PropertyValue);
        }
    } else if (before !== null && before !== false) {
        assert.equal(after, before);
    }
}
