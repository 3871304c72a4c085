import * as assert from "node:assert/strict";
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

    it("given a type, takes the longest beginning that fits", () => {
        assert.equal(capabilityOf("aws:ec2/vpc:Vpc"), "network");
        assert.equal(capabilityOf("aws:ec2/securityGroup:SecurityGroup"), "security");
        assert.equal(capabilityOf("acme:index:Part"), "other");
    });
});
