import * as assert from "node:assert/strict";
import { secretArnOf } from "../../components/database/secret";

describe("the secret of a database's first user", () => {
    it("given the one that AWS made, is that", () => {
        assert.equal(secretArnOf([{ secretArn: "arn:secret" }]), "arn:secret");
    });

    it("given none, is an error and no empty text", () => {
        assert.throws(() => secretArnOf([]), new Error("AWS keeps no secret for the database's first user"));
    });
});
