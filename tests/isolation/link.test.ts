import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { judgeIsolation } from "../../isolation/judge";
import type { Fragment, Identity } from "../../isolation/connection";
import type { Gateway, IsolationSettings } from "../../isolation/settings";
import {
    account,
    arn,
    type ConnectionSketch,
    fragment,
    gateway,
    host,
    identity,
    OUTSIDE_ACCOUNT,
    PRODUCTION_ACCOUNT,
    range,
    settings,
    STAGING_ACCOUNT,
    TODAY,
    waysIn as ways,
} from "./fragments";

/** The account of a third environment. */
const OWN = { kind: "account", account: "333333333333" } as const;

const between = (
    ofStaging: readonly ConnectionSketch[],
    ofProduction: readonly ConnectionSketch[] = [],
    identities: readonly Identity[] = [],
) => [fragment("prod", ofProduction, identities), fragment("staging", ofStaging)];

const common = (belongings: object): Partial<IsolationSettings> => ({
    commons: { shared: { access: "read-only", purpose: "images", ...belongings } },
});

describe("whose a reference is", () => {
    it("given an account that was declared to be one environment's and is the other's too, finds the way", () => {
        const shared = ["prod > account 222222222222 > staging and back"];
        assert.deepEqual(ways(between([]), { boundaries: { prod: { accounts: [STAGING_ACCOUNT] } } }), shared);
        assert.deepEqual(ways(between([]), { boundaries: { prod: { accounts: [OUTSIDE_ACCOUNT] } } }), []);
    });

    it("given a queue of the own account that was declared to be production's, finds the way to it", () => {
        const queue = (name: string) => `arn:aws:sqs:eu-central-1:${STAGING_ACCOUNT}:${name}`;
        const calls = between([{ remote: { kind: "name", pattern: queue("orders") } }]);
        assert.deepEqual(ways(calls, { boundaries: { prod: { names: [queue("orders")] } } }), ["staging > prod"]);
        assert.deepEqual(ways(calls, { boundaries: { prod: { names: [queue("bills")] } } }), []);
    });

    it("given a wildcard that takes in what is public and what is not, finds the way to what is not", () => {
        const hosts = [
            identity({ kind: "host", host: "www.shop.example" }, true),
            identity({ kind: "host", host: "db.shop.example" }),
        ];
        assert.deepEqual(ways(between([{ remote: host("*.shop.example") }], [], hosts)), ["staging > prod"]);
        assert.deepEqual(ways(between([{ remote: host("*.shop.example") }], [], hosts.slice(0, 1))), []);
        const split = [
            identity({ kind: "host", host: "shop.example" }),
            identity({ kind: "host", host: "shop.example" }, true),
        ];
        assert.deepEqual(ways(between([{ remote: host("www.shop.example") }], [], split)), []);
    });

    it("given commons that take in an environment's own account, zone or network, finds the way to it", () => {
        assert.deepEqual(
            ways(between([{ remote: account(PRODUCTION_ACCOUNT) }]), common({ accounts: [PRODUCTION_ACCOUNT] })),
            ["staging > prod"],
        );
        const zone = [identity({ kind: "host", host: "prod.shop.example" })];
        const call = (name: string) =>
            ways(between([{ remote: host(name) }], [], zone), common({ hosts: ["shop.example"] }));
        assert.deepEqual(call("db.prod.shop.example"), ["staging > prod"]);
        assert.deepEqual(call("parent.shop.example"), []);
        const network = [identity({ kind: "range", range: "10.10.0.0/16" })];
        const route = (text: string) =>
            ways(between([{ remote: range(text) }], [], network), common({ ranges: ["10.0.0.0/8"] }));
        assert.deepEqual(route("10.10.1.0/24"), ["staging > prod"]);
        assert.deepEqual(route("10.20.1.0/24"), []);
    });
});

describe("places outside of all environments", () => {
    it("given places that are partly the same, finds the way through them", () => {
        const meet = (out: ConnectionSketch["remote"], into: ConnectionSketch["remote"]) =>
            ways(between([{ remote: out }], [{ remote: into, direction: "in" }])).length;
        assert.equal(meet(arn("s3:::tools/*"), arn("s3:::tools/app.zip")), 1);
        assert.equal(meet(arn("s3:::tools/*"), arn("s3:::other/app.zip")), 0);
        assert.equal(meet(range("203.0.113.7/32"), range("203.0.113.0/24")), 1);
        assert.equal(meet(range("203.0.114.7/32"), range("203.0.113.0/24")), 0);
        assert.equal(meet(host("Hub.example."), host("hub.example")), 1);
        assert.equal(meet(host("hub.example"), host("hut.example")), 0);
    });

    it("given two places that a third one joins, finds no way from one to the other", () => {
        const wide = {
            ...fragment("pr-1", [{ remote: range("203.0.113.0/24"), direction: "both" }]),
            identities: [identity(OWN)],
        };
        const apart = between(
            [{ remote: range("203.0.113.7/32") }],
            [{ remote: range("203.0.113.8/32"), direction: "in" }],
        );
        assert.deepEqual(ways([...apart, { ...wide, environmentClass: "ephemeral" }]), [
            "pr-1 > 203.0.113.8/32 > prod",
        ]);
    });

    it("given many tokens that all meet, finds one way for each set of one environment", () => {
        const trusts = (stack: string) =>
            ["a", "b", "c"].map(letter => ({
                remote: { kind: "tokens", issuer: "gitlab.com", subjects: [`*${letter}-${stack}*`] } as const,
                direction: "both" as const,
                at: `ci/${letter}#assumeRolePolicy`,
            }));
        assert.equal(ways(between(trusts("staging"), trusts("prod"))).length, 3);
    });
});

const MIRROR = "orders/mirror#target";
const gate = (some: Partial<Gateway> = {}): Gateway => ({
    from: "prod",
    to: "staging",
    at: [MIRROR],
    purpose: "requests of production, to test on",
    owner: "team-orders",
    expires: "2026-12-31",
    ...some,
});

describe("several gateways at one place", () => {
    it("given one that expired and its renewal, lets through what the renewal does", () => {
        const { gatewayFaults, ways: found } = judgeIsolation(
            between([], [{ remote: account(STAGING_ACCOUNT), at: MIRROR }]),
            settings({ gateways: { old: gate({ expires: "2026-01-01" }), renewed: gate() } }),
            TODAY,
        );
        assert.deepEqual(found, []);
        assert.deepEqual(
            gatewayFaults.map(({ fault, name }) => [name, fault]),
            [["old", "expired"]],
        );
    });

    it("given one to each of two environments that meet there, opens both and nothing else", () => {
        const meets = { remote: gateway("tgw-1"), direction: "in" } as const;
        const branch: Fragment = {
            ...fragment("pr-1", [meets]),
            identities: [identity(OWN)],
            environmentClass: "ephemeral",
        };
        const fragments = [
            fragment("prod", [{ ...meets, direction: "out", at: MIRROR }]),
            fragment("staging", [meets]),
            branch,
        ];
        const both = { one: gate(), two: gate({ to: "pr-1" }) };
        assert.deepEqual(ways(fragments, { gateways: both }), []);
        assert.deepEqual(ways(fragments, { gateways: { one: gate() } }), ["prod > transit gateway tgw-1 > pr-1"]);
    });
});
