import { expectSet, resourceRule } from "../../kernel";

export const logGroupsHaveOwnKey = resourceRule({
    name: "log-groups-have-own-key",
    family: "hygiene",
    severity: "low",
    description: "Every log group is encrypted with a key of one's own.",
    remediation:
        "Set `kmsKeyId` of the log group to a key whose policy lets CloudWatch Logs use it; `Database`, `Cluster` and `Observability` do both.",
    appliesTo: ["aws:cloudwatch/logGroup:LogGroup"],
    preset: "strict",
    check(subject) {
        return expectSet(subject, "kmsKeyId", {
            because: "with the key of AWS, nobody can take back who may read what was once logged, or see who did",
        });
    },
});
