import * as assert from "node:assert/strict";

import { arnsMeet, isAccountId, parseArn } from "../../aws/arn";

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

describe("patterns of ARNs", () => {
    for (const [one, other, meet] of [
        ["arn:aws:s3:::shop-*", "arn:aws:s3:::shop-orders", true],
        ["arn:*:s3:::shop-orders", "arn:aws:s3:::shop-*", true],
        ["arn:*:s3:::eu-central-1", "arn:aws:s3:::shop-orders/*", false],
        ["arn:aws:sqs:*:111111111111:orders", "arn:aws:sqs:eu-central-1:*:ord*", true],
        ["arn:aws:sqs:*:111111111111:orders", "arn:aws:sqs:eu-central-1:222222222222:ord*", false],
        ["arn:aws:logs:*:*:log-group:/a:*", "arn:aws:logs:eu-central-1:111111111111:log-group:/a:b", true],
        ["arn:aws:s3*", "arn:aws:s3:::shop-orders", true],
        ["*", "arn:aws:s3:::shop-orders", true],
    ] as const) {
        it(`given ${one} and ${other}, ${meet ? "finds" : "does not find"} an ARN of both`, () => {
            assert.equal(arnsMeet(one, other), meet);
            assert.equal(arnsMeet(other, one), meet);
        });
    }
});
