import { Secret, Unknown } from "../../../../plan/value";
import { tableProtectedInProduction as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const prod = { stack: "prod" };
const whole = { pointInTimeRecovery: { enabled: true }, deletionProtectionEnabled: true };

describe("table-protected-in-production", () => {
    tries(rule, "aws:dynamodb/table:Table", [
        ["both", "holds", whole, prod],
        ["nothing said", "violated", {}, prod],
        ["nothing said, after the provider's say", "violated", {}, { ...prod, phase: "checked" }],
        ["no recovery", "violated", { ...whole, pointInTimeRecovery: { enabled: false } }, prod],
        ["no protection", "violated", { ...whole, deletionProtectionEnabled: false }, prod],
        ["a value that is not known", "undecided", { ...whole, pointInTimeRecovery: Unknown.computed }, prod],
        ["a value of another type", "undecided", { ...whole, deletionProtectionEnabled: "yes" }, prod],
        ["a secret value", "violated", { ...whole, deletionProtectionEnabled: new Secret(false) }, prod],
        ["staging", "nothing", {}],
    ]);
});
