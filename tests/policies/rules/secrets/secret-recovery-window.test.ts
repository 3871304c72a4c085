import { Secret, Unknown } from "../../../../plan/value";
import { secretRecoveryWindow as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const production = { stack: "prod" };

describe("secret-recovery-window", () => {
    tries(rule, "aws:secretsmanager/secret:Secret", [
        ["nothing in production", "holds", {}, production],
        ["nothing in production, checked", "holds", {}, { ...production, phase: "checked" }],
        ["none in production", "violated", { recoveryWindowInDays: 0 }, production],
        ["six days in production", "violated", { recoveryWindowInDays: 6 }, production],
        ["seven days in production", "holds", { recoveryWindowInDays: 7 }, production],
        ["a marked number in production", "violated", { recoveryWindowInDays: new Secret(0) }, production],
        ["one that is not known", "undecided", { recoveryWindowInDays: Unknown.computed }, production],
        ["one of another type", "undecided", { recoveryWindowInDays: "none" }, production],
        ["none in staging", "nothing", { recoveryWindowInDays: 0 }],
    ]);
});
