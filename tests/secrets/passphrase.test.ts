import assert from "node:assert/strict";
import { decryptorOf } from "../../engine/passphrase";

/** What the Pulumi CLI 3.259.0 wrote for this passphrase and this value. */
const PASSPHRASE = Buffer.from("sample passphrase 42", "utf8");
const SALT = "v1:QavNHAprRp4=:v1:Nj1OIppbxMQRPnqB:AVDqPatI21Ybpttl/K/EHMNudWjzdA==";
const SEALED = "v1:w/4ScCYySSREICAR:9FudXfqqSFlAMT/wfpkNSrCimH2lVB42711LgR1O";

describe("what a passphrase encrypts", function () {
    this.timeout(30_000);

    it("given what the Pulumi CLI wrote, is opened", () => {
        assert.equal(decryptorOf(PASSPHRASE, SALT)?.(SEALED), "a sample value");
    });

    it("given another passphrase, or a salt that is none, is not", () => {
        assert.equal(decryptorOf(Buffer.from("another", "utf8"), SALT), undefined);
        for (const salt of ["", "v1:x", `v2:${SALT.slice(3)}`]) assert.equal(decryptorOf(PASSPHRASE, salt), undefined);
    });

    it("given a value that was changed, fails instead of giving another", () => {
        const decrypt = decryptorOf(PASSPHRASE, SALT);
        const [version = "", nonce = "", sealed = ""] = SEALED.split(":");
        const bytes = Buffer.from(sealed, "base64");
        bytes[0] = (bytes[0] ?? 0) ^ 1;
        assert.throws(() => decrypt?.([version, nonce, bytes.toString("base64")].join(":")));
        assert.throws(() => decrypt?.("v2:a:b"), /expected v1:<nonce>:<sealed>/);
    });
});
