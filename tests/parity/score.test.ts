import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { judgeParity } from "../../parity/judge";
import { parseLedger } from "../../parity/ledger/read";
import { capabilityOf, scoreOf } from "../../parity/score";
import { compareStacks } from "../../parity/stacks";
import { planOf, PROD, STAGING, type WrittenResource } from "./plans";

function scored(prod: readonly WrittenResource[], staging: readonly WrittenResource[], ledger = "[]") {
    const comparison = compareStacks(planOf(PROD, prod), planOf(STAGING, staging));
    return scoreOf(comparison, judgeParity(comparison, parseLedger(ledger), { today: "2026-11-21" }));
}

const queue = (at: string, delay: number): WrittenResource => ({ at, inputs: { delaySeconds: delay } });
const entry = (kind: string) =>
    JSON.stringify([
        {
            at: "one#delaySeconds",
            class: kind,
            ...(kind === "scaled" ? { values: { prod: 1, staging: 2 } } : {}),
            reason: "r",
            owner: "o",
            reviewBy: "2027-01-01",
        },
    ]);

describe("the parity score", () => {
    const prod = [queue("one", 1), queue("two", 5)];
    const staging = [queue("one", 2), queue("two", 5)];

    it("given nothing that differs, or differs by declaration that it must, is 100", () => {
        assert.equal(scored(prod, prod).score, 100);
        assert.equal(scored(prod, staging, entry("distinct")).score, 100);
        assert.equal(scored([], []).score, 100);
    });

    it("given a declared size, counts the resource half; given an undeclared one, not at all", () => {
        assert.deepEqual(scored(prod, staging, entry("scaled")).capabilities, [
            { capability: "data", weight: 20, compared: 2, alike: 1, scaled: 1, undeclared: 0, score: 75 },
        ]);
        assert.deepEqual(scored(prod, staging).capabilities, [
            { capability: "data", weight: 20, compared: 2, alike: 1, scaled: 0, undeclared: 1, score: 50 },
        ]);
    });

    it("given several capabilities, weighs those that there are", () => {
        const role = (description: string): WrittenResource => ({
            at: "role",
            type: "aws:iam/role:Role",
            inputs: { description },
        });
        const { capabilities, score } = scored([...prod, role("a")], [...staging, role("a")]);
        assert.deepEqual(
            capabilities.map(one => [one.capability, one.score]),
            [
                ["data", 50],
                ["security", 100],
            ],
        );
        assert.equal(score, Math.round(((100 * 25 + 50 * 20) / 45) * 10) / 10);
    });

    it("given another version, lowers versions and not the capability of its type", () => {
        const database = (engineVersion: string): WrittenResource => ({
            at: "orders",
            type: "aws:rds/cluster:Cluster",
            inputs: { engineVersion },
        });
        assert.deepEqual(
            scored([database("16.8")], [database("16.9")]).capabilities.map(one => [one.capability, one.score]),
            [
                ["data", 100],
                ["versions", 0],
            ],
        );
    });

    it("given a resource that one stack alone has, counts it as different", () => {
        assert.equal(scored(prod, [queue("one", 1)]).score, 50);
        assert.equal(scored([queue("one", 1)], prod).score, 50);
    });

    it("given what no capability weighs, stays below 100 and says how much that is", () => {
        const part = (size: number): WrittenResource => ({ at: "odd", type: "acme:index:Odd", inputs: { size } });
        const { score, unweighed } = scored([...prod, part(1)], [...prod, part(2)]);
        assert.deepEqual([score, unweighed], [99.9, 1]);
        assert.equal(scored(prod, staging).unweighed, 0);
        const comparison = compareStacks({ ...planOf(PROD, prod), config: { "acme:a": 1 } }, planOf(STAGING, prod));
        const ofSettings = scoreOf(comparison, judgeParity(comparison, [], { today: "2026-11-21" }));
        assert.deepEqual([ofSettings.score, ofSettings.unweighed], [99.9, 1]);
    });

    const TYPES = ["aws:sqs/queue:Queue", "aws:iam/role:Role", "aws:rds/cluster:Cluster", "acme:index:Odd"];
    interface RandomResource {
        readonly type: string;
        readonly size: number;
        readonly version: number | undefined;
        readonly is: string;
    }
    const resources: fc.Arbitrary<readonly RandomResource[]> = fc.array(
        fc.record({
            type: fc.constantFrom(...TYPES),
            size: fc.nat(2),
            version: fc.option(fc.nat(2), { nil: undefined }),
            is: fc.constantFrom("same", "scaled", "distinct", "undeclared", "missing"),
        }),
        { maxLength: 8 },
    );
    /** The score of resources of which each differs in a way. */
    const scoreFor = (all: readonly RandomResource[]) => {
        const at = (place: number) => `it-x${place}`;
        const inputs = ({ size, version }: RandomResource, more: number) => ({
            size: size + more,
            ...(version === undefined ? {} : { engineVersion: String(version) }),
        });
        const production = all.map((one, place) => ({ at: at(place), type: one.type, inputs: inputs(one, 0) }));
        const other = all.flatMap((one, place) =>
            one.is === "missing"
                ? []
                : [{ at: at(place), type: one.type, inputs: inputs(one, one.is === "same" ? 0 : 10) }],
        );
        const ledger = all.flatMap(({ is, size }, place) =>
            is === "scaled" || is === "distinct"
                ? [
                      {
                          at: `${at(place)}#size`,
                          class: is,
                          ...(is === "scaled" ? { values: { prod: size, staging: size + 10 } } : {}),
                          reason: "smaller",
                          owner: "shop",
                          reviewBy: "2027-01-01",
                      },
                  ]
                : [],
        );
        return scored(production, other, JSON.stringify(ledger)).score;
    };

    it("given random stacks, is 100 where nothing is undeclared or scaled, and nowhere else", () => {
        fc.assert(
            fc.property(resources, all => {
                const isWhole = all.every(({ is }) => is === "same" || is === "distinct");
                assert.equal(scoreFor(all) === 100, isWhole);
            }),
            { seed: 20261121, numRuns: 300 },
        );
    });

    it("given one more undeclared difference, never rises", () => {
        fc.assert(
            fc.property(resources, fc.nat(7), fc.constantFrom("undeclared", "missing"), (all, place, is) => {
                const worse = all.map((one, index) => (index === place ? { ...one, is } : one));
                assert.ok(scoreFor(worse) <= scoreFor(all));
            }),
            { seed: 20261121, numRuns: 300 },
        );
    });

    it("given a type, takes the longest beginning that fits", () => {
        assert.equal(capabilityOf("aws:ec2/vpc:Vpc"), "network");
        assert.equal(capabilityOf("aws:ec2/securityGroup:SecurityGroup"), "security");
        assert.equal(capabilityOf("acme:index:Part"), "other");
    });
});
