import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { redactedFragment, sealedFragment } from "../../isolation/redacted";
import { fragment, host, identity } from "./fragments";

const OWN = [identity({ kind: "host", host: "staging.internal" })];

describe("what an environment says of itself", () => {
    it("given a secret in a text, says it without that", () => {
        const { connections } = redactedFragment(
            fragment("staging", [
                {
                    remote: { kind: "unknown", why: "hunter2 is unknown" },
                    says: "names hunter2",
                    change: "Take hunter2 out.",
                },
            ]),
            text => text.replaceAll("hunter2", "(hidden)"),
        );
        assert.doesNotMatch(JSON.stringify(connections), /hunter2/);
        assert.equal(connections[0]?.says, "names (hidden)");
    });

    it("given what a secret names, keeps nothing of it in a file: what is its own stays inside, all else is unknown", () => {
        const names = (name: string, fromSecret: boolean) => ({ remote: host(name), fromSecret });
        const { connections } = sealedFragment(
            fragment(
                "staging",
                [
                    names("staging.internal", true),
                    names("db.staging.internal", true),
                    names("db.prod.internal", true),
                    names("db.staging.internal", false),
                    names("api.example.com", false),
                ],
                OWN,
            ),
        );
        assert.deepEqual(
            connections.map(({ certainty, remote }) => [certainty, remote.kind]),
            [
                ["undecided", "unknown"],
                ["undecided", "unknown"],
                ["declared", "host"],
                ["declared", "host"],
            ],
        );
        assert.doesNotMatch(JSON.stringify(connections), /prod\.internal/);
    });
});
