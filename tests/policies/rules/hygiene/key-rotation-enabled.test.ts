import { Secret, Unknown } from "../../../../plan/value";
import { keyRotationEnabled as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

describe("key-rotation-enabled", () => {
    tries(rule, "aws:kms/key:Key", [
        ["rotation", "holds", { enableKeyRotation: true }],
        ["none", "violated", { enableKeyRotation: false }],
        ["nothing said", "violated", {}],
        [
            "nothing said, after the provider's say",
            "violated",
            { customerMasterKeySpec: "SYMMETRIC_DEFAULT" },
            { phase: "checked" },
        ],
        ["an asymmetric key, which AWS never rotates", "nothing", { customerMasterKeySpec: "RSA_2048" }],
        ["a key store of its own", "nothing", { customKeyStoreId: "cks-1" }],
        ["a value that is not known", "undecided", { enableKeyRotation: Unknown.computed }],
        ["a kind that is not known", "undecided", { customerMasterKeySpec: Unknown.computed }],
        [
            "a kind that is not known, with rotation",
            "holds",
            { customerMasterKeySpec: Unknown.computed, enableKeyRotation: true },
        ],
        ["a secret value", "violated", { enableKeyRotation: new Secret(false) }],
    ]);
});
