import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { accessesOf, accessesOfAll } from "../../../isolation/policies/access";
import { meaningForResources, meaningOf } from "../../../isolation/policies/condition-keys";
import { bareIssuer, issuerOf } from "../../../isolation/policies/federation";
import { requirementOf } from "../../../isolation/policies/requirement";
import { isService, reachOf } from "../../../isolation/policies/services";

describe("what an action does", () => {
    for (const [action, expected] of [
        ["s3:GetObject", ["read"]],
        ["S3:PUTOBJECT", ["write"]],
        ["kms:Decrypt", ["read"]],
        ["kms:GenerateDataKey*", ["write"]],
        ["sts:AssumeRole", ["use"]],
        ["lambda:InvokeFunction", ["use"]],
        ["s3:Get*", ["read"]],
        ["s3:G*", ["read", "write"]],
        ["*", ["read", "write", "use"]],
        ["s3:*", ["read", "write", "use"]],
    ] as const) {
        it(`given ${action}, says ${expected.join(", ")}`, () => {
            assert.deepEqual(accessesOf(action), expected);
        });
    }

    it("given several, says each once", () => {
        assert.deepEqual(accessesOfAll(["sts:AssumeRole", "s3:PutObject", "s3:GetObject", "s3:ListBucket"]), [
            "read",
            "write",
            "use",
        ]);
    });
});

describe("what a key of a condition says", () => {
    it("given a key that is modelled, says what it is about", () => {
        assert.equal(meaningOf("aws:principalaccount"), "caller-account");
        assert.equal(meaningOf("kms:encryptioncontext:aws:logs:arn"), "source-arn");
        assert.equal(meaningOf("kms:encryptioncontext:purpose"), "nothing");
    });

    it("given another one, says nothing", () => {
        for (const key of ["aws:principaltag/team", "constructor", "aws:userid", ""]) {
            assert.equal(meaningOf(key), undefined, key);
        }
    });

    it("given a question about resources, tells those keys alone", () => {
        assert.equal(meaningForResources("aws:resourceaccount"), "resource-account");
        assert.equal(meaningForResources("aws:principalaccount"), "nothing");
        assert.equal(meaningForResources("aws:resourcetag/team"), undefined);
    });
});

describe("an operator of a condition", () => {
    const read = (operator: string, values: readonly string[] = ["a"]) =>
        requirementOf({ operator, key: "aws:sourceip", values });

    for (const [operator, isPositive, takesPatterns, passesAbsent] of [
        ["StringEquals", true, false, false],
        ["StringLike", true, true, false],
        ["StringEqualsIgnoreCase", true, false, false],
        ["ArnEquals", true, true, false],
        ["StringNotEquals", false, false, true],
        ["ArnNotLike", false, true, true],
        ["StringEqualsIfExists", true, false, true],
        ["ForAllValues:StringLike", true, true, true],
        ["ForAnyValue:StringLike", true, true, false],
        ["ForAnyValue:StringNotLike", false, true, false],
        ["NotIpAddress", false, false, true],
        ["BoolIfExists", true, false, true],
        ["DateLessThan", true, false, false],
    ] as const) {
        it(`given ${operator}, takes it apart`, () => {
            const expected = { key: "aws:sourceip", values: ["a"], isPositive, takesPatterns, passesAbsent };
            assert.deepEqual(read(operator), expected);
        });
    }

    it("given Null, asks whether the key is there", () => {
        assert.equal(read("Null", ["false"])?.isPositive, true);
        assert.equal(read("Null", ["true"])?.passesAbsent, true);
        assert.equal(read("Null", ["maybe"]), undefined);
    });

    it("given one that there is not, says nothing", () => {
        for (const operator of [
            "StringResembles",
            "stringequals ",
            "ForSome:StringLike",
            "ForAnyValue:StringLikeIfExists",
            "Null:True",
        ]) {
            assert.equal(read(operator), undefined, operator);
        }
    });
});

describe("a service in a policy", () => {
    it("given its name, in a region or not, is one", () => {
        for (const name of ["s3.amazonaws.com", "logs.eu-central-1.amazonaws.com", "ec2.amazonaws.com.cn"]) {
            assert.equal(isService(name), true, name);
        }
        for (const name of ["*", "111111111111", "s3.amazonaws.com.example"])
            assert.equal(isService(name), false, name);
    });

    it("given where it is, is as far as everywhere", () => {
        assert.equal(reachOf("s3.amazonaws.com", "resource"), "driven");
        assert.equal(reachOf("logs.us-gov-west-1.amazonaws.com", "resource"), "driven");
        assert.equal(reachOf("pods.eks.amazonaws.com", "resource"), "bound");
        assert.equal(reachOf("unheardof.amazonaws.com", "resource"), "unknown");
        assert.equal(reachOf("unheardof.amazonaws.com", "role"), "bound");
    });
});

describe("an issuer of tokens", () => {
    it("given a provider of an account, is what stands behind it", () => {
        const arn = "arn:aws:iam::111111111111:oidc-provider/Token.Actions.githubusercontent.com/Acme";
        assert.equal(issuerOf(arn), "token.actions.githubusercontent.com/Acme");
        assert.equal(issuerOf("accounts.google.com"), "accounts.google.com");
        assert.equal(issuerOf("arn:aws:iam::111111111111:saml-provider/people"), undefined);
        assert.equal(bareIssuer("https://gitlab.com/"), "gitlab.com");
    });
});
