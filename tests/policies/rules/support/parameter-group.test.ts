import * as assert from "node:assert/strict";

import { Secret, Unknown } from "../../../../plan/value";
import { stacksOf } from "../../../../policy-pack/kernel/judge";
import { parameterOf, parseFamily } from "../../../../policy-pack/rules/support/parameter-group";
import { DEFAULT_SETTINGS } from "../../../../policy-pack/settings";
import { plan, resource } from "../../../support/policy";

describe("parseFamily", () => {
    const cases = [
        ["aurora-postgresql16", { engine: "aurora-postgresql", version: "16" }],
        ["mysql8.0", { engine: "mysql", version: "8.0" }],
        ["sqlserver-ex-15.0", { engine: "sqlserver-ex", version: "15.0" }],
        ["redshift-2.0", { engine: "redshift", version: "2.0" }],
        ["default.postgres17", { engine: "postgres", version: "17" }],
        ["postgres", undefined],
        ["16", undefined],
        ["", undefined],
    ] as const;
    for (const [text, expected] of cases) {
        it(`given ${text || "nothing"}, is ${expected === undefined ? "none" : `${expected.engine} ${expected.version}`}`, () => {
            assert.deepEqual(parseFamily(text), expected);
        });
    }
});

describe("parameterOf", () => {
    const value = (parameters: Parameters<typeof resource>[1]) => {
        const [stack] = stacksOf(
            [plan([resource("aws:rds/parameterGroup:ParameterGroup", parameters)])],
            DEFAULT_SETTINGS,
        );
        const [group] = stack?.subjects ?? [];
        assert.ok(group !== undefined);
        return parameterOf(group, "tls");
    };

    it("given the parameter, is its value", () => {
        assert.equal(
            value({
                parameters: [
                    { name: "other", value: "0" },
                    { name: "tls", value: "1" },
                ],
            }),
            "1",
        );
    });

    it("given a secret parameter, is what is in it", () => {
        assert.equal(value({ parameters: new Secret([{ name: "tls", value: new Secret("1") }]) }), "1");
    });

    it("given others only, or none at all, is nothing", () => {
        assert.equal(value({ parameters: [{ name: "other", value: "0" }] }), undefined);
        assert.equal(value({}), undefined);
    });

    it("given the parameter beside one that is not known, is its value", () => {
        assert.equal(value({ parameters: [Unknown.computed, { name: "tls", value: "1" }] }), "1");
    });

    it("given others and one that is not known, is unknown", () => {
        assert.ok(value({ parameters: [{ name: Unknown.computed, value: "1" }] }) instanceof Unknown);
        assert.ok(value({ parameters: Unknown.computed }) instanceof Unknown);
        assert.ok(value({ parameters: ["tls"] }) instanceof Unknown);
    });
});
