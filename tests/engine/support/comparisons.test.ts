import { strict as assert } from "node:assert";
import { comparable } from "../../support/real-engine/capture";
import { policyEvents, verdictsOfEvents } from "../../support/real-engine/policy-events";
import { changes, losses, stepsOf } from "../../support/real-engine/steps";
import { upgradeFaults } from "../../support/real-engine/upgrades";
import { contradictions, differences, type Judged } from "../../support/real-engine/verdicts";

const HOLDS: Judged = { outcome: "holds", unread: [], messages: [] };
const VIOLATED: Judged = { outcome: "violated", unread: [], messages: ["wrong"] };
const UNDECIDED: Judged = { outcome: "undecided", unread: ["property"], messages: ["cannot be read"] };

const says = (judged: Judged | undefined): ReadonlyMap<string, Judged> =>
    new Map(judged === undefined ? [] : [["rule stack urn", judged]]);

describe("comparing what readers say", () => {
    it("given a fault of which another reader says that all is well, or nothing, calls it a contradiction either way", () => {
        assert.equal(contradictions(says(VIOLATED), says(HOLDS)).length, 1);
        assert.equal(contradictions(says(HOLDS), says(VIOLATED)).length, 1);
        assert.equal(contradictions(says(VIOLATED), says(undefined)).length, 1);
    });

    it("given a reader who is undecided, sees a difference and no contradiction", () => {
        assert.deepEqual(contradictions(says(VIOLATED), says(UNDECIDED)), []);
        assert.deepEqual(contradictions(says(UNDECIDED), says(HOLDS)), []);
        assert.equal(differences(says(UNDECIDED), says(HOLDS)).length, 1);
    });

    it("given the same verdict, sees no difference", () => {
        assert.deepEqual(differences(says(VIOLATED), says(VIOLATED)), []);
    });
});

describe("reading findings of the CLI", () => {
    const event = (enforcementLevel: string): string =>
        JSON.stringify({ policyEvent: { policyName: "rule", resourceUrn: "urn", enforcementLevel, message: "text" } });

    it("given mandatory and advisory findings of one thing, takes the worse, whichever comes first", () => {
        for (const log of [
            [event("mandatory"), event("advisory")],
            [event("advisory"), event("mandatory")],
        ]) {
            const verdicts = verdictsOfEvents(policyEvents(log.join("\n")), "staging");
            assert.equal(verdicts.get("rule staging urn")?.outcome, "violated");
        }
    });

    it("given other events, passes over them", () => {
        assert.deepEqual(policyEvents(`{"sequence":0,"preludeEvent":{}}\n\n`), []);
    });
});

describe("reading steps", () => {
    const URN = "urn:pulumi:staging::shop::shop:index:Store$aws:rds/cluster:Cluster::orders";
    const steps = (op: string, urn = URN) => stepsOf(JSON.stringify({ steps: [{ op, urn }] }));

    it("given a replacement or deletion of what keeps data, calls it a loss", () => {
        assert.equal(losses(steps("replace")).length, 1);
        assert.equal(losses(steps("delete-replaced")).length, 1);
        assert.equal(losses(steps("delete")).length, 1);
    });

    it("given an update, or the deletion of what keeps none, calls it no loss", () => {
        assert.deepEqual(losses(steps("update")), []);
        assert.deepEqual(losses(steps("delete", "urn:pulumi:staging::shop::aws:sns/topic:Topic::alerts")), []);
    });

    it("given a step, names what is done to what", () => {
        assert.deepEqual(changes(steps("update")), ["update aws:rds/cluster:Cluster orders"]);
        assert.deepEqual(changes(steps("same")), []);
    });
});

describe("judging an upgrade", () => {
    const step = (op: string, type: string, name: string) => ({
        op,
        urn: `urn:pulumi:staging::shop::${type}::${name}`,
    });
    const faults = (steps: readonly { op: string; urn: string }[], accepted: readonly string[] = []) =>
        upgradeFaults(
            stepsOf(JSON.stringify({ steps })),
            accepted.map(name => ({ step: name, reason: "the notes say why" })),
        );
    const TOPIC = "aws:sns/topic:Topic";
    const KEY = "aws:kms/key:Key";

    it("given what is new, changed or as it was, finds nothing", () => {
        assert.deepEqual(faults([step("create", TOPIC, "a"), step("update", TOPIC, "b"), step("same", KEY, "c")]), []);
    });

    it("given a child renamed without an alias, finds the deletion of the former one", () => {
        assert.deepEqual(faults([step("create", TOPIC, "alerts"), step("delete", TOPIC, "alarms")]), [
            `delete ${TOPIC} alarms, which nobody accepted`,
        ]);
    });

    it("given the steps of one replacement, finds it once", () => {
        const steps = ["create-replacement", "replace", "delete-replaced"].map(op => step(op, TOPIC, "alerts"));
        assert.deepEqual(faults(steps), [`replace ${TOPIC} alerts, which nobody accepted`]);
    });

    it("given a replacement that is accepted, finds nothing, unless it keeps data", () => {
        assert.deepEqual(faults([step("replace", TOPIC, "alerts")], [`replace ${TOPIC} alerts`]), []);
        assert.deepEqual(faults([step("replace", KEY, "data")], [`replace ${KEY} data`]), [
            `replace ${KEY} data loses what it keeps`,
        ]);
    });

    it("given an acceptance of what does not happen, finds it", () => {
        assert.deepEqual(faults([], [`delete ${TOPIC} alarms`]), [
            `delete ${TOPIC} alarms is accepted and does not happen`,
        ]);
    });
});

describe("comparing samples", () => {
    it("given other times, ids and orders, sees the same", () => {
        const sample = (time: string, id: string, urns: readonly string[]) =>
            JSON.stringify({ created: time, id, dependencies: urns, name: "vpc-0123abc" });
        assert.deepEqual(
            comparable(sample("2030-01-01T00:00:00.1Z", "11111111-1111-4111-8111-111111111111", ["urn:a", "urn:b"])),
            comparable(sample("2031-01-01T00:00:00Z", "22222222-2222-4222-8222-222222222222", ["urn:b", "urn:a"])),
        );
    });

    it("given an unknown in place of a value, sees the difference", () => {
        const id = (value: string) => comparable(JSON.stringify({ id: value }));
        assert.notDeepEqual(id("04da6b54-80e4-46f7-96ec-b56ff0331ba9"), id("11111111-1111-4111-8111-111111111111"));
    });
});
