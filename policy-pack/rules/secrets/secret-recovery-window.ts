import { expectAtLeast, resourceRule } from "../../kernel";

/** Days for which AWS keeps a deleted secret where nothing is said (type documentation). */
const DEFAULT_DAYS = 30;

/** The shortest that AWS takes beside 0, which is none at all. */
const MIN_DAYS = 7;

export const secretRecoveryWindow = resourceRule({
    name: "secret-recovery-window",
    family: "secrets",
    severity: "medium",
    description: "In production, a secret that was deleted can be had back for a week at least.",
    remediation:
        "Leave `recoveryWindowInDays` of `aws.secretsmanager.Secret` out (30 days), or set it to 7 or more; 0 is for environments that are made anew under the same names.",
    appliesTo: ["aws:secretsmanager/secret:Secret"],
    check(subject) {
        if (subject.environment.class !== "production") return [];
        return expectAtLeast(subject, "recoveryWindowInDays", MIN_DAYS, {
            default: DEFAULT_DAYS,
            because: "what is deleted by mistake is gone at once, and with it all that it opens",
        });
    },
});
