import * as assert from "node:assert/strict";
import { approvedBy } from "../../parity/ledger/approval";
import { placeOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import { Secret, Unknown } from "../../plan/value";
import { findingsOf, stacksOf } from "./judging";
import type { WrittenResource } from "./plans";

const BOTH: readonly WrittenResource[] = [{ at: "jobs", inputs: { size: 1 } }];
const VALUES = { prod: "present", staging: "absent" };
const cache = (...children: readonly string[]): readonly WrittenResource[] => [
    ...BOTH,
    ...children.map(name => ({ at: `cache/${name}`, inputs: { is: name } })),
];

/** Faults of what production has alone and an entry for it. */
function faults(prod: readonly WrittenResource[], staging: readonly WrittenResource[], entry: object = {}) {
    return findingsOf(stacksOf(prod, staging), { at: "cache", class: "scaled", values: VALUES, ...entry }).map(
        ({ at, fault }) => `${fault} ${at}`,
    );
}

/** The digest that binds an entry to the one thing that production has alone. */
function approved(prod: readonly WrittenResource[], staging: readonly WrittenResource[]): string | undefined {
    const comparison = compareStacks(...stacksOf(prod, staging));
    const [difference] = comparison.differences;
    assert.ok(difference !== undefined);
    return approvedBy(difference, comparison).approves;
}

describe("entries for what one environment has alone", () => {
    it("given one resource, is bound by its place", () => {
        const prod = [...BOTH, { at: "cache", inputs: { size: 1 } }];
        assert.equal(approved(prod, BOTH), undefined);
        assert.deepEqual(faults(prod, BOTH), []);
    });

    it("given a subtree without a digest, asks for one; given its digest, holds until a child joins, leaves or changes its type", () => {
        const approves = approved(cache("group", "alarm"), BOTH);
        assert.match(approves ?? "", /^v1-[0-9a-f]{16}$/);
        assert.deepEqual(faults(cache("group", "alarm"), BOTH), ["entry-changed cache"]);
        assert.deepEqual(faults(cache("group", "alarm"), BOTH, { approves }), []);
        assert.deepEqual(faults(cache("alarm", "group"), BOTH, { approves }), []);
        assert.deepEqual(faults(cache("group", "alarm", "topic"), BOTH, { approves }), ["entry-changed cache"]);
        assert.deepEqual(faults(cache("group"), BOTH, { approves }), ["entry-changed cache"]);
        const other = cache("group", "alarm").map(one =>
            one.at === "cache/alarm" ? { ...one, type: "aws:sns/topic:Topic" } : one,
        );
        assert.deepEqual(faults(other, BOTH, { approves }), ["entry-changed cache"]);
    });

    it("given a digest and values of the other stack, says so", () => {
        const approves = approved(cache("group", "alarm"), BOTH);
        const values = { prod: "absent", staging: "present" };
        assert.deepEqual(faults(cache("group", "alarm"), BOTH, { approves, values }), ["entry-changed cache"]);
        assert.deepEqual(faults(cache("group", "alarm"), BOTH, { approves, values: undefined }), []);
    });

    it("given a digest, prints the one to approve, and all that it stands for", () => {
        const [finding] = findingsOf(stacksOf(cache("group", "alarm"), BOTH), {
            at: "cache",
            class: "scaled",
            values: VALUES,
        });
        assert.match(finding?.remediation ?? "", new RegExp(approved(cache("group", "alarm"), BOTH) ?? "none"));
        assert.deepEqual(
            finding?.evidence.filter(text => text.startsWith("cache/")).map(text => text.split(" ")[0]),
            ["cache/group", "cache/alarm"],
        );
    });

    it("given another thing that differs for it, says so; given one more that waits for it, does not", () => {
        const key: WrittenResource = { at: "cache", inputs: { size: 9 } };
        const user = (at: string): WrittenResource => ({
            at,
            inputs: { target: Unknown.computed },
            from: { target: ["cache"] },
        });
        const [one, two] = [
            [...BOTH, key, user("one")],
            [...BOTH, key, user("one"), user("two")],
        ];
        const staging = [...BOTH, { at: "one", inputs: {} }, { at: "two", inputs: {} }];
        const approves = approved(one, staging.slice(0, -1));
        assert.deepEqual(faults(one, staging.slice(0, -1), { approves }), []);
        assert.deepEqual(faults(two, staging, { approves }), ["entry-changed cache"]);
        const waiting = one.map(each => (each.at === "jobs" ? { ...each, dependsOn: ["cache"] } : each));
        assert.deepEqual(faults(waiting, staging.slice(0, -1), { approves }), []);
    });

    it("given what one entry says of it, holds for each kind of difference", () => {
        const json = (port: number) => new Secret(JSON.stringify({ port }));
        const pairs: readonly (readonly [readonly WrittenResource[], readonly WrittenResource[], readonly string[]])[] =
            [
                [[{ at: "a", inputs: { size: 1 } }], [{ at: "a", inputs: { size: 2 } }], ["values"]],
                [[{ at: "a", inputs: { token: json(1) } }], [{ at: "a", inputs: { token: json(2) } }], ["approves"]],
                [[...BOTH, { at: "cache", inputs: { size: 9 } }], BOTH, ["values"]],
                [cache("group", "alarm"), BOTH, ["values", "approves"]],
            ];
        for (const [prod, staging, keys] of pairs) {
            const comparison = compareStacks(...stacksOf(prod, staging));
            const [difference, ...more] = comparison.differences;
            assert.ok(difference !== undefined);
            assert.equal(more.length, 0);
            const approved = approvedBy(difference, comparison);
            assert.deepEqual(Object.keys(approved), keys);
            const entry = { at: placeOf(difference), class: "scaled", ...approved };
            assert.deepEqual(findingsOf(stacksOf(prod, staging), entry), []);
        }
    });

    it("given secrets that were declared distinct, takes two settings for two", () => {
        const token = (port: number, password: string): readonly WrittenResource[] => [
            { at: "a", inputs: { token: new Secret(JSON.stringify({ port, password })) } },
        ];
        const found = (at: string, one: readonly WrittenResource[], other: readonly WrittenResource[]) =>
            findingsOf(stacksOf(one, other), { at, class: "distinct" }).map(
                ({ fault, verdict }) => `${verdict} ${fault}`,
            );
        assert.deepEqual(found("a#token.port", token(1, "x"), token(2, "y")), []);
    });

    it("given a pattern that comes to cover a second thing, says so", () => {
        const prod = (...names: readonly string[]) => [...BOTH, ...names.map(at => ({ at, inputs: { is: at } }))];
        const entry = { at: "part-*" };
        assert.deepEqual(faults(prod("part-one"), BOTH, entry), []);
        assert.deepEqual(faults(prod("part-one", "part-two"), BOTH, entry), ["entry-changed part-*"]);
    });
});
