import { Secret, Unknown } from "../../../../plan/value";
import { logGroupsHaveOwnKey as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("log-groups-have-own-key", () => {
    tries(rule, "aws:cloudwatch/logGroup:LogGroup", [
        ["a key", "holds", { kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/1" }],
        ["a key that is known after deployment", "holds", { kmsKeyId: Unknown.computed }],
        ["a secret key", "holds", { kmsKeyId: new Secret("arn:aws:kms:eu-central-1:111122223333:key/1") }],
        ["nothing said", "violated", {}],
        ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
    ]);
});
