import * as assert from "node:assert/strict";

import { isAccountId, parseArn } from "../../../../policy-pack/rules/support/arn";

describe("an ARN", () => {
    it("given all its parts, is taken apart", () => {
        assert.deepEqual(parseArn("arn:aws-cn:iam::111111111111:role/a:b"), {
            partition: "aws-cn",
            service: "iam",
            region: "",
            account: "111111111111",
            resource: "role/a:b",
        });
    });

    for (const text of ["", "role/deploy", "arn:aws:iam::1", "arn:::::x"]) {
        it(`given ${JSON.stringify(text)}, is none`, () => {
            assert.equal(parseArn(text), undefined);
        });
    }

    it("given twelve digits, names an account, and with one more or less none", () => {
        assert.deepEqual(["111111111111", "1111111111111", "11111111111", "11111111111a"].map(isAccountId), [
            true,
            false,
            false,
            false,
        ]);
    });
});
