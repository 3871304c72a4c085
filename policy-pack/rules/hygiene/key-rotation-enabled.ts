import { expectTrue, resourceRule, undecidedBecauseUnknown } from "../../kernel";

/** The only kind that AWS rotates, and the default of the property (type documentation of the provider). */
const SYMMETRIC = "SYMMETRIC_DEFAULT";

export const keyRotationEnabled = resourceRule({
    name: "key-rotation-enabled",
    family: "hygiene",
    severity: "medium",
    description: "AWS makes new material for every symmetric key each year.",
    remediation:
        "The keys of `Database`, `Cluster` and `Observability` rotate; elsewhere set `enableKeyRotation: true`.",
    appliesTo: ["aws:kms/key:Key"],
    check(subject) {
        const kind = subject.read("customerMasterKeySpec", { default: SYMMETRIC });
        // AWS rotates neither asymmetric keys nor those of a key store outside KMS.
        if (kind.state === "known" && kind.value !== SYMMETRIC) return [];
        if (subject.read("customKeyStoreId").state !== "absent") return [];
        const rotated = expectTrue(subject, "enableKeyRotation", {
            because: "whoever once got at the material reads all that is ever encrypted",
            default: false,
        });
        return rotated.outcome !== "holds" && kind.state === "unknown" ? undecidedBecauseUnknown(kind) : rotated;
    },
});
