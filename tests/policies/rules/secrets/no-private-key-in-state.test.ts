import * as assert from "node:assert/strict";

import { Secret, Unknown } from "../../../../plan/value";
import { noPrivateKeyInState as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { tries } from "../table";

const KEY = resource("tls:index/privateKey:PrivateKey", { algorithm: "RSA" }, { name: "key" });

describe("no-private-key-in-state", () => {
    describe("of what makes one", () => {
        tries(rule, KEY.type, [["a key", "violated", { algorithm: "ED25519" }]]);
    });

    for (const type of ["aws:acm/certificate:Certificate", "aws:iam/serverCertificate:ServerCertificate"]) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["a certificate that AWS makes", "holds", { domainName: "shop.example" }],
                ["a key of its own", "violated", { privateKey: "key" }],
                ["a marked key", "violated", { privateKey: new Secret("key") }],
                ["a key that is not known", "violated", { privateKey: Unknown.computed }],
                ["a key that no state keeps", "holds", { privateKeyWo: new Secret("key") }],
            ]);

            it("given a key that is made beside it, leaves it to what makes it", () => {
                const certificate = resource(
                    type,
                    { privateKey: Unknown.computed },
                    { comesFrom: { privateKey: [KEY] } },
                );
                assert.deepEqual(
                    said(rule, plan([KEY, certificate])).map(({ subject }) => subject),
                    ["key"],
                );
            });
        });
    }
});
