import { Secret, Unknown } from "../../../../plan/value";
import { noStaticAccessKeys as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("no-static-access-keys", () => {
    describe("of a key", () => {
        tries(rule, "aws:iam/accessKey:AccessKey", [
            ["a key", "violated", { user: "deploy" }],
            ["a key, after the provider's say", "violated", { user: "deploy", status: "Active" }, { phase: "checked" }],
            ["a key that is switched off", "holds", { user: "deploy", status: "Inactive" }],
            ["a status that is not known", "undecided", { user: "deploy", status: Unknown.computed }],
            ["a secret status", "violated", { user: "deploy", status: new Secret("Active") }],
        ]);
    });

    describe("of a provider", () => {
        tries(rule, "pulumi:providers:aws", [
            ["a role", "holds", { assumeRoles: [{ roleArn: "arn:aws:iam::111111111111:role/deploy" }] }],
            ["a key", "violated", { accessKey: new Secret("AKIAIOSFODNN7EXAMPLE"), secretKey: new Secret("x") }],
            ["a key that is not known", "violated", { accessKey: Unknown.computed }],
            ["a key of a session", "holds", { accessKey: new Secret("ASIAIOSFODNN7EXAMPLE") }],
            ["a key with a session's token", "holds", { accessKey: Unknown.computed, token: Unknown.computed }],
            ["a key with an empty token", "violated", { accessKey: Unknown.computed, token: "" }],
            ["an empty key", "holds", { accessKey: "" }],
        ]);
    });
});
