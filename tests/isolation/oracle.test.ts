import * as assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as fc from "fast-check";

import type { Fragment, Identity, Reference } from "../../isolation/connection";
import { link } from "../../isolation/link";
import { waysFrom } from "../../isolation/ways";
import { connection, settings, TODAY } from "./fragments";
import { oracleOf } from "./oracle";

const GRAPHS = 10_000;

const COMMON_ACCOUNT = "444444444444";
const ACCOUNTS = ["111111111111", "222222222222", "333333333333", COMMON_ACCOUNT, "999999999999"];

const ACCOUNT = fc.constantFrom(...ACCOUNTS).map((id): Identity["reference"] => ({ kind: "account", account: id }));
const THING = fc
    .constantFrom("tgw-1", "tgw-2", "tgw-3")
    .map((id): Identity["reference"] => ({ kind: "thing", thing: "transit-gateway", id }));
const ELSEWHERE = fc.constantFrom<Reference>(
    { kind: "anyone" },
    { kind: "organisation", organisation: "o-1" },
    { kind: "unknown", why: "nobody knows" },
);
const CONNECTION = fc
    .record({
        remote: fc.oneof<[typeof ACCOUNT, typeof THING, typeof ELSEWHERE]>(ACCOUNT, THING, ELSEWHERE),
        direction: fc.constantFrom("out" as const, "in" as const, "both" as const),
        certainty: fc.constantFrom("declared" as const, "undecided" as const),
        frontDoor: fc.boolean(),
    })
    .map(({ certainty, remote, ...facts }) =>
        connection({ ...facts, remote, certainty: remote.kind === "unknown" ? "undecided" : certainty }),
    );
const OWN_ACCOUNT = fc
    .constantFrom(...ACCOUNTS.filter(id => id !== COMMON_ACCOUNT))
    .map((id): Identity["reference"] => ({ kind: "account", account: id }));

function fragmentOf(stack: string): fc.Arbitrary<Fragment> {
    return fc
        .record({
            connections: fc.array(CONNECTION, { maxLength: 4 }),
            accounts: fc.array(OWN_ACCOUNT, { maxLength: 2 }),
            things: fc.array(THING, { maxLength: 1 }),
        })
        .map(({ accounts, connections, things }) => ({
            project: "shop",
            stack,
            environmentClass: stack === "prod" ? "production" : "staging",
            identities: [...accounts, ...things].map(reference => ({ reference, isPublic: false, from: "a#b" })),
            connections,
        }));
}

describe("ways between environments, against brute force", () => {
    it(`given ${GRAPHS} random graphs, agrees in each on what is certain and on what may be`, () => {
        let found = 0;
        fc.assert(
            fc.property(fragmentOf("prod"), fragmentOf("staging"), fragmentOf("branch"), (...fragments) => {
                const commons = { shared: { access: "read-only", purpose: "x", accounts: [COMMON_ACCOUNT] } } as const;
                const linked = link(fragments, settings({ commons }), TODAY);
                const oracle = oracleOf(fragments, new Set([COMMON_ACCOUNT]));
                for (const [from, to] of [
                    ["prod", "staging"],
                    ["staging", "prod"],
                ] as const) {
                    const ways = waysFrom(linked, from, to);
                    const certain = ways.some(({ certainty }) => certainty === "declared");
                    assert.equal(certain, oracle.declared(from, to), `certain from ${from} to ${to}`);
                    assert.equal(ways.length > 0, oracle.possible(from, to), `possible from ${from} to ${to}`);
                    found += ways.length;
                }
            }),
            { numRuns: GRAPHS },
        );
        // What agrees that nothing ever leads anywhere would prove nothing.
        assert.ok(found > GRAPHS, `${found} ways in ${GRAPHS} graphs`);
    });
});
