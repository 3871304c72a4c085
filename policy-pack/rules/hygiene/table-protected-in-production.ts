import { expectTrue, resourceRule } from "../../kernel";

/** Both are off where nothing is said (type documentation of the provider). */
const UNSET = { default: false } as const;

export const tableProtectedInProduction = resourceRule({
    name: "table-protected-in-production",
    family: "hygiene",
    severity: "high",
    description:
        "In production every DynamoDB table can be taken back to any moment of the last weeks, and is not deleted by accident.",
    remediation:
        "In production set `pointInTimeRecovery.enabled: true` and `deletionProtectionEnabled: true` of the table.",
    appliesTo: ["aws:dynamodb/table:Table"],
    check(subject) {
        if (subject.environment.class !== "production") return [];
        return [
            expectTrue(subject, "pointInTimeRecovery.enabled", {
                because: "a table has no backups of its own, so a wrong write or delete is final",
                ...UNSET,
            }),
            expectTrue(subject, "deletionProtectionEnabled", {
                because: "one wrong word at a prompt deletes it",
                ...UNSET,
            }),
        ];
    },
});
