import * as assert from "node:assert/strict";

import type { Plan } from "../../../../plan/plan";
import { Unknown } from "../../../../plan/value";
import { noWayBetweenEnvironments as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { worstOf } from "../table";

const ROLE = "aws:iam/role:Role";
const ACCOUNTS: Readonly<Record<string, string>> = { prod: "111111111111", staging: "222222222222" };

const trust = (account: string) =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "sts:AssumeRole" }],
    });

/** A stack with a role that trusts each of some accounts. */
const stackOf = (stack: string, ...trusted: readonly (string | Unknown)[]): Plan =>
    plan(
        trusted.map((account, place) =>
            resource(
                ROLE,
                { name: `role-${place}`, assumeRolePolicy: account instanceof Unknown ? account : trust(account) },
                { stack, name: `role-${place}`, provider: { allowedAccountIds: [ACCOUNTS[stack] ?? "333333333333"] } },
            ),
        ),
        { stack },
    );

describe("no-way-between-environments", () => {
    it("given environments that trust themselves, says holds, once a wall", () => {
        const verdicts = said(rule, [stackOf("prod", "111111111111"), stackOf("staging", "222222222222")]);
        assert.deepEqual(
            verdicts.map(({ outcome }) => outcome),
            ["holds"],
        );
    });

    it("given production that trusts staging, says violated, with the way and where it is declared", () => {
        const verdicts = said(rule, [stackOf("prod", "222222222222"), stackOf("staging", "222222222222")]);
        assert.equal(verdicts.length, 1);
        const [verdict] = verdicts;
        assert.ok(verdict?.outcome === "violated");
        assert.equal(verdict.message, "a way leads from staging to prod");
        assert.equal(verdict.property, "assumeRolePolicy");
    });

    it("given staging that trusts production, says violated as well: the wall has two sides", () => {
        const verdicts = said(rule, [stackOf("prod", "111111111111"), stackOf("staging", "111111111111")]);
        assert.equal(worstOf(verdicts), "violated");
    });

    it("given a trust policy that is not known, says undecided", () => {
        const verdicts = said(rule, [stackOf("prod", Unknown.computed), stackOf("staging", "222222222222")]);
        assert.equal(worstOf(verdicts), "undecided");
    });

    it("given two environments that are no production, judges them: there is no other wall", () => {
        const verdicts = said(rule, [stackOf("staging", "222222222222"), stackOf("branch", "222222222222")]);
        assert.equal(worstOf(verdicts), "violated");
    });

    it("given one stack, is not run; given none that leads anywhere, holds", () => {
        assert.deepEqual(
            said(rule, [stackOf("prod"), stackOf("staging")]).map(({ outcome }) => outcome),
            ["holds"],
        );
    });

    it("given a gateway for it, says holds; expired, says violated twice", () => {
        const gateway = {
            from: "staging",
            to: "prod",
            at: ["role-0#assumeRolePolicy"],
            purpose: "reports",
            owner: "quay",
            expires: "2026-11-21",
        };
        const judged = (expires: string) =>
            said(rule, [stackOf("prod", "222222222222"), stackOf("staging", "222222222222")], {
                today: "2026-11-21",
                pack: {
                    isolation: { boundaries: {}, commons: {}, gateways: { reports: { ...gateway, expires } } },
                },
            }).map(({ outcome }) => outcome);
        assert.deepEqual(judged("2026-11-21"), ["holds"]);
        assert.deepEqual(judged("2026-11-20"), ["violated", "violated"]);
    });
});
