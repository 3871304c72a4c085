import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import type { Identity } from "../../isolation/connection";
import type { IsolationSettings } from "../../isolation/settings";
import { judgeIsolation } from "../../isolation/judge";
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

const between = (
    ofStaging: readonly ConnectionSketch[],
    ofProduction: readonly ConnectionSketch[] = [],
    identities: readonly Identity[] = [],
) => [fragment("prod", ofProduction, identities), fragment("staging", ofStaging)];

describe("ways between environments", () => {
    it("given nothing that leads out, finds none", () => {
        assert.deepEqual(ways(between([])), []);
    });

    it("given a permission on something of the other account, finds it", () => {
        const remote = arn(`sqs:eu-central-1:${PRODUCTION_ACCOUNT}:orders`);
        assert.deepEqual(ways(between([{ remote }])), ["staging > prod"]);
    });

    it("given a permission on something of the own account, finds none", () => {
        const remote = arn(`sqs:eu-central-1:${STAGING_ACCOUNT}:orders`);
        assert.deepEqual(ways(between([{ remote }])), []);
    });

    it("given production that trusts staging's account, finds the way in", () => {
        const trust = { remote: account(STAGING_ACCOUNT), direction: "in" } as const;
        assert.deepEqual(ways(between([], [trust])), ["staging > prod"]);
    });

    it("given staging that trusts production's account, finds the way from production", () => {
        const trust = { remote: account(PRODUCTION_ACCOUNT), direction: "in" } as const;
        assert.deepEqual(ways(between([trust])), ["prod > staging"]);
    });

    it("given a role of a third account that may be taken, and is trusted, finds the way through it", () => {
        const hop = arn(`iam::${OUTSIDE_ACCOUNT}:role/hop`);
        assert.deepEqual(ways(between([{ remote: hop }], [{ remote: account(OUTSIDE_ACCOUNT), direction: "in" }])), [
            `staging > account ${OUTSIDE_ACCOUNT} > prod`,
        ]);
        assert.deepEqual(ways(between([{ remote: hop }])), []);
    });

    it("given trust to an organisation, finds the way, for both are taken to be in it", () => {
        const organisation = { kind: "organisation", organisation: "o-a1b2c3d4e5" } as const;
        assert.deepEqual(ways(between([], [{ remote: organisation, direction: "in" }])), [
            "staging > organisation o-a1b2c3d4e5 > prod",
        ]);
    });

    it("given a bucket that is open to anyone, finds the way; given a front door, none", () => {
        const open = { remote: { kind: "anyone" }, direction: "in" } as const;
        assert.deepEqual(ways(between([], [open])), ["staging > anyone > prod"]);
        assert.deepEqual(ways(between([], [{ ...open, frontDoor: true }])), []);
    });

    it("given one gateway that both are attached to, finds one way for both directions", () => {
        const attached = { remote: gateway("tgw-1"), direction: "both" } as const;
        assert.deepEqual(ways(between([attached], [attached])), ["prod > transit gateway tgw-1 > staging and back"]);
        assert.deepEqual(ways(between([attached], [{ ...attached, remote: gateway("tgw-2") }])), []);
    });

    it("given a pipeline whose tokens both trust, finds the way; given other branches, none", () => {
        const tokens = (subject: string) =>
            ({
                remote: { kind: "tokens", issuer: "gitlab.com", subjects: [subject] },
                direction: "both",
            }) as const;
        assert.deepEqual(ways(between([tokens("project_path:acme/*")], [tokens("project_path:acme/shop:ref:main")])), [
            "prod > whoever holds a token of gitlab.com > staging and back",
        ]);
        assert.deepEqual(ways(between([tokens("ref:develop")], [tokens("ref:main")])), []);
    });

    it("given one account that both call their own, finds the way", () => {
        const shared = { ...fragment("staging"), identities: fragment("prod").identities };
        assert.deepEqual(ways([fragment("prod"), shared]), [`prod > account ${PRODUCTION_ACCOUNT} > staging and back`]);
    });

    it("given an allow-list that holds a range of the other, finds the way; of the own network, none", () => {
        const production = fragment(
            "prod",
            [{ remote: range("10.20.1.0/24"), direction: "in" }],
            [identity({ kind: "range", range: "10.10.0.0/16" })],
        );
        const staging = (own: string) => fragment("staging", [], [identity({ kind: "range", range: own })]);
        assert.deepEqual(ways([production, staging("10.20.0.0/16")]), ["staging > prod"]);
        assert.deepEqual(ways([production, staging("10.30.0.0/16")]), []);
        const own = fragment(
            "prod",
            [{ remote: range("10.10.1.0/24"), direction: "in" }],
            [identity({ kind: "range", range: "10.10.0.0/16" })],
        );
        assert.deepEqual(ways([own, staging("10.10.0.0/16")]), []);
    });

    it("given a name within the other's private domain, finds the way; given one of a public front door, none", () => {
        const call = { remote: host("db.prod.internal") };
        const zone = (isPublic: boolean) => [identity({ kind: "host", host: "prod.internal" }, isPublic)];
        assert.deepEqual(ways(between([call], [], zone(false))), ["staging > prod"]);
        assert.deepEqual(ways(between([call], [], zone(true))), []);
        assert.deepEqual(ways(between([{ remote: host("db.staging.internal") }], [], zone(false))), []);
    });

    it("given a place that both take code from, finds the way only where one may write there", () => {
        const place = (name: string) => arn(`s3:::${name}`);
        const runs = { remote: place("tools/app.zip"), direction: "in", access: "write" } as const;
        const lead = (access: "read" | "write" | "use", name = "tools/app.zip") =>
            ways(between([{ remote: place(name), access }], [runs]));
        assert.deepEqual(lead("read"), []);
        assert.deepEqual(lead("use"), []);
        assert.deepEqual(lead("use", "tools/*"), []);
        assert.deepEqual(lead("write"), ["staging > arn:aws:s3:::tools/app.zip > prod"]);
        assert.deepEqual(lead("write", "tools/*"), ["staging > arn:aws:s3:::tools/app.zip > prod"]);
    });

    it("given a record that is put into the other's public zone, finds the way: it answers for the other", () => {
        const zone = [identity({ kind: "host", host: "shop.example" }, true)];
        const record = { remote: host("shop.example"), access: "write" } as const;
        assert.deepEqual(ways(between([record], [], zone)), ["staging > prod"]);
        assert.deepEqual(ways(between([{ ...record, access: "use" }], [], zone)), []);
    });

    it("given what a secret names, finds the way and shows nothing of it", () => {
        const secret = { remote: host("hidden.example"), direction: "both", fromSecret: true } as const;
        assert.deepEqual(ways(between([secret], [{ ...secret, direction: "in" }])), [
            "staging > something that a secret names > prod",
        ]);
    });

    it("given an own domain below the other's, a name in it is one's own", () => {
        const staging = fragment(
            "staging",
            [{ remote: host("api.staging.acme.example") }],
            [identity({ kind: "host", host: "staging.acme.example" })],
        );
        assert.deepEqual(ways([fragment("prod", [], [identity({ kind: "host", host: "acme.example" })]), staging]), []);
    });

    it("given a wildcard that takes in the other's bucket as well as one's own, finds the way", () => {
        const bucket = (name: string) => identity({ kind: "name", pattern: `arn:aws:s3:::${name}` });
        const staging = (pattern: string) =>
            fragment("staging", [{ remote: arn(`s3:::${pattern}`), access: "read" }], [bucket("shop-staging")]);
        const production = fragment("prod", [], [bucket("shop-prod")]);
        assert.deepEqual(ways([production, staging("shop-*")]), ["staging > prod"]);
        assert.deepEqual(ways([production, staging("shop-staging*")]), []);
    });

    it("given what cannot be read, says that it may lead to the other", () => {
        const unknown = { remote: { kind: "unknown", why: "it comes from elsewhere" } } as const;
        assert.deepEqual(ways(between([unknown])), ["staging > something that cannot be read > prod?"]);
    });

    it("given a condition that could not be read, says undecided, and violated where another way is certain", () => {
        const remote = arn(`sqs:eu-central-1:${PRODUCTION_ACCOUNT}:orders`);
        const doubtful = { remote, certainty: "undecided", at: "orders/one#policy" } as const;
        assert.deepEqual(ways(between([doubtful])), ["staging > prod?"]);
        assert.deepEqual(ways(between([doubtful, { remote, at: "orders/two#policy" }])), [
            "staging > prod",
            "staging > prod?",
        ]);
    });

    it("given half of a peering, says undecided; given both halves, finds the way", () => {
        const peering = (id: string) => ({ remote: account(id), needsCounterpart: true, direction: "both" }) as const;
        assert.deepEqual(ways(between([peering(PRODUCTION_ACCOUNT)])), ["prod > staging and back?"]);
        assert.deepEqual(ways(between([peering(PRODUCTION_ACCOUNT)], [peering(STAGING_ACCOUNT)])), [
            "prod > staging and back",
        ]);
    });

    it("given an environment whose account nobody pinned, any other account may be its own", () => {
        const unpinned = { ...fragment("prod"), identities: [] };
        assert.deepEqual(ways([unpinned, fragment("staging", [{ remote: account(OUTSIDE_ACCOUNT) }])]), [
            `staging > account ${OUTSIDE_ACCOUNT} > prod?`,
        ]);
    });

    it("given three environments, names only ways across the wall around production", () => {
        const branch = { ...fragment("pr-12", [{ remote: account(STAGING_ACCOUNT) }]), identities: [] };
        const own = identity({ kind: "account", account: "333333333333" });
        const judged = judgeIsolation(
            [fragment("prod"), fragment("staging"), { ...branch, environmentClass: "ephemeral", identities: [own] }],
            settings(),
            TODAY,
        );
        assert.deepEqual(judged.walls, [
            ["prod", "staging"],
            ["prod", "pr-12"],
        ]);
        assert.deepEqual(judged.ways, []);
    });
});

describe("commons", () => {
    const registry = { access: "read-only", purpose: "images", accounts: [OUTSIDE_ACCOUNT] } as const;

    it("given a registry that both use, finds no way through it", () => {
        const both = [
            { remote: account(OUTSIDE_ACCOUNT), access: "read" },
            { remote: account(OUTSIDE_ACCOUNT), direction: "in" },
        ] as const;
        assert.deepEqual(ways(between(both, both), { commons: { registry } }), []);
        // Who only reads there has no part in what the other gets from there; who may do more, has.
        assert.deepEqual(ways(between(both, both)), []);
        assert.equal(ways(between([{ remote: account(OUTSIDE_ACCOUNT) }], both)).length, 1);
    });

    it("given one that writes to what is there to be read, says so", () => {
        const pushes = { remote: arn(`ecr:eu-central-1:${OUTSIDE_ACCOUNT}:repository/shop`), access: "write" } as const;
        const { misuses } = judgeIsolation(between([pushes]), settings({ commons: { registry } }), TODAY);
        assert.deepEqual(
            misuses.map(({ common, stack }) => [stack, common]),
            [["staging", "registry"]],
        );
        const reads = judgeIsolation(
            between([{ ...pushes, access: "read" }]),
            settings({ commons: { registry } }),
            TODAY,
        );
        assert.deepEqual(reads.misuses, []);
    });

    it("given a role of theirs that is taken, says so unless it is named: nobody knows what it may do there", () => {
        const takes = { remote: arn(`iam::${OUTSIDE_ACCOUNT}:role/puller`) } as const;
        const misused = (names: readonly string[]) =>
            judgeIsolation(between([takes]), settings({ commons: { registry: { ...registry, names } } }), TODAY)
                .misuses;
        assert.equal(misused([]).length, 1);
        assert.equal(misused([`arn:aws:iam::${OUTSIDE_ACCOUNT}:role/pull*`]).length, 0);
    });

    it("given a repository of production's account that both may pull from, only what the pattern covers is common", () => {
        const names = [`arn:aws:ecr:*:${PRODUCTION_ACCOUNT}:repository/shop-*`];
        const commons = { registry: { access: "read-only", purpose: "images", names } } as const;
        const pull = (name: string) =>
            between([{ remote: arn(`ecr:eu-central-1:${PRODUCTION_ACCOUNT}:${name}`), access: "read" }]);
        assert.deepEqual(ways(pull("repository/shop-api"), { commons }), []);
        assert.deepEqual(ways(pull("repository/shop-*"), { commons }), []);
        assert.deepEqual(ways(pull("repository/other"), { commons }), ["staging > prod"]);
        assert.deepEqual(ways(pull("repository/*"), { commons }), ["staging > prod"]);
    });
});

describe("gateways", () => {
    const shadow = {
        from: "prod",
        to: "staging",
        at: ["orders/mirror#target"],
        purpose: "requests of production, to test on",
        owner: "team-orders",
        expires: "2026-12-31",
    };
    const mirror = { remote: account(STAGING_ACCOUNT), at: "orders/mirror#target" };
    const judged = (connections: readonly ConnectionSketch[], gateways: IsolationSettings["gateways"]) =>
        judgeIsolation([fragment("prod", connections), fragment("staging")], settings({ gateways }), TODAY);

    it("given shadow traffic that is declared, finds no way", () => {
        assert.deepEqual(judged([mirror], { shadow }).ways, []);
        assert.deepEqual(judged([mirror], { shadow }).gatewayFaults, []);
        assert.equal(judged([mirror], {}).ways.length, 1);
    });

    it("given its last day, is open; given the day after, is closed and said to have expired", () => {
        assert.deepEqual(judged([mirror], { shadow: { ...shadow, expires: TODAY } }).ways, []);
        const over = judged([mirror], { shadow: { ...shadow, expires: "2026-11-20" } });
        assert.equal(over.ways.length, 1);
        assert.deepEqual(
            over.gatewayFaults.map(({ fault, name }) => [name, fault]),
            [["shadow", "expired"]],
        );
    });

    it("given a way back at the same place, refuses that", () => {
        const back = judged([{ ...mirror, direction: "both" }], { shadow });
        assert.deepEqual(
            back.ways.map(({ bothWays, from, to }) => [from, to, bothWays]),
            [["staging", "prod", false]],
        );
    });

    it("given what may be done through it, refuses all else at the same place: artefacts are fetched and not put back", () => {
        const fetched = { ...mirror, access: "read" } as const;
        const gateways = { artefacts: { ...shadow, access: "read" } } as const;
        assert.deepEqual(judged([fetched], gateways).ways, []);
        assert.equal(judged([{ ...fetched, access: "write" }], gateways).ways.length, 1);
        assert.equal(judged([fetched, { ...fetched, access: "use" }], gateways).ways.length, 1);
    });

    it("given another place, lets nothing through and says that the gateway is nowhere", () => {
        const other = judged([{ ...mirror, at: "orders/other#target" }], { shadow });
        assert.equal(other.ways.length, 1);
        assert.deepEqual(
            other.gatewayFaults.map(({ fault }) => fault),
            ["unused"],
        );
    });

    it("given a property, takes in what lies inside of it and nothing that only begins alike", () => {
        const at = (property: string) =>
            judged([{ ...mirror, at: `orders/mirror#${property}` }], { shadow }).ways.length;
        assert.equal(at("target: Statement[0]"), 0);
        assert.equal(at("target.url"), 0);
        assert.equal(at("targets"), 1);
    });
});
