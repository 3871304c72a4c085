import * as assert from "node:assert/strict";

import { type PropertyMap, Unknown } from "../../../../plan/value";
import { distinctAccounts as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { worstOf } from "../table";

const KEY = "aws:kms/key:Key";
const stackIn = (stack: string, ...providers: PropertyMap[]) =>
    plan(
        providers.map((provider, place) => resource(KEY, {}, { stack, name: `key-${place}`, provider })),
        { stack },
    );
const pinnedTo = (account: string): PropertyMap => ({ allowedAccountIds: [account] });

describe("distinct-accounts", () => {
    const production = stackIn("prod", pinnedTo("111111111111"));

    it("given an account each, says holds", () => {
        assert.equal(worstOf(said(rule, [stackIn("staging", pinnedTo("222222222222")), production])), "holds");
    });

    it("given one account for both, says violated, once", () => {
        const verdicts = said(rule, [stackIn("staging", pinnedTo("111111111111")), production]);
        assert.deepEqual(
            verdicts.map(({ outcome }) => outcome),
            ["violated"],
        );
    });

    it("given a second provider that strays into production's account, says violated", () => {
        const staging = stackIn("staging", pinnedTo("222222222222"), pinnedTo("111111111111"));
        assert.equal(worstOf(said(rule, [staging, production])), "violated");
    });

    it("given a provider that allows both accounts, says violated", () => {
        const staging = stackIn("staging", { allowedAccountIds: ["222222222222", "111111111111"] });
        assert.equal(worstOf(said(rule, [staging, production])), "violated");
    });

    it("given a provider without an account, says undecided", () => {
        assert.equal(worstOf(said(rule, [stackIn("staging", {}), production])), "undecided");
    });

    it("given an account that is not known, says undecided", () => {
        const staging = stackIn("staging", { allowedAccountIds: Unknown.computed });
        assert.equal(worstOf(said(rule, [staging, production])), "undecided");
    });

    it("given a shared account and an unknown one, says violated", () => {
        const staging = stackIn("staging", {}, pinnedTo("111111111111"));
        assert.equal(worstOf(said(rule, [staging, production])), "violated");
    });

    it("given two environments of which none is production, says nothing", () => {
        const stacks = [stackIn("staging", pinnedTo("222222222222")), stackIn("dev", pinnedTo("222222222222"))];
        assert.deepEqual(said(rule, stacks), []);
    });

    it("given a stack without AWS, says nothing", () => {
        const staging = plan([resource("random:index/randomPet:RandomPet")], { stack: "staging" });
        assert.deepEqual(said(rule, [staging, production]), []);
    });

    it("given resources that are only read from the other account, says holds", () => {
        const read = resource(
            KEY,
            {},
            { stack: "staging", name: "read", provider: pinnedTo("111111111111"), external: true },
        );
        const own = resource(KEY, {}, { stack: "staging", provider: pinnedTo("222222222222") });
        assert.equal(worstOf(said(rule, [plan([read, own], { stack: "staging" }), production])), "holds");
    });

    it("given a component of the SDK, which has no account, says holds", () => {
        const component = resource(
            "aws:s3:BucketEventSubscription",
            {},
            { stack: "staging", name: "events", custom: false },
        );
        const own = resource(KEY, {}, { stack: "staging", provider: pinnedTo("222222222222") });
        assert.equal(worstOf(said(rule, [plan([component, own], { stack: "staging" }), production])), "holds");
    });

    it("given one stack alone, says nothing", () => {
        assert.deepEqual(said(rule, production), []);
    });
});
