import * as assert from "node:assert/strict";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../plan/value";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../../plan/wire";
import {
    DEFAULT_SETTINGS,
    expectTrue,
    holds,
    judge,
    resourceRule,
    type Settings,
    type Subject,
    undecided,
    violated,
} from "../../../policy-pack/index";
import { stacksOf } from "../../../policy-pack/kernel/judge";
import { remediationOf, withChanges } from "../../../policy-pack/kernel/remediate";
import type { ResourceRule } from "../../../policy-pack/kernel/rule";
import { contextOf } from "../../../policy-pack/kernel/ruling";
import { plan, resource } from "../../support/policy";
import { BUCKET, encrypted, TODAY } from "./made-up-rules";

/** A rule that mends: it sets a switch within a block. */
const mending = resourceRule({
    ...encrypted,
    name: "bucket-mended",
    check: subject => expectTrue(subject, "disk.encrypted", { because: "anyone can read it", default: false }),
    remediate: () => ({ "disk.encrypted": true }),
});

function changesOf(rule: ResourceRule, inputs: PropertyMap) {
    const [stack] = stacksOf([plan([resource(BUCKET, inputs)])], DEFAULT_SETTINGS);
    const [subject] = stack?.subjects ?? [];
    assert.ok(subject !== undefined);
    return remediationOf(rule, subject, contextOf(rule, DEFAULT_SETTINGS, TODAY));
}

describe("what a rule mends", () => {
    const change = [{ path: "disk.encrypted", value: true }];

    const CASES: readonly [given: string, inputs: PropertyMap, expected: readonly unknown[]][] = [
        ["nothing set", {}, change],
        ["null", { disk: null }, change],
        ["a block without it", { disk: { size: 3 } }, change],
        ["a switch that is off", { disk: { encrypted: false } }, change],
        ["a switch that is on", { disk: { encrypted: true } }, []],
        ["a value that somebody chose", { disk: { encrypted: "no" } }, []],
        ["a block that is not known", { disk: Unknown.computed }, []],
        ["a switch that is not known", { disk: { encrypted: Unknown.computed } }, []],
        ["a block marked secret", { disk: new Secret({ encrypted: false }) }, []],
        ["a switch marked secret", { disk: { encrypted: new Secret(false) } }, []],
        ["a list where a block is expected", { disk: [{}] }, []],
        ["a text where a block is expected", { disk: "none" }, []],
    ];
    for (const [given, inputs, expected] of CASES) {
        it(`given ${given}, is ${expected.length === 0 ? "nothing" : "the property"}`, () => {
            assert.deepEqual(changesOf(mending, inputs), expected);
        });
    }

    it("given a rule that would not hold afterwards, is nothing", () => {
        assert.deepEqual(changesOf({ ...mending, remediate: () => ({ "disk.size": 3 }) }, {}), []);
        assert.deepEqual(changesOf({ ...mending, remediate: () => ({}) }, {}), []);
        assert.deepEqual(changesOf({ ...mending, remediate: () => undefined }, {}), []);
    });

    it("given one of two properties that may not be set, sets neither", () => {
        const both = () => ({ "disk.encrypted": true, "disk.size": 3 });
        assert.deepEqual(changesOf({ ...mending, remediate: both }, { disk: { size: 9 } }), []);
    });

    it("given a rule that holds, or is only undecided, is nothing, though it would hold afterwards", () => {
        assert.deepEqual(changesOf({ ...mending, check: holds }, {}), []);
        const unsure = {
            ...mending,
            check: (subject: Subject) =>
                subject.read("disk.encrypted").state === "absent" ? undecided({ message: "not said" }) : holds(),
        };
        assert.deepEqual(changesOf(unsure, {}), []);
    });

    it("given a rule that never holds or throws, is nothing", () => {
        assert.deepEqual(changesOf({ ...mending, check: () => violated({ message: "always" }) }, {}), []);
        const throwing = { ...mending, check: () => assert.fail("broken") };
        assert.deepEqual(changesOf(throwing, {}), []);
    });

    it("given a rule that asks for a secret, an unknown or a block, says that the rule is at fault", () => {
        for (const value of [new Secret(true), Unknown.computed, { deep: true }, [], null] as PropertyValue[]) {
            assert.throws(
                () => changesOf({ ...mending, remediate: () => ({ disk: value }) }, {}),
                /bucket-mended would/,
            );
        }
    });
});

describe("changes made to properties", () => {
    it("given a place in a list, change that item alone", () => {
        const inputs = { disks: [{ size: 1 }, { size: 2 }] };
        assert.deepEqual(withChanges(inputs, [{ path: "disks[1].encrypted", value: true }]), {
            disks: [{ size: 1 }, { size: 2, encrypted: true }],
        });
        assert.equal(withChanges(inputs, [{ path: "disks[2].encrypted", value: true }]), undefined);
        assert.deepEqual(inputs, { disks: [{ size: 1 }, { size: 2 }] });
    });

    it("given a key that needs quotes, set it as it is", () => {
        assert.deepEqual(withChanges({}, [{ path: 'tags["a.b \\"c\\""]', value: "x" }]), { tags: { 'a.b "c"': "x" } });
    });

    it("given the wire format, leave all else as it came and nothing inside of special values", () => {
        const secret = { [SIGNATURE_KEY]: SIGNATURES.secret, value: { on: false } };
        const sent = { secret, id: UNKNOWN_MARKER, __defaults: ["size"], disk: { __defaults: [] } };
        assert.deepEqual(withChanges(sent, [{ path: "disk.on", value: true }]), {
            ...sent,
            disk: { __defaults: [], on: true },
        });
        assert.equal(withChanges(sent, [{ path: "secret.value.on", value: true }]), undefined);
        assert.equal(withChanges(sent, [{ path: "id.on", value: true }]), undefined);
    });
});

describe("a report of what a rule would mend", () => {
    const judged = (said: Settings["rules"][string], inputs: PropertyMap, rule = mending) =>
        judge([plan([resource(BUCKET, inputs)])], {
            rules: [rule],
            settings: { ...DEFAULT_SETTINGS, rules: { "bucket-mended": said } },
            today: TODAY,
        });

    it("given the rule switched on to mend, is still a violation, and says what the pack would set", () => {
        const { families, findings } = judged({ remediate: true }, {});
        assert.equal(families.hygiene.violated, 1);
        assert.deepEqual(
            findings.map(({ evidence }) => evidence),
            [["under the Pulumi CLI the policy pack mends this: it sets disk.encrypted to true"]],
        );
    });

    it("has the digest that it has without the note", () => {
        const [noted] = judged({ remediate: true }, {}).findings;
        const [plainly] = judged({}, {}).findings;
        assert.equal(noted?.digest, plainly?.digest);
        assert.deepEqual(plainly?.evidence, []);
    });

    it("given what is undecided beside, says it of the violation alone", () => {
        const both: typeof mending = {
            ...mending,
            check: subject =>
                subject.read("disk.encrypted").state === "absent"
                    ? [violated({ message: "not set" }), undecided({ property: "disk", message: "not read" })]
                    : holds(),
        };
        const { findings } = judged({ remediate: true }, {}, both);
        assert.deepEqual(
            findings.map(({ evidence, verdict }) => [verdict, evidence.length]),
            [
                ["violated", 1],
                ["undecided", 0],
            ],
        );
    });

    it("given what it cannot mend, says nothing of mending", () => {
        const [finding] = judged({ remediate: true }, { disk: { encrypted: new Secret(false) } }).findings;
        assert.deepEqual(finding?.evidence, []);
    });
});
