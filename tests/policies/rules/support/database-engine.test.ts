import * as assert from "node:assert/strict";

import { majorVersion } from "../../../../policy-pack/rules/support/database-engine";

describe("majorVersion", () => {
    const cases: readonly (readonly [engine: string, version: string, expected: string | undefined])[] = [
        ["aurora-postgresql", "16.8", "16"],
        ["postgres", "10", "10"],
        ["postgres", "9.6.24", "9.6"],
        ["mysql", "8.0.42", "8.0"],
        ["mysql", "8", undefined],
        ["aurora-mysql", "8.0.mysql_aurora.3.08.0", "8.0"],
        ["mariadb", "10.11.9", "10.11"],
        ["postgres", "newest", undefined],
        ["postgres", "", undefined],
    ];
    for (const [engine, version, expected] of cases) {
        it(`given ${version || "nothing"} of ${engine}, is ${expected ?? "not known"}`, () => {
            assert.equal(majorVersion(engine, version), expected);
        });
    }
});
