import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { PlannedResource } from "../../plan/plan";
import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { compareSecrets } from "../../secrets/compare";
import { plan, resource } from "../support/policy";
import { facts, OTHER_PASSWORD, PASSWORD } from "./samples";

const THING = "aws:sns/topic:Topic";
const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

const stack = (name: string, ...resources: readonly PlannedResource[]) => facts(plan(resources, { stack: name }));
const holding = (name: string, inputs: PropertyMap, subject = "subject") =>
    stack(name, resource(THING, inputs, { stack: name, name: subject }));

/** Findings as `verdict fault: message`. */
const said = (...all: Parameters<typeof compareSecrets>[0][number][]) =>
    compareSecrets(all).findings.map(({ fault, message, verdict }) => `${verdict} ${fault}: ${message}`);

describe("the credentials of two environments", () => {
    it("given passwords of their own, share none", () => {
        assert.deepEqual(
            said(holding("staging", { a: new Secret(PASSWORD) }), holding("prod", { a: new Secret(OTHER_PASSWORD) })),
            [],
        );
    });

    it("given one password, share it, at both places and under no name of its own", () => {
        assert.deepEqual(
            said(holding("staging", { a: new Secret(PASSWORD) }), holding("prod", { b: new Secret(PASSWORD) })),
            ["violated shared-credential: subject#a in staging and subject#b in prod are one credential"],
        );
    });

    for (const [given, form, text] of [
        ["in base64", "base64", base64(PASSWORD)],
        ["in an address", "password in an address", `postgres://app:${PASSWORD}@db.prod/orders`],
        ["in JSON", "JSON password", JSON.stringify({ username: "shop", password: PASSWORD })],
        ["in a connection string", "connection string", `Server=h;User Id=u;Password=${PASSWORD};`],
        [
            "in an address in JSON in base64",
            "base64 > JSON url > password in an address",
            base64(JSON.stringify({ url: `amqp://u:${PASSWORD}@h` })),
        ],
    ] as const) {
        it(`given one password, bare in one and ${given} in the other, share it`, () => {
            assert.deepEqual(
                said(holding("staging", { a: new Secret(PASSWORD) }), holding("prod", { a: new Secret(text) })),
                [`violated shared-credential: subject#a in staging and subject#a in prod (${form}) are one credential`],
            );
        });
    }

    it("given one address with a password in both, are told once", () => {
        const address = new Secret(`postgres://app:${PASSWORD}@db/orders`);
        assert.equal(said(holding("staging", { a: address }), holding("prod", { a: address })).length, 1);
        // The password bare elsewhere is the same finding; another password is another.
        assert.equal(
            said(holding("staging", { a: address, b: new Secret(PASSWORD) }), holding("prod", { a: address })).length,
            1,
        );
        const two = { a: address, b: new Secret(OTHER_PASSWORD) };
        assert.equal(said(holding("staging", two), holding("prod", two)).length, 2);
    });

    it("given one user name, host and region, share none", () => {
        const same = {
            a: new Secret(
                JSON.stringify({ username: "orders-application", host: "h.example", region: "eu-central-1" }),
            ),
        };
        assert.deepEqual(said(holding("staging", same), holding("prod", same)), []);
    });

    it("given one weak password, cannot be told: neither equal nor different", () => {
        const weak = { a: new Secret("hunter2") };
        assert.deepEqual(
            said(holding("staging", weak), holding("prod", weak)).map(one => one.split(" cannot")[0]),
            ["undecided uncomparable: subject#a in staging", "undecided uncomparable: subject#a in prod"],
        );
    });

    it("given what is hidden in one, is undecided as long as the other has anything that it may be", () => {
        const hidden = holding("staging", { a: new Secret(new Unknown("redacted")) });
        assert.deepEqual(said(hidden, holding("prod", { a: new Secret(PASSWORD) })), [
            "undecided uncomparable: subject#a in staging cannot be compared: the plan shows [secret] in its place",
        ]);
        assert.deepEqual(said(hidden, holding("prod", {})), []);
    });

    it("given projects that differ, are named with their project", () => {
        const other = { ...holding("prod", { a: new Secret(PASSWORD) }), project: "parcels" };
        assert.deepEqual(said(holding("staging", { a: new Secret(PASSWORD) }), other), [
            "violated shared-credential: subject#a in shop/staging and subject#a in parcels/prod are one credential",
        ]);
    });
});

describe("the names that two environments use", () => {
    const KEY = "arn:aws:kms:eu-central-1:111122223333:key/0f1e2d3c";
    const provider = (account: string | undefined) => ({
        region: "eu-central-1",
        ...(account !== undefined && { allowedAccountIds: [account] }),
    });
    const named = (
        name: string,
        account: string | undefined,
        ...things: readonly (readonly [type: string, inputs: PropertyMap])[]
    ) =>
        stack(
            name,
            ...things.map(([type, inputs], place) =>
                resource(type, inputs, { stack: name, name: `thing-${place}`, provider: provider(account) }),
            ),
        );

    it("given one ARN, share what it names; given two, do not", () => {
        const use = (name: string, key: string) => named(name, "111122223333", [THING, { kmsMasterKeyId: key }]);
        assert.deepEqual(said(use("staging", KEY), use("prod", KEY)), [
            "violated shared-identity: thing-0#kmsMasterKeyId in staging and thing-0#kmsMasterKeyId in prod name one key",
        ]);
        assert.deepEqual(said(use("staging", KEY), use("prod", KEY.replace("1111", "2222"))), []);
    });

    it("given a secret that one makes and the other uses, share it", () => {
        const made = named("prod", "444455556666", ["aws:secretsmanager/secret:Secret", { name: "shop/db" }]);
        const used = (account: string) =>
            named("staging", "111122223333", [
                THING,
                { value: `arn:aws:secretsmanager:eu-central-1:${account}:secret:shop/db-AbCdE1` },
            ]);
        assert.deepEqual(said(used("444455556666"), made), [
            "violated shared-identity: thing-0#value in staging and thing-0#name in prod name one secret of Secrets Manager",
        ]);
        assert.deepEqual(said(used("111122223333"), made), []);
    });

    it("given things that each makes and uses under one name, share none, whatever is known of the account", () => {
        const both = (name: string, account?: string) =>
            named(
                name,
                account,
                ["aws:kms/alias:Alias", { name: "alias/shop" }],
                [THING, { kmsMasterKeyId: "alias/shop" }],
            );
        assert.deepEqual(said(both("staging"), both("prod")), []);
        assert.deepEqual(said(both("staging", "111122223333"), both("prod", "444455556666")), []);
    });

    it("given one alias that neither makes, is told by the account; without one, undecided", () => {
        const use = (name: string, account?: string) => named(name, account, [THING, { kmsMasterKeyId: "alias/shop" }]);
        assert.deepEqual(said(use("staging", "111122223333"), use("prod", "444455556666")), []);
        assert.equal(
            said(use("staging", "111122223333"), use("prod", "111122223333"))[0]?.split(":")[0],
            "violated shared-identity",
        );
        assert.match(
            said(use("staging"), use("prod", "444455556666"))[0] ?? "",
            /^undecided shared-identity: .* cannot be told: the account or the region is not known$/,
        );
    });

    it("given what is declared as common, share nothing that counts", () => {
        const use = (name: string) =>
            named(name, "111122223333", [THING, { value: "arn:aws:ssm:eu-central-1:111122223333:parameter/common" }]);
        assert.equal(said(use("staging"), use("prod")).length, 1);
        const common = (name: string) => {
            const one = use(name);
            return { ...one, identities: one.identities.map(identity => ({ ...identity, common: true })) };
        };
        assert.deepEqual(said(common("staging"), common("prod")), []);
        assert.equal(said(common("staging"), use("prod")).length, 0);
    });
});

describe("the credentials of many environments", () => {
    it("given two hundred, tells the one that two of them share", () => {
        const all = Array.from({ length: 200 }, (_, place) =>
            holding(
                `env-${place}`,
                Object.fromEntries(
                    Array.from({ length: 20 }, (_unused, one) => [
                        `a${one}`,
                        new Secret(randomBytes(16).toString("hex")),
                    ]),
                ),
            ),
        );
        assert.deepEqual(said(...all), []);
        const shared = { a: new Secret(PASSWORD) };
        assert.deepEqual(said(...all, holding("x", shared), holding("y", shared)), [
            "violated shared-credential: subject#a in x and subject#a in y are one credential",
        ]);
    });

    it("given two hundred with one password, is one finding that names all", () => {
        const all = Array.from({ length: 200 }, (_, place) => holding(`env-${place}`, { a: new Secret(PASSWORD) }));
        const [finding, ...others] = compareSecrets(all).findings;
        assert.equal(others.length, 0);
        assert.equal(finding?.places.length, 200);
    });
});
